import { afterEach, expect, test } from 'vitest';
import type { Listening, SandboxRequest, SandboxResponse } from '../../src/sandbox/http.ts';
import { createSmartsheet } from '../../src/smartsheet/client.ts';
import type { Smartsheet } from '../../src/smartsheet/types.ts';
import { sheetOf, tinyServer } from './tiny-server.ts';

let server: Listening | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

async function against(handle: (request: SandboxRequest) => SandboxResponse): Promise<Smartsheet> {
  server = await tinyServer(handle);
  return createSmartsheet({
    accessToken: 'token-1234567890',
    apiUrl: `${server.url}/2.0/`,
    timeoutMs: 1_000,
  });
}

const ok = (body: unknown): SandboxResponse => ({ status: 200, body });
const refuse = (status: number, errorCode: number, detail?: unknown): SandboxResponse => ({
  status,
  body: { errorCode, message: `refused ${errorCode}`, refId: 'r1', detail },
});

test('a server that pages is read to its end', async () => {
  const smartsheet = await against(({ query }) => {
    const page = Number(query.get('page') ?? '1');
    return ok(sheetOf(page === 3 ? 1 : 2, (page - 1) * 2, 5));
  });
  const { rows } = await smartsheet.getSheet('5');
  expect(rows.map(({ id }) => id)).toEqual(['1001', '1002', '1003', '1004', '1005']);
});

test('rows that are counted but never come do not keep the reading going', async () => {
  const smartsheet = await against(() => ok(sheetOf(2, 0, 9)));
  expect((await smartsheet.getSheet('5')).rows).toHaveLength(2);
  expect(server?.requests).toHaveLength(2);
});

test('a server that ignores rowIds still gives only the rows asked for', async () => {
  const smartsheet = await against(() => ok(sheetOf(4)));
  expect((await smartsheet.getRows('5', ['1002', '1004'])).rows.map(({ id }) => id)).toEqual([
    '1002',
    '1004',
  ]);
});

test('a server without lists of discussions gives rows without comments', async () => {
  const smartsheet = await against(({ path }) =>
    path.endsWith('/discussions') ? refuse(404, 1006) : ok(sheetOf(2)),
  );
  const sheet = await smartsheet.getSheet('5', { discussions: true, attachments: true });
  expect(sheet.rows.map(({ comments, attachmentNames }) => [comments, attachmentNames])).toEqual([
    [[], []],
    [[], []],
  ]);
});

test('comments that come with the rows are taken from there', async () => {
  const smartsheet = await against(() =>
    ok({
      ...sheetOf(0),
      rows: [
        {
          id: 1001,
          discussions: [
            { title: 'later', comments: [{ text: 'second', createdAt: '2026-11-02T00:00:00Z' }] },
            { title: 'first', comments: [{ text: 'first', createdAt: '2026-11-01T00:00:00Z' }] },
          ],
        },
      ],
    }),
  );
  const sheet = await smartsheet.getSheet('5', { discussions: true });
  expect(sheet.rows[0]?.comments).toEqual(['first', 'second']);
  expect(server?.requests).toHaveLength(1);
});

test('a contact, several choices and a typed date are read from their object values', async () => {
  const smartsheet = await against(() =>
    ok({
      ...sheetOf(0),
      rows: [
        {
          id: 1001,
          cells: [
            { columnId: 1, objectValue: { objectType: 'CONTACT', name: 'Ana', email: 'ana@example.com' } },
            {
              columnId: 2,
              objectValue: { objectType: 'MULTI_CONTACT', values: [{ name: 'Ana' }, { email: 'b@x.io' }] },
            },
            { columnId: 3, objectValue: { objectType: 'DATE', value: '2026-11-02' } },
            { columnId: 4, objectValue: { objectType: 'SOMETHING_NEW' } },
            { columnId: 5 },
          ],
        },
      ],
    }),
  );
  const [row] = (await smartsheet.getSheet('5')).rows;
  expect([...(row?.cells ?? [])].map(([column, { value }]) => [column, value])).toEqual([
    [1, 'Ana'],
    [2, 'Ana, b@x.io'],
    [3, '2026-11-02'],
  ]);
});

