import { money, named } from '../../proposals/say.ts';
import { postingName } from '../../proposals/variance/words.ts';
import type { VendorHabit, VendorHistory } from '../../quickbooks/ledger-line-types.ts';
import type { RunCheck } from './finding.ts';
import { about, type Reconciled, type Transaction, transactionsOf } from './transactions.ts';

/** Fewer lines than this are no habit. */
const LEAST_LINES = 4;
/** In hundredths: so many of a vendor's other lines went to one account. */
const HABIT_PERCENT = 90;

/**
 * Lines of the period whose vendor's other lines of the year nearly all went to another account. `history` counts
 * the transaction's own lines as well, which say nothing about the rest. Where the project's sheet has the same
 * account as the posting, two people meant it: nothing is said.
 */
export function codingErrors(reconciled: Reconciled, history: VendorHistory): RunCheck[] {
  return transactionsOf(reconciled).flatMap((one) => {
    const habits = history.get(one.first.vendorId);
    if (one.first.vendorId === '' || !habits) return [];
    const usual = usualOf(habits, one);
    if (!usual) return [];
    return one.lines
      .filter((line) => line.inPeriod && line.accountId !== '' && line.accountId !== usual.accountId)
      .filter((line) => !one.rows.some(({ account }) => sameAccount(account, line.account)))
      .map((line) => ({
        check: 'coding-against-history' as const,
        key: `coding-against-history:${line.id}:${line.accountId}`,
        ...about(one),
        amountMinor: line.amountMinor,
        postings: [line.id],
        message: `${postingName(line)} of ${named(line.vendor)}, ${line.date}: ${money(line.amountMinor, line.currency)} coded to ${named(line.account)}; ${usual.lines === usual.of ? `all ${usual.of}` : `${usual.lines} of the ${usual.of}`} other lines of this vendor in the last year went to ${named(usual.account)}.`,
      }));
  });
}

function usualOf(
  habits: readonly VendorHabit[],
  { lines }: Transaction,
): (VendorHabit & { of: number }) | null {
  const own = (id: string) => lines.filter(({ accountId }) => accountId === id).length;
  const others = habits
    .map((habit) => ({ ...habit, lines: Math.max(0, habit.lines - own(habit.accountId)) }))
    .sort((a, b) => b.lines - a.lines || a.accountId.localeCompare(b.accountId));
  const of = others.reduce((sum, habit) => sum + habit.lines, 0);
  const [most] = others;
  return most && of >= LEAST_LINES && most.lines * 100 >= of * HABIT_PERCENT ? { ...most, of } : null;
}

/** By leading number where both have one, else by name, as the matcher does it. */
function sameAccount(a: string, b: string): boolean {
  const number = (account: string) => /^\d{3,}/.exec(account.trim())?.[0];
  const [one, other] = [number(a), number(b)];
  if (one !== undefined && other !== undefined) return one === other;
  const name = (account: string) =>
    account
      .replace(/^\d{3,}\s*[-–·:]?\s*/, '')
      .trim()
      .toLowerCase();
  return name(a) !== '' && name(a) === name(b);
}
