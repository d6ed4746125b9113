import { expect, test } from 'vitest';
import type { RowWrite } from '../../src/proposals/variance/write-back.ts';
import { startThread } from '../../src/reconciling/thread.ts';

const refuse = () => Promise.reject(new Error('nobody was to be asked'));
const vendors = { smartsheet: { unreadSheet: refuse }, quickbooks: { unreadBatch: refuse } };
const row: RowWrite = { rowId: '1', status: 'Matched', transactionId: null, notes: null };

test('a thread that has ended refuses every further order, and what it was still doing', async () => {
  const thread = startThread(vendors);
  await thread.takeRows([row]);
  // So many that it is at them when it ends.
  const many = Array.from({ length: 50_000 }, () => row);
  const under = thread.takeRows(many).catch((error: unknown) => error);
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
