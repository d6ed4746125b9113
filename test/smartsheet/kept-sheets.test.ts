import { expect, test } from 'vitest';
import { createKeptSheets, packed, unpacked } from '../../src/smartsheet/kept-sheets.ts';
import type { SheetColumns } from '../../src/smartsheet/types.ts';

const DAY_MS = 24 * 3_600_000;
const sheet: SheetColumns = {
  ...{ id: '1', name: 'Costs', version: 7, permalink: null, columns: [], count: 1 },
  ...{ rowId: ['11'], rowNumber: [1], parentId: [''], modifiedAt: ['2026-10-01T10:00:00Z'] },
  cells: new Map([[5, ['=A', 1.5, null, true]]]),
  formulas: new Map([[5, new Map([['11', '=A']])]]),
};

test('a sheet is unpacked as it was packed', async () => {
  expect(await unpacked(await packed(sheet))).toEqual(sheet);
});

test('what was read in parts for a week is read whole again, and then in parts for another', () => {
  let now = Date.parse('2026-10-01T02:00:00Z');
  const kept = createKeptSheets(() => new Date(now));
  const bytes = new Uint8Array(8);
  expect(kept.take('1')).toBeNull();
  kept.keep('1', bytes, true);
  now += 4 * DAY_MS;
  expect(kept.take('1')).toBe(bytes);
  kept.keep('1', bytes, false);
  now += 4 * DAY_MS;
  expect(kept.take('1')).toBeNull();
  kept.keep('1', bytes, true);
  now += 4 * DAY_MS;
  expect(kept.take('1')).toBe(bytes);
});

test('of more than there is room for, those that were not kept anew for the longest go', () => {
  const kept = createKeptSheets(() => new Date(0));
  const large = new Uint8Array(20 * 1024 * 1024);
  for (const id of ['1', '2', '1', '3']) kept.keep(id, large, true);
  expect(['1', '2', '3'].map((id) => kept.take(id) !== null)).toEqual([true, false, true]);
});
