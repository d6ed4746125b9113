import { afterEach, describe, expect, test } from 'vitest';
import { tokensForCode } from '../../src/quickbooks/grants.ts';
import { databaseTokens } from '../../src/quickbooks/token-store.ts';
import type { SandboxRequest } from '../../src/sandbox/http.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createLocks } from '../../src/store/locks.ts';
import { freshDatabase } from '../support/world.ts';
import {
  EXPIRED,
  FIRST_REFRESH,
  invoiceJson,
  memoryTokens,
  NOW,
  type Scripted,
  SECRET,
  scripted,
  tokenAnswer,
  tokensUntil,
} from './support.ts';

let quickBooks: Scripted;
afterEach(() => quickBooks.server.stop());

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString();
const renewals = () => quickBooks.seen.filter(({ path }) => path === '/token');
const refreshTokenOf = (request: SandboxRequest | undefined) =>
  new URLSearchParams(String(request?.body)).get('refresh_token');
const bearerOf = (request: SandboxRequest | undefined) => request?.headers.authorization;
const invoice = { 'GET /invoice/145': () => ({ body: { Invoice: invoiceJson } }) };

describe('renewing access', () => {
  test('the first refresh token is used once, and what it gives is stored before it is used', async () => {
    quickBooks = await scripted(invoice);
    const tokens = memoryTokens();
    const client = quickBooks.client({ tokens });
    await Promise.all([client.getInvoice('145'), client.getInvoice('145'), client.getTaxCode('TAX')]);
    await client.getInvoice('145');
    expect(renewals()).toHaveLength(1);
    expect(refreshTokenOf(renewals()[0])).toBe(FIRST_REFRESH);
    expect(renewals()[0]?.headers.authorization).toBe(`Basic ${btoa(`client-id:${SECRET}`)}`);
    expect(tokens.stored).toEqual({
      accessToken: 'access-1-Aa11',
      accessExpiresAt: later(60),
      refreshToken: 'refresh-1-Rr11',
      refreshExpiresAt: new Date(NOW.getTime() + 8_726_400_000).toISOString(),
    });
  });

  test('a stored token is used while it lasts, and renewed two minutes early from the stored one', async () => {
    quickBooks = await scripted(invoice);
    const lasting = memoryTokens(tokensUntil(later(3)));
    await quickBooks.client({ tokens: lasting }).getInvoice('145');
    expect(renewals()).toHaveLength(0);
    expect(bearerOf(quickBooks.seen.at(-1))).toBe('Bearer access-stored-Aa11');
    const ending = memoryTokens(tokensUntil(later(2)));
    await quickBooks.client({ tokens: ending }).getInvoice('145');
    expect(refreshTokenOf(renewals()[0])).toBe('refresh-stored-Rr11');
    expect(ending.stored?.accessToken).toBe('access-1-Aa11');
  });

  test('two processes that share a store renew once between them', async () => {
    quickBooks = await scripted(invoice);
    const tokens = memoryTokens(tokensUntil(later(0)));
    const [one, other] = [quickBooks.client({ tokens }), quickBooks.client({ tokens })];
    await Promise.all([one.getInvoice('145'), other.getInvoice('145')]);
    expect(renewals()).toHaveLength(1);
  });

  test('two processes on one database renew once between them, under its lock', async () => {
    quickBooks = await scripted(invoice);
    const database = await freshDatabase();
    const processes = await Promise.all(
      [1, 2].map(async () => {
        const db = await openDatabase({ databaseUrl: database.url, dataDir: '', connections: 2 });
        return { db, locks: createLocks(db.url, 2) };
      }),
    );
    const key = Buffer.alloc(32, 7);
    const reads = processes.map(({ db, locks }) =>
      quickBooks.client({ tokens: databaseTokens(db, locks, key, 'realm') }).getInvoice('145'),
    );
    expect((await Promise.all(reads)).map((read) => read?.id)).toEqual(['145', '145']);
    expect(renewals()).toHaveLength(1);
    for (const { db, locks } of processes) {
      await locks.close();
      await db.close();
    }
    await database.drop();
  });

  test('a refused access token is renewed and the call made again, once, by all callers together', async () => {
    quickBooks = await scripted({
      'GET /invoice/145': ({ headers }) =>
        headers.authorization === 'Bearer access-1-Aa11' ? { body: { Invoice: invoiceJson } } : EXPIRED,
    });
    const client = quickBooks.client({ tokens: memoryTokens(tokensUntil(later(50))) });
    const read = await Promise.all([1, 2, 3].map(() => client.getInvoice('145')));
    expect(read.map((found) => found?.id)).toEqual(['145', '145', '145']);
    expect(renewals()).toHaveLength(1);
  });

  test('a token another process has renewed is taken over instead of renewing again', async () => {
    quickBooks = await scripted({
      'GET /invoice/145': ({ headers }) =>
        headers.authorization?.includes('other') ? { body: { Invoice: invoiceJson } } : EXPIRED,
    });
    const tokens = memoryTokens(tokensUntil(later(50)));
    const client = quickBooks.client({ tokens });
    await client.getInvoice('145').catch(() => {});
    const before = renewals().length;
    tokens.stored = tokensUntil(later(55), 'other');
    expect(await client.getInvoice('145')).toMatchObject({ id: '145' });
    expect(renewals()).toHaveLength(before);
  });

  test('a token that is refused even when new is ours to mend, and is not tried a third time', async () => {
    quickBooks = await scripted({ 'POST /invoice': () => EXPIRED });
    const voiding = quickBooks.client().voidInvoice('145', '0', 'r');
    await expect(voiding).rejects.toMatchObject({
      kind: 'ours',
      code: '3200',
      status: 401,
      outcomeUnknown: false,
    });
    expect(quickBooks.seen.filter(({ path }) => path.endsWith('/invoice'))).toHaveLength(2);
  });

  test('renewing early may fail for a moment while the old token still works', async () => {
    quickBooks = await scripted({ ...invoice, 'POST /token': () => ({ status: 503, body: 'busy' }) });
    const client = quickBooks.client({ tokens: memoryTokens(tokensUntil(later(1))) });
    expect(await client.getInvoice('145')).toMatchObject({ id: '145' });
  });
});

