import { Temporal } from 'temporal-polyfill';
import { VendorFailure } from '../../core/failure.ts';
import { localDate } from '../../core/instant.ts';
import type { Customer, QuickBooks, TaxCode, Term } from '../../quickbooks/types.ts';
import type { KindContext } from '../context.ts';
import type { Refusal } from '../draft.ts';
import { findNamed, type Named } from './books.ts';
import type { InvoiceFacts } from './types.ts';

type BooksAgain = Pick<
  InvoiceFacts,
  'customer' | 'item' | 'expenseItem' | 'class' | 'location' | 'term' | 'taxCode'
>;

/** Customer, items and terms of a draft as they stand now. */
export async function readBooksAgain(old: InvoiceFacts, { quickbooks }: KindContext): Promise<BooksAgain> {
  const [customer, item, expenseItem, theClass, location] = await Promise.all([
    still(old.customer, (id) => quickbooks.getCustomer(id)),
    still(old.item, (id) => quickbooks.getItem(id)),
    old.expenseItem.id === old.item.id ? null : still(old.expenseItem, (id) => quickbooks.getItem(id)),
    old.class && still(old.class, (id) => quickbooks.getClass(id)),
    old.location && still(old.location, (id) => quickbooks.getLocation(id)),
  ]);
  const [term, taxCode] = await Promise.all([termOf(quickbooks, customer), taxCodeOf(quickbooks, customer)]);
  return { customer, item, expenseItem: expenseItem ?? item, class: theClass, location, term, taxCode };
}

/** Informs, and is not needed to post: where QuickBooks refuses to show it, the draft says so and goes on. */
async function readable<T>(what: string, read: () => Promise<T>, without: T, unread: string[]): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.passing) throw error;
    unread.push(what);
    return without;
  }
}

function termOf(quickbooks: QuickBooks, { termsId }: Customer): Promise<Term | null> {
  if (termsId === null) return Promise.resolve(null);
  return readable('the terms', () => quickbooks.getTerm(termsId), null, []);
}

/** The id alone is enough to tax by, should QuickBooks not show what stands behind it. */
async function taxCodeOf(
  quickbooks: QuickBooks,
  { defaultTaxCodeId: id }: Customer,
): Promise<TaxCode | null> {
  if (id === null) return null;
  const found = await readable('the tax code', () => quickbooks.getTaxCode(id), null, []);
  return found ?? { id, name: id, active: true, taxable: true };
}

/** A company that does not tell is taken for one of the US, as QuickBooks' own samples are. */
async function countryOf(quickbooks: QuickBooks): Promise<string> {
  try {
    return (await quickbooks.company()).country;
  } catch (error) {
    if (error instanceof VendorFailure && !error.passing) return 'US';
    throw error;
  }
}

/** What can no longer be found is as good as inactive: the draft stays, and a check blocks it. */
async function still<T extends { id: string; active: boolean }>(
  before: T,
  get: (id: string) => Promise<T | null>,
): Promise<T> {
  return (await get(before.id)) ?? { ...before, active: false };
}

export type Books = Named &
  Pick<
    InvoiceFacts,
    | 'term'
    | 'taxCode'
    | 'salesTax'
    | 'automatedSalesTax'
    | 'country'
    | 'recentInvoices'
    | 'openEstimates'
    | 'openBalanceMinor'
    | 'unread'
  >;

/** What a first draft asks of QuickBooks, side by side; or which name in projects.yml it does not know. */
export async function readBooks(context: KindContext): Promise<Books | Refusal> {
  const { quickbooks, project, now, projects } = context;
  const [named, preferences, country] = await Promise.all([
    findNamed(quickbooks, project),
    quickbooks.preferences(),
    countryOf(quickbooks),
  ]);
  if ('message' in named) return named;
  const { customer } = named;
  const yearAgo = Temporal.PlainDate.from(localDate(now, projects.company.timezone)).subtract({ years: 1 });
  const unread: string[] = [];
  const [term, taxCode, invoices, estimates, openBalanceMinor] = await Promise.all([
    termOf(quickbooks, customer),
    taxCodeOf(quickbooks, customer),
    readable('past invoices', () => quickbooks.recentInvoices(customer.id, yearAgo.toString()), [], unread),
    readable('open estimates', () => quickbooks.openEstimates(customer.id), [], unread),
    project.creditLimitMinor === null
      ? 0
      : readable('open balance', () => quickbooks.openBalance(customer.id), 0, unread),
  ]);
  return {
    ...named,
    term,
    taxCode,
    salesTax: preferences.salesTax,
    automatedSalesTax: preferences.automatedSalesTax,
    country,
    recentInvoices: invoices.map(({ id, docNumber, txnDate, totalMinor, taxMinor, purchaseOrder }) => ({
      id,
      docNumber,
      txnDate,
      totalMinor,
      taxMinor,
      purchaseOrder,
    })),
    openEstimates: estimates.map(({ id, docNumber, totalMinor, currency }) => ({
      id,
      docNumber,
      totalMinor,
      currency,
    })),
    openBalanceMinor,
    unread,
  };
}
