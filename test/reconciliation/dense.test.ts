import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

/** So many rows and about as many postings of a year in one project, with nothing to tell them apart but what is given. */
function dense(count: number, vendors: number, prices: number): { sheet: Row[]; ledger: Row[] } {
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
    const amount = `${100 + next(prices) * 25}.00`;
    sheet.push({ id: `s${at}`, date: dayOf(day), amount, vendor: `${vendor} Inc`, project: 'P1' });
    ledger.push({ id: `l${at}`, date: dayOf(day + next(6)), amount, vendor, project: 'P1' });
  }
  return { sheet, ledger };
}

/** Processor time, which other work on the machine does not lengthen by much. */
function millisecondsOf(count: number, vendors: number, prices: number): number {
  const lists = dense(count, vendors, prices);
  const [sheet, ledger] = [sideOf(lists.sheet), sideOf(lists.ledger)];
  const before = process.cpuUsage();
  reconcile(sheet, ledger, TOLERANCE);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('four times the rows of a list that is dense all through take far less than sixteen times as long', () => {
  test.each([
    ['three vendors and fifty prices', 3, 3, 50],
    ['thousands of vendors, one price and one project', 1000, 4000, 1],
    ['one vendor and a price for each row', 1, 1, 20_000],
  ])('%s', { timeout: 120_000 }, (_what, few, many, prices) => {
    millisecondsOf(1000, few, prices); // compiled by then
    const small = millisecondsOf(4000, few, prices);
    const large = millisecondsOf(16_000, many, prices);
    expect(large / small).toBeLessThan(8);
  });
});
