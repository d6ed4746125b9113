import { describe, expect, test } from 'vitest';
import { bill, cost, type Ledgered, ledgered, OCTOBER } from './ledger.support.ts';

const SINCE = new Date('2026-11-19T12:00:00Z');

async function withBills(): Promise<Ledgered> {
  return ledgered({
    Bill: [bill('100', [cost(1, '20')]), bill('101', [cost(2, '20')]), bill('102', [cost(3, '29')])],
  });
}

describe('what changed in the ledger', () => {
  test('one request tells of changes and deletions of every kind, and only the project’s lines come with it', async () => {
    const { quickBooks, standIn, calls } = await withBills();
    await quickBooks.expenseLines(OCTOBER);
    calls();
    standIn.edit('Bill', '100', { DocNumber: 'NEW' });
    standIn.edit('Bill', '102', { DocNumber: 'OTHER' });
    standIn.remove('Bill', '101');
    const time = standIn.add('TimeActivity', {
      TxnDate: '2026-10-06',
      EmployeeRef: { value: '35' },
      CustomerRef: { value: '21' },
      Hours: 2,
    });
    const changes = await quickBooks.changedLedger(SINCE, OCTOBER);
    expect(changes).toMatchObject({
      full: false,
      touched: [
        { type: 'Bill', txnId: '100' },
        { type: 'Bill', txnId: '102' },
        { type: 'TimeActivity', txnId: time.Id },
      ],
      deleted: [{ type: 'Bill', txnId: '101' }],
      lines: { id: ['Bill:100:1'], number: ['NEW'], syncToken: ['1'] },
      time: { id: [time.Id], hours: ['2'] },
      asOf: new Date('2026-11-20T11:50:00Z'),
    });
    expect(calls()).toEqual(['GET /cdc']);
  });

  test('nothing changed: one request, no lines', async () => {
    const { quickBooks, calls } = await withBills();
    const changes = await quickBooks.changedLedger(SINCE, OCTOBER);
    expect(changes).toMatchObject({ full: false, touched: [], deleted: [], lines: { count: 0 } });
    expect(calls()).toEqual(['GET /cdc', 'GET /preferences']);
  });

  test('a bill moved to another project is touched, and has no lines here any more', async () => {
    const { quickBooks, standIn } = await withBills();
    standIn.edit('Bill', '100', { Line: [cost(1, '29')] });
    const changes = await quickBooks.changedLedger(SINCE, OCTOBER);
    expect(changes.touched).toEqual([{ type: 'Bill', txnId: '100' }]);
    expect(changes.lines.count).toBe(0);
  });

  test('an invoice that was changed or deleted is named', async () => {
    const { quickBooks, standIn } = await withBills();
    const line = {
      Amount: 5,
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: { ItemRef: { value: '11' }, Qty: 1, UnitPrice: 5 },
    };
    const invoice = standIn.add('Invoice', { CustomerRef: { value: '20' }, Line: [line] });
    expect((await quickBooks.changedLedger(SINCE, OCTOBER)).invoices).toEqual([invoice.Id]);
    standIn.remove('Invoice', invoice.Id);
    const changes = await quickBooks.changedLedger(SINCE, OCTOBER);
    expect(changes.invoices).toEqual([invoice.Id]);
    expect(changes.deleted).toEqual([]);
  });

  test('after more than thirty days everything is read anew, without asking for the changes', async () => {
    const { quickBooks, calls } = await withBills();
    const changes = await quickBooks.changedLedger(new Date('2026-10-21T11:00:00Z'), OCTOBER);
    expect(changes).toMatchObject({ full: true, lines: { id: ['Bill:100:1', 'Bill:101:1'] } });
    expect(calls()).not.toContain('GET /cdc');
  });

  test('where a thousand or more changed everything is read anew', async () => {
    const { quickBooks, standIn } = await withBills();
    for (let n = 0; n < 1000; n += 1) standIn.add('Bill', { ...bill('', [cost(1, '29')]), Id: undefined });
    const changes = await quickBooks.changedLedger(SINCE, OCTOBER);
    expect(changes.full).toBe(true);
    expect(changes.lines.id).toEqual(['Bill:100:1', 'Bill:101:1']);
  });
});
