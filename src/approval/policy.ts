import { z } from 'zod';
import type { ApprovalRule, Person } from '../settings/types.ts';

/** Who may decide, how many must, who counts. Pure; its tests read as sentences. */

/** The rule as it stood when the version was made; kept with the approval. */
export const ChosenRule = z.object({
  /** "invoice over $50,000.00: 2 approvals by finance_manager" */
  label: z.string(),
  approvals: z.number().int().positive(),
  roles: z.array(z.string()),
  /** One approval from each group (`needs: all`) or from one of them (`any`); null where the number alone counts. */
  from: z.array(z.array(z.string())).nullable(),
  needs: z.enum(['all', 'any']),
  inOrder: z.boolean(),
  selfApproval: z.boolean(),
  editorCounts: z.boolean(),
  /** Whether Approve asks once more. */
  confirm: z.boolean(),
  /** Of the projects.yml it came from. */
  settingsHash: z.string(),
});
export type ChosenRule = z.infer<typeof ChosenRule>;

export interface Question {
  kind: string;
  /** In the company's currency, minor units. */
  amountMinor: number;
  project: string;
  /** Every way the customer may be named in a rule: display name, full name, Id. */
  customerNames: readonly string[];
  /** Has an invoice in QuickBooks in the last 12 months. */
  knownCustomer: boolean;
  /** Codes of findings above info. */
  findings: readonly string[];
}

const FALLBACK_ROLE = 'finance_manager';

/** The first rule that fits; where none does, one approval by a finance_manager. */
export function chooseRule(
  rules: readonly ApprovalRule[],
  question: Question,
  settingsHash: string,
): ChosenRule {
  const rule = rules.find((candidate) => !candidate.auto && fits(candidate, question));
  if (!rule) {
    return {
      label: `no rule fits this ${question.kind}: 1 approval by ${FALLBACK_ROLE}`,
      approvals: 1,
      roles: [FALLBACK_ROLE],
      from: null,
      needs: 'all',
      inOrder: false,
      selfApproval: false,
      editorCounts: true,
      confirm: false,
      settingsHash,
    };
  }
  const { label, approvals, from, needs, inOrder, selfApproval, editorCounts, confirmOverMinor, overMinor } =
    rule;
  const roles = rule.roles.length > 0 ? rule.roles : [FALLBACK_ROLE];
  const confirm = question.amountMinor > (confirmOverMinor ?? overMinor ?? Number.POSITIVE_INFINITY);
  return { label, approvals, roles, from, needs, inOrder, selfApproval, editorCounts, confirm, settingsHash };
}

/** `over` is strictly more, `up_to` is at most. */
function fits(rule: ApprovalRule, question: Question): boolean {
  const named = (list: readonly string[] | null, names: readonly string[]) =>
    list === null || list.some((entry) => names.some((name) => same(entry, name)));
  return (
    (rule.kind === null || rule.kind === question.kind) &&
    (rule.overMinor === null || question.amountMinor > rule.overMinor) &&
    (rule.upToMinor === null || question.amountMinor <= rule.upToMinor) &&
    named(rule.projects, [question.project]) &&
    named(rule.customers, question.customerNames) &&
    (rule.knownCustomer === null || rule.knownCustomer === question.knownCustomer) &&
    findingFits(rule.finding, question.findings)
  );
}

function findingFits(asked: ApprovalRule['finding'], present: readonly string[]): boolean {
  if (asked === null) return true;
  if (typeof asked === 'boolean') return asked === present.length > 0;
  return asked.some((code) => present.includes(code));
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export type Verb = 'approve' | 'edit' | 'reject' | 'retry';

export interface Situation {
  rule: ChosenRule;
  requestedBy: string;
  /** Who made this version by editing; null where no person did. */
  editedBy: string | null;
  /** Whose approval of this version counts. */
  approvedBy: readonly string[];
}

/** Why this person may not, in words for them; null where they may. */
export function refusal(verb: Verb, who: string, at: Situation, people: readonly Person[]): string | null {
  const { rule } = at;
  const roles = rule.roles.map(inWords).join(' or ');
  const person = people.find(({ id }) => id === who);
  if (!person) {
    return `You can't ${verb} this: it takes a ${roles}, and you are not set up as one. Whoever keeps projects.yml can add you.`;
  }
  if (!person.roles.some((role) => rule.roles.includes(role))) {
    const held =
      person.roles.length > 0 ? `you are ${person.roles.map(inWords).join(', ')}` : 'you hold no role';
    return `You can't ${verb} this: it takes a ${roles}, and ${held}.`;
  }
  if (verb !== 'approve') return null;
  if (who === at.requestedBy && !rule.selfApproval) {
    return 'You asked for this draft, so your approval does not count. Someone else has to approve it.';
  }
  if (who === at.editedBy && !rule.editorCounts) {
    return 'You changed this version, so your approval of it does not count. Someone else has to approve it.';
  }
  if (at.approvedBy.includes(who)) return 'You have approved this version already. Nobody counts twice.';
  return rule.from ? groupRefusal(person, { ...at, from: rule.from }, people) : null;
}

/** "finance_manager" as people say it. */
function inWords(role: string): string {
  return role.replaceAll('_', ' ');
}

/** Where groups are asked: would this person fill a place that is still empty, and is it that group's turn? */
function groupRefusal(
  person: Person,
  at: Situation & { from: string[][] },
  people: readonly Person[],
): string | null {
  const before = filled(at.from, at.approvedBy, people, at.rule.inOrder);
  const after = filled(at.from, [...at.approvedBy, person.id], people, at.rule.inOrder);
  if (after > before) return null;
  const missing = at.from[before] ?? [];
  return `Your approval would not add anything now: it still takes a ${missing.map(inWords).join(' or ')}.`;
}

/**
 * How many groups the approvers fill, one person filling one group at most: a maximum matching, so that someone who
 * holds two roles never blocks another. In order, only an unbroken run from the first group counts.
 */
function filled(
  from: readonly string[][],
  approvers: readonly string[],
  people: readonly Person[],
  inOrder: boolean,
): number {
  const rolesOf = (id: string) => people.find((person) => person.id === id)?.roles ?? [];
  const holder = new Map<number, string>();
  const place = (id: string, tried: Set<number>): boolean =>
    from.some((group, index) => {
      if (tried.has(index) || !rolesOf(id).some((role) => group.includes(role))) return false;
      tried.add(index);
      const other = holder.get(index);
      if (other !== undefined && !place(other, tried)) return false;
      holder.set(index, id);
      return true;
    });
  if (inOrder) {
    return approvers.reduce(
      (next, id) => (rolesOf(id).some((role) => from[next]?.includes(role)) ? next + 1 : next),
      0,
    );
  }
  for (const id of new Set(approvers)) place(id, new Set());
  return holder.size;
}

export interface Tally {
  have: number;
  need: number;
  enough: boolean;
}

/** "1 of 2". */
export function tally(at: Pick<Situation, 'rule' | 'approvedBy'>, people: readonly Person[]): Tally {
  const { rule } = at;
  const approvers = [...new Set(at.approvedBy)];
  const need = rule.from ? (rule.needs === 'any' ? 1 : rule.from.length) : rule.approvals;
  const have = rule.from
    ? Math.min(need, filled(rule.from, approvers, people, rule.inOrder))
    : approvers.length;
  return { have, need, enough: have >= need };
}

/** Ids of those who could still approve, for the card and for "who is missing". */
export function mayApprove(at: Situation, people: readonly Person[]): string[] {
  return people.map(({ id }) => id).filter((who) => refusal('approve', who, at, people) === null);
}
