import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VendorFailure } from '../../src/core/failure.ts';
import { type SmartsheetStandIn, startSmartsheet } from '../../src/sandbox/smartsheet/server.ts';
import { createSmartsheet } from '../../src/smartsheet/client.ts';
import type { Smartsheet } from '../../src/smartsheet/types.ts';

const TOKEN = 'll352u9jujauoqz4gstvsae05';
const SHEET = 4583173393803140;
const TASK = 11;
const DATE = 14;
const NUMBER = 18;
const LOCKED = 19;

let standIn: SmartsheetStandIn;
let smartsheet: Smartsheet;
let stopped: boolean;

beforeEach(async () => {
  stopped = false;
  standIn = await startSmartsheet({
    accessToken: TOKEN,
    seed: {
      user: { email: 'ops@example.com', firstName: 'Aisha', lastName: 'Rahman' },
      sheets: [
        {
          id: SHEET,
          name: 'Acme website – billing',
          permalink: 'https://app.smartsheet.com/sheets/acme',
          columns: [
            { id: TASK, title: 'Task', type: 'TEXT_NUMBER' },
            { id: 12, title: 'Hours', type: 'TEXT_NUMBER' },
            { id: 13, title: 'Rate', type: 'TEXT_NUMBER', format: 'currency' },
            { id: DATE, title: 'Date', type: 'DATE' },
            { id: 15, title: 'Billable', type: 'CHECKBOX' },
            {
              id: 17,
              title: 'Employee',
              type: 'CONTACT_LIST',
              contactOptions: [{ name: 'Tomás Herrera', email: 'tomas@example.com' }],
            },
            { id: NUMBER, title: 'QuickBooks Invoice #', type: 'TEXT_NUMBER' },
            { id: LOCKED, title: 'Signed off', type: 'CHECKBOX', locked: true },
            { id: 20, title: 'Total', type: 'TEXT_NUMBER', formula: '=Hours@row * Rate@row' },
          ],
          rows: [
            {
              id: 101,
              cells: { Task: 'Wireframes', Hours: 7.5, Rate: 150, Date: '2026-11-02', Billable: true },
              comments: [
                { author: 'Pam', text: 'Client signed off' },
                { author: 'Tom', text: 'Two rounds of changes' },
              ],
              attachments: ['receipt.pdf'],
            },
            { id: 102, cells: { Task: 'Retro', Employee: 'tomas@example.com', Billable: false } },
            { id: 103, cells: { Task: 'Tests' }, comments: [{ author: 'Pam', text: 'In the sprint' }] },
          ],
        },
      ],
    },
  });
  smartsheet = createSmartsheet({ accessToken: TOKEN, apiUrl: standIn.baseUrl, timeoutMs: 1_000 });
});

afterEach(async () => {
  if (!stopped) await standIn.stop();
});

const sheetId = String(SHEET);

async function failureOf(promise: Promise<unknown>): Promise<VendorFailure> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof VendorFailure)) throw new Error(`expected a VendorFailure, got ${String(error)}`);
  return error;
}

describe('reading', () => {
  test('a good token gives its owner’s e-mail', async () => {
    expect(await smartsheet.currentUser()).toBe('ops@example.com');
  });

  test('a sheet comes with its columns, cells, comments oldest first, and attachment names', async () => {
    const sheet = await smartsheet.getSheet(sheetId, { discussions: true, attachments: true });
    expect(sheet).toMatchObject({ id: sheetId, name: 'Acme website – billing' });
    expect(sheet.columns.find(({ id }) => id === LOCKED)).toMatchObject({ locked: true, hasFormula: false });
    expect(sheet.columns.find(({ id }) => id === 20)).toMatchObject({ locked: false, hasFormula: true });
    const [first, second] = sheet.rows;
    expect(first).toMatchObject({
      id: '101',
      rowNumber: 1,
      comments: ['Client signed off', 'Two rounds of changes'],
      attachmentNames: ['receipt.pdf'],
    });
    expect(first?.cells.get(12)?.value).toBe(7.5);
    expect(first?.cells.get(13)).toEqual({ value: 150, display: '$150.00' });
    expect(first?.cells.get(15)?.value).toBe(true);
    expect(second?.cells.get(17)).toEqual({ value: 'tomas@example.com', display: 'Tomás Herrera' });
    expect(second?.cells.get(15)?.value).toBe(false);
    expect(second?.cells.has(12)).toBe(false);
  });

  test('comments are not asked for where no one wants them', async () => {
    const sheet = await smartsheet.getSheet(sheetId);
    expect(sheet.rows[0]?.comments).toEqual([]);
    expect(standIn.requests).toHaveLength(1);
  });

  test('only the named rows are read, and a row that is gone is absent', async () => {
    const sheet = await smartsheet.getRows(sheetId, ['103', '101', '999'], { discussions: true });
    expect(sheet.rows.map(({ id }) => id)).toEqual(['101', '103']);
    expect(sheet.rows[1]?.comments).toEqual(['In the sprint']);
    expect(standIn.requests[0]).toContain('rowIds=103,101,999');
  });

  test('eight hundred rows are read in URLs below 6,000 characters', async () => {
    const wanted = Array.from({ length: 800 }, (_, at) => String(4583173393800000 + at));
    const sheet = await smartsheet.getRows(sheetId, ['101', ...wanted]);
    expect(sheet.rows.map(({ id }) => id)).toEqual(['101']);
    expect(standIn.requests.length).toBeGreaterThan(1);
    expect(Math.max(...standIn.requests.map((line) => line.length))).toBeLessThan(6_000);
  });

  test('no rows asked for gives the columns and no rows', async () => {
    const sheet = await smartsheet.getRows(sheetId, []);
    expect(sheet.rows).toEqual([]);
    expect(sheet.columns).toHaveLength(9);
  });
});

