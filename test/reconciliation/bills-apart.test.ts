import { describe, expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

const ORDER = { vendor: 'Delgado Electric', po: '45002' };

/** Who typed them left out who worked. */
const WEEKS: readonly Row[] = [
  { ...ORDER, id: 'S1', date: '2026-03-21', amount: '3195.50', vendor: '' },
  { ...ORDER, id: 'S2', date: '2026-03-28', amount: '2448.50', vendor: '' },
  { ...ORDER, id: 'S3', date: '2026-04-04', amount: '6391.00', vendor: '' },
  { ...ORDER, id: 'S4', date: '2026-04-11', amount: '3195.50', vendor: '' },
];

const bills = (first: string, second: string): Row[] => [
  { ...ORDER, id: 'L1', date: '2026-05-06', amount: first, number: '31116' },
  { ...ORDER, id: 'L2', date: '2026-05-09', amount: second, number: '31129' },
];

describe('an order whose rows and bills come to the same', () => {
  test('is a match for each bill where some of the rows come to it, weeks of one amount in their order', () => {
    expect(matched(WEEKS, bills('5644.00', '9586.50'))).toEqual(['S1+S2 = L1', 'S3+S4 = L2']);
  });

  test('is one match where no rows come to a bill', () => {
    expect(matched(WEEKS, bills('5600.00', '9630.50'))).toEqual(['S1+S2+S3+S4 = L1+L2']);
  });
});
