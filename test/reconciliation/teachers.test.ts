import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const FIRST = ['Alder', 'Birch', 'Cedar', 'Dutton', 'Elm', 'Foster', 'Grady', 'Holt', 'Ivers', 'Juniper'];
const LAST = ['Roofing', 'Paving', 'Glass', 'Steel', 'Surveying', 'Painting', 'Lumber', 'Concrete'];

const vendorOf = (at: number): string =>
  `${FIRST[at % FIRST.length]} ${LAST[Math.floor(at / FIRST.length) % LAST.length]}`;

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** Amounts of which no two are the same, none of them round. */
const amountOf = (at: number): string =>
  `${100 + ((at * 37) % 9000)}.${String(1 + (at % 98)).padStart(2, '0')}`;

/** Rows and postings that share vendor, number and amount, the posting five days after the row. */
function certain(count: number): { sheet: Row[]; ledger: Row[] } {
  const rows = Array.from({ length: count }, (_, at) => ({
    amount: amountOf(at),
    vendor: vendorOf(at),
    number: `${20_000 + at * 7}`,
  }));
  return {
    sheet: rows.map((row, at) => ({ ...row, id: `C${at}`, date: dayOf(at % 300) })),
    ledger: rows.map((row, at) => ({ ...row, id: `D${at}`, date: dayOf((at % 300) + 5) })),
  };
}

/** How many of the rows whose ids begin with S were matched. */
function matchedOf(sheet: readonly Row[], ledger: readonly Row[]): number {
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  return matches.filter((match) => match.sheet.some((row) => sheet[row]?.id.startsWith('S'))).length;
}

describe('what may teach the engine', () => {
  test('days are not taught by pairs whose numbers dispute: the bill of the next month is not the row of this one', () => {
    const { sheet, ledger } = certain(120);
    for (let at = 0; at < 80; at++) {
      const like = { amount: amountOf(1000 + at), vendor: vendorOf(at * 3) };
      sheet.push({ ...like, id: `S${at}`, date: dayOf(at * 3), number: `${700_000 + at * 13}` });
      ledger.push({ ...like, id: `L${at}`, date: dayOf(at * 3 + 31), number: `${480_000 + at * 29}` });
    }
    expect(matchedOf(sheet, ledger)).toBe(0);
  });

  test('names are taught by certain pairs alone where these are many: equal amounts of two vendors stay two', () => {
    const { sheet, ledger } = certain(320);
    const meet = (id: string, at: number, amount: string, other: number): void => {
      sheet.push({ id: `${id}${at}`, date: dayOf(at), amount, vendor: vendorOf(at) });
      ledger.push({ id: `L${id}${at}`, date: dayOf(at + 9), amount, vendor: vendorOf(other) });
    };
    // Amounts that meet by chance, and would teach that one vendor is as good as another.
    for (let at = 0; at < 160; at++) meet('T', at, amountOf(1000 + at), at * 7 + 41);
    for (let at = 160; at < 180; at++) meet('S', at, `${10_000 + at}.00`, at + 34);
    expect(matchedOf(sheet, ledger)).toBe(0);
  });
});
