import type { Books } from './books.ts';
import { amountAt, type Entity, listAt, refId, textAt } from './entity.ts';

/** Balances of customers are what is open on their invoices; a parent's BalanceWithJobs counts its children's. */
export function refreshBalances(books: Books): void {
  const cents = new Map<string, number>();
  const add = (id: string | null, key: string, value: number): void => {
    if (id !== null) cents.set(`${key}/${id}`, (cents.get(`${key}/${id}`) ?? 0) + value);
  };
  for (const invoice of books.store.list('Invoice')) {
    const owner = refId(invoice, 'CustomerRef');
    const value = Math.round(Number(amountAt(invoice, 'Balance')) * 100);
    add(owner, 'own', value);
    for (let id = owner, depth = 0; id !== null && depth < 5; depth += 1) {
      add(id, 'all', value);
      id = refId(books.store.find('Customer', id), 'ParentRef');
    }
  }
  for (const customer of books.store.list('Customer')) {
    const balance = (cents.get(`own/${customer.Id}`) ?? 0) / 100;
    const withJobs = (cents.get(`all/${customer.Id}`) ?? 0) / 100;
    books.store.load('Customer', { ...customer, Balance: balance, BalanceWithJobs: withJobs });
  }
}

/** An estimate that an invoice is made from is closed by it; a closed or rejected one is left alone. */
export function closeEstimates(books: Books, invoice: Entity): void {
  for (const link of listAt(invoice, 'LinkedTxn').filter(({ TxnType }) => TxnType === 'Estimate')) {
    const estimate = books.store.find('Estimate', textAt(link, 'TxnId') ?? '');
    if (!estimate || estimate.TxnStatus === 'Closed' || estimate.TxnStatus === 'Rejected') continue;
    const links = [...listAt(estimate, 'LinkedTxn'), { TxnId: invoice.Id, TxnType: 'Invoice' }];
    const fields = { ...estimate, TxnStatus: 'Closed', LinkedTxn: links };
    books.store.replace('Estimate', estimate, fields, 'Update', 'api');
  }
}
