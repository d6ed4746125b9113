import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeedColumn } from '../../src/sandbox/smartsheet/seed.ts';
import { type SmartsheetStandIn, startSmartsheet } from '../../src/sandbox/smartsheet/server.ts';
import { createSmartsheet } from '../../src/smartsheet/client.ts';
import type { SheetColumns, Smartsheet } from '../../src/smartsheet/types.ts';

const SHEET = 7960873114331012;
const sheetId = String(SHEET);
const [VENDOR, COST, NOTES, LONG] = [11, 12, 13, 14];
const TITLES = ['vendor', 'Actual Cost'];
const START = Date.parse('2026-10-01T10:00:00Z');

const COLUMNS: SeedColumn[] = [
  { id: VENDOR, title: 'Vendor', type: 'TEXT_NUMBER' },
  { id: COST, title: 'Actual Cost', type: 'TEXT_NUMBER' },
  { id: NOTES, title: 'Notes', type: 'TEXT_NUMBER' },
  { id: LONG, title: 'Locked', type: 'TEXT_NUMBER', locked: true },
];

let standIn: SmartsheetStandIn;
let smartsheet: Smartsheet;
let clock: number;

async function start(rows: number): Promise<void> {
  clock = START;
  standIn = await startSmartsheet({
    accessToken: 'token',
    // Every look at the clock is a second later.
    now: () => {
      clock += 1_000;
      return new Date(clock);
    },
    seed: {
      user: { email: 'ops@example.com', firstName: 'Aisha', lastName: 'Rahman' },
      sheets: [
        {
          id: SHEET,
          name: 'Acme – costs',
          permalink: 'https://app.smartsheet.com/sheets/acme',
          columns: COLUMNS,
          rows: Array.from({ length: rows }, (_, index) => ({
            id: 101 + index,
            cells: { Vendor: `Vendor ${index % 7}`, 'Actual Cost': index + 0.5, Notes: 'x' },
            modifiedAt: '2026-09-01T10:00:00.000Z',
          })),
        },
      ],
    },
  });
  smartsheet = createSmartsheet({ accessToken: 'token', apiUrl: standIn.baseUrl });
}

beforeEach(() => start(12));
afterEach(() => standIn.stop());

const asked = () => standIn.requests.splice(0);
const costs = ({ cells }: SheetColumns) => cells.get(COST);

describe('a cost sheet by column', () => {
  test('has the wanted columns alone, found whatever their case, and names every column there is', async () => {
    const sheet = await smartsheet.getCostSheet(sheetId, TITLES);
    expect(sheet).toMatchObject({ id: sheetId, name: 'Acme – costs', version: 1, count: 12 });
    expect(sheet.columns.map(({ title }) => title)).toEqual(['Vendor', 'Actual Cost', 'Notes', 'Locked']);
    expect([...sheet.cells.keys()]).toEqual([VENDOR, COST]);
    expect(costs(sheet)?.slice(0, 3)).toEqual([0.5, 1.5, 2.5]);
    expect([sheet.rowId[11], sheet.rowNumber[11], sheet.parentId[11]]).toEqual(['112', 12, '']);
    expect(asked()).toHaveLength(1);
  });

  test('of 12,000 rows comes in pages, the later ones with the wanted columns alone', async () => {
    await standIn.stop();
    await start(12_000);
    const sheet = await smartsheet.getCostSheet(sheetId, TITLES);
    expect([sheet.count, new Set(sheet.rowId).size]).toEqual([12_000, 12_000]);
    expect(costs(sheet)?.at(-1)).toBe(11_999.5);
    const requests = asked();
    expect(requests).toHaveLength(3);
    expect(requests[2]).toContain(`columnIds=${VENDOR},${COST}`);
  });

  test('is begun anew where it changes between its pages, so that no row is lost or doubled', async () => {
    await standIn.stop();
    await start(6_000);
    const stop = onRequest(1, () => standIn.deleteRow(SHEET, 101));
    const sheet = await smartsheet.getCostSheet(sheetId, TITLES);
    stop();
    expect([sheet.count, new Set(sheet.rowId).size, sheet.rowId[0]]).toEqual([5_999, 5_999, '102']);
  });
});

