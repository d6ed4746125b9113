import { z } from 'zod';
import { UNDECIDED } from '../proposals/standing.ts';
import { nameAmong } from '../settings/people.ts';
import type { Person } from '../settings/types.ts';
import { isUserGroup } from '../settings/user-group.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import type { Transaction } from '../store/database.ts';
import { away, standInsOf } from './away.ts';
import type { Situation } from './policy.ts';
import { effective, type Stuck } from './satisfiable.ts';
import { situationOf } from './standing.ts';
import type { Way } from './way.ts';

/** Who may decide on one approval: projects.yml, Slack's user groups, and what a finance manager changed on it. */

const Changed = z.object({
  id: z.string(),
  name: z.string(),
  by: z.string(),
  reason: z.string(),
  at: z.string(),
});
/** `as`: the roles of whom they replace; null: every role of the rule that decides. */
const Added = Changed.extend({ as: z.array(z.string()).nullable() });
export const Approvers = z.object({ added: z.array(Added), removed: z.array(Changed) });
export type Approvers = z.infer<typeof Approvers>;

export function approversOf({ approvers }: Pick<LoadedApproval, 'approvers'>): Approvers {
  return approvers === null ? { added: [], removed: [] } : Approvers.parse(approvers);
}

export interface Cast {
  people: Person[];
  /** What the policy decides on: the rule widened where nobody else can. */
  at: Situation;
  stuck: Stuck | null;
  /** User groups that Slack does not name the members of just now. */
  unread: string[];
}

export function castOf(way: Pick<Way, 'projects' | 'groups' | 'now'>, approval: LoadedApproval): Cast {
  const { added, removed } = approversOf(approval);
  const nameOf = (id: string) => nameAmong(people, id);
  const situation = situationOf(approval);
  const { rule } = situation;
  const lost = way.projects.people.filter(({ id }) => way.groups.gone(id));
  const people = way.projects.people.map((person) => ({
    ...person,
    roles: lost.includes(person) ? [] : [...person.roles],
  }));
  const give = (id: string, name: string, roles: readonly string[]) => {
    const known = people.find((person) => person.id === id);
    if (known) known.roles = [...new Set([...known.roles, ...roles])];
    else people.push({ id, name, roles: [...roles] });
  };
  const groups = rule.roles.filter(isUserGroup).map((id) => ({ id, group: way.groups.get(id) }));
  for (const { id, group } of groups)
    if (group.state === 'known') for (const member of group.members) give(member.id, member.name, [id]);
  for (const one of added) give(one.id, one.name, one.as ?? rule.roles);
  const off = new Set(removed.map(({ id }) => id));
  const standIns = standInsOf(away(approval.absences, way.now()));
  const holds = (who: string) =>
    people.some(({ id, roles }) => id === who && roles.some((role) => rule.roles.includes(role)));
  const stood = [...(situation.stoodFor ?? [])].map(
    ([who, places]) => [who, places.filter((id) => !off.has(id))] as const,
  );
  // Who sat on the place of somebody taken off, and has no other, counts no more than they would.
  const unseated = stood.flatMap(([who, places]) => (places.length === 0 && !holds(who) ? [who] : []));
  const at = {
    ...situation,
    standIns,
    stoodFor: new Map(stood),
    approvedBy: situation.approvedBy.filter((who) => !off.has(who) && !unseated.includes(who)),
    takenOff: removed.map((one) => ({ ...one, by: nameOf(one.by) })),
  };
  // Whom Slack does not name just now may be the one who can: nobody stands in for them.
  const unread = groups.filter(({ group }) => group.state === 'unread').map(({ id }) => id);
  if (unread.length > 0 || !UNDECIDED.includes(approval.status)) return { people, at, stuck: null, unread };
  // A delegate sits on the place of who is away: whether enough places are left is told without them.
  const { at: seen, stuck } = effective({ ...at, standIns: [] }, people);
  const decides = { ...seen, standIns };
  const unknown = groups.filter(({ group }) => group.state === 'unknown').map(({ id }) => id);
  const why = [
    ...unknown.map((id) => `; Slack knows no user group ${id}`),
    ...lost.map(({ id, name }) => `; ${name} (${id}) is not in Slack, or not any more`),
  ].join('');
  return { people, at: decides, unread, stuck: stuck && { ...stuck, reason: `${stuck.reason}${why}` } };
}

/** Slack is asked who is in the groups that this approval's rule names; in no time where it names none. */
export async function readGroups(way: Pick<Way, 'groups'>, approval: LoadedApproval): Promise<void> {
  const { roles } = situationOf(approval).rule;
  if (roles.some(isUserGroup)) await way.groups.refresh(roles);
}

/** Before a click that decides: who left the group a minute ago must not pass. */
export async function groupsAtClick(way: Way, db: Transaction, approvalId: string): Promise<void> {
  const named = way.projects.approvals.some((rule) => rule.roles.some(isUserGroup));
  if (!named && !way.groups.inUse()) return;
  const found = await db.approval.findUnique({
    where: { id: approvalId },
    select: { rule: true },
  });
  const roles = z.object({ roles: z.array(z.string()) }).safeParse(found?.rule).data?.roles ?? [];
  await way.groups.refresh(roles, 0);
}
