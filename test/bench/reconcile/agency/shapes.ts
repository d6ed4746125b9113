import type { StoryOf, TellingOf } from '../telling.ts';
import type { LedgerRow, SheetRow } from '../truth.ts';

/** What the firm knows of a purchase, before anybody wrote it down. Days are whole days since 1970-01-01. */

export type PartyKind = 'freelancer' | 'studio' | 'shop' | 'media' | 'software' | 'employee' | 'abroad';

/** Somebody who is paid, under all the names that people use. */
export interface Party {
  key: number;
  kind: PartyKind;
  /** What everybody calls them, and what the contract says. */
  trade: string;
  legal: string;
  /** What one manager calls them; it may have no letter in common with the others. */
  nick: string;
  /** How a card statement shows them. */
  feed: string;
  /** Of their bills: 'INV-' before the counter, and so on; null where they send receipts without a number. */
  numbering: { before: string; after: string; start: number; pace: number; pad: number } | null;
  currency: string;
  /** Minor units for an hour, a day or a seat. */
  rate: number;
  account: Account;
}

export interface Account {
  number: string;
  name: string;
}

export interface Project {
  code: string;
  name: string;
  practice: string;
  from: number;
  to: number;
  /** The second takes over on the day, where there is one. */
  managers: readonly [Manager, Manager];
  handover: number;
}

/** How one project manager keeps a cost sheet. */
export interface Manager {
  numberAt: 'column' | 'text';
  /** Share of bills whose number gets noted at all. */
  notes: number;
  numberStyle: 'printed' | 'bare' | 'hash' | 'worded';
  vendor: 'trade' | 'nick' | 'legal' | 'in-text';
  dated: 'ordered' | 'billed' | 'paid' | 'month-end';
  whole: boolean;
  project: 'code' | 'long' | 'seldom';
  account: 'number' | 'long' | 'name' | 'none';
  orders: number;
  /** Writes a row for each week of a freelancer's bill. */
  weekly: boolean;
}

/** How one bookkeeper posts. */
export interface Bookkeeper {
  number: 'printed' | 'bare' | 'tight';
  vendor: 'trade' | 'legal';
  memo: 'what' | 'number' | 'period' | 'none';
  /** Days from the bill's date to its entry, on average. */
  lag: number;
  dated: 'billed' | 'entered';
  /** Day of the month after which the month before takes no more postings. */
  closes: number;
  project: 'code' | 'long';
  orders: 'column' | 'memo' | 'none';
  perLine: boolean;
  mapped: number;
  multicurrency: boolean;
}

export type Channel = 'bill' | 'card' | 'expense' | 'journal' | 'credit';

export interface Fact {
  party: Party;
  project: Project;
  minor: number;
  ordered: number;
  billed: number;
  number: string;
  /** Purchase or insertion orders, as printed: '1182', 'IO-40218'. */
  orders: readonly string[];
  what: string;
  channel: Channel;
}

export interface Written<R> {
  row: R;
  fact: Fact;
}

export type OnSheet = Written<SheetRow>;
export type InLedger = Written<LedgerRow>;

export interface Telling extends TellingOf<OnSheet, InLedger> {
  /** What made the amounts differ, where they do. */
  why?: 'tax' | 'amount';
}

export type Story = StoryOf<OnSheet, InLedger, Telling>;
