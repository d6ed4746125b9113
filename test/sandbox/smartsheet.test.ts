import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import smartsheet from 'smartsheet';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readBody } from '../../src/sandbox/http.ts';
import type { SmartsheetSeed } from '../../src/sandbox/smartsheet/seed.ts';
import { type SmartsheetStandIn, startSmartsheet } from '../../src/sandbox/smartsheet/server.ts';

const TOKEN = 'll352u9jujauoqz4gstvsae05';
const SHEET = 4583173393803140;
const VIEW_ONLY = 4583173393803144;
const [TASK, HOURS, RATE, DATE, BILLABLE, STATUS, EMPLOYEE, TOTAL, LOCKED] = [
  11, 12, 13, 14, 15, 16, 17, 18, 19,
];

const seed: SmartsheetSeed = {
  user: { email: 'ops@example.com', firstName: 'Aisha', lastName: 'Rahman' },
  sheets: [
    {
      id: SHEET,
      name: 'Acme website – billing',
      permalink: 'https://app.smartsheet.com/sheets/acme',
      columns: [
        { id: 11, title: 'Task', type: 'TEXT_NUMBER' },
        { id: 12, title: 'Hours', type: 'TEXT_NUMBER' },
        { id: 13, title: 'Rate', type: 'TEXT_NUMBER', format: 'currency' },
        { id: 14, title: 'Date', type: 'DATE' },
        { id: 15, title: 'Billable', type: 'CHECKBOX' },
        { id: 16, title: 'Status', type: 'PICKLIST', options: ['Open', 'Ready to Bill'], validation: true },
        {
          id: 17,
          title: 'Employee',
          type: 'CONTACT_LIST',
          contactOptions: [{ name: 'Tomás Herrera', email: 'tomas@example.com' }],
        },
        { id: 18, title: 'Total', type: 'TEXT_NUMBER', formula: '=Hours@row * Rate@row' },
        { id: 19, title: 'Approved', type: 'CHECKBOX', locked: true },
      ],
      rows: [
        {
          id: 101,
          cells: {
            Task: 'Wireframes',
            Hours: 7.5,
            Rate: 150,
            Date: '2026-11-02',
            Employee: 'tomas@example.com',
          },
          comments: [{ author: 'Pam Okafor', text: 'Client signed off' }],
          attachments: ['receipt.pdf'],
          modifiedAt: '2026-11-02T10:00:00.000Z',
        },
        { id: 102, cells: { Task: 'Retro', Billable: false }, modifiedAt: '2026-11-05T10:00:00.000Z' },
      ],
    },
    {
      id: VIEW_ONLY,
      name: 'Read only',
      permalink: 'https://app.smartsheet.com/sheets/ro',
      accessLevel: 'VIEWER',
      columns: [{ id: 21, title: 'Task', type: 'TEXT_NUMBER' }],
      rows: [{ id: 201, cells: { Task: 'Look' } }],
    },
  ],
};

const cellSchema = z.looseObject({
  columnId: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  displayValue: z.string().optional(),
});
const rowSchema = z.looseObject({
  id: z.number(),
  rowNumber: z.number(),
  cells: z.array(cellSchema),
  discussions: z
    .array(
      z.looseObject({ id: z.number(), comments: z.array(z.looseObject({ text: z.string() })).optional() }),
    )
    .optional(),
  attachments: z.array(z.looseObject({ name: z.string() })).optional(),
});
const sheetSchema = z.looseObject({
  version: z.number(),
  totalRowCount: z.number(),
  columns: z.array(z.looseObject({ id: z.number(), title: z.string() })),
  rows: z.array(rowSchema),
});
const failed = z.looseObject({ rowId: z.number(), error: z.looseObject({ errorCode: z.number() }) });
const writtenSchema = z.looseObject({
  message: z.string(),
  resultCode: z.number(),
  version: z.number(),
  failedItems: z.array(failed).optional(),
});

let running: SmartsheetStandIn | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

async function start() {
  const standIn = await startSmartsheet({ seed: structuredClone(seed), accessToken: TOKEN });
  running = standIn;
  return { standIn, client: connect(standIn) };
}

