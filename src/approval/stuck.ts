import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { castOf } from './cast.ts';
import type { Stuck } from './satisfiable.ts';
import { saying, THREAD } from './say.ts';
import { entry } from './steps.ts';
import { SWITCH_ROLE } from './switch.ts';
import { nameOf, type Way } from './way.ts';

/** Where nobody can complete the approvals, the finance managers are told, once for a version, and the card says so. */

/** True: it was noticed just now, and the row changed. */
export async function noticeStuck(way: Way, approval: LoadedApproval): Promise<boolean> {
  if (!UNDECIDED.includes(approval.status)) return false;
  await lookForHolders(way, approval);
  const { stuck } = castOf(way, approval);
  const told = approval.steps.some(({ key }) => key.startsWith(`say:${OCCASION}:`));
  if (!stuck || told) return false;
  const managers = way.projects.people.filter(({ roles }) => roles.includes(SWITCH_ROLE));
  const asker = approval.requestedBy === BOT ? THREAD : approval.requestedBy;
  const to = managers.length > 0 ? managers.map(({ id }) => id) : [asker];
  const text = `Approval ${approval.number} (${approval.project}) can't be completed as it stands. ${stuckWords(way, approval, stuck)}`;
  await way.db.prisma.$transaction(async (tx) => {
    await saying(
      tx,
      approval,
      OCCASION,
      to.map((who) => ({ to: who, text })),
    );
    await tx.approval.update({ where: { id: approval.id }, data: { cardRevision: { increment: 1 } } });
    const data = { version: approval.version, reason: stuck.reason, inPlace: stuck.inPlace, told: to };
    await appendLog(tx, entry(approval, way.now(), 'approval.stuck', data));
  });
  return true;
}

/** Beyond these there is always somebody, and Slack is not asked about a whole company. */
const FEW = 10;

/** Once the card is out: whoever holds the role may have left. The card does not wait for that. */
async function lookForHolders(way: Way, approval: LoadedApproval): Promise<void> {
  if (approval.messageTs === null) return;
  const { at } = castOf(way, approval);
  // As projects.yml has them: whoever was gone may be back.
  const holders = way.projects.people.filter(({ roles }) =>
    roles.some((role) => at.rule.roles.includes(role)),
  );
  if (holders.length > FEW) return;
  // And who would be told: that Slack knows one of them tells an unknown person from a Slack that names nobody.
  const managers = way.projects.people.filter(({ roles }) => roles.includes(SWITCH_ROLE)).slice(0, FEW);
  await way.groups.look([...new Set([...holders, ...managers].map(({ id }) => id))]);
}

const OCCASION = 'stuck';

/** The reason, and what to do about it. */
export function stuckWords(way: Way, { requestedBy }: LoadedApproval, stuck: Stuck): string {
  const why = `${stuck.reason.charAt(0).toUpperCase()}${stuck.reason.slice(1)}.`;
  if (stuck.inPlace)
    return `${why} A finance manager who did not ask for it may approve in place of whoever is missing.`;
  const managers = way.projects.people.filter(({ roles }) => roles.includes(SWITCH_ROLE));
  const [only, ...others] = managers;
  const lone =
    only?.id === requestedBy && others.length === 0
      ? ` ${nameOf(way, requestedBy)} is the only finance_manager and asked for it.`
      : '';
  return `${why}${lone} In projects.yml, give one more person that role under people, or write self_approval: true in the rule; or a finance manager adds somebody to this one with “Change who approves”.`;
}
