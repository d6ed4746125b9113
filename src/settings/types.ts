import type { Decimal } from '../core/decimal.ts';
import type { Currency } from '../core/money.ts';

/** Whole numbers only. In `waiting` a day is one working day and an hour a working hour; in `undo` both are clock time. */
export interface Duration {
  value: number;
  unit: 'm' | 'h' | 'd';
}

/** A time of day in the company's time zone. */
export interface TimeOfDay {
  hour: number;
  minute: number;
}

/** ISO number of the weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Company {
  /** IANA name. */
  timezone: string;
  currency: Currency;
  /** Minutes since midnight; the end may be 1440. */
  hours: { startMinute: number; endMinute: number };
  /** Ascending, each once. */
  days: Weekday[];
  /** ISO dates, ascending, each once. */
  holidays: string[];
  undo: Duration;
}

export interface Person {
  /** Slack user id. */
  id: string;
  name: string;
  roles: string[];
}

export type Mode = 'observe' | 'propose' | 'auto';

/** Column title by key, defaults filled in. */
export type BillingColumns = Record<BillingColumn, string>;
export type CostColumns = Record<CostColumn, string>;

export type BillingColumn =
  | 'task'
  | 'notes'
  | 'date'
  | 'employee'
  | 'hours'
  | 'rate'
  | 'expenses'
  | 'billable'
  | 'status'
  | 'invoice_status'
  | 'quickbooks_invoice'
  | 'qb_transaction_id'
  | 'invoice_date'
  | 'budget_hours'
  | 'po';

export type CostColumn =
  | 'description'
  | 'vendor'
  | 'invoice'
  | 'po'
  | 'date'
  | 'budget'
  | 'actual_cost'
  | 'gl_code'
  | 'currency'
  | 'qb_transaction_id'
  | 'reconciliation_status'
  | 'reconciliation_notes';

/** The Finance Review sheet, in which each variance above the limit gets a row. */
export interface Review {
  sheet: string;
  /** Strictly more than this, in the company's currency. */
  overMinor: number;
}

/** Limits of the checks on costs, in the company's currency; each is "strictly more than this". */
export interface CostChecks {
  /** A bill or purchase above it wants a purchase order. */
  poRequiredOverMinor: number;
  /** A posting above it wants an attachment. */
  receiptOverMinor: number;
}

export interface Project {
  code: string;
  name: string;
  /** Slack channel id. */
  channel: string;
  mode: Mode;
  /** Names or Ids in QuickBooks, as typed; null where not given. */
  quickbooks: {
    customer: string;
    item: string | null;
    expenseItem: string | null;
    class: string | null;
    location: string | null;
  };
  /** At least one of billing and costs is there. Sheet ids are text: they may exceed what a number holds. */
  billing: { sheet: string; columns: BillingColumns } | null;
  costs: { sheet: string; columns: CostColumns } | null;
  deliver: 'email' | 'none';
  /** The project's own, else the company's. */
  currency: Currency;
  /** In `currency`. */
  creditLimitMinor: number | null;
  budgetHours: Decimal | null;
  /** The project's own, else the file's; null where neither names a sheet. */
  review: Review | null;
  /** The project's own, else the file's, else the defaults. */
  checks: CostChecks;
}

/** A journal entry that settles a variance is asked about by rules of its own, where there are any. */
export type ApprovalKind = 'invoice' | 'variance' | 'journal';

/** One line of `approvals`. The first one whose conditions all hold decides. Amounts in the company's currency. */
export interface ApprovalRule {
  /** Position in the list, from 0. */
  index: number;
  /** Line in projects.yml, from 1. */
  line: number;
  /** For people: "invoice over $50,000.00: 2 approvals by finance_manager". */
  label: string;

  // Conditions; null where the rule does not ask.
  kind: ApprovalKind | null;
  /** Strictly more than this. */
  overMinor: number | null;
  /** At most this. */
  upToMinor: number | null;
  /** Project codes, as the project writes them. */
  projects: string[] | null;
  /** Names or Ids in QuickBooks, as typed. */
  customers: string[] | null;
  knownCustomer: boolean | null;
  /** true: some finding above info; false: none; a list: one of these finding codes. */
  finding: boolean | string[] | null;

  // What it asks for.
  approvals: number;
  /** Who may approve; every role of `from` where that is given. Empty only where `auto` is true. */
  roles: string[];
  /** One approval from each group of roles; null where `roles` and `approvals` alone count. */
  from: string[][] | null;
  /** With `from`: whether one approval of each group is needed, or one of any. */
  needs: 'all' | 'any';
  /** With `from`: the groups are asked one after the other. */
  inOrder: boolean;
  selfApproval: boolean;
  editorCounts: boolean;
  auto: boolean;
  dailyCapMinor: number | null;
  /** With `auto`: one in this many still goes to people; 0 is none. */
  sampleOneIn: number;
  /** null: the company's. */
  undo: Duration | null;
  /** The Approve button asks again above this. */
  confirmOverMinor: number | null;
}

export interface Waiting {
  remind: Duration;
  escalate: Duration;
  escalateTo: string[];
  expire: Duration;
}

export interface Tolerance {
  /** In the company's currency. */
  amountMinor: number;
  /** 0.5 is half a percent. */
  percent: Decimal;
  days: number;
}

/** What a time tracker, a project tool or a shop may tell. */
export type InboundEventName = 'timesheet.approved' | 'project.completed' | 'order.fulfilled';

/** One line of `inbound`: whose news begin something here, and what. */
export interface InboundRule {
  /** The last part of the address, /webhooks/inbound/{source}. */
  source: string;
  /** Their project's id or name. */
  theirs: string;
  /** A code of ours. */
  project: string;
  when: InboundEventName[];
  does: 'draft' | 'reconcile';
  /** What of the project it is about; null: the month of the hours of a timesheet, all that is open otherwise. */
  period: 'week' | 'month' | 'all' | null;
}

/** projects.yml, checked and with its defaults. */
export interface Projects {
  company: Company;
  people: Person[];
  projects: Project[];
  approvals: ApprovalRule[];
  waiting: Waiting;
  tolerance: Tolerance;
  digest: { at: TimeOfDay; days: Weekday[] };
  reconcile: { at: TimeOfDay };
  inbound: InboundRule[];
}
