import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settlePair } from '../links.ts';
import { COMMON_TAXES, type Rate, taxIn } from '../rates/rates.ts';
import { LEAST_TAX, MOST_TAX } from '../rates/repeated-rates.ts';
import type { Keyed } from '../reading/keys.ts';
import { granularity } from '../tables/granularity.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import type { LastSearch } from './last-search.ts';

/** A bill and its row are not further apart. */
const MOST_DAYS = 75;
/** Of a vendor with more open postings about then, any may be at some usual tax of a row. */
const MOST_LOOKS = 60;
/** A smaller amount is at every rate by rounding. */
const LEAST_MINOR = 2000;
/** Of true counterparts, so many differ by a tax; of all postings, so many lie within a factor of two of an amount. */
const TAXED = 0.02;
const IN_OCTAVE = 0.3;
/** The rates are tried both ways round, each to the cent and one off it. */
const TRIED = COMMON_TAXES.length * 2;
const CENTS = 3;
/** Log2 odds from which a pair without a number is taken. */
const BAR = 4;
const BY_NUMBER = 0.995;

/**
 * A row and a posting of one vendor, the one to the cent a tax on top of the other at a rate that is usual somewhere or
 * that the lists show: with a number that only they carry, whatever their days and codes are; without, where all else
 * speaks for it and no other row or posting is at such a rate or equal.
 */
export function settleTaxedPairs(
  { keys, cluster, evidence }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const { amounts } = evidence;
  const byVendor = {
    sheet: groupRows(vendorsOf(sheet, cluster), cluster.length, settled.sheet),
    ledger: groupRows(vendorsOf(ledger, cluster), cluster.length, settled.ledger),
  };
  const carriers = { sheet: countsOf(sheet.number), ledger: countsOf(ledger.number) };

  const fits = (i: number, j: number): boolean =>
    sheet.currency[i] === ledger.currency[j] &&
    isTaxed(sheet.amount[i] as number, ledger.amount[j] as number, amounts.rates);

  /** The one row of the other side that is at a tax of this one; -1 where none is, or where several are, or one is equal. */
  function only(
    groups: Groups,
    vendor: number,
    others: Keyed,
    day: number,
    may: (row: number) => boolean,
  ): number {
    const first = firstSince(groups, vendor, others.day, day - MOST_DAYS);
    const end = firstSince(groups, vendor, others.day, day + MOST_DAYS + 1);
    if (vendor <= 0 || end - first > MOST_LOOKS) return -1;
    let found = -1;
    for (let at = first; at < end; at++) {
      const row = groups.rows[at] as number;
      if (!may(row)) continue;
      if (found !== -1) return -1;
      found = row;
    }
    return found;
  }

  function odds(i: number, j: number): number {
    const [a, b] = [sheet.amount[i] as number, ledger.amount[j] as number];
    const size = Math.min(Math.abs(a), Math.abs(b)) * Math.LN2;
    const byChance = (IN_OCTAVE * TRIED * Math.max(CENTS, granularity([a, b], b))) / size;
    return evidence.total(i, j, -100) - amounts.bits(i, j, true) + Math.log2(TAXED / byChance);
  }

  for (let i = 0; i < sheet.count; i++) {
    if (settled.sheet[i] !== -1) continue;
    const vendor = cluster[sheet.party[i] as number] as number;
    const isCandidate = (row: number, posting: number): boolean =>
      settled.sheet[row] === -1 &&
      settled.ledger[posting] === -1 &&
      (sheet.amountKey[row] === ledger.amountKey[posting] || fits(row, posting));
    const number = sheet.number[i] as number;
    const isOwn = number !== 0 && carriers.sheet.get(number) === 1 && carriers.ledger.get(number) === 1;
    const isNumbered = (j: number): boolean => ledger.number[j] === number && fits(i, j);
    const numbered = isOwn
      ? only(
          byVendor.ledger,
          vendor,
          ledger,
          sheet.day[i] as number,
          (j) => settled.ledger[j] === -1 && isNumbered(j),
        )
      : -1;
    if (numbered !== -1 && !saidApart(i, numbered)) {
      settlePair(settled, i, numbered, 'rest', BY_NUMBER);
      continue;
    }
    const j = only(byVendor.ledger, vendor, ledger, sheet.day[i] as number, (one) => isCandidate(i, one));
    if (j === -1 || !fits(i, j) || (number !== 0 && ledger.number[j] !== 0)) continue;
    const back = only(byVendor.sheet, vendor, sheet, ledger.day[j] as number, (one) => isCandidate(one, j));
    const bits = back === i ? odds(i, j) : 0;
    if (bits >= BAR) settlePair(settled, i, j, 'rest', 1 / (1 + 2 ** -bits));
  }
}

const vendorsOf = (side: Keyed, cluster: Int32Array): Int32Array =>
  side.party.map((party) => cluster[party] as number);

function countsOf(numbers: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) if (number !== 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

function isTaxed(sheetMinor: number, ledgerMinor: number, rates: readonly Rate[]): boolean {
  const [low, high] =
    Math.abs(sheetMinor) < Math.abs(ledgerMinor) ? [sheetMinor, ledgerMinor] : [ledgerMinor, sheetMinor];
  const share = high / low - 1;
  if (!(share >= LEAST_TAX && share <= MOST_TAX) || Math.abs(low) < LEAST_MINOR) return false;
  return taxIn(sheetMinor, ledgerMinor, rates, true) !== 0;
}