test('a server that knows no partial success gets the good rows written and the bad one named', async () => {
  const written = new Set<number>();
  const smartsheet = await against(({ query, body }) => {
    if (query.has('allowPartialSuccess')) return refuse(400, 1018);
    const rows: { id: number }[] = JSON.parse(body.toString());
    if (rows.some(({ id }) => id === 1003)) return refuse(400, 1042);
    for (const { id } of rows) written.add(id);
    return ok({ message: 'SUCCESS', resultCode: 0, result: rows });
  });
  const failures = await smartsheet.writeCells(
    '5',
    [1001, 1002, 1003, 1004, 1005].map((row) => ({ rowId: String(row), columnId: 1, value: 'x' })),
  );
  expect(failures).toEqual([{ rowId: '1003', code: '1042', message: 'refused 1042' }]);
  expect([...written].sort()).toEqual([1001, 1002, 1004, 1005]);
});

test('501 rows are written in two requests, and a failure named by its index only is placed', async () => {
  const sizes: number[] = [];
  const smartsheet = await against(({ body }) => {
    const rows: unknown[] = JSON.parse(body.toString());
    sizes.push(rows.length);
    return ok({ resultCode: 3, failedItems: [{ index: 0, error: { errorCode: 1042, message: 'no' } }] });
  });
  const failures = await smartsheet.writeCells(
    '5',
    Array.from({ length: 501 }, (_, at) => ({ rowId: String(1001 + at), columnId: 1, value: at })),
  );
  expect(sizes).toEqual([500, 1]);
  expect(failures.map(({ rowId }) => rowId)).toEqual(['1001', '1501']);
});

test('an answer that is no sheet, no JSON, or nothing is a vendor that is down', async () => {
  const answers = [
    ok({ hello: 'world' }),
    ok('<html></html>'),
    ok('{"id": 5, "rows": ['),
    { status: 204, body: '' },
  ];
  const smartsheet = await against(() => answers.shift() ?? ok(''));
  for (let left = answers.length; left > 0; left -= 1) {
    await expect(smartsheet.getSheet('5')).rejects.toMatchObject({ service: 'Smartsheet', kind: 'down' });
  }
});

test('a success other than 200 is a success', async () => {
  const smartsheet = await against(() => ({ status: 201, body: { resultCode: 0 } }));
  await expect(smartsheet.addRowComment('5', '1001', 'Invoiced')).resolves.toBeUndefined();
});

test('a redirect is a wrong address, not a success', async () => {
  const smartsheet = await against(() => ({ status: 302, headers: { location: '/login' }, body: '' }));
  await expect(smartsheet.currentUser()).rejects.toMatchObject({ kind: 'ours', status: 302 });
});

test('an error that repeats the token is shown without it', async () => {
  const smartsheet = await against(({ headers }) => ({
    status: 400,
    body: { errorCode: 1018, message: `bad header ${headers.authorization}` },
  }));
  await expect(smartsheet.currentUser()).rejects.toMatchObject({
    message: 'bad header Bearer [secret]',
  });
});

test('a deletion that is not allowed is refused; one whose answer is lost may have been done', async () => {
  const forbidding = await against(() => refuse(403, 1004));
  await expect(forbidding.deleteRows('5', ['1001'])).rejects.toMatchObject({
    kind: 'refused',
    code: '1004',
    outcomeUnknown: false,
  });
  await server?.stop();
  const losing = await against(() => ({ status: 200, body: '<html>' }));
  await expect(losing.deleteRows('5', ['1001'])).rejects.toMatchObject({
    passing: true,
    outcomeUnknown: true,
  });
});
