import type { Currency } from '../core/money.ts';
import type { LedgerKey, LedgerType } from './ledger-line-types.ts';

export interface LedgerLine {
  lineId: string;
  /** How it is coded: by account, by item (which carries the account), or a side of a journal entry. */
  kind: 'account' | 'item' | 'journal' | 'other';
  /** Signed as in LedgerLines. */
  amountMinor: number;
  description: string;
  /** Ids and names are '' where there is nothing. */
  accountId: string;
  account: string;
  classId: string;
  class: string;
  customerId: string;
  customer: string;
  /** Whom a side of a journal entry names as its vendor; '' elsewhere. */
  vendorId: string;
  vendor: string;
  itemId: string;
}

export interface LedgerTransaction {
  type: LedgerType;
  id: string;
  syncToken: string;
  number: string;
  vendorId: string;
  vendor: string;
  date: string;
  /** Bills alone; '' elsewhere. */
  dueDate: string;
  currency: Currency;
  /** Signed as in LedgerLines; of a journal entry, the sum of its debits. */
  totalMinor: number;
  balanceMinor: number;
  privateNote: string;
  lines: LedgerLine[];
  url: string;
}

/** At least one of the three; a class of null takes the class away. */
export interface Recoding extends LedgerKey {
  lineId: string;
  /** The one the person saw when they decided. */
  syncToken: string;
  accountId?: string;
  classId?: string | null;
  customerId?: string;
}

export interface NewBillLine {
  accountId: string;
  /** Minor units; more than zero in sum. */
  amountMinor: number;
  description: string;
  customerId: string | null;
  classId: string | null;
}

export interface NewBill {
  vendorId: string;
  txnDate: string;
  dueDate: string | null;
  termsId: string | null;
  /** The vendor's invoice number, at most 21 characters; null where there is none. */
  number: string | null;
  /** null: the company's own; it must be the vendor's. */
  currency: Currency | null;
  privateNote: string;
  lines: NewBillLine[];
}

export interface NewJournalLine {
  posting: 'Debit' | 'Credit';
  accountId: string;
  /** Minor units, more than zero. */
  amountMinor: number;
  description: string;
  /** One of the two at most; a side on accounts payable needs its vendor, on receivable its customer. */
  customerId: string | null;
  vendorId: string | null;
  classId: string | null;
}

export interface NewJournalEntry {
  txnDate: string;
  number: string | null;
  currency: Currency | null;
  privateNote: string;
  /** Two at least; debits and credits come to the same. */
  lines: NewJournalLine[];
}

/** Where to look for what may have been posted. */
export interface Posted {
  txnDate: string;
  /** ISO instant, UTC. */
  createdSince: string;
}
