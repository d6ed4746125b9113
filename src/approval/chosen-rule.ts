import { z } from 'zod';
import type { ApprovalRule, Duration } from '../settings/types.ts';

/** Which rule of projects.yml a version is asked by. Pure; its tests read as sentences. */

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
  /** How long Undo is offered, in milliseconds; absent or null: as long as the company says. */
  undoMs: z.number().int().nonnegative().nullish(),
  /** In a project of mode auto: why it did not go by itself. */
  notAutomatic: z.string().nullish(),
  /** Roles that were let in because it had waited too long; absent or null: none. */
  escalatedTo: z.array(z.string()).nullish(),
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

const MS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Clock time: in `undo` a day is no working day. */
export function inMs({ value, unit }: Duration): number {
  return value * MS[unit];
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
  const undo = rule.undo === null ? {} : { undoMs: inMs(rule.undo) };
  return {
    label,
    approvals,
    roles,
    from,
    needs,
    inOrder,
    selfApproval,
    editorCounts,
    confirm,
    settingsHash,
    ...undo,
  };
}

/** The same rule, asking so many people where it would ask fewer; one person never counts twice anyway. */
export function withAtLeast(rule: ChosenRule, { people, why }: { people: number; why: string }): ChosenRule {
  const asked = rule.from ? (rule.needs === 'any' ? 1 : rule.from.length) : rule.approvals;
  if (asked >= people) return rule;
  return { ...rule, approvals: people, from: null, label: `${rule.label}; ${people} people, because ${why}` };
}

/** `over` is strictly more, `up_to` is at most. */
export function fits(rule: ApprovalRule, question: Question): boolean {
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

/** Waited for too long, it goes on to more roles: they may approve as well, in whichever group is asked. */
export function escalated(rule: ChosenRule, to: readonly string[]): ChosenRule {
  const both = (roles: readonly string[]) => [...new Set([...roles, ...to])];
  return { ...rule, roles: both(rule.roles), from: rule.from?.map(both) ?? null, escalatedTo: [...to] };
}
