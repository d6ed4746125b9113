import type { Person } from '../settings/types.ts';
import type { ChosenRule } from './chosen-rule.ts';
import { inWords, refusal, type Situation, tally } from './policy.ts';

/** Whether those who are there can still complete what a rule asks, and who may stand in where they cannot. Pure. */

const STAND_IN = 'finance_manager';

/** Nobody left can complete the approvals. */
export interface Stuck {
  /** "it takes 1 approval by a controller, and nobody holds that" */
  reason: string;
  /** A finance manager may approve in place of whoever is missing; false: not even that would do. */
  inPlace: boolean;
}

/** The rule as it decides now: its own, or widened by the finance managers where nobody else can. */
export function effective(at: Situation, people: readonly Person[]): { at: Situation; stuck: Stuck | null } {
  if (completable(at, people)) return { at, stuck: null };
  const reason = shortfall(at, people);
  const widened = { ...at, rule: withStandIn(at, people) };
  const inPlace = completable(widened, people);
  // Never fewer different people than the rule asks for: a stand-in takes a missing person's place, and no more.
  return { at: inPlace ? widened : at, stuck: { reason, inPlace } };
}

/** Whether some of the people could still give what is missing, each counting once. */
export function completable(at: Situation, people: readonly Person[]): boolean {
  const { rule, approvedBy } = at;
  const able = eligible(at, people);
  if (!rule.from) return new Set(approvedBy).size + able.length >= rule.approvals;
  if (!rule.inOrder || rule.needs === 'any')
    return tally({ ...at, approvedBy: [...approvedBy, ...able] }, people).enough;
  const left = rule.from.slice(tally(at, people).have);
  const rest = { ...rule, from: left, inOrder: false };
  return left.length === 0 || tally({ rule: rest, approvedBy: able }, people).enough;
}

/** Who may still approve, the turn of their group aside. */
export function eligible(at: Situation, people: readonly Person[]): string[] {
  const anyTurn = { ...at, rule: { ...at.rule, from: null } };
  return people.map(({ id }) => id).filter((who) => refusal('approve', who, anyTurn, people) === null);
}

function withStandIn(at: Situation, people: readonly Person[]): ChosenRule {
  const { rule } = at;
  const able = new Set([...eligible(at, people), ...at.approvedBy]);
  const answered = (group: readonly string[]) =>
    people.some(({ id, roles }) => able.has(id) && roles.some((role) => group.includes(role)));
  const joined = (group: readonly string[]) => [...new Set([...group, STAND_IN])];
  const empty = rule.from?.some((group) => !answered(group)) ?? false;
  return {
    ...rule,
    label: `${rule.label}; nobody else can: ${STAND_IN}`,
    roles: joined(rule.roles),
    from: rule.from?.map((group) => (empty && answered(group) ? group : joined(group))) ?? null,
  };
}

function shortfall(at: Situation, people: readonly Person[]): string {
  const { rule } = at;
  const roles = rule.from
    ? rule.from.map((group) => group.map(inWords).join(' or ')).join(rule.needs === 'any' ? ' or ' : ' and ')
    : rule.roles.map(inWords).join(' or ');
  const { have, need } = tally(at, people);
  const takes = `it takes ${need === 1 ? '1 approval' : `${need} approvals`} by ${roles}`;
  const able = eligible(at, people);
  const held = people.filter((one) => one.roles.some((role) => rule.roles.includes(role)));
  const out = held.filter(({ id }) => !able.includes(id) && !at.approvedBy.includes(id)).map(whyOut(at));
  const taken = (at.takenOff ?? []).map(({ name }) => `${name} was taken off`);
  const whys = [...out, ...taken].join('; ');
  const names = people.filter(({ id }) => able.includes(id)).map(({ name }) => name);
  const left = names.length === 0 ? 'nobody' : `only ${names.join(' and ')}`;
  const given = have > 0 ? `, ${have} of ${need} is given` : '';
  return `${takes}${given}, and ${left} can still give one${whys ? ` (${whys})` : ''}`;
}

function whyOut(at: Situation): (person: Person) => string {
  return ({ id, name }) => (id === at.requestedBy ? `${name} asked for it` : `${name} changed it`);
}