describe('writing', () => {
  test('cells are written row by row in one request, and a null clears', async () => {
    const failures = await smartsheet.writeCells(sheetId, [
      { rowId: '101', columnId: NUMBER, value: '1043' },
      { rowId: '102', columnId: DATE, value: '2026-11-20' },
      { rowId: '101', columnId: DATE, value: null },
    ]);
    expect(failures).toEqual([]);
    expect(standIn.cell(SHEET, 101, 'QuickBooks Invoice #')).toBe('1043');
    expect(standIn.cell(SHEET, 101, 'Date')).toBeUndefined();
    expect(standIn.cell(SHEET, 102, 'Date')).toBe('2026-11-20');
    expect(standIn.requests).toHaveLength(1);
  });

  test('a row that cannot be written is named, and the others are written', async () => {
    const failures = await smartsheet.writeCells(sheetId, [
      { rowId: '101', columnId: DATE, value: 'soon' },
      { rowId: '102', columnId: TASK, value: 'Retrospective' },
      { rowId: '103', columnId: LOCKED, value: true },
      { rowId: '999', columnId: TASK, value: 'gone' },
    ]);
    expect(failures.map(({ rowId, code }) => [rowId, code])).toEqual([
      ['101', '1042'],
      ['103', '1039'],
      ['999', '1006'],
    ]);
    expect(failures[0]?.message).toContain('DATE');
    expect(standIn.cell(SHEET, 102, 'Task')).toBe('Retrospective');
  });

  test('writes to one sheet go one after another, however many are asked for at once', async () => {
    await Promise.all(
      ['101', '102', '103'].map((rowId) =>
        smartsheet.writeCells(sheetId, [{ rowId, columnId: TASK, value: `T${rowId}` }]),
      ),
    );
    expect(standIn.sheet(SHEET).rows.map(({ cells }) => cells.Task)).toEqual(['T101', 'T102', 'T103']);
  });

  test('a change of ours says so, for the webhook to know', async () => {
    const agents: unknown[] = [];
    standIn.onChange(({ changeAgent }) => agents.push(changeAgent));
    await smartsheet.writeCells(sheetId, [{ rowId: '101', columnId: TASK, value: 'New' }]);
    await smartsheet.addRowComment(sheetId, '101', 'Invoiced as 1043');
    expect(agents).toEqual(['countersign', 'countersign']);
  });

  test('rows are deleted in one request that names itself, and one that is gone already is passed over', async () => {
    const agents: unknown[] = [];
    standIn.onChange(({ changeAgent, kind, rowId }) => agents.push([changeAgent, kind, rowId]));
    await smartsheet.deleteRows(sheetId, ['101', '999']);
    await smartsheet.deleteRows(sheetId, ['101']);
    expect(standIn.sheet(SHEET).rows.map(({ id }) => id)).toEqual([102, 103]);
    expect(agents).toEqual([['countersign', 'row.deleted', 101]]);
    expect(standIn.requests).toEqual([
      `DELETE /2.0/sheets/${SHEET}/rows?ids=101,999&ignoreRowsNotFound=true`,
      `DELETE /2.0/sheets/${SHEET}/rows?ids=101&ignoreRowsNotFound=true`,
    ]);
    await smartsheet.deleteRows(sheetId, []);
    expect(standIn.requests).toHaveLength(2);
  });

  test('a comment that was added is found by a look before a second try', async () => {
    await smartsheet.addRowComment(sheetId, '102', 'Invoiced as 1043');
    expect(await smartsheet.rowComments(sheetId, '102')).toEqual(['Invoiced as 1043']);
    expect(await smartsheet.rowComments(sheetId, '101')).toEqual([
      'Client signed off',
      'Two rounds of changes',
    ]);
  });
});

