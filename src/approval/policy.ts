import { nameAmong } from '../settings/people.ts';
import type { Person } from '../settings/types.ts';
import { isUserGroup } from '../settings/user-group.ts';
import type { ChosenRule } from './chosen-rule.ts';
import { filled, namedBy, type StandIn, seatings } from './places.ts';

/** Who may decide, how many must, who counts. Pure; its tests read as sentences. */

export type Verb = 'approve' | 'edit' | 'reject' | 'retry' | 'undo';

export interface Situation {
  rule: ChosenRule;
  requestedBy: string;
  /** Who made this version by editing; null where no person did. */
  editedBy: string | null;
  /** Whoever made any version by editing. */
  editors?: readonly string[];
  /** Taken off by a finance manager: they may do nothing here. Names are for people. */
  takenOff?: readonly { id: string; name: string; by: string; reason: string }[];
  /** Whose approval of this version counts. */
  approvedBy: readonly string[];
  /** Who is away, and whom they named to decide in their place. */
  standIns?: readonly StandIn[];
  /** In whose places those who approved could sit when they did. */
  stoodFor?: ReadonlyMap<string, readonly string[]>;
}

/** Why this person may not, in words for them; null where they may. */
export function refusal(verb: Verb, who: string, at: Situation, people: readonly Person[]): string | null {
  const { rule } = at;
  const off = at.takenOff?.find(({ id }) => id === who);
  if (off) return `You can't ${verb} this: ${off.by} took you off its approvers, because: ${off.reason}`;
  const roles = rule.roles.map(inWords).join(' or ');
  const person = people.find(({ id }) => id === who);
  if (!person) {
    return `You can't ${verb} this: it takes a ${roles}, and you are not set up as one. Whoever keeps projects.yml can add you.`;
  }
  const absent = standsFor(verb, who, at, people);
  // Who approved because nobody else could must be able to see it through, though the rule itself does not name them.
  const stoodIn = at.approvedBy.includes(who) && !at.stoodFor?.has(who);
  const seesThrough = stoodIn && (verb === 'retry' || verb === 'undo');
  if (absent.length === 0 && !seesThrough && !holds(person, rule.roles)) {
    const held =
      person.roles.length > 0 ? `you are ${person.roles.map(inWords).join(', ')}` : 'you hold no role';
    const stands = namedBy(who, at.standIns ?? []).map((id) => nameAmong(people, id));
    const nor = stands.length > 0 ? ` Nor may ${stands.join(' and ')}, in whose place you decide.` : '';
    return `You can't ${verb} this: it takes a ${roles}, and ${held}.${nor}`;
  }
  if (verb !== 'approve') return null;
  if (who === at.requestedBy && !rule.selfApproval) {
    return 'You asked for this draft, so your approval does not count. Someone else has to approve it.';
  }
  if (who === at.editedBy && !rule.editorCounts) {
    return 'You changed this version, so your approval of it does not count. Someone else has to approve it.';
  }
  if (at.editors?.includes(who) && !rule.editorCounts) {
    return 'You changed an earlier version, so your approval does not count. Someone else has to approve it.';
  }
  if (at.approvedBy.includes(who)) return 'You have approved this version already. Nobody counts twice.';
  return addsNothing(who, at, people);
}

const holds = (person: Person | undefined, roles: readonly string[]) =>
  person?.roles.some((role) => roles.includes(role)) ?? false;

/**
 * Those away in whose place this person may: who named them, and could themselves. So a delegate has no right that the
 * absent one has not, a delegate's own delegate has none, and nobody's own draft is approved in their name.
 */
export function standsFor(verb: Verb, who: string, at: Situation, people: readonly Person[]): string[] {
  const alone = {
    ...at,
    rule: { ...at.rule, from: null },
    approvedBy: [],
    standIns: [],
    stoodFor: new Map(),
  };
  return namedBy(who, at.standIns ?? []).filter((absent) => refusal(verb, absent, alone, people) === null);
}

/** As it stands once this person has approved too. */
export function withApproval(at: Situation, who: string, people: readonly Person[]): Situation {
  const stood = standsFor('approve', who, at, people);
  return {
    ...at,
    approvedBy: [...at.approvedBy, who],
    stoodFor: stood.length > 0 ? new Map([...(at.stoodFor ?? []), [who, stood]]) : (at.stoodFor ?? new Map()),
  };
}

/** "finance_manager" as people say it. */
export function inWords(role: string): string {
  return isUserGroup(role) ? `member of the user group ${role}` : role.replaceAll('_', ' ');
}

/** Would this person's approval count: is a place free for them, in a group that is still empty and has its turn? */
function addsNothing(who: string, at: Situation, people: readonly Person[]): string | null {
  // Where everybody has their own place alone, whoever has none yet adds one.
  if (!at.rule.from && !at.standIns?.length && !at.stoodFor?.size && !at.approvedBy.includes(who))
    return null;
  const before = counting(at, people);
  if (counting(withApproval(at, who, people), people) > before) return null;
  if (!at.rule.from) {
    return 'Your place counts already: of somebody who is away and their delegate, one counts. Someone else has to approve it.';
  }
  const missing = at.rule.from[before] ?? [];
  return `Your approval would not add anything now: it still takes a ${missing.map(inWords).join(' or ')}.`;
}

/** How many approvals, or groups, count, with everybody in the place that serves best. */
function counting(
  at: Pick<Situation, 'rule' | 'approvedBy' | 'stoodFor'>,
  people: readonly Person[],
): number {
  const { from, roles, inOrder } = at.rule;
  const rolesOf = (id: string) => people.find((person) => person.id === id)?.roles ?? [];
  const votes = [...new Set(at.approvedBy)].map((who) => {
    const stood = at.stoodFor?.get(who) ?? [];
    const own =
      stood.length === 0 ||
      holds(
        people.find(({ id }) => id === who),
        roles,
      );
    return { who, places: own ? [who, ...stood] : stood };
  });
  const counts = seatings(votes).map((taken) =>
    from ? filled(from, taken, rolesOf, inOrder) : taken.length,
  );
  return Math.max(0, ...counts);
}

export interface Tally {
  have: number;
  need: number;
  enough: boolean;
}

/** "1 of 2". */
export function tally(
  at: Pick<Situation, 'rule' | 'approvedBy' | 'stoodFor'>,
  people: readonly Person[],
): Tally {
  const { rule } = at;
  const need = rule.from ? (rule.needs === 'any' ? 1 : rule.from.length) : rule.approvals;
  const count = counting(at, people);
  const have = rule.from ? Math.min(need, count) : count;
  return { have, need, enough: have >= need };
}

/** Ids of those who could still approve, for the card and for "who is missing". */
export function mayApprove(at: Situation, people: readonly Person[]): string[] {
  return people.map(({ id }) => id).filter((who) => refusal('approve', who, at, people) === null);
}
