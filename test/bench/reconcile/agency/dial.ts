import type { StoryDial } from '../telling.ts';

/** How the books are kept. Shares of rows or of stories unless it says otherwise; the README says where they come from. */
export interface Dial extends StoryDial {
  orders: number;
  sheetOrders: number;
  ledgerOrders: number;
  sheetCoding: number;
  ledgerCoding: number;
  /** Managers and bookkeepers who change a habit, or are replaced, in mid-year. */
  drift: number;
  /** Pairs that are left with too little in common to be found. */
  lost: number;
}

const STANDARD: Dial = {
  sheetNumber: 0.85,
  ledgerNumber: 0.93,
  orders: 0.4,
  sheetOrders: 0.8,
  ledgerOrders: 0.75,
  sheetCoding: 0.88,
  ledgerCoding: 0.94,
  vendorSlip: 0.02,
  numberSlip: 0.02,
  wrongProject: 0.012,
  wrongAccount: 0.02,
  forgotten: 0.02,
  drift: 0.3,
  lost: 0.05,
  stories: {
    bill: 30,
    card: 13,
    hours: 13,
    'hours-weeks': 2.2,
    'hours-projects': 1.3,
    subscription: 0.9,
    annual: 0.07,
    amortised: 0.12,
    retainer: 0.3,
    payroll: 0.5,
    media: 4,
    'media-orders': 1.2,
    'media-net': 0.8,
    deposit: 1.1,
    'deposit-whole': 0.5,
    'two-bills': 0.5,
    foreign: 2.4,
    'foreign-charge': 0.5,
    travel: 1.4,
    statement: 0.8,
    credit: 1.3,
    'credit-netted': 0.7,
    'credit-unknown': 0.4,
    refund: 0.4,
    chargeback: 0.25,
    disputed: 0.35,
    'late-fee': 0.5,
    estimate: 1.2,
    'sales-tax': 1.8,
    tip: 0.8,
    allocated: 1.4,
    mixed: 0.25,
    mistyped: 0.7,
    'duplicate-ledger': 0.5,
    'duplicate-sheet': 0.4,
    accrual: 0.5,
    reclass: 0.2,
    'sheet-reversed': 0.25,
    'only-sheet': 2.6,
    'only-ledger': 2.4,
    'bank-charge': 0.6,
  },
};

const HARD: Dial = {
  ...STANDARD,
  sheetNumber: 0.68,
  ledgerNumber: 0.84,
  orders: 0.33,
  sheetOrders: 0.65,
  ledgerOrders: 0.55,
  sheetCoding: 0.74,
  ledgerCoding: 0.8,
  vendorSlip: 0.05,
  numberSlip: 0.05,
  wrongProject: 0.03,
  wrongAccount: 0.04,
  forgotten: 0.06,
  drift: 0.6,
  lost: 0.12,
  stories: {
    ...STANDARD.stories,
    bill: 26,
    'hours-weeks': 2.8,
    'hours-projects': 1.8,
    'media-net': 1.2,
    'deposit-whole': 0.7,
    'two-bills': 0.8,
    'foreign-charge': 1,
    statement: 1.1,
    'credit-netted': 1,
    'credit-unknown': 0.7,
    chargeback: 0.4,
    disputed: 0.6,
    'late-fee': 0.9,
    estimate: 2,
    'sales-tax': 2.2,
    tip: 1.1,
    allocated: 1.7,
    mixed: 0.45,
    mistyped: 1.4,
    'duplicate-ledger': 1,
    'duplicate-sheet': 0.7,
    accrual: 0.8,
    reclass: 0.35,
    'sheet-reversed': 0.4,
    'only-sheet': 3.8,
    'only-ledger': 3.6,
    'bank-charge': 0.9,
  },
};

export const DIALS = { standard: STANDARD, hard: HARD } as const;
