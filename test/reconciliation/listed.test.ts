import { expect, test } from 'vitest';
import { answered, matched } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Quarry Stone Supply';
/** Orders of a vendor who bills by the month, with amounts that other orders of the month could make up as well. */
const orders = (field: 'po' | 'number', numbers: readonly string[]): Row[] =>
  ['610.40', '3696.09', '203.47', '610.40', '3696.09'].map((amount, at) => ({
    id: `S${at + 1}`,
    date: `2026-05-0${at + 1}`,
    amount,
    vendor,
    [field]: numbers[at] ?? '',
  }));
const bill: Row = { id: 'L1', date: '2026-05-29', amount: '4509.96', vendor };
const PO = ['43914', '43916', '43917', '43918', '43921'];

test.each(['43914, 43916, 43917', 'PO 43914/43916/43917', '43914 & 43916 and 43917', '43914/16/17'])(
  'a bill for the orders "%s" is those three, whatever else adds up',
  (po) => {
    expect(matched(orders('po', PO), [{ ...bill, po }])).toEqual(['S1+S2+S3 = L1']);
  },
);

test('orders may be listed in the memo', () => {
  const memo = 'May deliveries PO 43914, 43916 and 43917';
  expect(matched(orders('po', PO), [{ ...bill, text: memo }])).toEqual(['S1+S2+S3 = L1']);
});

test('a row that lists its invoices is those postings', () => {
  const numbers = ['QS-2041', 'QS-2042', 'QS-2043', 'QS-2044', 'QS-2045'];
  const postings = orders('number', numbers).map((row) => ({ ...row, id: row.id.replace('S', 'L') }));
  const row: Row = { ...bill, id: 'S1', date: '2026-05-10', number: 'QS-2041, 2042, 2043' };
  expect(matched([row], postings)).toEqual(['S1 = L1+L2+L3']);
});

test('an order that is listed counts where the row that completes the sum has no number', () => {
  const some = orders('po', ['43914', '43916', '', '43918', '43921']);
  expect(matched(some, [{ ...bill, po: '43914, 43916, 43917' }])).toEqual(['S1+S2+S3 = L1']);
});

test('says that every order is on the list', () => {
  const { answer } = answered(orders('po', PO), [{ ...bill, po: '43914, 43916, 43917' }]);
  const found = answer.matches.find(({ sheet }) => sheet.length === 3);
  expect(found?.why[0]).toContain('each PO is among those listed');
});

test('one number with a stroke in it is one number', () => {
  const row: Row = { id: 'S1', date: '2026-05-04', amount: '718.20', vendor, number: '86674/2' };
  expect(matched([row], [{ ...row, id: 'L1', amount: '718.20' }])).toEqual(['S1 = L1']);
});
