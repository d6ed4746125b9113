/** How hard the lists are to tell apart: shares of rows or events unless it says otherwise. */
export interface Dial {
  /** Fields that are filled. */
  sheetInvoice: number;
  ledgerNumber: number;
  poExists: number;
  sheetPo: number;
  ledgerPo: number;
  sheetCoding: number;
  ledgerCoding: number;
  /** Fields that are wrong or written otherwise. */
  numberSlip: number;
  vendorSlip: number;
  vendorAlias: number;
  bankFeed: number;
  dateSlip: number;
  wrongCode: number;
  /** Vendors posted at month end or with the next statement rather than as they come. */
  latePosters: number;
  /** Days of scatter around a vendor's own lag. */
  lagScatter: number;
  /** A group's rows that carry something in common with their posting. */
  groupKeys: number;
  /** Weights of what happens. */
  events: Readonly<Record<Event, number>>;
}

export type Event =
  | 'plain'
  | 'credit'
  | 'recurring'
  | 'progress'
  | 'lines'
  | 'deposit'
  | 'tax-line'
  | 'invoice-lines'
  | 'statement'
  | 'hours'
  | 'many-to-many'
  | 'tax'
  | 'foreign'
  | 'retainage'
  | 'discount'
  | 'freight'
  | 'mistyped'
  | 'part-paid'
  | 'duplicate-ledger'
  | 'duplicate-sheet'
  | 'accrual'
  | 'void'
  | 'corrected'
  | 'sheet-reversed'
  | 'returned'
  | 'look-alike'
  | 'only-sheet'
  | 'only-ledger'
  | 'bank-charge';

const STANDARD: Dial = {
  sheetInvoice: 0.72,
  ledgerNumber: 0.88,
  poExists: 0.45,
  sheetPo: 0.75,
  ledgerPo: 0.6,
  sheetCoding: 0.85,
  ledgerCoding: 0.92,
  numberSlip: 0.035,
  vendorSlip: 0.05,
  vendorAlias: 0.06,
  bankFeed: 0.05,
  dateSlip: 0.01,
  wrongCode: 0.025,
  latePosters: 0.1,
  lagScatter: 1,
  groupKeys: 0.85,
  events: {
    plain: 68,
    credit: 1.8,
    recurring: 0.7,
    progress: 1.6,
    lines: 1.4,
    deposit: 0.6,
    'tax-line': 0.6,
    'invoice-lines': 1.8,
    statement: 0.8,
    hours: 0.6,
    'many-to-many': 0.2,
    tax: 2.6,
    foreign: 1.6,
    retainage: 1,
    discount: 0.9,
    freight: 1.2,
    mistyped: 0.8,
    'part-paid': 0.2,
    'duplicate-ledger': 0.7,
    'duplicate-sheet': 0.4,
    accrual: 0.4,
    void: 0.3,
    corrected: 0.3,
    'sheet-reversed': 0.2,
    returned: 0.2,
    'look-alike': 0.2,
    'only-sheet': 3.6,
    'only-ledger': 3.5,
    'bank-charge': 0.5,
  },
};

const HARD: Dial = {
  ...STANDARD,
  sheetInvoice: 0.55,
  ledgerNumber: 0.78,
  poExists: 0.4,
  sheetPo: 0.62,
  ledgerPo: 0.45,
  sheetCoding: 0.7,
  ledgerCoding: 0.82,
  numberSlip: 0.08,
  vendorSlip: 0.1,
  vendorAlias: 0.12,
  bankFeed: 0.1,
  dateSlip: 0.02,
  wrongCode: 0.05,
  latePosters: 0.18,
  lagScatter: 2,
  groupKeys: 0.7,
  events: {
    ...STANDARD.events,
    plain: 58,
    recurring: 1,
    progress: 2.2,
    lines: 1.8,
    deposit: 0.8,
    'invoice-lines': 2.2,
    statement: 1.3,
    hours: 0.9,
    'many-to-many': 0.4,
    tax: 3.2,
    foreign: 2.2,
    retainage: 1.4,
    discount: 1.2,
    freight: 1.6,
    mistyped: 1.4,
    'part-paid': 0.4,
    'duplicate-ledger': 1.1,
    'duplicate-sheet': 0.7,
    accrual: 0.7,
    void: 0.5,
    corrected: 0.5,
    returned: 0.4,
    'look-alike': 0.6,
    'only-sheet': 5,
    'only-ledger': 5,
  },
};

export const DIALS = { standard: STANDARD, hard: HARD } as const;
export type Hardness = keyof typeof DIALS;
