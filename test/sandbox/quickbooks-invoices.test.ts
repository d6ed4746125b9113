import { describe, expect, it } from 'vitest';
import { parseDecimal, ZERO } from '../../src/core/decimal.ts';
import { code, connect, invoice, line, seed } from './quickbooks.support.ts';

describe('an invoice in the QuickBooks stand-in', () => {
  it('gets its number, date, due date, total, balance, line ids and subtotal from QuickBooks', async () => {
    const { entity } = await connect();
    const created = await entity('createInvoice', invoice());
    expect(created).toMatchObject({
      DocNumber: '1002',
      SyncToken: '0',
      TxnDate: '2026-10-14',
      DueDate: '2026-11-13',
      TotalAmt: 1125,
      Balance: 1125,
      EmailStatus: 'NotSet',
      CustomerRef: { value: '21', name: 'Acme Corp:Website' },
      CurrencyRef: { value: 'USD' },
    });
    expect(created.Line).toMatchObject([
      { Id: '1', LineNum: 1, Amount: 1125, SalesItemLineDetail: { ItemRef: { name: 'Consulting' } } },
      { DetailType: 'SubTotalLineDetail', Amount: 1125 },
    ]);
    expect(await entity('getInvoice', created.Id)).toEqual(created);
  });

  it('is written once however often its requestid is repeated, and every repeat hears the first answer', async () => {
    const { entity, standIn } = await connect();
    const first = await entity('createInvoice', invoice({ requestId: 'approval-1' }));
    standIn.edit('Invoice', first.Id, { PrivateNote: 'changed since' });
    const second = await entity('createInvoice', invoice({ requestId: 'approval-1' }));
    expect(second).toEqual(first);
    expect(standIn.entities('Invoice')).toHaveLength(2);
  });

  it('stands in the books although the connection broke after the commit, and a repeat finds it', async () => {
    const { call, entity, standIn } = await connect();
    standIn.faults.set({ kind: 'drop-after', match: /POST .*invoice/, times: 1 });
    await expect(call('createInvoice', invoice({ requestId: 'approval-2' }))).rejects.toThrow();
    expect(standIn.entities('Invoice')).toHaveLength(2);
    const repeated = await entity('createInvoice', invoice({ requestId: 'approval-2' }));
    expect(repeated.DocNumber).toBe('1002');
    expect(standIn.entities('Invoice')).toHaveLength(2);
  });

  it('may be sent again under the same requestid after a refusal that was cured', async () => {
    const { call, entity, standIn } = await connect();
    standIn.settings.closingDate = '2026-12-31';
    expect(await code(call('createInvoice', invoice({ requestId: 'r' })))).toBe('6210');
    standIn.settings.closingDate = null;
    expect((await entity('createInvoice', invoice({ requestId: 'r' }))).TotalAmt).toBe(1125);
  });

  it('is refused with the code QuickBooks has for the reason, and nothing is stored', async () => {
    const { call, standIn } = await connect();
    const refused = (changes: Record<string, unknown>) => code(call('createInvoice', invoice(changes)));
    const with1 = (detail: Record<string, unknown>) => ({ Line: [line(1, 150, 150, detail)] });
    expect(await refused({ Line: [line(7.5, 150, 1125.01)] })).toBe('6070');
    expect(await refused({ CustomerRef: { value: '22' } })).toBe('2500');
    expect(await refused({ CustomerRef: { value: '999' } })).toBe('2500');
    expect(await refused(with1({ ItemRef: { value: '11' } }))).toBe('2500');
    expect(await refused(with1({ ClassRef: { value: '6' } }))).toBe('2500');
    expect(await refused(with1({ TaxCodeRef: { value: '77' } }))).toBe('2500');
    expect(await refused({ DepartmentRef: { value: '99' } })).toBe('2500');
    expect(await refused({ SalesTermRef: { value: '99' } })).toBe('2500');
    expect(await refused({ CustomerRef: undefined })).toBe('2020');
    expect(await refused({ Line: [] })).toBe('2020');
    expect(await refused({ CurrencyRef: { value: 'EUR' } })).toBe('6000');
    expect(await refused({ DocNumber: 'x'.repeat(22) })).toBe('2050');
    expect(await refused({ Approved: true })).toBe('2010');
    expect(await refused({ Line: [line(1e12, 1e12, 1e24)] })).toBe('2010');
    expect(await refused({ requestId: 'x'.repeat(51) })).toBe('2050');
    expect(standIn.entities('Invoice')).toHaveLength(1);
  });

  it('is in the currency of its customer', async () => {
    const { entity } = await connect();
    const created = await entity('createInvoice', invoice({ CustomerRef: { value: '23' } }));
    expect(created).toMatchObject({ CurrencyRef: { value: 'EUR' }, ExchangeRate: 1 });
  });

  it('carries sales tax on its TAX lines alone where the company uses sales tax', async () => {
    const preferences = { ...seed.Preferences, TaxPrefs: { UsingSalesTax: true } };
    const { entity, standIn } = await connect({ Preferences: preferences });
    standIn.settings.salesTaxPercent = parseDecimal('8.875') ?? ZERO;
    const lines = [line(1, 100.1, 100.1, { TaxCodeRef: { value: 'TAX' } }), line(1, 50, 50)];
    const created = await entity('createInvoice', invoice({ Line: lines }));
    expect(created).toMatchObject({ TotalAmt: 158.98, TxnTaxDetail: { TotalTax: 8.88 } });
    expect(created.Line?.[1]).toMatchObject({ SalesItemLineDetail: { TaxCodeRef: { value: 'NON' } } });
  });

  it('may repeat a number unless custom numbers and the warning are on', async () => {
    const lax = await connect();
    await lax.entity('createInvoice', invoice({ DocNumber: '1001' }));
    const preferences = { ...seed.Preferences, SalesFormsPrefs: { CustomTxnNumbers: true } };
    const strict = await connect({ Preferences: preferences });
    expect(await code(strict.call('createInvoice', invoice({ DocNumber: '1001' })))).toBe('6140');
    const allowed = invoice({ DocNumber: '1001', allowDuplicateDocNum: true });
    expect((await strict.entity('createInvoice', allowed)).DocNumber).toBe('1001');
    expect((await strict.entity('createInvoice', invoice())).DocNumber).toBeUndefined();
  });

  it('is changed only by someone who holds the newest SyncToken', async () => {
    const { call, entity, standIn } = await connect();
    standIn.edit('Invoice', '60', { PrivateNote: 'by hand' });
    const update = { Id: '60', SyncToken: '0', PrivateNote: 'late' };
    expect(await code(call('updateInvoice', { ...update }))).toBe('5010');
    expect(await code(call('voidInvoice', { Id: '60', SyncToken: '0' }))).toBe('5010');
    const changed = await entity('updateInvoice', { ...update, SyncToken: '1' });
    expect(changed).toMatchObject({ SyncToken: '2', PrivateNote: 'late', TotalAmt: 300 });
  });

  it('loses what a full update leaves out, and keeps it in a sparse one', async () => {
    const { entity } = await connect();
    const made = await entity(
      'createInvoice',
      invoice({ PrivateNote: 'keep', DepartmentRef: { value: '7' } }),
    );
    const sparse = await entity('updateInvoice', { Id: made.Id, SyncToken: '0', DueDate: '2026-12-01' });
    expect(sparse).toMatchObject({
      PrivateNote: 'keep',
      DepartmentRef: { name: 'Chicago' },
      DueDate: '2026-12-01',
    });
    const full = invoice({ Id: made.Id, SyncToken: '1', sparse: false });
    expect((await entity('updateInvoice', full)).PrivateNote).toBeUndefined();
  });

  it('is kept with zero amounts when it is voided, and gone when it is deleted', async () => {
    const { call, standIn } = await connect();
    await call('voidInvoice', { Id: '60', SyncToken: '0' });
    expect(standIn.get('Invoice', '60')).toMatchObject({
      TotalAmt: 0,
      Balance: 0,
      SyncToken: '1',
      PrivateNote: 'Voided',
    });
    const gone = await call('deleteInvoice', { Id: '60', SyncToken: '1' });
    expect(gone).toMatchObject({ Invoice: { status: 'Deleted', Id: '60' } });
    expect(await code(call('getInvoice', '60'))).toBe('610');
  });

  it('may carry nulls, which are fields that are not there', async () => {
    const { entity } = await connect();
    const lines = [line(1, 150, 150, { ClassRef: null, ServiceDate: null })];
    const created = await entity('createInvoice', invoice({ PrivateNote: null, Line: lines }));
    expect(created).not.toHaveProperty('PrivateNote');
    expect(created.Line?.[0]).not.toHaveProperty('SalesItemLineDetail.ClassRef');
  });

  it('cannot be dated into closed books, nor changed in them', async () => {
    const { call, standIn } = await connect();
    standIn.settings.closingDate = '2026-09-30';
    expect(await code(call('createInvoice', invoice({ TxnDate: '2026-09-30' })))).toBe('6210');
    expect(await code(call('voidInvoice', { Id: '60', SyncToken: '0' }))).toBe('6210');
  });

  it('is mailed to its BillEmail or to the address given, and refused without either', async () => {
    const { call, entity } = await connect();
    expect(await code(call('sendInvoicePdf', '60', null))).toBe('2020');
    const sent = await entity('sendInvoicePdf', '60', 'ap@acme.example');
    expect(sent).toMatchObject({ EmailStatus: 'EmailSent', BillEmail: { Address: 'ap@acme.example' } });
    expect(sent.DeliveryInfo).toMatchObject({ DeliveryType: 'Email' });
    const again = await entity('createInvoice', invoice({ BillEmail: { Address: 'a@b.example' } }));
    expect(await entity('sendInvoicePdf', again.Id, null)).toMatchObject({ EmailStatus: 'EmailSent' });
  });

  it('comes as a PDF with its figures', async () => {
    const { call } = await connect();
    const pdf = await call('getInvoicePdf', '60');
    expect(Buffer.isBuffer(pdf) && pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(String(pdf)).toContain('TOTAL 300');
  });

  it('closes the estimate it is made from', async () => {
    const { entity, standIn } = await connect();
    await entity('createInvoice', invoice({ LinkedTxn: [{ TxnId: '50', TxnType: 'Estimate' }] }));
    expect(standIn.get('Estimate', '50')?.TxnStatus).toBe('Closed');
  });

  it('is stored other than it was sent while QuickBooks is told to lie', async () => {
    const { entity, standIn } = await connect();
    standIn.tamper((copy) => {
      copy.Line = [line(1, 7, 7)];
    });
    const made = await entity('createInvoice', invoice());
    expect(await entity('getInvoice', made.Id)).toMatchObject({ TotalAmt: 7, Balance: 7 });
    standIn.tamper(null);
    expect((await entity('createInvoice', invoice())).TotalAmt).toBe(1125);
  });
});