function connect(standIn: SmartsheetStandIn, accessToken = TOKEN) {
  return smartsheet.createClient({ accessToken, baseUrl: standIn.baseUrl, calcRetryBackoff: () => -1 });
}

type Client = ReturnType<typeof connect>;

async function readSheet(client: Client, queryParameters: Record<string, unknown> = {}) {
  return sheetSchema.parse(await client.sheets.getSheet({ sheetId: SHEET, queryParameters }));
}

function put(client: Client, body: unknown, queryParameters: Record<string, unknown> = {}) {
  return client.sheets.updateRow({ sheetId: SHEET, body, queryParameters });
}

function refusal(errorCode: number, statusCode: number) {
  return expect.objectContaining({
    errorCode,
    statusCode,
    refId: expect.any(String),
    message: expect.any(String),
  });
}

describe('reading', () => {
  test('the owner of the token is known, and a wrong, dead or absent token is refused with 401', async () => {
    const { standIn, client } = await start();
    expect(await client.users.getCurrentUser({})).toMatchObject({ email: 'ops@example.com' });
    await expect(connect(standIn, 'wrong').users.getCurrentUser({})).rejects.toEqual(refusal(1002, 401));
    standIn.faults.set({ kind: 'expired-token', times: 1 });
    await expect(client.users.getCurrentUser({})).rejects.toEqual(refusal(1003, 401));
    const bare = await fetch(`${standIn.baseUrl}users/me`);
    expect([bare.status, await bare.json()]).toEqual([401, expect.objectContaining({ errorCode: 1001 })]);
  });

  test('a sheet gives values and what people see: money, names, dates as ISO, blank and untouched cells bare', async () => {
    const { client } = await start();
    const { rows } = await readSheet(client);
    const cell = (row: number, columnId: number) => rows[row]?.cells.find((c) => c.columnId === columnId);
    expect(cell(0, RATE)).toEqual({ columnId: RATE, value: 150, displayValue: '$150.00' });
    expect(cell(0, EMPLOYEE)).toEqual({
      columnId: EMPLOYEE,
      value: 'tomas@example.com',
      displayValue: 'Tomás Herrera',
    });
    expect(cell(0, DATE)).toEqual({ columnId: DATE, value: '2026-11-02' });
    expect(cell(0, BILLABLE)).toEqual({ columnId: BILLABLE });
    expect(cell(1, BILLABLE)).toEqual({ columnId: BILLABLE, value: false });
    expect(cell(1, HOURS)).toEqual({ columnId: HOURS });
    expect(rows.map(({ rowNumber }) => rowNumber)).toEqual([1, 2]);
    expect(rows[0]).not.toHaveProperty('discussions');
  });

  test('comments and attachments come where they are asked for', async () => {
    const { client } = await start();
    const { rows } = await readSheet(client, { include: 'discussions,attachments,columnType' });
    expect(rows[0]?.discussions?.[0]).toMatchObject({ title: 'Client signed off', commentCount: 1 });
    expect(rows[0]?.discussions?.[0]).not.toHaveProperty('comments');
    const asked = { sheetId: SHEET, queryParameters: { include: 'comments' } };
    expect(await client.sheets.getDiscussions(asked)).toMatchObject({
      data: [{ parentType: 'ROW', parentId: 101, comments: [{ text: 'Client signed off' }] }],
    });
    expect(rows[0]?.attachments?.[0]?.name).toBe('receipt.pdf');
    expect(rows[0]?.cells[0]).toMatchObject({ columnType: 'TEXT_NUMBER' });
    const files = await client.sheets.getRowAttachments({ sheetId: SHEET, rowId: 101 });
    expect(files).toMatchObject({ totalCount: 1, data: [{ name: 'receipt.pdf' }] });
  });

  test('rows can be narrowed by id, column, change and page, and an unchanged sheet answers with its version alone', async () => {
    const { client } = await start();
    expect((await readSheet(client, { rowIds: '102,999' })).rows.map(({ id }) => id)).toEqual([102]);
    const narrow = await readSheet(client, { columnIds: '11,12' });
    expect(narrow.columns.map(({ title }) => title)).toEqual(['Task', 'Hours']);
    expect(narrow.rows[0]?.cells).toHaveLength(2);
    const since = await readSheet(client, { rowsModifiedSince: '2026-11-04T00:00:00Z' });
    expect(since.rows.map(({ id }) => id)).toEqual([102]);
    const second = await readSheet(client, { page: 2, pageSize: 1 });
    expect([second.totalRowCount, second.rows[0]?.id]).toEqual([2, 102]);
    const unchanged = await client.sheets.getSheet({
      sheetId: SHEET,
      queryParameters: { ifVersionAfter: 1 },
    });
    expect(unchanged).toEqual({ version: 1 });
    expect(await client.sheets.getSheetVersion({ sheetId: SHEET })).toEqual({ version: 1 });
    expect(await client.sheets.listSheets({})).toMatchObject({ totalCount: 2 });
    expect(await client.sheets.getRow({ sheetId: SHEET, rowId: 102 })).toMatchObject({
      id: 102,
      rowNumber: 2,
    });
  });

  test('a sheet or row that is not there answers 1006, and an address beyond 8 KB is refused with a page', async () => {
    const { client } = await start();
    await expect(client.sheets.getSheet({ sheetId: 5 })).rejects.toEqual(refusal(1006, 404));
    await expect(client.sheets.getRow({ sheetId: SHEET, rowId: 5 })).rejects.toEqual(refusal(1006, 404));
    const rowIds = Array.from({ length: 800 }, (_, index) => 4_000_000_000_000_000 + index).join(',');
    await expect(readSheet(client, { rowIds })).rejects.toMatchObject({ statusCode: 414 });
  });
});

