import { type Currency, sumMinor, toMinor } from '../core/money.ts';
import type { Call } from './call.ts';
import { wireCustomer } from './map-customer.ts';
import {
  toEstimate,
  toInvoice,
  type WireInvoice,
  wireEstimate,
  wireInvoice,
  wireStoredInvoice,
} from './map-invoice.ts';
import { queryAll, quote } from './query.ts';
import { readOne } from './read.ts';
import type { QuickBooks } from './types.ts';

export type InvoiceReadings = Pick<
  QuickBooks,
  'getInvoice' | 'recentInvoices' | 'findInvoiceByNote' | 'openEstimates' | 'openBalance'
>;

const CLOCKS_DIFFER_MS = 10 * 60_000;
const OPEN = new Set(['pending', 'accepted']);

/** Every filter is applied here again: what a query leaves out is up to the server, what is used is not. */
export function invoiceReadings(call: Call, homeCurrency: () => Promise<Currency>): InvoiceReadings {
  const invoicesOf = async (customerId: string, conditions: readonly string[]) => {
    const of = `where CustomerRef = ${quote(customerId)}`;
    const all = await queryAll(
      call,
      'Invoice',
      wireInvoice,
      conditions.map((condition) => `${of}${condition}`),
    );
    return all.filter((invoice) => invoice.CustomerRef.id === customerId);
  };
  return {
    getInvoice: async (id) => {
      const wire = await readOne(call, 'getInvoice', 'Invoice', wireStoredInvoice, id);
      return wire ? toInvoice(wire, await homeCurrency()) : null;
    },
    recentInvoices: async (customerId, since, limit) => {
      const dated = ` and TxnDate >= ${quote(since)}`;
      const all = await invoicesOf(customerId, [`${dated} ORDERBY TxnDate DESC`, dated, '']);
      const home = await homeCurrency();
      return all
        .filter((invoice) => invoice.TxnDate >= since)
        .sort((a, b) => b.TxnDate.localeCompare(a.TxnDate) || byAge(b, a))
        .slice(0, limit)
        .map((invoice) => toInvoice(invoice, home));
    },
    findInvoiceByNote: async (customerId, marker, createdSince) => {
      const from = new Date(Date.parse(createdSince) - CLOCKS_DIFFER_MS).toISOString().slice(0, 19);
      const created = ` and MetaData.CreateTime >= ${quote(`${from}Z`)}`;
      const marked = (all: WireInvoice[]) =>
        all.filter((invoice) => invoice.PrivateNote?.includes(marker)).sort(byAge)[0];
      // "Not there" makes the caller post it: so it is believed only of the whole list, whatever the clocks say.
      const oldest =
        marked(await invoicesOf(customerId, [created, ''])) ?? marked(await invoicesOf(customerId, ['']));
      return oldest ? toInvoice(oldest, await homeCurrency()) : null;
    },
    openEstimates: async (customerId) => {
      const all = await queryAll(call, 'Estimate', wireEstimate, [
        `where CustomerRef = ${quote(customerId)}`,
      ]);
      const home = await homeCurrency();
      return all
        .filter((estimate) => estimate.CustomerRef.id === customerId)
        .map((estimate) => toEstimate(estimate, home))
        .filter((estimate) => OPEN.has(estimate.status.toLowerCase()));
    },
    openBalance: async (customerId) => {
      const customer = await readOne(call, 'getCustomer', 'Customer', wireCustomer, customerId);
      if (!customer) return 0;
      const currency = customer.CurrencyRef?.id ?? (await homeCurrency());
      if (customer.Balance !== null) return toMinor(customer.Balance, currency);
      const invoices = await invoicesOf(customerId, [" and Balance > '0'", '']);
      return sumMinor(invoices.map((invoice) => toInvoice(invoice, currency).balanceMinor));
    },
  };
}

/** Ids are given in order. */
function byAge(a: WireInvoice, b: WireInvoice): number {
  return a.Id.length - b.Id.length || a.Id.localeCompare(b.Id);
}
