import { z } from 'zod';
import type { Currency } from '../core/money.ts';
import { knownCodes } from './cross-checks.ts';
import {
  amount,
  duration,
  field,
  flag,
  listOf,
  mapping,
  oneOf,
  roles,
  show,
  text,
  wholeNumber,
} from './fields.ts';
import type { Report } from './report.ts';
import { ruleLabel } from './rule-label.ts';
import type { ApprovalKind, ApprovalRule } from './types.ts';

const APPROVAL_KINDS: readonly [ApprovalKind, ...ApprovalKind[]] = ['invoice', 'variance', 'journal'];

/** How many automatic postings there are to one that people see, unless the rule says otherwise. */
const DEFAULT_SAMPLE = 10;

const findingCodes = listOf(
  field('a finding in one word, such as rate-differs-from-item', (value) =>
    /^[a-z][a-z0-9-]{0,59}$/.test(value) ? value : undefined,
  ),
  'true, false or a list of findings, such as [rate-differs-from-item]',
);

const finding = z.unknown().transform((value, context): boolean | string[] => {
  if (typeof value === 'boolean') return value;
  const parsed = findingCodes.safeParse(value);
  if (parsed.success && parsed.data.length > 0) return parsed.data;
  const message = parsed.error?.issues[0]?.message ?? `is empty: write true or false.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const groups = z.array(roles, {
  error: (issue) =>
    `is ${show(issue.input)}: write a list of lists, such as [[project_manager], [finance_manager]].`,
});

const ruleSchema = mapping({
  kind: oneOf(APPROVAL_KINDS).optional(),
  over: amount.optional(),
  up_to: amount.optional(),
  project: listOf(text('a project code'), 'a project code, or a list of them').optional(),
  customer: listOf(
    text('a customer in QuickBooks'),
    'a customer in QuickBooks, or a list of them',
  ).optional(),
  known_customer: flag.optional(),
  finding: finding.optional(),
  approvals: wholeNumber(1, 20, 'a whole number from 1 to 20').optional(),
  roles: roles.optional(),
  from: groups.optional(),
  any: flag.optional(),
  all: flag.optional(),
  order: flag.default(false),
  self_approval: flag.default(false),
  editor_counts: flag.default(true),
  auto: flag.default(false),
  daily_cap: amount.optional(),
  sample: wholeNumber(0, 1_000_000, 'a whole number such as 10 (one in ten goes to people), or 0').optional(),
  undo: duration('15m', 0).optional(),
  confirm_over: amount.optional(),
});

type Written = z.infer<typeof ruleSchema>;

export interface RuleContext {
  /** The company's. */
  currency: Currency;
  /** Codes of all projects; null where one could not be read. */
  codes: readonly string[] | null;
}

/** One entry of `approvals`; what is wrong in it is noted and left out. null where it is no rule at all. */
export function readRule(
  report: Report,
  value: unknown,
  index: number,
  { currency, codes }: RuleContext,
): ApprovalRule | null {
  const path = ['approvals', index];
  const { data: read, dropped } = report.salvage(ruleSchema, value ?? {}, path);
  if (!read) return null;
  const minor = (key: 'over' | 'up_to' | 'daily_cap' | 'confirm_over'): number | null =>
    report.minor(read[key], currency, [...path, key]);
  const from = read.from ?? null;
  const needs = read.any === true ? 'any' : 'all';
  const rule: Omit<ApprovalRule, 'label'> = {
    index,
    line: report.lineOf(path),
    kind: read.kind ?? null,
    overMinor: minor('over'),
    upToMinor: minor('up_to'),
    projects: read.project ? knownCodes(report, read.project, [...path, 'project'], codes) : null,
    customers: read.customer ?? null,
    knownCustomer: read.known_customer ?? null,
    finding: read.finding ?? null,
    approvals: read.approvals ?? (from && needs === 'all' ? Math.max(1, from.length) : 1),
    roles: from ? [...new Set(from.flat())] : (read.roles ?? []),
    from,
    needs,
    inOrder: read.order,
    selfApproval: read.self_approval,
    editorCounts: read.editor_counts,
    auto: read.auto,
    dailyCapMinor: minor('daily_cap'),
    sampleOneIn: read.sample ?? DEFAULT_SAMPLE,
    undo: read.undo ?? null,
    confirmOverMinor: minor('confirm_over'),
  };
  if (!['roles', 'from', 'auto'].some((key) => dropped.has(key))) checkWhoIsAsked(report, read, rule);
  checkTogether(report, read, rule);
  return { ...rule, label: ruleLabel(rule, currency) };
}

function checkWhoIsAsked(report: Report, read: Written, rule: Omit<ApprovalRule, 'label'>): void {
  const path = ['approvals', rule.index];
  const { from } = rule;
  if (read.from && read.roles) {
    report.error([...path, 'from'], 'stands beside roles: write one of the two.');
  }
  if (from?.some((group) => group.length === 0) || from?.length === 0) {
    report.error([...path, 'from'], 'has an empty group: write at least one role in each.');
  }
  if (!from && !rule.auto && rule.roles.length === 0) {
    report.error([...path, 'roles'], 'is missing: write who may approve, such as roles: [finance_manager].');
  }
}

/** What each key alone does not show. */
function checkTogether(report: Report, read: Written, rule: Omit<ApprovalRule, 'label'>): void {
  const path = ['approvals', rule.index];
  const { overMinor, upToMinor, from } = rule;
  if (overMinor !== null && upToMinor !== null && upToMinor <= overMinor) {
    report.error(path, `fits no amount: write an up_to that is more than over (${read.over}).`);
  }
  if (from && rule.needs === 'all' && rule.approvals !== Math.max(1, from.length)) {
    report.error(
      [...path, 'approvals'],
      `is ${rule.approvals}, but from asks for one approval of each of its ${from.length} groups: leave approvals out.`,
    );
  }
  if (from && rule.needs === 'any' && rule.approvals !== 1) {
    report.error(
      [...path, 'approvals'],
      `is ${rule.approvals}, but any asks for one approval from one of the groups: leave out one of the two.`,
    );
  }
  if (rule.needs === 'any' && rule.inOrder) {
    report.error(
      [...path, 'order'],
      'stands beside any, where one group is enough: leave out one of the two.',
    );
  }
  if (read.any === true && read.all === true) {
    report.error([...path, 'all'], 'stands beside any: write one of the two.');
  }
  for (const key of ['any', 'all', 'order'] as const) {
    if (read[key] === true && !from)
      report.error([...path, key], 'means nothing without from: leave it out.');
  }
  for (const key of ['daily_cap', 'sample'] as const) {
    if (read[key] !== undefined && !rule.auto) {
      report.warn([...path, key], 'means nothing without auto: true.');
    }
  }
  if (rule.auto && upToMinor === null) {
    report.warn(path, 'posts any amount without asking: write up_to, such as up_to: 2000.');
  }
  if (rule.auto && rule.dailyCapMinor === null) {
    report.warn(
      path,
      'posts without asking, however much it is on one day: write daily_cap, such as daily_cap: 20000.',
    );
  }
}