describe('writing', () => {
  test('cells are set, blanked and left alone; the version counts up and the row says when', async () => {
    const { standIn, client } = await start();
    const changes: unknown[] = [];
    standIn.onChange(({ rowId, kind, by }) => changes.push({ rowId, kind, by }));
    const cells = [
      { columnId: STATUS, value: 'Ready to Bill' },
      { columnId: HOURS, value: null },
      { columnId: BILLABLE, value: false },
    ];
    const written = writtenSchema.parse(await put(client, [{ id: 101, cells }]));
    expect(written).toMatchObject({ message: 'SUCCESS', resultCode: 0, version: 2 });
    expect(standIn.row(SHEET, 101).cells).toMatchObject({
      Status: 'Ready to Bill',
      Billable: false,
      Rate: 150,
    });
    expect(standIn.cell(SHEET, 101, 'Hours')).toBeUndefined();
    expect(standIn.row(SHEET, 101).modifiedAt > '2026-11-06').toBe(true);
    expect(changes).toEqual([{ rowId: 101, kind: 'row.updated', by: 'api' }]);
  });

  test.each([
    [1036, 400, { columnId: 99, value: 'x' }],
    [1012, 400, { value: 'x' }],
    [1012, 400, { columnId: TASK }],
    [1039, 400, { columnId: LOCKED, value: true }],
    [1302, 400, { columnId: TOTAL, value: 5 }],
    [1042, 400, { columnId: DATE, value: 'next week' }],
    [1042, 400, { columnId: DATE, value: '2026-02-30' }],
    [1042, 400, { columnId: BILLABLE, value: 'yes' }],
    [1042, 400, { columnId: STATUS, value: 'Done' }],
    [1042, 400, { columnId: EMPLOYEE, value: 'Tomás' }],
    [1041, 400, { columnId: TASK, value: 'x'.repeat(4001) }],
    [1008, 400, { columnId: TASK, value: { text: 'x' } }],
  ])('%i refuses a cell that cannot be, and nothing is written', async (code, status, cell) => {
    const { standIn, client } = await start();
    const before = standIn.sheet(SHEET);
    const body = [
      { id: 102, cells: [{ columnId: HOURS, value: 3 }] },
      { id: 101, cells: [cell] },
    ];
    await expect(put(client, body)).rejects.toEqual(refusal(code, status));
    expect(standIn.sheet(SHEET)).toEqual(before);
  });

  test('a column named twice is 1037, a row without id 1012, an unknown row 1006, and more than 500 rows are too many', async () => {
    const { client } = await start();
    const twice = [1, 2].map((value) => ({ columnId: HOURS, value }));
    await expect(put(client, [{ id: 101, cells: twice }])).rejects.toEqual(refusal(1037, 400));
    await expect(put(client, [{ cells: [] }])).rejects.toEqual(refusal(1012, 400));
    await expect(put(client, [{ id: 7, cells: [] }])).rejects.toEqual(refusal(1006, 404));
    const many = Array.from({ length: 501 }, () => ({ id: 101, cells: [{ columnId: HOURS, value: 1 }] }));
    await expect(put(client, many)).rejects.toMatchObject({ statusCode: 400 });
    expect(await put(client, many.slice(1))).toMatchObject({ message: 'SUCCESS' });
  });

  test('strict: false keeps text where a strict cell is refused', async () => {
    const { standIn, client } = await start();
    await put(client, [{ id: 101, cells: [{ columnId: STATUS, value: 'Done', strict: false }] }]);
    expect(standIn.cell(SHEET, 101, 'Status')).toBe('Done');
  });

  test('partial success writes what can be written and names the rest', async () => {
    const { standIn, client } = await start();
    const body = [
      { id: 101, cells: [{ columnId: HOURS, value: 8 }] },
      { id: 102, cells: [{ columnId: DATE, value: 'soon' }] },
      { id: 7, cells: [] },
    ];
    const written = writtenSchema.parse(await put(client, body, { allowPartialSuccess: true }));
    expect(written).toMatchObject({ message: 'PARTIAL_SUCCESS', resultCode: 3, version: 2 });
    expect(written.failedItems?.map(({ rowId, error }) => [rowId, error.errorCode])).toEqual([
      [102, 1042],
      [7, 1006],
    ]);
    expect(standIn.cell(SHEET, 101, 'Hours')).toBe(8);
  });

  test('rows are added where asked and deleted', async () => {
    const { standIn, client } = await start();
    const cells = [{ columnId: TASK, value: 'New' }];
    await client.sheets.addRows({ sheetId: SHEET, body: [{ toTop: true, cells }, { cells }] });
    expect(standIn.sheet(SHEET).rows.map(({ cells: c }) => c.Task)).toEqual([
      'New',
      'Wireframes',
      'Retro',
      'New',
    ]);
    const both = [{ toTop: true, toBottom: true, cells }];
    await expect(client.sheets.addRows({ sheetId: SHEET, body: both })).rejects.toEqual(refusal(1062, 400));
    await client.sheets.deleteRows({ sheetId: SHEET, queryParameters: { ids: '101,102' } });
    expect(standIn.sheet(SHEET)).toMatchObject({ version: 3, rows: [{ rowNumber: 1 }, { rowNumber: 2 }] });
  });

  test('a row added beneath another is its child, at the top or the bottom, and goes with it', async () => {
    const { standIn, client } = await start();
    const add = (body: unknown) => client.sheets.addRows({ sheetId: SHEET, body });
    await add([{ parentId: 101, cells: [{ columnId: TASK, value: 'first' }] }]);
    await add([{ parentId: 101, toBottom: true, cells: [{ columnId: TASK, value: 'last' }] }]);
    await expect(add([{ parentId: 101, siblingId: 102, cells: [] }])).rejects.toEqual(refusal(1062, 400));
    await expect(add([{ parentId: 999, cells: [] }])).rejects.toEqual(refusal(1006, 404));
    const { rows } = await readSheet(client);
    const tasks = rows.map(({ cells }) => cells.find(({ columnId }) => columnId === TASK)?.value);
    expect(tasks).toEqual(['Wireframes', 'first', 'last', 'Retro']);
    expect(rows.map((row) => (row as { parentId?: number }).parentId)).toEqual([
      undefined,
      101,
      101,
      undefined,
    ]);
    await client.sheets.deleteRows({ sheetId: SHEET, queryParameters: { ids: '101' } });
    expect(standIn.sheet(SHEET).rows.map(({ id }) => id)).toEqual([102]);
  });

  test('a formula is what comes as one or is typed as one; a value that begins with = is a text', async () => {
    const { standIn, client } = await start();
    const task = async () => (await readSheet(client)).rows[0]?.cells.find((cell) => cell.columnId === TASK);
    await put(client, [{ id: 101, cells: [{ columnId: TASK, value: '=1+1' }] }]);
    expect(await task()).toEqual({ columnId: TASK, value: '=1+1', displayValue: '=1+1' });
    await put(client, [{ id: 101, cells: [{ columnId: TASK, formula: '=1+1' }] }]);
    expect(await task()).toMatchObject({ formula: '=1+1' });
    await put(client, [{ id: 101, cells: [{ columnId: TASK, value: 'Wireframes' }] }]);
    expect(await task()).toEqual({ columnId: TASK, value: 'Wireframes', displayValue: 'Wireframes' });
    standIn.edit(SHEET, 101, { Task: '=SUM(CHILDREN())' });
    expect(await task()).toMatchObject({ formula: '=SUM(CHILDREN())' });
  });

  test('a comment starts a discussion, an answer joins it, and both are read back', async () => {
    const { standIn, client } = await start();
    const at = { sheetId: SHEET, rowId: 102 };
    const body = { comment: { text: 'Invoiced as 1042' } };
    const made = z
      .looseObject({ result: z.looseObject({ id: z.number() }) })
      .parse(await client.sheets.createRowDiscussion({ ...at, body }));
    await client.sheets.addDiscussionComment({
      sheetId: SHEET,
      discussionId: made.result.id,
      body: { text: 'Thanks' },
    });
    const read = await client.sheets.getRowDiscussions({ ...at, queryParameters: { include: 'comments' } });
    expect(read).toMatchObject({ data: [{ comments: [{ text: 'Invoiced as 1042' }, { text: 'Thanks' }] }] });
    expect(standIn.row(SHEET, 102).comments.map(({ text }) => text)).toEqual(['Invoiced as 1042', 'Thanks']);
    await expect(client.sheets.createRowDiscussion({ ...at, body: {} })).rejects.toEqual(refusal(1012, 400));
  });

  test('a sheet shared for viewing can be read and not written', async () => {
    const { client } = await start();
    const body = [{ id: 201, cells: [{ columnId: 21, value: 'x' }] }];
    await expect(client.sheets.updateRow({ sheetId: VIEW_ONLY, body })).rejects.toEqual(refusal(1004, 403));
  });
});

