import type { LedgerType } from '../ledger-line-types.ts';

const PAGES: Readonly<Record<LedgerType, string>> = {
  Bill: 'bill',
  Purchase: 'expense',
  VendorCredit: 'vendorcredit',
  JournalEntry: 'journal',
};

/** Where a person opens a transaction in the browser; contains the id. `host`: of QuickBooks' own pages. */
export function linksAt(host: string): (type: LedgerType, id: string) => string {
  return (type, id) => `https://${host}/app/${PAGES[type]}?txnId=${encodeURIComponent(id)}`;
}
