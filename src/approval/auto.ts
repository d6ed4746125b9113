import { sha256 } from '../core/identity.ts';
import { localDate } from '../core/instant.ts';
import { type Currency, formatMoney } from '../core/money.ts';
import type { ApprovalRule, Project } from '../settings/types.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { type ChosenRule, fits, inMs, type Question } from './chosen-rule.ts';
import { stopFor } from './switch.ts';
import type { Way } from './way.ts';

/** What a project of mode auto posts by itself: only what a rule lets through, and why the rest is asked about. */

/** The first rule with `auto` that fits; where none does, people are asked. */
export function autoRule(rules: readonly ApprovalRule[], question: Question): ApprovalRule | null {
  return rules.find((rule) => rule.auto && fits(rule, question)) ?? null;
}

/** One in `oneIn` goes to people. Asking again is no way around it: refused rows never go by themselves. */
export function isSample(approvalId: string, oneIn: number): boolean {
  if (oneIn <= 0) return false;
  return BigInt(`0x${sha256(`sample/${approvalId}`).slice(0, 12)}`) % BigInt(oneIn) === 0n;
}

export interface AutoCircumstances {
  /** Posted by itself today, under whatever rule, in the company's currency, minor units; this one not among it. */
  spentMinor: number;
  sample: boolean;
  stopped: boolean;
  /** Some of its rows stood on a draft that was rejected, undone, or left to expire. */
  refusedBefore?: boolean;
  currency: Currency;
}

/** Beyond what a company's currency can hold stands for: billed in another currency. */
const ANOTHER_CURRENCY = Number.MAX_SAFE_INTEGER;

/** Why people have to be asked, in words for them; null where it goes by itself. */
export function whyAsked(
  rule: ApprovalRule | null,
  question: Question,
  { spentMinor, sample, stopped, refusedBefore = false, currency }: AutoCircumstances,
): string | null {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency });
  const { amountMinor, findings, knownCustomer } = question;
  if (findings.length > 0) return `there is something to look at (${findings.join(', ')})`;
  if (refusedBefore) return 'some of its rows were rejected, undone or left to expire before';
  if (!knownCustomer) return 'the customer is new: no invoice in the last 12 months';
  if (amountMinor >= ANOTHER_CURRENCY) return `it is billed in another currency than ${currency}`;
  if (rule === null) return `no rule with auto fits ${money(amountMinor)} for this customer`;
  if (stopped) return 'Countersign was stopped when it was drafted';
  const { dailyCapMinor: cap } = rule;
  if (cap !== null && spentMinor + amountMinor > cap) {
    return `the day’s cap of ${money(cap)} would be passed: ${money(spentMinor)} went by itself today, and this is ${money(amountMinor)}`;
  }
  if (sample) return `it is one of the sample: one in ${rule.sampleOneIn} goes to people`;
  return null;
}

export interface AutoVerdict {
  /** What is kept as the approval's rule. */
  rule: ChosenRule;
  auto: boolean;
  /** For the log: one in so many is kept back for people; null where no rule with auto fits. */
  sampleOneIn: number | null;
}

/**
 * Decides in the transaction that stores the draft. Those before it in the same moment are waited for, so that two
 * together never pass the cap. `people` is the rule that would ask: whoever it asks may undo.
 */
export async function autoVerdict(
  way: Way,
  tx: Transaction,
  approvalId: string,
  project: Project,
  question: Question,
  people: ChosenRule,
  rowIds: readonly string[],
): Promise<AutoVerdict> {
  if (project.mode !== 'auto') return { rule: people, auto: false, sampleOneIn: null };
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('countersign/auto', 0))::text`;
  const rule = autoRule(way.projects.approvals, question);
  const why = whyAsked(rule, question, {
    spentMinor: rule ? await spentToday(way, tx, question.kind) : 0,
    sample: rule !== null && isSample(approvalId, rule.sampleOneIn),
    stopped: (await stopFor(tx, project.code)) !== null,
    refusedBefore: await refusedRows(tx, project.code, rowIds),
    currency: way.projects.company.currency,
  });
  const sampleOneIn = rule?.sampleOneIn ?? null;
  if (rule === null || why !== null)
    return { rule: { ...people, notAutomatic: why }, auto: false, sampleOneIn };
  return { rule: underAuto(rule, people), auto: true, sampleOneIn };
}

function underAuto(rule: ApprovalRule, people: ChosenRule): ChosenRule {
  return {
    ...people,
    label: rule.label,
    ...(rule.roles.length > 0 ? { roles: rule.roles, from: null } : {}),
    ...(rule.undo === null ? { undoMs: null } : { undoMs: inMs(rule.undo) }),
  };
}

const TWO_DAYS_MS = 2 * 86_400_000;

/**
 * What went by itself on the company's date of now, whatever became of it; what was rejected aside. Of all projects and
 * under all rules together: to change a rule, or to write a second one, gives nobody a fresh cap on the same day.
 */
async function spentToday(way: Way, tx: Transaction, kind: string): Promise<number> {
  const { timezone } = way.projects.company;
  const now = way.now();
  const today = localDate(now, timezone);
  const rows = await tx.approval.findMany({
    where: {
      company: COMPANY,
      auto: true,
      status: { not: 'rejected' },
      kind,
      requestedAt: { gte: new Date(now.getTime() - TWO_DAYS_MS) },
    },
    select: { requestedAt: true, amountMinor: true },
  });
  const ofToday = rows.filter(({ requestedAt }) => localDate(requestedAt, timezone) === today);
  return Number(ofToday.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
}

/** What a person said no to must not go by itself the next time somebody asks for it. */
async function refusedRows(tx: Transaction, project: string, rowIds: readonly string[]): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Approval" a JOIN "Draft" d ON d."approvalId" = a."id"
    WHERE a."company" = ${COMPANY} AND a."project" = ${project} AND a."status" IN ('rejected', 'voided', 'expired')
      AND EXISTS (SELECT 1 FROM jsonb_array_elements(d."content"->'lines') line WHERE line->>'rowId' = ANY(${[...rowIds]}))
    LIMIT 1`;
  return found.length > 0;
}
