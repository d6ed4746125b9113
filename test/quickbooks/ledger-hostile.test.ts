import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { VendorFailure } from '../../src/core/failure.ts';
import type { SandboxRequest } from '../../src/sandbox/http.ts';
import { bill, cost, ledgered, OCTOBER } from './ledger.support.ts';
import { fault, type Scripted, scripted } from './support.ts';

let quickBooks: Scripted | null = null;
afterEach(async () => {
  await quickBooks?.server.stop();
  quickBooks = null;
});

const asked = z.object({ BatchItemRequest: z.array(z.object({ bId: z.string(), Query: z.string() })) });
type Reply = (query: string) => object;

/** A QuickBooks whose batches answer each query with what `reply` says. */
async function answering(reply: Reply, more: Parameters<typeof scripted>[0] = {}) {
  quickBooks = await scripted({ 'POST /batch': batchOf(reply), ...more });
  return quickBooks.client();
}

function batchOf(reply: Reply) {
  return (request: SandboxRequest) => ({
    body: {
      BatchItemResponse: asked
        .parse(JSON.parse(request.body.toString()))
        .BatchItemRequest.map(({ bId, Query }) => ({ bId, ...reply(Query) })),
    },
  });
}

const rows = (entity: string, list: unknown) => ({ QueryResponse: { [entity]: list } });
const nothing = { QueryResponse: {} };
const numbered = (Amount: number, customer: string) => ({ Id: '1', ...cost(Amount, customer) });
const posted = (more: object = {}) => ({
  ...bill('1', [numbered(1, '20')]),
  SyncToken: '0',
  CurrencyRef: { value: 'USD' },
  ...more,
});
const onlyBills =
  (list: unknown): Reply =>
  (query) =>
    /count\(/.test(query) ? fault('4000', 'no', 'no') : / Bill /.test(query) ? rows('Bill', list) : nothing;

async function failureOf(promise: Promise<unknown>): Promise<VendorFailure> {
  const error: unknown = await promise.then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof VendorFailure)) throw error;
  return error;
}

describe('an answer that is not as documented', () => {
  const line = cost(1, '20');
  test.each([
    ['a list that is none', 'no list'],
    ['a record without an Id', [{ TxnDate: '2026-10-10' }]],
    ['a record that is null', [null]],
    ['lines that are none', [posted({ Line: 'hello' })]],
    ['a line that is a number', [posted({ Line: [7] })]],
    ['an amount that is no number', [posted({ Line: [{ ...line, Amount: '1,50' }] })]],
    ['an amount beyond counting', [posted({ Line: [{ ...line, Amount: 1e300 }] })]],
    [
      'an amount that is larger than can be added up',
      [posted({ Line: [{ ...line, Amount: 99_999_999_999 }] })],
    ],
    ['a date that is none', [posted({ TxnDate: '10/31/2026' })]],
    ['a 30 February', [posted({ TxnDate: '2026-02-30' })]],
    ['no SyncToken', [{ ...posted(), SyncToken: undefined }]],
  ])('%s is a failure of ours to read, and never a missing cost', async (_, list) => {
    const client = await answering(onlyBills(list));
    const failure = await failureOf(client.expenseLines(OCTOBER));
    expect(failure).toMatchObject({ kind: 'ours', service: 'QuickBooks', outcomeUnknown: false });
    expect(failure.message).toMatch(/could not be read/);
  });

  test('a malformed bill of another project stops nobody', async () => {
    const client = await answering(
      onlyBills([posted(), posted({ Id: '2', TxnDate: 'x', Line: [cost(1, '9')] })]),
    );
    expect((await client.expenseLines(OCTOBER)).lines.id).toEqual(['Bill:1:1']);
  });

  test('a batch that leaves an answer out is not taken for an empty one', async () => {
    quickBooks = await scripted({ 'POST /batch': () => ({ body: { BatchItemResponse: [] } }) });
    const failure = await failureOf(quickBooks.client().expenseLines(OCTOBER));
    expect(failure.message).toMatch(/a part of it is missing/);
  });

  test('an item that failed for a moment fails the reading, to be tried again', async () => {
    const item = fault('10000', 'An application error has occurred', 'System Failure', 'SystemFault');
    const client = await answering((query) => (/from Purchase /.test(query) ? item : nothing));
    expect(await failureOf(client.expenseLines(OCTOBER))).toMatchObject({ kind: 'retry' });
  });

  test('a web page, a hang and a limit are told as elsewhere', async () => {
    const { quickBooks: client, standIn } = await ledgered({}, { timeoutMs: 60 });
    await client.preferences();
    standIn.faults.set({ kind: 'html', match: /batch/, times: 1 });
    expect(await failureOf(client.expenseLines(OCTOBER))).toMatchObject({ kind: 'down', status: 502 });
    standIn.faults.set({ kind: 'hang', match: /batch/, times: 1 });
    expect(await failureOf(client.expenseLines(OCTOBER))).toMatchObject({
      kind: 'down',
      outcomeUnknown: false,
    });
    standIn.faults.set({ kind: 'status-429', match: /batch/, times: 1, retryAfter: 7 });
    expect(await failureOf(client.expenseLines(OCTOBER))).toMatchObject({
      kind: 'retry',
      retryAfterMs: 7000,
    });
    expect((await client.expenseLines(OCTOBER)).lines.count).toBe(0);
  });
});