describe('faults', () => {
  test('two writes to one sheet at once: one is done, the other told that the sheet is busy', async () => {
    const standIn = await startSmartsheet({ seed: structuredClone(seed), accessToken: TOKEN, writeMs: 150 });
    running = standIn;
    const client = connect(standIn);
    const body = [{ id: 101, cells: [{ columnId: HOURS, value: 1 }] }];
    const outcomes = await Promise.allSettled([put(client, body), put(client, body)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal(4004, 500),
    });
    expect(standIn.sheet(SHEET).version).toBe(2);
  });

  test('a sheet that is busy is free again once the other request is through', async () => {
    const { standIn, client } = await start();
    const free = standIn.occupy(SHEET);
    const body = [{ id: 101, cells: [{ columnId: HOURS, value: 1 }] }];
    await expect(put(client, body)).rejects.toEqual(refusal(4004, 500));
    free();
    expect(await put(client, body)).toMatchObject({ message: 'SUCCESS' });
  });

  test('each switched-on fault answers in Smartsheet’s own shape', async () => {
    const { standIn, client } = await start();
    for (const [kind, code, status] of [
      ['status-429', 4003, 429],
      ['status-500', 4002, 500],
      ['status-503', 4001, 503],
    ] as const) {
      standIn.faults.set({ kind, times: 1 });
      await expect(readSheet(client)).rejects.toEqual(refusal(code, status));
    }
    expect((await readSheet(client)).version).toBe(1);
  });

  test('a connection that drops after the write has written', async () => {
    const { standIn, client } = await start();
    standIn.faults.set({ kind: 'drop-after', match: /^PUT/, times: 1 });
    await expect(put(client, [{ id: 101, cells: [{ columnId: HOURS, value: 2 }] }])).rejects.toEqual({});
    expect(standIn.cell(SHEET, 101, 'Hours')).toBe(2);
  });
});

