import { appendLog } from '../log/append.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { changeIf, json, type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { type Approvers, approversOf, castOf } from './cast.ts';
import { eligible } from './satisfiable.ts';
import { SWITCH_ROLE } from './switch.ts';
import { nameOf, type Way } from './way.ts';

/** A finance manager adds, takes off or replaces an approver of one approval while it waits, and says why. */
export interface ApproverChange {
  approvalId: string;
  who: string;
  /** Slack user ids; both: the one takes the other's place. */
  add: string | null;
  remove: string | null;
  reason: string;
}

export type Changed = { changed: true } | { field: 'add' | 'remove' | 'reason'; refused: string };

export function mayChangeApprovers(way: Way, who: string): string | null {
  const person = way.projects.people.find(({ id }) => id === who);
  if (person?.roles.includes(SWITCH_ROLE)) return null;
  return `Only a ${SWITCH_ROLE} may change who approves. Nothing was changed.`;
}

export async function changeApprovers(way: Way, change: ApproverChange): Promise<Changed> {
  const { approvalId, who, add, remove, reason } = change;
  const refused = mayChangeApprovers(way, who);
  if (refused) return { field: 'reason', refused };
  if (reason === '') return { field: 'reason', refused: 'Say why: it stands on the card and in the log.' };
  if (add === null && remove === null) return { field: 'add', refused: 'Choose whom to add or to take off.' };
  if (add !== null && add === remove) return { field: 'remove', refused: 'That is the same person.' };
  const member = add === null ? null : await fullMember(way, add);
  if (typeof member === 'string') return { field: 'add', refused: member };
  return way.db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ${approvalId} FOR UPDATE`;
    const approval = await loadApproval(tx, approvalId);
    if (!approval || !UNDECIDED.includes(approval.status))
      return { field: 'reason', refused: 'It is decided already, so nobody has to approve it any more.' };
    const next = changedApprovers(way, approval, change, member?.name ?? '');
    if ('refused' in next) return next;
    if (leavesAlone(way, approval, next, change))
      return { field: add === who ? 'add' : 'remove', refused: ALONE };
    const at = way.now();
    const data = { approvers: json(next), dueAt: at };
    if (!(await changeIf(tx, approvalId, approval.version, UNDECIDED, data)))
      return { field: 'reason', refused: 'Somebody decided in the same moment. Nothing was changed.' };
    await way.enqueue(tx, approvalId);
    await appendLog(tx, {
      at,
      actor: who,
      type: 'approver.changed',
      project: approval.project,
      approvalId,
      data: { version: approval.version, add, remove, reason, approvers: next },
    });
    return { changed: true };
  });
}

function changedApprovers(
  way: Way,
  approval: LoadedApproval,
  { who, add, remove, reason }: ApproverChange,
  name: string,
): Approvers | Exclude<Changed, { changed: true }> {
  const before = approversOf(approval);
  const { at, people } = castOf(way, approval);
  const mark = { by: who, reason, at: way.now().toISOString() };
  const without = <One extends { id: string }>(list: readonly One[], id: string | null) =>
    list.filter((one) => one.id !== id);
  let [added, removed] = [before.added, before.removed];
  let as: string[] | null = null;
  if (remove !== null) {
    const leaving = people.find(({ id }) => id === remove);
    const held = leaving?.roles.filter((role) => at.rule.roles.includes(role)) ?? [];
    if (!leaving || held.length === 0 || removed.some(({ id }) => id === remove))
      return { field: 'remove', refused: `${nameOf(way, remove)} is not among those who may approve this.` };
    as = held;
    added = without(added, remove);
    removed = [...removed, { id: remove, name: leaving.name, ...mark }];
  }
  if (add !== null) {
    if (add === approval.requestedBy)
      return {
        field: 'add',
        refused: 'They asked for this draft, and who asks does not approve. Choose someone else.',
      };
    added = [...without(added, add), { id: add, name, as, ...mark }];
    removed = without(removed, add);
  }
  return { added, removed };
}

const ALONE =
  'Then you alone could approve it, by your own change. Leave or add somebody else, or let another finance manager make the change. Nothing was changed.';

/**
 * Whoever changes the approvers must not end as the only one who decides: that would be self-approval by another way.
 * Somebody else who approved already, or still may in their own turn, is enough.
 */
function leavesAlone(
  way: Way,
  approval: LoadedApproval,
  approvers: Approvers,
  { who, add }: ApproverChange,
): boolean {
  const alone = (of: LoadedApproval) => {
    const { at, people } = castOf(way, of);
    const able = eligible(at, people);
    return able.includes(who) && ![...able, ...at.approvedBy].some((id) => id !== who);
  };
  return alone({ ...approval, approvers: { ...approvers } }) && (add === who || !alone(approval));
}

/** The name of an active, full member of the workspace; a sentence where the person is none. */
async function fullMember(way: Way, id: string): Promise<{ name: string } | string> {
  const person = await way.workspace.person(id);
  if (!person) return 'Slack does not know this person. Choose someone else.';
  if (person.bot) return `${person.name} is a bot, and bots approve nothing.`;
  if (person.deactivated) return `${person.name} is deactivated in Slack.`;
  if (person.guest) return `${person.name} is a guest in this workspace, and guests do not approve.`;
  const known = way.projects.people.find((one) => one.id === id);
  return { name: known?.name ?? person.name };
}
