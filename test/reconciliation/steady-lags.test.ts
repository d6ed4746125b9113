import { describe, expect, test } from 'vitest';
import { keepsStep, stepOf } from '../../src/reconciliation/evidence/step.ts';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf, matched } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

/** What is matched, "S1 = L1", and how surely; as a bookkeeper's short lists are, with nothing beside them. */
function laid(sheet: readonly Row[], ledger: readonly Row[]): { pairs: string[]; confidence: number[] } {
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, { same: [], different: [] });
  const found = matches
    .map(({ sheet: rows, ledger: postings, confidence }) => ({
      pair: `${idsOf(sheet, rows)} = ${idsOf(ledger, postings)}`,
      confidence,
    }))
    .sort((a, b) => a.pair.localeCompare(b.pair));
  return { pairs: found.map(({ pair }) => pair), confidence: found.map(({ confidence }) => confidence) };
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const onFirst = (month: number): string => new Date(Date.UTC(2026, month - 1, 1)).toISOString().slice(0, 10);
const onLast = (month: number): string => new Date(Date.UTC(2026, month, 0)).toISOString().slice(0, 10);
const release = { amount: '671.70', project: 'Growth' };
const typed = (month: number): Row => ({
  ...release,
  id: `S${month}`,
  date: onFirst(month),
  vendor: 'Dell',
  text: 'Dell 1/12',
});
const posted = (month: number): Row => ({
  ...release,
  id: `L${month}`,
  date: onLast(month),
  vendor: 'Dell Marketing LP',
  number: `AMORT-0${month}`,
  text: 'Prepaid release Dell',
  type: 'JournalEntry',
});

const cleaning = { amount: '1840.00', vendor: 'Rosa Delgado', account: 'Labor' };
const inOctober = (day: number): string => new Date(Date.UTC(2026, 9, day)).toISOString().slice(0, 10);
const worked = (day: number): Row => ({
  ...cleaning,
  id: `S${day}`,
  date: inOctober(day),
  text: 'site cleaning',
});
const paid = (day: number): Row => ({ ...cleaning, id: `L${day}`, date: inOctober(day), type: 'Expense' });
/** Others' bills, posted so many days late. */
const late = (side: 'S' | 'L', days: readonly number[]): Row[] =>
  days.map((apart, at) => ({
    id: `${side}A${at}`,
    date: inOctober(11 + at + (side === 'L' ? apart : 0)),
    amount: `${417 + 31 * at}.${10 + at}`,
    vendor: ['Floor & Decor', 'Green Valley Windows', 'PODS', 'Home Depot'][at % 4] as string,
    number: `66${7829 + 17 * at}`,
  }));

describe('equal amounts that keep a step', () => {
  test('of the first of a month are settled with what is posted at its end, none being left over', () => {
    const { pairs, confidence } = laid(MONTHS.map(typed), MONTHS.map(posted));
    expect(pairs).toEqual(MONTHS.map((month) => `S${month} = L${month}`));
    // One month on, all but one would be settled a day apart.
    expect(Math.max(...confidence)).toBeLessThan(0.99);
  });

  test('are settled by their own lag, and not by that of bills of others which came late', () => {
    const postings = [-20, -13, -6, 0, 7, 21, 28, 35, 42, 49].map(paid);
    const others = [15, 15, 1, 15, 15, 14];
    const { pairs } = laid(
      [...[6, 13, 20, 27].map(worked), ...late('S', others)],
      [...postings, ...late('L', others)],
    );
    expect(pairs.filter((pair) => !pair.startsWith('SA'))).toEqual(['S20 = L21', 'S27 = L28', 'S6 = L7']);
  });

  test('say that they may stand a step further on where the other list goes on at either end', () => {
    const year = Array.from({ length: 12 }, (_, at) => at + 1);
    const { pairs, confidence } = laid([4, 5, 6].map(typed), year.map(posted));
    expect(pairs).toHaveLength(3);
    expect(Math.max(...confidence)).toBeLessThan(0.97);
  });
});

describe('a charge that was not posted', () => {
  const rent = { amount: '189.00', vendor: 'Site Storage', text: 'container rent' };
  const others = (side: 'S' | 'L'): Row[] => [
    { id: `${side}8`, date: '2026-04-10', amount: '412.35', vendor: 'Texas Quarries', text: 'gravel' },
    { id: `${side}9`, date: '2026-04-16', amount: '3150.00', vendor: 'Bright Spark', text: 'panel upgrade' },
  ];

  test('is not settled with the posting of the month before or after it', () => {
    const { pairs } = laid(
      [{ ...rent, id: 'S1', date: '2026-04-14' }, ...others('S')],
      [{ ...rent, id: 'L1', date: '2026-03-13' }, { ...rent, id: 'L2', date: '2026-05-13' }, ...others('L')],
    );
    expect(pairs).toEqual(['S8 = L8', 'S9 = L9']);
  });

  test('is settled with one posted late where no other month shows a step', () => {
    const { pairs } = laid(
      [{ ...rent, id: 'S1', date: '2026-04-14' }, ...others('S')],
      [{ ...rent, id: 'L2', date: '2026-05-13' }, ...others('L')],
    );
    expect(pairs).toEqual(['S1 = L2', 'S8 = L8', 'S9 = L9']);
  });
});

describe('the step of a sequence', () => {
  test('is that of most of its days, some being missed', () => {
    expect(stepOf([0, 7, 14, 28, 35])).toBe(7);
    expect(stepOf([0, 31, 59, 90, 151])).toBe(31);
    expect(keepsStep(61, 30)).toBe(true);
  });

  test('is none of days at random, of one day, and of two', () => {
    expect(stepOf([0, 3, 20, 22, 60, 71])).toBe(0);
    expect(stepOf([5, 5, 5, 5])).toBe(0);
    expect(stepOf([0, 30])).toBe(0);
  });
});

test('a month’s fee that is posted five weeks later goes by the paper that both texts name', () => {
  const months = [0, 1, 2, 3, 4, 5];
  const like = { vendor: 'Ben Janssen', amount: '1750.00', project: 'VAN-2642' };
  const dayOf = (month: number, day: number): string =>
    new Date(Date.UTC(2026, month, day)).toISOString().slice(0, 10);
  const fees = months.map((at) => ({
    ...like,
    id: `S${at}`,
    date: dayOf(at + 1, 0),
    text: `retainer (BJ-${20344 + at * 25}/26)`,
  }));
  const bills = months.map((at) => ({
    ...like,
    id: `L${at}`,
    date: dayOf(at + 2, 6),
    text: `Inv BJ-${20344 + at * 25}/26`,
  }));
  // Bills of others, of which both texts name the paper as well.
  const known = Array.from({ length: 40 }, (_, at) => ({
    id: `X${900 + at}`,
    vendor: 'Halden Print',
    date: dayOf(at % 9, 3 + (at % 20)),
    amount: `${1310 + at * 37}.40`,
    number: `${77_000 + at * 31}`,
  }));
  const typedOnes = known.map((one, at) => ({ ...one, text: `copies (HP-${5011 + at * 7}/26)` }));
  const postedOnes = known.map((one, at) => ({ ...one, text: `Inv HP-${5011 + at * 7}/26` }));
  const found = matched([...typedOnes, ...fees], [...postedOnes, ...bills]);
  expect(found).toEqual(months.map((at) => `S${at} = L${at}`));
});
