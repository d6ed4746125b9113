import { describe, expect, test } from 'vitest';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const order: Row = {
  id: 'S1',
  date: '2026-02-23',
  amount: '10359.53',
  vendor: 'SEW Eurodrive',
  po: 'PO-45802',
  project: 'J-7724',
};
const bill = (id: string, date: string, amount: string, number: string): Row => ({
  ...order,
  id,
  date,
  amount,
  number,
  vendor: 'SEW-Eurodrive, Inc.',
});
const bills = [
  bill('L1', '2026-03-15', '2589.88', '026691'),
  bill('L2', '2026-04-03', '4143.81', '026740'),
  bill('L3', '2026-04-21', '1035.95', '026754'),
];

describe('an order that is billed in part', () => {
  test('is matched with the bills that bear its number, and what is still to come is the difference', () => {
    expect(matchedAmongFew([order], bills)).toEqual(['S1 = L1+L2+L3 amount']);
  });

  test('is left where a bill of its number is of another vendor', () => {
    const other = { ...(bills[2] as Row), vendor: 'Olympic Steel' };
    expect(matchedAmongFew([order], [...bills.slice(0, 2), other])).not.toContain('S1 = L1+L2+L3 amount');
  });

  test('is left where two rows bear its number', () => {
    const second = { ...order, id: 'S2', amount: '8811.20' };
    expect(matchedAmongFew([order, second], bills)).not.toContain('S1 = L1+L2+L3 amount');
  });
});
