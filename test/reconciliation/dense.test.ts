import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { inCents, type Lists } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

/**
 * So many rows and about as many postings of a year in one project, with nothing to tell them apart but what is given.
 * Where taxed, postings have 13 % on top of their rows, and a row's text names its vendor as a receipt names who paid.
 */
function dense(count: number, vendors: number, prices: number, isTaxed: boolean): Lists {
  let state = 12_345;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  for (let at = 0; at < count; at++) {
    const [vendor, day] = [`Vendor ${next(vendors)}`, next(365)];
    const net = 10_000 + next(prices) * 2500;
    const [date, posted] = [dayOf(day), dayOf(day + next(6))];
    const text = isTaxed ? `lot for ${vendor}` : '';
    const gross = isTaxed ? (net * 113) / 100 : net;
    sheet.push({ id: `s${at}`, date, amount: inCents(net), vendor: `${vendor} Inc`, text, project: 'P1' });
    ledger.push({ id: `l${at}`, date: posted, amount: inCents(gross), vendor, project: 'P1' });
  }
  return { sheet, ledger };
}

/** All of it under one number, each row with a text of its own, and every other row posted: what is left repeats much. */
function underOneNumber(count: number): Lists {
  const { sheet, ledger } = dense(count, 2, 3, false);
  const numbered = (rows: readonly Row[]): Row[] =>
    rows.map((row, at) => ({ ...row, number: '77', text: `job ${at}` }));
  return { sheet: numbered(sheet), ledger: numbered(ledger).filter((_, at) => at % 2 === 1) };
}

/** Processor time, which other work on the machine does not lengthen by much. */
function millisecondsOf(lists: Lists): number {
  const [sheet, ledger] = [sideOf(lists.sheet), sideOf(lists.ledger)];
  const before = process.cpuUsage();
  reconcile(sheet, ledger, TOLERANCE);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('four times the rows of a list that is dense all through take far less than sixteen times as long', () => {
  test.each([
    { what: 'three vendors and fifty prices', rows: 4000, few: 3, many: 3, prices: 50 },
    { what: 'thousands of vendors at one price', rows: 4000, few: 1000, many: 4000, prices: 1 },
    { what: 'one vendor and a price for each row', rows: 4000, few: 1, many: 1, prices: 20_000 },
    { what: 'all postings taxed', rows: 2000, few: 3, many: 3, prices: 50, isTaxed: true },
  ])('$what', { timeout: 120_000 }, ({ rows, few, many, prices, isTaxed = false }) => {
    millisecondsOf(dense(1000, few, prices, isTaxed)); // compiled by then
    const small = millisecondsOf(dense(rows, few, prices, isTaxed));
    const large = millisecondsOf(dense(4 * rows, many, prices, isTaxed));
    expect(large / small).toBeLessThan(8);
  });

  test('one number on every row', { timeout: 120_000 }, () => {
    millisecondsOf(underOneNumber(1000));
    const small = millisecondsOf(underOneNumber(2000));
    const large = millisecondsOf(underOneNumber(8000));
    expect(large / small).toBeLessThan(12);
  });
});
