import type { KnownBlock, View } from '@slack/types';
import { ACTIONS } from '../proposals/decision-buttons.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { actions, button, markdown, plain, section, small, smallMarkdown } from '../slack/blocks/parts.ts';
import { foreign } from '../slack/blocks/text.ts';
import { type LoadedApproval, loadApproval, loadOutlines } from '../store/approvals.ts';
import { COMPANY } from '../store/database.ts';
import { castOf } from './cast.ts';
import { financeBlocks, heldBlocks } from './home-finance.ts';
import { seenBy } from './membership.ts';
import { refusal } from './policy.ts';
import { shownStanding } from './shown.ts';
import { draftOf } from './standing.ts';
import { SWITCH_ROLE, stops } from './switch.ts';
import { kindOf, type Way } from './way.ts';

/** Slack takes 100 blocks. An entry is three with its buttons, two without. */
const PER_PAGE = 8;
const MOST_ASKED = 8;
const MOST_DECIDED = 5;
const OPEN = [...UNDECIDED, 'approved', 'posting', 'posted', 'failed', 'undoing'];

/**
 * For each person: what waits for them, what they asked for, what was decided of it. For finance managers the projects,
 * the switch, the queue, and the key that signs the log. `page`: of what waits, from 0.
 */
export async function homeOf(way: Way, who: string, logPublicKey: string, page = 0): Promise<View> {
  const [open, stopped, decided] = await Promise.all([
    loadOutlines(way.db.prisma, OPEN),
    stops(way.db.prisma),
    recentlyDecided(way, who),
  ]);
  await way.groups.refresh(way.projects.approvals.flatMap(({ roles }) => roles));
  const mayDecide = open.filter((one) => UNDECIDED.includes(one.status) && mayStillApprove(way, one, who));
  const forMe = await seenBy(way, who, mayDecide, (one) =>
    mayStillApprove(way, { ...one, absences: [] }, who),
  );
  const mine = open.filter(({ requestedBy }) => requestedBy === who);
  const person = way.projects.people.find(({ id }) => id === who);
  const finance = person?.roles.includes(SWITCH_ROLE)
    ? await financeBlocks(way, open, stopped, logPublicKey)
    : [];
  const blocks: KnownBlock[] = [
    ...heldBlocks(way, stopped),
    { type: 'header', text: plain(headline(forMe.length), 150) },
    ...(await waiting(way, forMe, page)),
    { type: 'divider' },
    { type: 'header', text: plain('Asked by you', 150) },
    ...(await asked(way, mine)),
    ...(decided.length === 0
      ? []
      : [
          { type: 'header' as const, text: plain('Recently decided', 150) },
          ...(await shown(way, decided, false)),
        ]),
    ...finance,
  ];
  return { type: 'home', blocks };
}

function headline(count: number): string {
  return count > 1 ? `Waiting for you: ${count}` : 'Waiting for you';
}

function mayStillApprove(way: Way, approval: LoadedApproval, who: string): boolean {
  const { at, people } = castOf(way, approval);
  return refusal('approve', who, at, people) === null;
}

/** What this person asked for or decided on, newest first. */
async function recentlyDecided(way: Way, who: string): Promise<{ id: string }[]> {
  return way.db.prisma.approval.findMany({
    where: {
      company: COMPANY,
      decidedAt: { not: null },
      status: { notIn: [...UNDECIDED] },
      OR: [{ requestedBy: who }, { decisions: { some: { who, revokedAt: null } } }],
    },
    orderBy: { decidedAt: 'desc' },
    take: MOST_DECIDED,
    select: { id: true },
  });
}

/** Oldest first, a page at a time; what stands on the others is counted by project. */
async function waiting(way: Way, forMe: readonly LoadedApproval[], asked: number): Promise<KnownBlock[]> {
  if (forMe.length === 0) return [section('Nothing waits for your decision.')];
  const pages = Math.ceil(forMe.length / PER_PAGE);
  const page = Math.max(0, Math.min(asked, pages - 1));
  const from = page * PER_PAGE;
  const here = forMe.slice(from, from + PER_PAGE);
  if (pages === 1) return shown(way, here, true);
  const turn = [
    ...(page > 0 ? [button(ACTIONS.homeBefore, 'Back', String(page - 1))] : []),
    ...(page < pages - 1 ? [button(ACTIONS.homeNext, 'Next', String(page + 1))] : []),
  ];
  return [
    ...(await shown(way, here, true)),
    small(`${from + 1} to ${from + here.length} of ${forMe.length}, oldest first. ${byProject(forMe)}`),
    actions('home-page', turn),
  ];
}

function byProject(approvals: readonly LoadedApproval[]): string {
  const counts = new Map<string, number>();
  for (const { project } of approvals) counts.set(project, (counts.get(project) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1]);
  const more = most.length > 20 ? [`and ${most.length - 20} more projects`] : [];
  return [...most.slice(0, 20).map(([code, count]) => `${code}: ${count}`), ...more].join(', ');
}

async function asked(way: Way, mine: readonly LoadedApproval[]): Promise<KnownBlock[]> {
  if (mine.length === 0) return [section('Nothing of yours is open. /invoice-draft makes a draft.')];
  const newest = mine.toReversed();
  const more =
    newest.length > MOST_ASKED ? [small(`and ${newest.length - MOST_ASKED} more. ${byProject(mine)}`)] : [];
  return [...(await shown(way, newest.slice(0, MOST_ASKED), false)), ...more];
}

/** Only what is shown is read whole. */
async function shown(
  way: Way,
  some: readonly Pick<LoadedApproval, 'id'>[],
  decide: boolean,
): Promise<KnownBlock[]> {
  const whole = await Promise.all(some.map(({ id }) => loadApproval(way.db.prisma, id)));
  return whole.flatMap((one) => (one ? entry(way, one, decide) : []));
}

/** A channel as Slack shows it, one click away; nothing where the id is not one of Slack's. */
function channelMention(channel: string): string {
  return /^[CG][A-Z0-9]{2,}$/.test(channel) ? ` · <#${channel}>` : '';
}

function entry(way: Way, approval: LoadedApproval, decide: boolean): KnownBlock[] {
  const { standing, projects } = shownStanding(way, approval, null);
  const draft = draftOf(approval);
  const card = kindOf(way, approval.kind).card(draft, standing, projects);
  const looks = decide ? draft.findings.filter(({ severity }) => severity !== 'info').length : 0;
  // The buttons are here, and what is unusual about it stands on the card alone.
  const unusual = looks === 0 ? '' : ` · 🟡 ${looks} to look at on the card`;
  const where = channelMention(approval.channel);
  const blocks: KnownBlock[] = [
    markdown(card.text),
    smallMarkdown(`${foreign(approval.project)} · approval ${approval.number}${where}${unusual}`),
  ];
  if (!decide) return blocks;
  // The card's own buttons, with whatever they ask before they are taken at their word.
  const buttons = card.blocks.find((block) => block.type === 'actions');
  return buttons ? [...blocks, { ...buttons, block_id: `decide:${approval.id}` }] : blocks;
}
