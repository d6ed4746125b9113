import type { Random } from '../random.ts';
import type { StoryOf, TellingOf } from '../telling.ts';
import type { LedgerRow, SheetRow } from '../truth.ts';
import type { Country } from './countries.ts';
import type { Dial } from './dial.ts';
import type { Rates, RateWay } from './rates.ts';
import type { Trade } from './trades.ts';

/** What the firm knows, before anybody writes it down. Days are whole days since 1970-01-01. */

export interface Vendor {
  key: number;
  country: Country;
  town: string;
  trade: Trade;
  /** 'Müller Antriebstechnik', and as the register has it. */
  name: string;
  legal: string;
  /** As a card statement has it: capitals without accents, cut. */
  feed: string;
  currency: string;
  /** The currency that QuickBooks was told the vendor has; it cannot be changed once a bill is there. */
  booked: string;
  /** VAT of the bills, in hundred-thousandths; 0 where none is charged. */
  vat: number;
  /** VAT that the firm gets back; what it does not is part of the cost on both sides. */
  reclaimed: boolean;
  numbering: { form: string; start: number; pace: number };
}

export interface Project {
  code: string;
  name: string;
  currency: string;
  from: number;
  to: number;
  manager: Manager;
  department: string;
}

/** How one project manager keeps a cost sheet. */
export interface Manager {
  currency: 'bill' | 'project' | 'home';
  rate: RateWay;
  basis: 'net' | 'gross';
  number: 'printed' | 'bare' | 'hash' | 'tight';
  numberAt: 'column' | 'text';
  vendor: 'name' | 'legal' | 'plain' | 'first' | 'in-text';
  dated: 'billed' | 'ordered' | 'received' | 'paid' | 'month-end';
  account: 'number' | 'long' | 'name' | 'none';
  project: 'code' | 'long';
  classes: boolean;
  short: boolean;
  whole: boolean;
}

/** How the books are kept. */
export interface Bookkeeper {
  rate: RateWay;
  basis: 'net' | 'gross';
  number: 'printed' | 'tight';
  vendor: 'name' | 'legal' | 'plain';
  dated: 'billed' | 'entered';
  lag: number;
  memo: 'what' | 'number' | 'none';
  account: 'long' | 'name';
  order: 'column' | 'memo' | 'none';
  /** Per cent that the card's bank takes on the rate. */
  markup: number;
  selfAssesses: boolean;
  /** What the export calls a card purchase. */
  cardType: 'Purchase' | 'Expense';
  project: 'code' | 'long';
  classes: boolean;
}

export interface Firm {
  random: Random;
  dial: Dial;
  home: string;
  country: Country;
  rates: Rates;
  from: number;
  to: number;
  projects: readonly Project[];
  vendors: readonly Vendor[];
  monthly: readonly Vendor[];
  pickVendor: () => Vendor;
  bookkeeper: Bookkeeper;
  /** Numbers that were given, by vendor: none is given twice. */
  given: Set<string>;
  orders: number;
}

/** One bill. Amounts in minor units of the vendor's currency. */
export interface Purchase {
  vendor: Vendor;
  project: Project;
  net: number;
  vat: number;
  ordered: number;
  billed: number;
  number: string;
  /** What is left of the number in every way of writing it; '' where there is none. */
  counter: string;
  order: string;
  what: string;
  card: boolean;
}

export interface Written<R> {
  row: R;
  purchase: Purchase;
  /** VAT within the amount. */
  taxed: boolean;
}

export type OnSheet = Written<SheetRow>;
export type InLedger = Written<LedgerRow>;

export interface Telling extends TellingOf<OnSheet, InLedger> {
  /** Whether it is VAT that makes the amounts differ, where the rows do not tell. */
  tax?: boolean;
}

export type Story = StoryOf<OnSheet, InLedger, Telling>;

export type Teller = (firm: Firm) => Story | null;
