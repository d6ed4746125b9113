import { refreshBalances } from './balances.ts';
import type { Books } from './books.ts';
import { type Entity, type Fields, stamp, textAt } from './entity.ts';
import { prepare } from './operations.ts';
import { type QuickBooksSeed, seedSchema } from './seed.ts';

// What the later ones refer to comes first, so that names and terms are known.
const ORDER = [
  'Account',
  'TaxRate',
  'TaxCode',
  'Term',
  'Class',
  'Department',
  'Item',
  'Vendor',
  'Employee',
  'Customer',
  'Estimate',
  'Invoice',
  'CreditMemo',
  'Payment',
  'PurchaseOrder',
  'Bill',
  'Purchase',
  'VendorCredit',
  'JournalEntry',
  'TimeActivity',
  'Attachable',
] as const;

/** Puts the seed into empty books, completed as QuickBooks would have. Throws ZodError for a seed it cannot read. */
export function fillBooks(books: Books, given: QuickBooksSeed): void {
  const seed = seedSchema.parse(structuredClone(given));
  const time = stamp(books.now());
  const { CompanyInfo, Preferences, ...rest } = seed;
  books.store.load('CompanyInfo', finished({ Id: '1', ...CompanyInfo }, time));
  books.store.load('Preferences', finished({ Id: '1', ...withHomeCurrency(Preferences) }, time));
  for (const name of ORDER) {
    for (const fields of rest[name]) {
      // A record seeded with a date was made on it, as far as anyone can tell.
      const made = textAt(fields, 'TxnDate');
      const prepared = prepare(books, name, fields, { old: null, strict: false });
      books.store.load(name, finished(prepared, made === null ? time : `${made}T09:00:00-07:00`));
    }
  }
  refreshBalances(books);
}

function finished(fields: Fields & { Id?: unknown }, time: string): Entity {
  return {
    SyncToken: '0',
    domain: 'QBO',
    sparse: false,
    MetaData: { CreateTime: time, LastUpdatedTime: time },
    ...fields,
    Id: textAt(fields, 'Id') ?? '1',
  };
}

function withHomeCurrency(preferences: Fields): Fields {
  const currency = {
    MultiCurrencyEnabled: false,
    HomeCurrency: { value: 'USD' },
    ...(preferences.CurrencyPrefs as Fields | undefined),
  };
  return { ...preferences, CurrencyPrefs: currency };
}
