import type { Decimal } from '../../core/decimal.ts';
import { type Entity, type Fields, fieldsAt, refId, textAt } from './entity.ts';
import type { Store } from './store.ts';

/** What a person sets on the company's settings pages and the API cannot read. */
export interface BookSettings {
  /** ISO date; transactions on or before it are refused with 6210. null: books are open. */
  closingDate: string | null;
  /** In percent, for lines with a taxable code while Preferences.TaxPrefs.UsingSalesTax is true. */
  salesTaxPercent: Decimal;
  /** The duplicate warning; 6140 needs it and SalesFormsPrefs.CustomTxnNumbers. */
  warnDuplicateDocNumbers: boolean;
}

export interface Books {
  store: Store;
  settings: BookSettings;
  now(): Date;
  /** Alters a copy of an invoice on its way into the books; null: QuickBooks is honest. */
  tamper: ((invoice: Entity) => void) | null;
}

function preference(books: Books, group: string, key: string): unknown {
  return fieldsAt(books.store.list('Preferences')[0], group)?.[key];
}

export function usesSalesTax(books: Books): boolean {
  return preference(books, 'TaxPrefs', 'UsingSalesTax') === true;
}

export function customTxnNumbers(books: Books): boolean {
  return preference(books, 'SalesFormsPrefs', 'CustomTxnNumbers') === true;
}

export function multiCurrency(books: Books): boolean {
  return preference(books, 'CurrencyPrefs', 'MultiCurrencyEnabled') === true;
}

export function homeCurrency(books: Books): string {
  return refId(fieldsAt(books.store.list('Preferences')[0], 'CurrencyPrefs'), 'HomeCurrency') ?? 'USD';
}

/** The currency that a customer or vendor is dealt with in. */
export function currencyOf(books: Books, party: Fields | null): string {
  return refId(party, 'CurrencyRef') ?? homeCurrency(books);
}

/** US companies code lines TAX or NON; the others name a TaxCode. */
export function isUnitedStates(books: Books): boolean {
  return (textAt(books.store.list('CompanyInfo')[0], 'Country') ?? 'US') === 'US';
}
