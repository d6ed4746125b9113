import { expect, test } from 'vitest';
import { matched } from './beside.ts';
import type { Row } from './sides.ts';

const LONG =
  'per agreement dated and as confirmed by telephone with the site office, goods received in good order, please ' +
  'charge to the running account and send the duplicate to the accountant not later than the end of the month';
const row: Row = {
  id: 'S1',
  date: '2026-01-27',
  amount: '6656.26',
  vendor: 'Παπαδόπουλος ΑΕ',
  po: '34167',
  text: 'order',
};
/** A posting of the vendor that has nothing to do with it. */
const stranger: Row = {
  id: 'L2',
  date: '2026-02-02',
  amount: '7108.16',
  vendor: 'Παπαδόπουλος ΑΕ',
  text: 'private',
};
const posted = (text: string): Row => ({ id: 'L1', date: '2026-01-28', amount: '6668.76', text });

test('a memo names its vendor and its order wherever in it they stand', () => {
  expect(matched([row], [posted(`${LONG} ${row.vendor} PO 34167`), stranger])).toEqual(['S1 = L1']);
  expect(matched([row], [posted(`${row.vendor} PO 34167 ${LONG}`), stranger])).toEqual(['S1 = L1']);
});

test('a memo that names neither is not the row of a vendor', () => {
  expect(matched([row], [posted(LONG)])).toEqual([]);
});
