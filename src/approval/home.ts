import type { KnownBlock, View } from '@slack/types';
import { markdown, plain, section, small } from '../slack/blocks/parts.ts';
import { type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { COMPANY } from '../store/database.ts';
import { refusal } from './policy.ts';
import { draftOf, situationOf, standingOf } from './standing.ts';
import { kindOf, type Way } from './way.ts';

/** Slack takes 100 blocks; each entry is three. */
const MOST = 12;
const OPEN = ['drafted', 'waiting', 'approved', 'posting', 'posted', 'failed'];

/** For each person: what waits for them, what they asked for. For finance managers the key that signs the log. */
export async function homeOf(way: Way, who: string, logPublicKey: string): Promise<View> {
  const rows = await way.db.prisma.approval.findMany({
    where: { company: COMPANY, status: { in: OPEN } },
    orderBy: { requestedAt: 'asc' },
    select: { id: true },
    take: 500,
  });
  const open = (await Promise.all(rows.map(({ id }) => loadApproval(way.db.prisma, id)))).filter(
    (one) => one !== null,
  );
  const forMe = open.filter(
    (one) =>
      ['drafted', 'waiting'].includes(one.status) &&
      refusal('approve', who, situationOf(one), way.projects.people) === null,
  );
  const mine = open.filter(({ requestedBy }) => requestedBy === who);
  const person = way.projects.people.find(({ id }) => id === who);
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain('Waiting for you', 150) },
    ...list(way, forMe, true, 'Nothing waits for your decision.'),
    { type: 'divider' },
    { type: 'header', text: plain('Asked by you', 150) },
    ...list(way, mine, false, 'Nothing of yours is open. /invoice-draft makes a draft.'),
  ];
  if (person?.roles.includes('finance_manager')) {
    blocks.push(
      { type: 'divider' },
      section(`Exports of the decision log are signed with this key: ${logPublicKey}`),
    );
  }
  return { type: 'home', blocks };
}

function list(way: Way, approvals: readonly LoadedApproval[], decide: boolean, none: string): KnownBlock[] {
  if (approvals.length === 0) return [section(none)];
  const more =
    approvals.length > MOST ? [small(`and ${approvals.length - MOST} more, in their channels`)] : [];
  return [...approvals.slice(0, MOST).flatMap((one) => entry(way, one, decide)), ...more];
}

function entry(way: Way, approval: LoadedApproval, decide: boolean): KnownBlock[] {
  const draft = draftOf(approval);
  const card = kindOf(way, approval.kind).card(
    draft,
    standingOf(approval, way.projects.people),
    way.projects,
  );
  const blocks: KnownBlock[] = [
    markdown(card.text),
    small(`${approval.project} · approval ${approval.number}`),
  ];
  if (!decide) return blocks;
  // The card's own buttons, with whatever they ask before they are taken at their word.
  const buttons = card.blocks.filter((block) => block.type === 'actions');
  return [...blocks, ...buttons.map((block) => ({ ...block, block_id: `decide:${approval.id}` }))];
}
