import type { LoadedApproval } from '../store/approvals.ts';
import { castOf, readGroups } from './cast.ts';
import { seesChannel } from './membership.ts';
import { SWITCH_ROLE } from './switch.ts';
import type { Way } from './way.ts';

/**
 * Why this person may not read an approval's story; null where they may: a finance manager, whoever its rule names as
 * an approver in their own right, and whoever of `people` is in its channel, where its card stands anyway. To stand in
 * for somebody who is away is no leave to read: a delegate sees what they could see without it. Asks Slack, and never
 * throws.
 */
export async function mayNotRead(way: Way, approval: LoadedApproval, who: string): Promise<string | null> {
  const known = way.projects.people.find(({ id }) => id === who);
  if (known?.roles.includes(SWITCH_ROLE)) return null;
  await readGroups(way, approval);
  if (approverOf(way, approval).includes(who)) return null;
  if (!known) return 'Only people whom projects.yml names may read the decision log.';
  if (await seesChannel(way, approval.channel, who)) return null;
  return `Approval ${approval.number} is for those in the channel of ${approval.project}, its approvers and finance managers; as far as Slack says, you are none of them.`;
}

/** Whoever may approve by the rule, added or in a group, stand-ins aside; who was taken off is no approver any more. */
export function approverOf(way: Way, approval: LoadedApproval): string[] {
  const { at, people } = castOf(way, { ...approval, absences: [] });
  const off = at.takenOff?.map(({ id }) => id) ?? [];
  const holds = people.filter(({ roles }) => roles.some((role) => at.rule.roles.includes(role)));
  return holds.map(({ id }) => id).filter((id) => !off.includes(id));
}
