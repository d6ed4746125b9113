import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { minorOf } from '../bench/reconcile/cause.ts';
import { type Answered, answered, idsOf, inCents, matched, others } from './beside.ts';
import { amongFew, matchedAmongFew } from './few.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const vendor = 'Hatfield Masonry';
const project = 'A-2';

const row: Row = { id: 'S1', date: '2026-03-02', amount: '5205.01', vendor, project, text: 'work' };
const posting = (id: string, amount: string, more: Partial<Row> = {}): Row => ({
  id,
  date: '2026-03-04',
  amount,
  vendor,
  project,
  type: 'Bill',
  ...more,
});
/** Two of these come to the row, and the two others as well. */
const bills = [
  posting('L1', '277.24'),
  posting('L2', '4927.77'),
  posting('L3', '3257.31'),
  posting('L4', '1947.70'),
];

/** The rows that are asked about, in a net sheet and books with 8 % of tax. */
function taxed(ownSheet: readonly Row[], ownLedger: readonly Row[]): Answered {
  const beside = others(100);
  const withTax = (one: Row): Row => ({ ...one, amount: inCents(Math.round(minorOf(one.amount) * 1.08)) });
  const sheet = [...beside.sheet, ...ownSheet];
  const ledger = [...beside.ledger.map(withTax), ...ownLedger];
  const answer = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, { same: [], different: [] });
  return { sheet, ledger, answer };
}

/** What is said of a row that is left, its candidates in ids. */
function left(all: Answered, which: 'sheet' | 'ledger', id: string) {
  const found = all.answer.unmatched[which].find((one) => all[which][one.row]?.id === id);
  const other = all[which === 'sheet' ? 'ledger' : 'sheet'];
  return found && { ...found, candidates: idsOf(other, found.candidates) };
}

describe('a row that two sets of postings come to', () => {
  for (const [lists, saidOf] of [
    ['long', matched],
    ['short', matchedAmongFew],
  ] as const) {
    test(`takes neither, in ${lists} lists`, () => {
      expect(saidOf([row], bills)).toEqual([]);
    });
  }

  test('is shown with both, and each of them with it', () => {
    for (const all of [answered([row], bills), amongFew([row], bills)]) {
      const whole = left(all, 'sheet', 'S1');
      expect(whole?.why).toEqual([
        'L1 + L2 come to it, and L3 + L4 as well; nothing tells which, so none was taken',
      ]);
      expect(whole?.candidates.split('+').sort()).toEqual(['L1', 'L2', 'L3', 'L4']);
      const part = left(all, 'ledger', 'L3');
      expect(part?.why).toEqual(['comes to S1 ($5,205.01) with L4, as other postings do; none was taken']);
      expect(part?.candidates).toBe('S1');
    }
  });

  test('is told the rate, where only by the one that is the rule in these lists they come to it', () => {
    const all = taxed([{ ...row, amount: '4819.45' }], bills);
    expect(left(all, 'sheet', 'S1')?.why).toEqual([
      'L1 + L2 come to it at the rate that is usual here, and L3 + L4 as well; nothing tells which, so none was taken',
    ]);
    expect(left(all, 'ledger', 'L3')?.why).toEqual([
      'comes to S1 ($4,819.45) at the rate that is usual here with L4, as other postings do; none was taken',
    ]);
  });

  test('takes those that nothing else claims', () => {
    const own = [
      { ...row, id: 'S2', amount: '3257.31', number: '881' },
      { ...row, id: 'S3', amount: '1947.70', number: '882' },
    ];
    const numbered = bills.map((bill) => ({ ...bill, number: { L3: '881', L4: '882' }[bill.id] ?? '' }));
    const found = ['S1 = L1+L2', 'S2 = L3', 'S3 = L4'];
    expect(matched([row, ...own], numbered)).toEqual(found);
  });

  test('takes the bills that carry its number', () => {
    const numbered = bills.map((bill) => ({ ...bill, number: bill.id < 'L3' ? '7781' : '' }));
    expect(matched([{ ...row, number: '7781' }], numbered)).toEqual(['S1 = L1+L2']);
  });
});

describe('bills of one day beside each other', () => {
  test('are no sum only because their amounts follow one another', () => {
    // Of one day the smallest and the largest come to the row, and the two between them as well.
    const later = { ...row, id: 'S2', date: '2026-04-02', amount: '612.40' };
    const paid = [
      posting('L5', '300.10', { date: '2026-04-04' }),
      posting('L6', '312.30', { date: '2026-04-05' }),
    ];
    expect(matched([row, later], [...bills, ...paid])).toEqual(['S2 = L5+L6']);
  });
});