describe('connecting', () => {
  const redirectUri = 'https://countersign.test/oauth/quickbooks/callback';
  const app = () => ({
    tokenUrl: `${quickBooks.server.url}/token`,
    clientId: 'client-id',
    clientSecret: SECRET,
    environment: 'sandbox' as const,
    now: () => NOW,
    timeoutMs: 1000,
  });

  test('the code of the redirect gives the first tokens', async () => {
    quickBooks = await scripted({});
    const tokens = await tokensForCode(app(), 'code+1&x', redirectUri);
    expect(tokens).toMatchObject({ accessToken: 'access-1-Aa11', accessExpiresAt: later(60) });
    expect(Object.fromEntries(new URLSearchParams(String(renewals()[0]?.body)))).toEqual({
      grant_type: 'authorization_code',
      code: 'code+1&x',
      redirect_uri: redirectUri,
    });
  });

  test('a used code gives none', async () => {
    quickBooks = await scripted({ 'POST /token': () => ({ status: 400, body: { error: 'invalid_grant' } }) });
    expect(await tokensForCode(app(), 'used', redirectUri)).toBeNull();
  });
});

describe('a dead connection', () => {
  const dead = { status: 400, body: { error: 'invalid_grant', error_description: 'Incorrect token' } };

  test('a person who connected again is believed over what is stored', async () => {
    quickBooks = await scripted({
      ...invoice,
      'POST /token': (request) =>
        refreshTokenOf(request) === FIRST_REFRESH ? { body: tokenAnswer('again') } : dead,
    });
    const tokens = memoryTokens(tokensUntil(later(0)));
    await quickBooks.client({ tokens }).getInvoice('145');
    expect(tokens.stored?.refreshToken).toBe('refresh-again-Rr11');
  });

  test('where both are dead the message says to connect again', async () => {
    quickBooks = await scripted({ ...invoice, 'POST /token': () => dead });
    const tokens = memoryTokens(tokensUntil(later(0)));
    const reading = quickBooks.client({ tokens }).getInvoice('145');
    await expect(reading).rejects.toMatchObject({
      kind: 'ours',
      code: 'invalid_grant',
      message: expect.stringMatching(/connects? (QuickBooks|it) again/i),
    });
    expect(renewals()).toHaveLength(2);
    expect(tokens.stored?.refreshToken).toBe('refresh-stored-Rr11');
  });

  test('where nothing was ever connected the message says how to', async () => {
    quickBooks = await scripted(invoice);
    const reading = quickBooks.client({ firstRefreshToken: null }).getInvoice('145');
    await expect(reading).rejects.toMatchObject({ kind: 'ours', code: 'not_connected' });
  });

  test('a wrong client secret is named as the setting it is', async () => {
    const refused = { status: 401, body: { error: 'invalid_client' } };
    quickBooks = await scripted({ ...invoice, 'POST /token': () => refused });
    await expect(quickBooks.client().getInvoice('145')).rejects.toMatchObject({
      kind: 'ours',
      code: 'invalid_client',
      message: expect.stringContaining('QUICKBOOKS_CLIENT_SECRET'),
    });
  });

  test('a token server that hangs or drops leaves nothing in doubt', async () => {
    quickBooks = await scripted({ 'POST /invoice': () => ({ body: { Invoice: invoiceJson } }) });
    quickBooks.faults.set({ kind: 'hang', match: /token/, times: 1 });
    const voiding = quickBooks.client({ timeoutMs: 200 }).voidInvoice('145', '0', 'r');
    await expect(voiding).rejects.toMatchObject({ kind: 'down', outcomeUnknown: false });
    quickBooks.faults.set({ kind: 'drop-before', match: /token/, times: 1 });
    await expect(quickBooks.client().voidInvoice('145', '0', 'r')).rejects.toMatchObject({
      kind: 'down',
      outcomeUnknown: false,
    });
  });
});
