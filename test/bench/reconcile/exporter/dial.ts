import type { StoryDial } from '../telling.ts';

/** How the lists are kept. Shares of rows or weights of stories; the README says what is believed and what is not. */
export interface Dial extends StoryDial {
  /** Orders that reach the sheet, the ledger. */
  sheetOrder: number;
  ledgerOrder: number;
  /** Projects that the ledger's postings carry. */
  ledgerProject: number;
  /** The day typed for the month. */
  daySwapped: number;
  /** Bank feeds nobody renamed. */
  feedNames: number;
}

const STANDARD: Dial = {
  sheetNumber: 0.8,
  ledgerNumber: 0.93,
  sheetOrder: 0.7,
  ledgerOrder: 0.65,
  ledgerProject: 0.92,
  vendorSlip: 0.02,
  numberSlip: 0.02,
  wrongProject: 0.012,
  wrongAccount: 0.02,
  daySwapped: 0.008,
  forgotten: 0.02,
  feedNames: 0.4,
  stories: {
    bill: 58,
    monthly: 0.8,
    'lines-sum': 3.2,
    'lines-each': 1.4,
    statement: 0.8,
    'vat-line': 2.4,
    'mixed-rates': 1.2,
    'wrong-vat': 0.5,
    'import-vat': 0.8,
    'part-paid': 1.2,
    deposit: 1,
    allocated: 1,
    'early-payment': 0.9,
    'credit-note': 1.5,
    'credit-netted': 0.5,
    'wrong-currency': 0.3,
    mistyped: 0.6,
    'reverse-charge': 0.5,
    'bank-fee': 0.8,
    gain: 0.6,
    revalued: 0.15,
    accrual: 0.35,
    void: 0.25,
    'entered-wrong': 0.25,
    'sheet-reversed': 0.2,
    'duplicate-ledger': 0.45,
    'duplicate-sheet': 0.35,
    'only-sheet': 2.2,
    'only-ledger': 2.2,
  },
};

const HARD: Dial = {
  ...STANDARD,
  sheetNumber: 0.64,
  ledgerNumber: 0.84,
  sheetOrder: 0.55,
  ledgerOrder: 0.5,
  ledgerProject: 0.8,
  vendorSlip: 0.05,
  numberSlip: 0.05,
  wrongProject: 0.03,
  wrongAccount: 0.04,
  daySwapped: 0.02,
  forgotten: 0.05,
  feedNames: 0.65,
  stories: {
    ...STANDARD.stories,
    bill: 50,
    'lines-sum': 4,
    statement: 1.2,
    'vat-line': 3,
    'mixed-rates': 1.8,
    'wrong-vat': 0.9,
    'import-vat': 1.1,
    'part-paid': 1.8,
    'early-payment': 1.3,
    'credit-netted': 0.8,
    'wrong-currency': 0.6,
    mistyped: 1.2,
    'bank-fee': 1.2,
    gain: 1,
    accrual: 0.6,
    void: 0.4,
    'entered-wrong': 0.45,
    'sheet-reversed': 0.35,
    'duplicate-ledger': 0.9,
    'duplicate-sheet': 0.65,
    'only-sheet': 3.4,
    'only-ledger': 3.4,
  },
};

export const DIALS = { standard: STANDARD, hard: HARD } as const;
