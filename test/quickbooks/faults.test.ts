import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { VendorFailure } from '../../src/core/failure.ts';
import type { SandboxResponse } from '../../src/sandbox/http.ts';
import {
  EXPIRED,
  FIRST_REFRESH,
  fault,
  invoiceJson,
  memoryTokens,
  type Scripted,
  SECRET,
  scripted,
  tokensUntil,
} from './support.ts';

let quickBooks: Scripted;
afterEach(() => quickBooks.server.stop());

const answers = (answer: Partial<SandboxResponse> & { body: unknown }) => async () => {
  quickBooks = await scripted({ 'POST /invoice': () => answer, 'GET /invoice/1': () => answer });
};

async function failureOf(work: Promise<unknown>): Promise<VendorFailure> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof VendorFailure))
    throw new Error(`expected a VendorFailure, got ${inspect(outcome)}`);
  return outcome;
}

const write = () => failureOf(quickBooks.client({ timeoutMs: 1_000 }).voidInvoice('1', '0', 'req-1'));
const read = () => failureOf(quickBooks.client({ timeoutMs: 1_000 }).getInvoice('1'));

describe('what QuickBooks refuses', () => {
  test('a Fault is refused in QuickBooks’ own words, with its code and request id', async () => {
    await answers({ status: 400, body: fault('6210', 'Account Period Closed', 'The books are closed.') })();
    expect(await write()).toMatchObject({
      service: 'QuickBooks',
      kind: 'refused',
      message: 'Account Period Closed: The books are closed.',
      code: '6210',
      status: 400,
      requestId: 'tid-1',
      outcomeUnknown: false,
    });
  });

  test('a Fault in a 200 is as refused as any other', async () => {
    await answers({ body: fault('5010', 'Stale Object Error', 'You and root were working at once') })();
    expect(await write()).toMatchObject({
      kind: 'refused',
      code: '5010',
      status: 200,
      outcomeUnknown: false,
    });
  });

  test('a Fault in lower case is read too, and leading zeros of a code are put aside', async () => {
    const body = {
      fault: { error: [{ message: 'Denied', detail: '', code: '003100' }], type: 'AUTHORIZATION' },
    };
    await answers({ status: 403, body })();
    expect(await read()).toMatchObject({ kind: 'ours', code: '3100', message: 'Denied' });
  });

  test.each([
    ['2020', 'ours'],
    ['4001', 'ours'],
    ['2500', 'refused'],
    ['6140', 'refused'],
  ])('the code decides whose fault it is: %s is %s', async (code, kind) => {
    await answers({ status: 400, body: fault(code, 'the same words', 'each time') })();
    expect(await read()).toMatchObject({ kind, code });
  });
});

describe('what passes', () => {
  test('a 429 waits as long as it says, and a minute where it says nothing', async () => {
    await answers({ status: 429, headers: { 'retry-after': '7' }, body: fault('003001', 'Throttled', '') })();
    expect(await write()).toMatchObject({
      kind: 'retry',
      retryAfterMs: 7000,
      outcomeUnknown: false,
      code: '3001',
    });
    await quickBooks.server.stop();
    await answers({ status: 429, body: 'slow down' })();
    expect(await write()).toMatchObject({ kind: 'retry', retryAfterMs: 60_000, outcomeUnknown: false });
  });

  test('a SystemFault with status 500 may have been done', async () => {
    await answers({ status: 500, body: fault('10000', 'An application error', '', 'SystemFault') })();
    expect(await write()).toMatchObject({ kind: 'retry', outcomeUnknown: true });
    expect(await read()).toMatchObject({ kind: 'retry', outcomeUnknown: false });
  });

  test.each([502, 200])('a web page with status %i is no answer', async (status) => {
    await answers({ status, headers: { 'content-type': 'text/html' }, body: '<html>hello</html>' })();
    expect(await write()).toMatchObject({ kind: 'down', outcomeUnknown: true });
    expect(await read()).toMatchObject({ kind: 'down', outcomeUnknown: false });
  });

  test('a hanging server is given up on, and a write is then in doubt', async () => {
    await answers({ body: { Invoice: invoiceJson } })();
    quickBooks.faults.set({ kind: 'hang', match: /invoice/ });
    expect(await write()).toMatchObject({ kind: 'down', outcomeUnknown: true, status: null });
    expect(await read()).toMatchObject({ kind: 'down', outcomeUnknown: false });
  });

  test('a connection that drops after a write leaves the write in doubt, and it is not repeated', async () => {
    await answers({ body: { Invoice: invoiceJson } })();
    quickBooks.faults.set({ kind: 'drop-after', match: /POST .*invoice/, times: 1 });
    expect(await write()).toMatchObject({ kind: 'down', outcomeUnknown: true });
    expect(quickBooks.server.requests.filter((line) => /POST .*invoice/.test(line))).toHaveLength(1);
  });

  test('a connection that drops once under a reading goes unnoticed', async () => {
    await answers({ body: { Invoice: invoiceJson } })();
    quickBooks.faults.set({ kind: 'drop-after', match: /GET .*invoice/, times: 1 });
    expect(await quickBooks.client().getInvoice('1')).toMatchObject({ id: '145' });
  });

  test('where nobody listens, nothing was done', async () => {
    await answers({ body: {} })();
    const tokens = memoryTokens(tokensUntil('2026-11-20T13:00:00Z'));
    const client = quickBooks.client({ apiUrl: 'http://127.0.0.1:9', tokens });
    expect(await failureOf(client.createInvoice(minimal, 'r'))).toMatchObject({
      kind: 'down',
      outcomeUnknown: false,
    });
  });
});