/** Does something right after the nth request was taken. */
function onRequest(nth: number, act: () => void): () => void {
  const push = standIn.requests.push.bind(standIn.requests);
  let seen = 0;
  standIn.requests.push = (...requests) => {
    seen += 1;
    const length = push(...requests);
    if (seen === nth) setImmediate(act);
    return length;
  };
  return () => {
    standIn.requests.push = push;
  };
}

describe('a second reading', () => {
  let before: SheetColumns;
  beforeEach(async () => {
    before = await smartsheet.getCostSheet(sheetId, TITLES);
    asked();
  });

  /** What is read with the help of the first reading, and what it took; always the same as a reading from nothing. */
  async function again(): Promise<{ sheet: SheetColumns; requests: string[] }> {
    const sheet = await smartsheet.getCostSheet(sheetId, TITLES, before);
    const requests = asked();
    expect(sheet).toEqual(await smartsheet.getCostSheet(sheetId, TITLES));
    return { sheet, requests };
  }

  test('of an unchanged sheet is one small question', async () => {
    const sheet = await smartsheet.getCostSheet(sheetId, TITLES, before);
    expect(sheet).toBe(before);
    expect(asked()).toEqual([expect.stringContaining('ifVersionAfter=1')]);
  });

  test('takes changed and added rows alone', async () => {
    standIn.edit(SHEET, 103, { 'Actual Cost': 99 });
    standIn.edit(SHEET, 104, { Vendor: null });
    standIn.addRow(SHEET, { Vendor: 'New', 'Actual Cost': 7 });
    const { sheet, requests } = await again();
    expect(requests).toHaveLength(1);
    expect(costs(sheet)?.[2]).toBe(99);
    expect(sheet.cells.get(VENDOR)?.[3]).toBeNull();
    expect(costs(sheet)?.at(-1)).toBe(7);
    expect(costs(before)?.[2]).toBe(2.5);
  });

  test.each<[string, (person: SmartsheetStandIn) => void]>([
    ['a deleted row', (person) => person.deleteRow(SHEET, 105)],
    [
      'a deleted row and an added one',
      (person) => {
        person.deleteRow(SHEET, 105);
        person.addRow(SHEET, { Vendor: 'New' });
      },
    ],
    ['a row put in between', (person) => person.addRow(SHEET, { Vendor: 'New' }, 105)],
    ['a row put beneath another', (person) => person.indent(SHEET, 106)],
  ])('is whole after %s, which Smartsheet does not name', async (_what, change) => {
    change(standIn);
    const { requests } = await again();
    expect(requests).toHaveLength(2);
  });

  test('is whole where cells are computed, as those change with others', async () => {
    standIn.edit(SHEET, 103, { 'Actual Cost': '=SUM(CHILDREN())' });
    before = await smartsheet.getCostSheet(sheetId, TITLES, before);
    expect(before.formulas.get(COST)).toEqual(new Map([['103', '=SUM(CHILDREN())']]));
    standIn.edit(SHEET, 104, { 'Actual Cost': 1 });
    asked();
    expect((await again()).requests).toHaveLength(2);
  });

  test('is whole where no row says that it changed since, as clocks that went back would have it', async () => {
    standIn.edit(SHEET, 103, { 'Actual Cost': 7 });
    before = await smartsheet.getCostSheet(sheetId, TITLES);
    clock = START - 3_600_000;
    standIn.edit(SHEET, 104, { 'Actual Cost': 99 });
    asked();
    const { sheet, requests } = await again();
    expect(costs(sheet)?.[3]).toBe(99);
    expect(requests).toHaveLength(2);
  });

  test('for other titles is whole', async () => {
    const sheet = await smartsheet.getCostSheet(sheetId, ['Notes'], before);
    expect([...sheet.cells.keys()]).toEqual([NOTES]);
  });
});

