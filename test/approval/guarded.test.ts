import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guarded, HeldBack, type Vendors } from '../../src/approval/guarded.ts';
import type { Stopped } from '../../src/approval/switch.ts';
import { createQuickBooks } from '../../src/quickbooks/client.ts';
import { FaultSwitch } from '../../src/sandbox/faults.ts';
import { type Listening, listen } from '../../src/sandbox/http.ts';
import { createSmartsheet } from '../../src/smartsheet/client.ts';
import { memoryTokens } from '../quickbooks/support.ts';

/** Everything that changes something at a vendor. A new method stands here, or among what passes while stopped. */
const WRITES = {
  quickbooks: [
    'createInvoice',
    'sendInvoice',
    'voidInvoice',
    'recodeLine',
    'createBill',
    'createJournalEntry',
  ]
    .concat(['deleteTransaction'])
    .sort(),
  smartsheet: ['writeCells', 'addRows', 'deleteRows', 'addRowComment'].sort(),
};
const STOPPED: Stopped = { scope: '*', by: 'U0FIN', reason: 'an audit', at: new Date(0) };

describe('the vendors while somebody has stopped everything', () => {
  let server: Listening;
  let vendors: Vendors;
  const asked = () => server.requests.length;
  let stopped: Stopped | null = STOPPED;
  beforeAll(async () => {
    const nothing = { status: 404, body: { message: 'not here' } };
    server = await listen({ faults: new FaultSwitch(), handle: () => nothing, faultResponse: () => nothing });
    const quickbooks = createQuickBooks({
      ...{ apiUrl: server.url, tokenUrl: `${server.url}/token`, realmId: '91', environment: 'sandbox' },
      ...{ clientId: 'id', clientSecret: 'secret', tokens: memoryTokens(), firstRefreshToken: 'first' },
      now: () => new Date(),
    });
    const smartsheet = createSmartsheet({ accessToken: 'token', apiUrl: `${server.url}/2.0/` });
    vendors = guarded({ quickbooks, smartsheet }, async () => stopped);
  });
  beforeEach(() => {
    server.requests.length = 0;
    stopped = STOPPED;
  });
  afterAll(() => server.stop());

  const methods = (vendor: 'quickbooks' | 'smartsheet') =>
    Object.entries(vendors[vendor]) as [string, (...given: unknown[]) => Promise<unknown>][];
  const tried = (method: (...given: unknown[]) => Promise<unknown>) =>
    Promise.resolve()
      .then(() => method('1', [{ rowId: '2', columnId: 3, value: 'x', cells: new Map([[3, 'x']]) }], []))
      .catch((error: unknown) => error);

  test.each(['quickbooks', 'smartsheet'] as const)(
    'every write to %s is held back before a request leaves',
    async (vendor) => {
      const held: string[] = [];
      for (const [name, method] of methods(vendor).filter(([one]) => WRITES[vendor].includes(one))) {
        const answer = await tried(method);
        if (!(answer instanceof HeldBack)) throw new Error(`${name} was not held back`);
        expect(answer).toMatchObject({ passing: true, outcomeUnknown: false, stopped: STOPPED });
        held.push(name);
      }
      expect(held.sort()).toEqual(WRITES[vendor]);
      expect(asked()).toBe(0);
    },
  );

  test.each(['quickbooks', 'smartsheet'] as const)('nothing else of %s is', async (vendor) => {
    for (const [name, method] of methods(vendor).filter(([one]) => !WRITES[vendor].includes(one)))
      expect(await tried(method), name).not.toBeInstanceOf(HeldBack);
  });

  test('what reads and writes within one turn on the sheet is asked at each write', async () => {
    const cell = { rowId: '2', columnId: 3, value: 'x' };
    const held = await vendors.smartsheet
      .inTurn('1', (write) => write([cell]))
      .catch((error: unknown) => error);
    expect(held).toBeInstanceOf(HeldBack);
    expect(asked()).toBe(0);
    expect(await vendors.smartsheet.inTurn('1', async () => 'read only')).toBe('read only');
  });

  test('a write that waits for its turn on the sheet is asked when it has it', async () => {
    const write = { rowId: '2', columnId: 3, value: 'x' };
    stopped = null;
    const first = vendors.smartsheet.writeCells('1', [write]).catch((error: unknown) => error);
    const second = vendors.smartsheet.writeCells('1', [write]).catch((error: unknown) => error);
    expect(await first).not.toBeInstanceOf(HeldBack);
    stopped = STOPPED;
    const third = vendors.smartsheet.writeCells('1', [write]).catch((error: unknown) => error);
    await second;
    const sent = asked();
    expect(await third).toBeInstanceOf(HeldBack);
    expect(asked()).toBe(sent);
    expect(sent).toBeGreaterThan(0);
  });
});