describe('a person', () => {
  test('what someone types stands in the sheet at once, and listeners hear of it until they stop', async () => {
    const { standIn, client } = await start();
    const heard: string[] = [];
    const stop = standIn.onChange(({ kind, by }) => heard.push(`${by} ${kind}`));
    standIn.edit(SHEET, 101, { Hours: 'eight', Task: null });
    const added = standIn.addRow(SHEET, { Task: 'Late idea' });
    standIn.deleteRow(SHEET, 102);
    stop();
    standIn.comment(SHEET, added, { author: 'Pam Okafor', text: 'Really?' });
    expect(heard).toEqual(['person row.updated', 'person row.created', 'person row.deleted']);
    const { rows, version } = await readSheet(client, { include: 'discussions' });
    expect(version).toBe(5);
    expect(rows.map(({ id }) => id)).toEqual([101, added]);
    expect(rows[0]?.cells.find(({ columnId }) => columnId === HOURS)?.value).toBe('eight');
    expect(rows[1]?.discussions?.[0]).toMatchObject({ title: 'Really?' });
  });
});

describe('webhooks', () => {
  const webhookSchema = z.looseObject({
    result: z.looseObject({
      id: z.number(),
      status: z.string(),
      enabled: z.boolean(),
      sharedSecret: z.string(),
    }),
  });

  async function callback(answer: { challenge: boolean; status: number }) {
    const received: { signature: unknown; body: string }[] = [];
    const server = createServer(async (req, res) => {
      const body = (await readBody(req)).toString();
      const challenge = req.headers['smartsheet-hook-challenge'];
      if (typeof challenge === 'string') {
        if (answer.challenge) res.setHeader('Smartsheet-Hook-Response', challenge);
        res.end();
        return;
      }
      received.push({ signature: req.headers['smartsheet-hmac-sha256'], body });
      res.writeHead(answer.status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/smartsheet`;
    return { url, received, close: () => server.close() };
  }

  async function create(client: Client, standIn: SmartsheetStandIn, callbackUrl: string) {
    const response = await fetch(`${standIn.baseUrl}webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({
        name: 'w',
        callbackUrl,
        scope: 'sheet',
        scopeObjectId: SHEET,
        events: ['*.*'],
        version: 1,
      }),
    });
    const { result } = webhookSchema.parse(await response.json());
    const enabled = await client.webhooks.updateWebhook({ webhookId: result.id, body: { enabled: true } });
    return { before: result, after: webhookSchema.parse(enabled).result };
  }

  test('a webhook is enabled by its challenge, and a burst of changes is one signed callback', async () => {
    const { standIn, client } = await start();
    const target = await callback({ challenge: true, status: 200 });
    const { before, after } = await create(client, standIn, target.url);
    expect([before.status, after.status]).toEqual(['NEW_NOT_VERIFIED', 'ENABLED']);
    standIn.edit(SHEET, 101, { Status: 'Ready to Bill' });
    standIn.edit(SHEET, 102, { Status: 'Ready to Bill' });
    await standIn.flushWebhooks();
    target.close();
    expect(target.received).toHaveLength(1);
    const [delivery] = target.received;
    const expected = createHmac('sha256', after.sharedSecret)
      .update(delivery?.body ?? '')
      .digest('hex');
    expect(delivery?.signature).toBe(expected);
    expect(JSON.parse(delivery?.body ?? '{}')).toMatchObject({
      webhookId: after.id,
      scopeObjectId: SHEET,
      events: [
        { objectType: 'row', eventType: 'updated', id: 101 },
        { objectType: 'cell', rowId: 101, columnId: STATUS },
        { objectType: 'row', eventType: 'updated', id: 102 },
        { objectType: 'cell', rowId: 102, columnId: STATUS },
      ],
    });
  });

  test('a callback that does not know the challenge stays disabled, and an answer of 204 disables for good', async () => {
    const { standIn, client } = await start();
    const stranger = await callback({ challenge: false, status: 200 });
    expect((await create(client, standIn, stranger.url)).after.status).toBe('DISABLED_VERIFICATION_FAILED');
    stranger.close();
    const sloppy = await callback({ challenge: true, status: 204 });
    const { after } = await create(client, standIn, sloppy.url);
    standIn.edit(SHEET, 101, { Hours: 1 });
    await standIn.flushWebhooks();
    sloppy.close();
    expect(await client.webhooks.getWebhook({ webhookId: after.id })).toMatchObject({
      enabled: false,
      status: 'DISABLED_CALLBACK_FAILED',
    });
  });
});