describe('adding rows', () => {
  const row = (vendor: string, cost: number | null) => ({
    cells: new Map<number, string | number | null>([
      [VENDOR, vendor],
      [COST, cost],
    ]),
  });

  test('puts them at the end, in order, and answers with their ids', async () => {
    const added = await smartsheet.addRows(sheetId, [row('A', 1), row('B', null)]);
    const { rows } = standIn.sheet(SHEET);
    expect(added.map(({ rowId }) => rowId)).toEqual(rows.slice(-2).map(({ id }) => String(id)));
    expect(rows.slice(-2).map(({ cells }) => cells)).toEqual([
      { Vendor: 'A', 'Actual Cost': 1 },
      { Vendor: 'B' },
    ]);
  });

  test('names those that Smartsheet refuses, and adds the others', async () => {
    const locked = { cells: new Map<number, string>([[LONG, 'x']]) };
    const added = await smartsheet.addRows(sheetId, [row('A', 1), locked, row('B', 2)]);
    expect(added[1]).toMatchObject({ rowId: null, failure: { code: '1039' } });
    expect([added[0]?.rowId, added[2]?.rowId]).toEqual(
      standIn
        .sheet(SHEET)
        .rows.slice(-2)
        .map(({ id }) => String(id)),
    );
  });

  test('more than 500 at once is several requests', async () => {
    const many = Array.from({ length: 501 }, (_, index) => row(`V${index}`, index));
    const added = await smartsheet.addRows(sheetId, many);
    expect([added.length, standIn.sheet(SHEET).rows.length]).toEqual([501, 513]);
  });

  test('with a marker of their own adds none twice, though the first answer was lost', async () => {
    const rows = [row('cs-1', 1), row('cs-2', 2)];
    const once = { markerColumnId: VENDOR };
    standIn.faults.set({ kind: 'drop-after', match: /^POST/, times: 1 });
    const first = await smartsheet.addRows(sheetId, rows, once).catch((error: unknown) => error);
    expect(first).toMatchObject({ outcomeUnknown: true });
    const second = await smartsheet.addRows(sheetId, [...rows, row('cs-3', 3)], once);
    const texts = standIn.sheet(SHEET).rows.map(({ cells }) => cells.Vendor);
    expect(texts.filter((text) => String(text).startsWith('cs-'))).toEqual(['cs-1', 'cs-2', 'cs-3']);
    expect(second.every(({ rowId }) => rowId !== null)).toBe(true);
  });

  test('refuses markers that are blank or alike, before anything is sent', async () => {
    const once = { markerColumnId: VENDOR };
    await expect(smartsheet.addRows(sheetId, [row('', 1)], once)).rejects.toThrow('marker of its own');
    await expect(smartsheet.addRows(sheetId, [row('A', 1), row('A', 2)], once)).rejects.toThrow('marker');
    expect(asked()).toEqual([]);
  });
});

describe('a text that looks like a formula', () => {
  const HOSTILE = '=HYPERLINK("https://evil.example","pay")';

  test('is written as a text, in new rows and in cells, and found again by what it was', async () => {
    const cells = new Map([[VENDOR, ` ${HOSTILE}`]]);
    const [added] = await smartsheet.addRows(sheetId, [{ cells }], { markerColumnId: VENDOR });
    await smartsheet.writeCells(sheetId, [{ rowId: '101', columnId: VENDOR, value: HOSTILE }]);
    const read = await smartsheet.getCostSheet(sheetId, TITLES);
    expect(read.cells.get(VENDOR)?.[0]).toBe(`'${HOSTILE}`);
    expect(read.cells.get(VENDOR)?.at(-1)).toBe(`'${HOSTILE}`);
    expect(read.formulas.get(VENDOR)?.size).toBe(0);
    const [again] = await smartsheet.addRows(sheetId, [{ cells }], { markerColumnId: VENDOR });
    expect([standIn.sheet(SHEET).rows.length, again?.rowId]).toEqual([13, '101']);
    expect(added?.rowId).not.toBeNull();
  });

  test('a text longer than a cell is cut at a word', async () => {
    await smartsheet.writeCells(sheetId, [{ rowId: '101', columnId: NOTES, value: 'word '.repeat(2_000) }]);
    expect(String(standIn.cell(SHEET, 101, 'Notes')).length).toBeLessThanOrEqual(4_000);
  });
});
