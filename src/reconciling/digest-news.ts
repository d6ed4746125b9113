import type { RunCheck } from './checks/finding.ts';
import type { BudgetInDanger } from './digest-budget.ts';
import { ageOf, type OverdueInvoice } from './digest-overdue.ts';

/** What is news against what digests said before. Pure. */

/** How something stands in words of the table Told: standing otherwise, it is news again. */
export interface Said {
  key: string;
  saidAs: string;
}

export interface KeptVariance {
  key: string;
  fingerprint: string;
  /** undecided: somebody is to decide; the others are over, or put off by somebody. */
  state: 'undecided' | 'decided' | 'settled' | 'snoozed';
  /** Over by what was decided on another one, which counts: the entry that corrects a posting is no decision of its own. */
  follows?: boolean;
  /** Undecided, though people decided on it since a digest last spoke of it: something is left, or it changed. */
  reopened?: boolean;
}

/** How those stand that are no news. */
export const QUIET: readonly string[] = ['snoozed', 'follows'];

export interface VarianceNews<Kept extends KeptVariance> {
  fresh: Kept[];
  changed: Kept[];
  /** Decided by people, and agreeing by themselves, since a digest last spoke of them. */
  decided: number;
  settled: number;
  /** Decided by people and to be decided again; those stand in `fresh` or `changed` as well. */
  reopened: number;
  said: Said[];
}

export function varianceNews<Kept extends KeptVariance>(
  kept: readonly Kept[],
  told: ReadonlyMap<string, string>,
): VarianceNews<Kept> {
  const news: VarianceNews<Kept> = { fresh: [], changed: [], decided: 0, settled: 0, reopened: 0, said: [] };
  for (const one of kept) {
    const key = `variance:${one.key}`;
    const before = told.get(key);
    const over = one.state === 'decided' && one.follows ? 'follows' : one.state;
    const saidAs = one.state === 'undecided' ? `open:${one.fingerprint}` : over;
    if (before === saidAs) continue;
    news.said.push({ key, saidAs });
    if (one.state === 'undecided' && one.reopened) news.reopened += 1;
    if (one.state === 'undecided') (before?.startsWith('open:') ? news.changed : news.fresh).push(one);
    else if (
      one.state !== 'snoozed' &&
      over !== 'follows' &&
      (before === undefined || before.startsWith('open:'))
    )
      news[one.state] += 1;
  }
  return news;
}

/** Each once; one whose amount changed is another. */
export function checkNews(
  checks: readonly RunCheck[],
  told: ReadonlyMap<string, string>,
): { fresh: RunCheck[]; said: Said[] } {
  const saying = checks.map((one) => ({ one, key: `check:${one.key}`, saidAs: String(one.amountMinor) }));
  const fresh = saying.filter(({ key, saidAs }) => told.get(key) !== saidAs);
  return { fresh: fresh.map(({ one }) => one), said: fresh.map(({ key, saidAs }) => ({ key, saidAs })) };
}

/** When it first shows that it will not hold, and when it no longer does. */
export function budgetNews(budgets: readonly BudgetInDanger[], told: ReadonlyMap<string, string>): Said[] {
  const now = budgets.map(({ name, state }) => ({ key: `budget:${name}`, saidAs: state }));
  return now.filter(({ key, saidAs }) => told.get(key) !== saidAs && told.get(key) !== 'over');
}

/** When it falls due without being paid, and with every thirty days more. */
export function overdueNews(invoices: readonly OverdueInvoice[], told: ReadonlyMap<string, string>): Said[] {
  return invoices
    .map((invoice) => ({ key: `invoice:${invoice.id}`, saidAs: ageOf(invoice) }))
    .filter(({ key, saidAs }) => told.get(key) !== saidAs);
}
