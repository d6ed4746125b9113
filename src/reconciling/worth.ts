import {
  compareDecimals,
  type Decimal,
  multiplyDecimals,
  ONE,
  parseDecimal,
  toScaledInteger,
  ZERO,
} from '../core/decimal.ts';
import { minorDigits, toDecimal } from '../core/money.ts';
import type { Subject } from '../proposals/variance/subject.ts';
import type { LedgerRow } from './run.ts';

/** What variances in several currencies are worth beside each other: for their order and the review's limit, never posted. */

/** Minor units of the company's currency, never negative, for an amount in any. */
export type Worth = (amountMinor: number, currency: string) => number;

/** By currency: what the newest posting of the run in it was booked at; the higher one of a day. */
export function ratesOf(
  postings: readonly Pick<LedgerRow, 'currency' | 'date' | 'exchangeRate'>[],
): Map<string, Decimal> {
  const newest = new Map<string, { date: string; rate: Decimal }>();
  for (const { currency, date, exchangeRate } of postings) {
    const rate = parseDecimal(exchangeRate);
    if (rate === null || compareDecimals(rate, ZERO) <= 0) continue;
    const before = newest.get(currency);
    const isNewer = !before || date > before.date;
    if (isNewer || (date === before.date && compareDecimals(rate, before.rate) > 0))
      newest.set(currency, { date, rate });
  }
  return new Map([...newest].map(([currency, { rate }]) => [currency, rate]));
}

/**
 * At the books' own rate where a posting of the run gives one: ¥1,200,000 at 0.0067 is $8,040.00. Where none does, one
 * major unit counts as one of the company's: ¥1,200,000 as 1,200,000.00, which rather stands too high on the list than
 * is missed. Beyond what can be counted it is the most there is.
 */
export function worthIn(home: string, rates: ReadonlyMap<string, Decimal>): Worth {
  return (amountMinor, currency) => {
    if (currency === home) return Math.abs(amountMinor);
    const amount = toDecimal(Math.abs(amountMinor), currency);
    const worth = toScaledInteger(multiplyDecimals(amount, rates.get(currency) ?? ONE), minorDigits(home));
    return worth > MOST ? Number(MOST) : Number(worth);
  };
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** The difference; where it crosses currencies, the largest amount on either side. */
export function worthOf(
  {
    differenceMinor,
    currency,
    sheet,
    ledger,
  }: Pick<Subject, 'differenceMinor' | 'currency' | 'sheet' | 'ledger'>,
  worth: Worth,
): number {
  if (differenceMinor !== null) return worth(differenceMinor, currency);
  return Math.max(0, ...[...ledger, ...sheet].map((row) => worth(row.amountMinor, row.currency)));
}
