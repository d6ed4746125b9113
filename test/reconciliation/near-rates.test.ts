import { describe, expect, test } from 'vitest';
import { causes, inCents } from './beside.ts';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

/** A row bought on a day of October, and what a bank's feed has of it on the next, so many times as much. */
function bought(day: number, amount: string, times: number, names: { sheet: string; feed: string }) {
  const id = String(day);
  const date = (on: number): string => `2026-10-${String(on).padStart(2, '0')}`;
  const sheet: Row = { id: `S${id}`, date: date(day), amount, vendor: names.sheet };
  const paid = inCents(Math.round(Number(amount) * times * 100));
  const ledger: Row = { id: `L${id}`, date: date(day + 1), amount: paid, text: names.feed };
  return { sheet, ledger };
}

const sheets = (pairs: ReturnType<typeof bought>[]): Row[] => pairs.map(({ sheet }) => sheet);
const ledgers = (pairs: ReturnType<typeof bought>[]): Row[] => pairs.map(({ ledger }) => ledger);
const everyone = (pairs: ReturnType<typeof bought>[], cause: string): string[] =>
  pairs.map(({ sheet, ledger }) => `${sheet.id} = ${ledger.id} ${cause}`).sort();

const GOOGLE = { sheet: 'Google', feed: 'GOOGLE *ADS8842 CC@GOOGLE.COM' };
const AMAZON = { sheet: 'Amazon', feed: 'AMZN MKTP US*2K4TR' };
const FLOOR = { sheet: 'Floor & Decor', feed: 'FLOOR & DECOR 114' };
const AMOUNTS = ['540.10', '118.20', '1099.99', '331.47', '262.20', '88.13', '640.00', '417.78'];

describe('a rate at which near amounts differ to the cent, again and again', () => {
  test('is as good as equality in a feed of one vendor without any number', () => {
    const pairs = AMOUNTS.map((amount, at) => bought(1 + 3 * at, amount, 1.065, GOOGLE));
    expect(causes(sheets(pairs), ledgers(pairs)).sort()).toEqual(everyone(pairs, 'tax'));
    expect(matchedAmongFew(sheets(pairs), ledgers(pairs))).toEqual(everyone(pairs, 'tax'));
  });

  test('teaches a name that is written quite otherwise, as equal amounts do', () => {
    const pairs = [
      bought(2, '81.43', 1.0825, AMAZON),
      bought(6, '35.96', 1.0825, AMAZON),
      bought(9, '75.24', 1.0825, AMAZON),
      bought(17, '20.75', 1.0825, AMAZON),
      bought(14, '203.42', 1.0825, FLOOR),
      bought(23, '175.89', 1.0825, FLOOR),
    ];
    expect(matchedAmongFew(sheets(pairs), ledgers(pairs))).toEqual(everyone(pairs, 'tax'));
  });

  test('is found where something is kept back, and is no tax', () => {
    const pairs = AMOUNTS.map((amount, at) => bought(1 + 3 * at, amount, 0.95, GOOGLE));
    expect(matchedAmongFew(sheets(pairs), ledgers(pairs))).toEqual(everyone(pairs, 'amount'));
  });

  test('is none where each differs by a share of its own', () => {
    const shares = [1.031, 1.207, 0.883, 1.144, 0.791, 1.263, 0.934, 1.172];
    const pairs = AMOUNTS.map((amount, at) => bought(1 + 3 * at, amount, shares[at] ?? 1, AMAZON));
    expect(matchedAmongFew(sheets(pairs), ledgers(pairs))).toEqual([]);
  });
});
