import { expect, test } from 'vitest';
import { VendorFailure } from '../../src/core/failure.ts';
import type { RowWrite } from '../../src/proposals/variance/write-rows.ts';
import type { Door } from '../../src/reconciling/door.ts';
import { type Ask, STALE } from '../../src/reconciling/protocol.ts';
import { planWriting, writePart } from '../../src/reconciling/thread-writing.ts';

const STATUS = { id: 11, title: 'Status', type: 'TEXT_NUMBER' };
const asked = { sheetId: '1', columns: { reconciliation_status: 'Status' } };
const matched = (rowId: string): RowWrite => ({
  rowId,
  status: 'Matched',
  transactionId: null,
  notes: null,
});
const tooLate = () =>
  new VendorFailure({ service: 'Smartsheet', kind: 'retry', code: STALE, message: 'too late' });

/** What the bot's own thread would answer: a sheet of three rows, and how each writing ends. */
function door(cells: Record<string, string>, decided: () => string[], writing: () => Promise<unknown>) {
  const asks: Ask[] = [];
  const sheet = () => ({
    ...{ id: 1, name: 'Costs', version: 1, totalRowCount: 3, columns: [STATUS] },
    rows: [1, 2, 3].map((id) => ({
      id,
      rowNumber: id,
      cells: cells[id] ? [{ columnId: STATUS.id, value: cells[id] }] : [],
    })),
  });
  const answering: Door = {
    async ask(ask) {
      asks.push(ask);
      if (ask.of === 'sheet') return sheet();
      return ask.of === 'decided' ? decided() : writing();
    },
    hear() {},
    failed: () => ({ vendor: null, message: '', ask: null }),
  };
  const sent = () => asks.flatMap((ask) => (ask.of === 'writing' ? [ask] : []));
  return { door: answering, order: () => asks.map(({ of }) => of), sent };
}

test('with nothing to write, nothing is read', async () => {
  const { door: closed, order } = door(
    {},
    () => [],
    async () => [],
  );
  expect((await planWriting(closed, asked, [])).plan).toEqual({ sheetName: '', rows: 0 });
  expect(order()).toEqual([]);
});

test('a part is written by what its rows say and what is decided by then; what is gone is passed over', async () => {
  const {
    door: open,
    order,
    sent,
  } = door(
    { 2: 'Ask Ana' },
    () => ['3'],
    async () => [],
  );
  const rows = ['1', '2', '3', '4'].map(matched);
  const { kept } = await writePart(open, { ...asked, rows }, 0, 4);
  expect(order()).toEqual(['sheet', 'decided', 'writing']);
  expect(sent().map(({ writes }) => writes)).toEqual([[{ rowId: '1', columnId: 11, value: 'Matched' }]]);
  expect(kept).toEqual(['row 2, Status: kept “Ask Ana”, not “Matched”']);
});

test('what had to wait too long for its passing is judged anew by what the rows say then', async () => {
  const cells: Record<string, string> = {};
  const decided: string[] = [];
  let tries = 0;
  const late = async () => {
    tries += 1;
    if (tries > 1) return [];
    cells['1'] = 'Ask Ana';
    decided.push('2');
    throw tooLate();
  };
  const { door: slow, sent } = door(cells, () => decided, late);
  await writePart(slow, { ...asked, rows: ['1', '2', '3'].map(matched) }, 0, 3);
  expect(sent().map(({ writes }) => writes.map(({ rowId }) => rowId))).toEqual([['1', '2', '3'], ['3']]);
});

test('in a crowd it leaves all the same at the third try, and another failure is thrown at once', async () => {
  const crowd = door(
    {},
    () => [],
    async () => {
      if (crowd.sent().at(-1)?.until === null) return [];
      throw tooLate();
    },
  );
  await writePart(crowd.door, { ...asked, rows: [matched('1')] }, 0, 1);
  expect(crowd.sent()).toHaveLength(3);
  const refused = door(
    {},
    () => [],
    () => Promise.reject(new Error('no')),
  );
  await expect(writePart(refused.door, { ...asked, rows: [matched('1')] }, 0, 1)).rejects.toThrow('no');
  expect(refused.sent()).toHaveLength(1);
});