describe('a turn', () => {
  test('keeps other writes waiting while it looks and writes, and each of its requests is asked about again', async () => {
    const seen = Promise.withResolvers<void>();
    const write = (value: string) => [{ rowId: '101', columnId: TASK, value }];
    const asked: string[] = [];
    const turn = smartsheet.inTurn(
      sheetId,
      async (send) => {
        await seen.promise;
        await send(write('First'), async () => void asked.push('of this request'));
        await send(write('Late'), () => Promise.reject(new Error('too late'))).catch(() =>
          asked.push('late'),
        );
      },
      async () => void asked.push('of the turn'),
    );
    const other = smartsheet.writeCells(sheetId, write('Second'));
    expect(standIn.cell(SHEET, 101, 'Task')).toBe('Wireframes');
    seen.resolve();
    await turn;
    expect(asked).toEqual(['of the turn', 'of this request', 'of the turn', 'late']);
    await other;
    expect(standIn.cell(SHEET, 101, 'Task')).toBe('Second');
    expect(standIn.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(2);
  });
});

describe('failing', () => {
  test('a busy sheet is asked again, twice at most', async () => {
    const free = standIn.occupy(SHEET);
    const writing = smartsheet.writeCells(sheetId, [{ rowId: '101', columnId: TASK, value: 'New' }]);
    const failure = await failureOf(writing);
    free();
    expect(failure).toMatchObject({ kind: 'retry', code: '4004', status: 500, outcomeUnknown: false });
    expect(standIn.requests).toHaveLength(3);
    expect(standIn.cell(SHEET, 101, 'Task')).toBe('Wireframes');
  });

  test('a passing refusal heals without anyone noticing', async () => {
    standIn.faults.set({ kind: 'status-429', times: 1, retryAfter: 0 });
    expect(await smartsheet.currentUser()).toBe('ops@example.com');
  });

  test('a rate limit that names a longer wait is not asked again, and the wait is handed on', async () => {
    standIn.faults.set({ kind: 'status-429', retryAfter: 7 });
    const failure = await failureOf(smartsheet.getSheet(sheetId));
    expect(failure).toMatchObject({ kind: 'retry', code: '4003', status: 429, retryAfterMs: 7_000 });
    expect(failure.requestId).toBeTruthy();
    expect(standIn.requests).toHaveLength(1);
  });

  test('a dead token is ours to mend, and never stands in the message', async () => {
    const wrong = createSmartsheet({ accessToken: 'secret-token', apiUrl: standIn.baseUrl });
    const failure = await failureOf(wrong.currentUser());
    expect(failure).toMatchObject({ service: 'Smartsheet', kind: 'ours', code: '1002', status: 401 });
    expect(JSON.stringify([failure.message, failure.cause])).not.toContain('secret-token');
  });

  test('a sheet that is not there is refused', async () => {
    expect(await failureOf(smartsheet.getSheet('77'))).toMatchObject({
      kind: 'refused',
      code: '1006',
      status: 404,
    });
    const write = smartsheet.writeCells('77', [{ rowId: '1', columnId: 1, value: 'x' }]);
    expect(await failureOf(write)).toMatchObject({ kind: 'refused', status: 404 });
  });

  test('a gateway’s web page is a vendor that is down, and does not reach the message', async () => {
    standIn.faults.set({ kind: 'html' });
    const failure = await failureOf(smartsheet.getSheet(sheetId));
    expect(failure).toMatchObject({ kind: 'down', status: 502, code: null });
    expect(failure.message).not.toContain('<');
  });

  test('silence ends with the timeout; only a write’s outcome is unknown', async () => {
    standIn.faults.set({ kind: 'hang' });
    const hasty = createSmartsheet({ accessToken: TOKEN, apiUrl: standIn.baseUrl, timeoutMs: 50 });
    expect(await failureOf(hasty.getSheet(sheetId))).toMatchObject({ kind: 'down', outcomeUnknown: false });
    const write = hasty.writeCells(sheetId, [{ rowId: '101', columnId: TASK, value: 'New' }]);
    expect(await failureOf(write)).toMatchObject({ kind: 'down', code: 'timeout', outcomeUnknown: true });
  });

  test('a connection that breaks after a comment leaves its outcome unknown, and asks once', async () => {
    standIn.faults.set({ kind: 'drop-after', match: /^POST/ });
    const failure = await failureOf(smartsheet.addRowComment(sheetId, '102', 'Invoiced'));
    expect(failure).toMatchObject({ kind: 'down', outcomeUnknown: true });
    expect(await smartsheet.rowComments(sheetId, '102')).toEqual(['Invoiced']);
  });

  test('a port that no one listens on is down, and nothing was written', async () => {
    await standIn.stop();
    stopped = true;
    const write = smartsheet.writeCells(sheetId, [{ rowId: '101', columnId: TASK, value: 'New' }]);
    expect(await failureOf(write)).toMatchObject({ kind: 'down', outcomeUnknown: false });
  });
});
