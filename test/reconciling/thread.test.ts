import { expect, test } from 'vitest';
import type { RowWrite } from '../../src/proposals/variance/write-rows.ts';
import { startThread } from '../../src/reconciling/thread.ts';
import { COST_TITLES } from '../../src/settings/columns.ts';

const refuse = () => Promise.reject(new Error('nobody was to be asked'));
const vendors = { smartsheet: { unreadSheet: refuse }, quickbooks: { unreadBatch: refuse } };
const row: RowWrite = { rowId: '1', status: 'Matched', transactionId: null, notes: null };

test('a thread that has ended refuses every further order, and what it was still doing', async () => {
  const asked = Promise.withResolvers<void>();
  const unanswered = () => {
    asked.resolve();
    return new Promise<unknown>(() => {});
  };
  const thread = startThread({ ...vendors, smartsheet: { unreadSheet: unanswered } });
  await thread.takeRows([row]);
  const under = thread
    .readSheet({ sheetId: '1', columns: COST_TITLES, currency: 'USD', earlier: null })
    .catch((error: unknown) => error);
  await asked.promise;
  await thread.end();
  expect(String(await under)).toContain('ended');
  await expect(thread.takeRows([row])).rejects.toThrow('ended');
  await expect(thread.takeDocument(new Uint8Array(), [])).rejects.toThrow('ended');
});

test('an order that cannot be carried to the thread is refused, and the next one is carried out', async () => {
  const thread = startThread(vendors);
  const uncopied = { ...row, notes: () => '' } as unknown as RowWrite;
  await expect(thread.takeRows([uncopied])).rejects.toThrow('could not be cloned');
  await thread.takeRows([row]);
  await thread.end();
});