describe('paging', () => {
  const page = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => posted({ Id: String(from + n) }));

  test('where records went while it read, it reads again, and says so where that does not end', async () => {
    let tries = 0;
    const moving = (settles: boolean): Reply => {
      return (query) => {
        if (!/ Bill /.test(query)) return nothing;
        if (/count\(/.test(query)) {
          tries += 1;
          return { QueryResponse: { totalCount: settles && tries > 1 ? 1 : 2 } };
        }
        return rows('Bill', [posted()]);
      };
    };
    const client = await answering(moving(true));
    expect((await client.expenseLines(OCTOBER)).lines.id).toEqual(['Bill:1:1']);
    expect(tries).toBe(2);
    await quickBooks?.server.stop();
    const failure = await failureOf((await answering(moving(false))).expenseLines(OCTOBER));
    expect(failure).toMatchObject({ kind: 'retry' });
    expect(failure.message).toMatch(/counts more records than it shows/);
  });

  test('a server that cannot count is paged until a page is short, and a record told twice counts once', async () => {
    const client = await answering((query) => {
      if (/count\(/.test(query)) return fault('4000', 'no', 'no');
      if (!/ Bill /.test(query)) return nothing;
      if (/STARTPOSITION 1 /.test(query)) return rows('Bill', page(1, 1000));
      return rows('Bill', /STARTPOSITION 1001 /.test(query) ? page(1000, 500) : []);
    });
    expect((await client.expenseLines(OCTOBER)).lines.count).toBe(1499);
  });

  test('a server that does not page at all comes to an end', async () => {
    const client = await answering((query) => {
      if (/count\(/.test(query)) return fault('4000', 'no', 'no');
      return / Bill /.test(query) ? rows('Bill', page(1, 1000)) : nothing;
    });
    expect((await client.expenseLines(OCTOBER)).lines.count).toBe(1000);
  });
});

describe('questions that a company does not understand', () => {
  test('sub-customers are found among all customers where Job cannot be asked for', async () => {
    const client = await answering((query) => {
      if (/from Customer/.test(query) && /Job/.test(query)) return fault('4001', 'invalid', 'Job');
      if (/count\(/.test(query)) return fault('4000', 'no', 'no');
      if (/from Customer/.test(query)) {
        return rows('Customer', [
          { Id: '20', DisplayName: 'Acme' },
          { Id: '21', DisplayName: 'Web', ParentRef: { value: '20' } },
        ]);
      }
      return / Bill /.test(query) ? rows('Bill', [posted({ Line: [numbered(1, '21')] })]) : nothing;
    });
    const { lines, customerIds } = await client.expenseLines(OCTOBER);
    expect(customerIds).toEqual(['20', '21']);
    expect(lines.customer).toEqual(['Web']);
  });

  test('customers that are each other’s parents do not hang it', async () => {
    const client = await answering((query) =>
      /count\(/.test(query)
        ? fault('4000', 'no', 'no')
        : /from Customer/.test(query)
          ? rows('Customer', [
              { Id: '20', DisplayName: 'A', ParentRef: { value: '21' } },
              { Id: '21', DisplayName: 'B', ParentRef: { value: '20' } },
            ])
          : nothing,
    );
    expect((await client.expenseLines(OCTOBER)).customerIds).toEqual(['20', '21']);
  });

  test('attachments are asked for one by one where IN is refused', async () => {
    const client = await answering((query) => {
      if (/count\(/.test(query)) return fault('4000', 'no', 'no');
      if (/Attachable/.test(query)) {
        if (/IN/.test(query)) return fault('4001', 'invalid', 'IN');
        const has = /value = '2'/.test(query);
        const ref = { EntityRef: { type: 'bill', value: '2' } };
        return has ? rows('Attachable', [{ Id: '9', AttachableRef: [ref] }]) : nothing;
      }
      return / Bill /.test(query) ? rows('Bill', [posted(), posted({ Id: '2' })]) : nothing;
    });
    const { lines } = await client.expenseLines({ ...OCTOBER, attachmentsFromMinor: 1 });
    expect(lines.hasAttachment).toEqual([false, true]);
  });
});

describe('an answer to a change that is not what was asked', () => {
  test('other lines than were sent are told, with where to look', async () => {
    const stored = posted({
      Line: [
        { Id: '1', ...cost(1, '20') },
        { Id: '2', ...cost(5, '20') },
      ],
    });
    const shown = { ...stored, Line: [{ Id: '1', ...cost(1, '29') }] };
    quickBooks = await scripted({
      'GET /bill/1': () => ({ body: { Bill: stored } }),
      'POST /bill': () => ({ body: { Bill: shown } }),
    });
    const key = { type: 'Bill', txnId: '1', lineId: '1', syncToken: '0' } as const;
    const failure = await failureOf(quickBooks.client().recodeLine({ ...key, customerId: '29' }, 'r'));
    expect(failure.message).toMatch(/shows other lines than were sent.*txnId=1/);
  });

  test('a whole transaction goes back, fields that nobody here knows among them, under its requestid', async () => {
    const stored = {
      ...posted({ sparse: false, NewField: { a: [1, 2.5] }, VendorRef: { value: '30', name: 'X' } }),
      Line: [
        { Id: '1', ...cost(1, '20'), Strange: 'kept' },
        { Id: '2', Description: 'text', DetailType: 'DescriptionOnly' },
      ],
    };
    let sent: Record<string, unknown> = {};
    quickBooks = await scripted({
      'GET /bill/1': () => ({ body: { Bill: stored } }),
      'POST /bill': ({ body }) => {
        sent = JSON.parse(body.toString());
        return { body: { Bill: { ...sent, SyncToken: '1' } } };
      },
    });
    const key = { type: 'Bill', txnId: '1', lineId: '1', syncToken: '0' } as const;
    await quickBooks.client().recodeLine({ ...key, classId: '5' }, 'req-77');
    const [first, second] = stored.Line;
    expect(sent).toEqual({
      ...stored,
      sparse: true,
      Line: [
        {
          ...first,
          AccountBasedExpenseLineDetail: {
            AccountRef: { value: '42' },
            CustomerRef: { value: '20' },
            ClassRef: { value: '5' },
          },
        },
        second,
      ],
    });
    expect(quickBooks.seen.at(-1)?.query.get('requestid')).toBe('req-77');
  });

  test('an id that would change the address is never sent', async () => {
    quickBooks = await scripted({});
    const client = quickBooks.client();
    expect(await failureOf(client.getTransaction('Bill', '1/../2'))).toMatchObject({ kind: 'ours' });
    expect(await failureOf(client.deleteTransaction('Bill', '1?x', '0', 'r'))).toMatchObject({
      kind: 'ours',
    });
  });
});