const minimal = {
  customerId: '7',
  txnDate: '2026-11-20',
  dueDate: null,
  termsId: null,
  currency: 'USD',
  privateNote: '',
  customerMemo: null,
  billEmail: null,
  locationId: null,
  txnTaxCodeId: null,
  lines: [],
};

describe('what cannot be read', () => {
  test('a redirect is not followed: it would carry the token to wherever it points', async () => {
    await answers({ status: 302, headers: { location: '/elsewhere' }, body: '' })();
    expect(await read()).toMatchObject({ kind: 'down', status: 302 });
    expect(quickBooks.server.requests.filter((line) => line.includes('elsewhere'))).toEqual([]);
  });

  test('a good status without the invoice leaves a write in doubt', async () => {
    await answers({ body: { Invoice: { SyncToken: '1' } } })();
    expect(await write()).toMatchObject({ kind: 'ours', outcomeUnknown: true });
  });

  test('an amount that is no plain number is never guessed', async () => {
    await answers({ body: { Invoice: { ...invoiceJson, TotalAmt: '1,234.50' } } })();
    const failure = await read();
    expect(failure).toMatchObject({ kind: 'ours' });
    expect(failure.message).toContain('TotalAmt');
  });

  test('a page where the API should be says to look at the address', async () => {
    await answers({ status: 404, body: '<html>nothing here</html>' })();
    const failure = await read();
    expect(failure).toMatchObject({ kind: 'ours', status: 404 });
    expect(failure.message).toContain('QUICKBOOKS_API_URL');
  });
});

describe('secrets', () => {
  const planted = ['access-1-Aa11', 'refresh-1-Rr11', FIRST_REFRESH, SECRET];
  const gossip = `Bearer ${planted[0]} ${planted.join(' ')} Basic ${btoa(`client-id:${SECRET}`)}`;

  const hides = (value: unknown) => {
    const text = inspect(value, { depth: 12, showHidden: true });
    for (const secret of [...planted, btoa(`client-id:${SECRET}`)]) expect(text).not.toContain(secret);
  };

  test.each([
    ['a Fault', { status: 400, body: fault('6000', gossip, gossip) }],
    ['a Fault in a 200', { body: fault('6000', gossip, gossip) }],
    ['a refused token', { ...EXPIRED, body: { fault: { error: [{ message: gossip, code: '3200' }] } } }],
    ['a page', { status: 502, body: `<html>${gossip}</html>` }],
    ['an unreadable answer', { body: { Invoice: { SyncToken: gossip } } }],
  ])('none is told or logged though QuickBooks repeats them in %s', async (_name, answer) => {
    await answers(answer)();
    const failure = await write();
    hides(failure);
    hides(failure.cause);
    hides(quickBooks.events);
    expect(failure.message.length).toBeGreaterThan(10);
  });

  test('none is told when the connection breaks or the token server fails', async () => {
    await answers({ body: {} })();
    quickBooks.faults.set({ kind: 'drop-before', match: /POST .*invoice/, times: 1 });
    hides(await write());
    await quickBooks.server.stop();
    quickBooks = await scripted({ 'POST /token': () => ({ status: 500, body: { error: gossip } }) });
    const failure = await write();
    hides(failure);
    expect(failure).toMatchObject({ kind: 'retry', outcomeUnknown: false });
  });
});
