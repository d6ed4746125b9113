import { type Settled, settlePair } from '../links.ts';
import { fitsRate, type Rate } from '../rates/rates.ts';
import type { Keys } from '../reading/keys.ts';

const CHANCE = 0.995;

/**
 * As many rows as postings of one document, each of which is one of the others, all by one rate: a net sheet against a
 * gross ledger, line by line. False where they are not, and where two lines have one amount: then they stay one match.
 */
export function settleLineByLine(
  { sheet, ledger }: Keys,
  rates: readonly Rate[],
  settled: Settled,
  rows: readonly number[],
  postings: readonly number[],
): boolean {
  if (rows.length !== postings.length || rows.length < 2) return false;
  const amountOf = (i: number): number => sheet.amount[i] as number;
  const postedOf = (j: number): number => ledger.amount[j] as number;
  const ours = rows.toSorted((a, b) => amountOf(a) - amountOf(b));
  const theirs = postings.toSorted((a, b) => postedOf(a) - postedOf(b));
  if (ours.some((i, at) => at > 0 && amountOf(i) === amountOf(ours[at - 1] as number))) return false;
  const rate = rates.find((one) =>
    ours.every((i, at) => fitsRate(one, amountOf(i), postedOf(theirs[at] as number))),
  );
  if (rate === undefined) return false;
  if (ours.some((i, at) => sheet.currency[i] !== ledger.currency[theirs[at] as number])) return false;
  for (const [at, i] of ours.entries()) settlePair(settled, i, theirs[at] as number, 'group', CHANCE);
  return true;
}
