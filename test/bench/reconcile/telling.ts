import type { Cause } from '../../../src/reconciliation/types.ts';
import type { Random } from './random.ts';

/** What makers have in common that tell stories, and write down what each side knows of them. */

/** How such lists are kept, in shares of rows or of stories. */
export interface StoryDial {
  /** Invoice numbers that reach the sheet, the ledger. */
  sheetNumber: number;
  ledgerNumber: number;
  /** Texts with a slip of the keys or of the scanner. */
  vendorSlip: number;
  numberSlip: number;
  wrongProject: number;
  wrongAccount: number;
  /** Bills that lay in a drawer, and are booked weeks later. */
  forgotten: number;
  /** Weights. */
  stories: Readonly<Record<string, number>>;
}

/** What belongs together; where one side is empty, rows that belong to nothing and why. */
export interface TellingOf<OnSheet, InLedger> {
  kind: string;
  sheet: OnSheet[];
  ledger: InLedger[];
  /** Of rows that belong to nothing. */
  cause?: Cause;
}

export interface StoryOf<OnSheet, InLedger, Telling = TellingOf<OnSheet, InLedger>> {
  tellings: Telling[];
  /** Rows nobody could tell apart because of what happened. */
  twins?: { sheet?: OnSheet[]; ledger?: InLedger[] };
}

interface Filed {
  row: { id: string; date: string };
}

/** By date, within a day in no order; ids by place, so that they tell nothing. */
export function filed<Row extends Filed>(
  random: Random,
  all: readonly Row[],
  idAt: (place: number) => string,
): Row[] {
  const rows = random
    .shuffle([...all])
    .sort((a, b) => (a.row.date < b.row.date ? -1 : a.row.date > b.row.date ? 1 : 0));
  rows.forEach(({ row }, place) => {
    row.id = idAt(place);
  });
  return rows;
}

export const idsOf = (all: readonly Filed[]): string[] => all.map(({ row }) => row.id);
