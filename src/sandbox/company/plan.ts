import type { SeedComment } from '../smartsheet/seed.ts';
import type { DesignedCase, PlannedRow } from './designed.ts';

/** A line of work on a billing sheet, before it has a place and an id. */
export interface Work {
  task: string;
  notes?: string;
  /** ISO. */
  date: string;
  /** E-mail address. */
  employee: string;
  /** A text where someone typed no number. */
  hours?: number | string;
  /** Absent: the item's price. */
  rate?: number;
  expenses?: number | string;
  /** Absent: the box was never touched, which counts as billable. */
  billable?: boolean;
  status: string;
  budgetHours?: number;
  purchaseOrder?: string;
  comments?: SeedComment[];
  attachments?: string[];
}

/** Work that is not billed yet. `at`: how far between the last invoice and today, 0 to 1. */
export type OpenWork = Omit<Work, 'date'> & { at: number };

/** What a project did month after month, for the year that lies behind it. */
export interface Habit {
  task: string;
  employee: string;
  /** Quarters of an hour, least and most. */
  quarters: [number, number];
  rate: number;
}

export interface CostHabit {
  vendor: string;
  description: string;
  account: string;
  /** Cents, least and most. */
  cents: [number, number];
}

export interface ProjectPlan {
  code: string;
  name: string;
  channel: string;
  billingSheet: number;
  costSheet: number;
  sheetName: string;
  customer: string;
  /** As projects.yml names it. */
  customerName: string;
  customerEmail: string;
  item: { id: string; name: string; price: number };
  class: { id: string; name: string };
  location: { id: string; name: string };
  term: string;
  deliver: 'email' | 'none';
  creditLimit?: string;
  budgetHours?: number;
  /** Every invoice of the past carries it. */
  purchaseOrder?: string;
  /** Optional columns that this sheet has. */
  optionalColumns: readonly ('Budget Hours' | 'PO #')[];
  /** Rows on a month's invoice, least and most. */
  rowsAMonth: [number, number];
  /** The invoice of this month is still owed: 2 is the one before the latest. */
  owesMonth?: number;
  habits: readonly [Habit, ...Habit[]];
  costs: readonly [CostHabit, ...CostHabit[]];
  /** What a reconciliation is to find, case by case; absent: the four of every project. */
  cases?: readonly DesignedCase[];
  /** Rows of the cost sheet that have a budget and no cost yet. */
  planned?: readonly PlannedRow[];
  open: readonly OpenWork[];
  estimates: readonly {
    amount: number;
    status: 'Pending' | 'Accepted' | 'Closed';
    what: string;
    daysAgo: number;
  }[];
}

export const READY = 'Ready to Bill';
