import { describe, expect, test } from 'vitest';
import type { Decimal } from '../../src/core/decimal.ts';
import { budgetsInDanger } from '../../src/reconciling/digest-budget.ts';
import {
  budgetNews,
  overdueNews,
  QUIET,
  type Said,
  varianceNews,
} from '../../src/reconciling/digest-news.ts';

const remembered = (...said: (readonly Said[])[]) =>
  new Map(said.flat().map(({ key, saidAs }) => [key, saidAs]));
const open = (key: string, fingerprint = 'f') => ({ key, fingerprint, state: 'undecided' as const });

describe('news of variances', () => {
  test('are said once: new, then changed, then settled', () => {
    const first = varianceNews([open('a'), open('b')], new Map());
    expect(first.fresh.map(({ key }) => key)).toEqual(['a', 'b']);
    const told = remembered(first.said);
    expect(varianceNews([open('a'), open('b')], told).said).toEqual([]);
    const next = varianceNews([open('a', 'other'), { ...open('b'), state: 'decided' }], told);
    expect(next).toMatchObject({ fresh: [], changed: [{ key: 'a' }], decided: 1, settled: 0 });
    const last = varianceNews(
      [{ ...open('a', 'other'), state: 'settled' }],
      remembered(first.said, next.said),
    );
    expect(last).toMatchObject({ settled: 1, decided: 0 });
  });

  test('are not told of what another one’s decision settled, and are new where that changes', () => {
    const entry = { ...open('entry'), state: 'decided' as const, follows: true };
    const news = varianceNews([{ ...open('bill'), state: 'decided' }, entry], new Map());
    expect(news).toMatchObject({ fresh: [], changed: [], decided: 1, settled: 0 });
    expect(news.said.filter(({ saidAs }) => !QUIET.includes(saidAs)).map(({ key }) => key)).toEqual([
      'variance:bill',
    ]);
    expect(varianceNews([open('entry', 'other')], remembered(news.said)).fresh).toHaveLength(1);
  });

  test('are new again once they are put off no more', () => {
    const put = varianceNews(
      [{ ...open('a'), state: 'snoozed' }],
      remembered([{ key: 'variance:a', saidAs: 'open:f' }]),
    );
    expect(put).toMatchObject({ fresh: [], changed: [], decided: 0, settled: 0 });
    expect(varianceNews([open('a')], remembered(put.said)).fresh).toHaveLength(1);
  });
});

describe('budgets in danger', () => {
  const tolerance = { amountMinor: 100, percent: '0.5' as Decimal };
  const line = (name: string, budgetMinor: number, actualMinor: number, forecastMinor: number) => ({
    ...{ name, budgetMinor, actualMinor, forecastMinor },
  });
  const of = (...lines: ReturnType<typeof line>[]) =>
    budgetsInDanger({ currency: 'USD', total: line('', 0, 0, 0), lines }, tolerance);

  test('are those that were spent faster than they were completed, with both in percent', () => {
    // Of 1,000.00, rows of 400.00 are done and cost 500.00; the rest still wants its 600.00.
    expect(of(line('5010', 100_000, 50_000, 110_000))).toMatchObject([
      { burnPercent: 50, completePercent: 40, state: 'about' },
    ]);
    expect(of(line('5010', 100_000, 101_000, 101_000))).toMatchObject([
      { state: 'over', completePercent: 100 },
    ]);
  });

  test('are not those that hold, that have no budget, or that differ by no more than the tolerance', () => {
    expect(of(line('a', 100_000, 50_000, 100_000), line('b', 0, 5_000, 5_000))).toEqual([]);
    expect(of(line('c', 100_000, 50_000, 100_500), line('d', 10_000, 5_000, 10_100))).toEqual([]);
  });

  test('are news when they first show and when they no longer hold, and at no other time', () => {
    const about = of(line('5010', 100_000, 50_000, 110_000));
    const over = of(line('5010', 100_000, 105_000, 110_000));
    const first = budgetNews(about, new Map());
    expect(first).toEqual([{ key: 'budget:5010', saidAs: 'about' }]);
    expect(budgetNews(about, remembered(first))).toEqual([]);
    const second = budgetNews(over, remembered(first));
    expect(second).toEqual([{ key: 'budget:5010', saidAs: 'over' }]);
    expect(budgetNews(over, remembered(second))).toEqual([]);
  });
});

test('an invoice is news when it is overdue and with every thirty days more', () => {
  const invoice = {
    id: '1',
    number: '1001',
    customer: 'Acme',
    dueDate: '2026-10-01',
    balanceMinor: 5,
    currency: 'USD',
    url: '',
  };
  let told = new Map<string, string>();
  const days: number[] = [];
  for (let day = 1; day < 200; day += 1) {
    const said = overdueNews([{ ...invoice, days: day }], told);
    if (said.length > 0) days.push(day);
    told = remembered(
      [...told].map(([key, saidAs]) => ({ key, saidAs })),
      said,
    );
  }
  expect(days).toEqual([1, 31, 61, 91]);
});
