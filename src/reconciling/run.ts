import { z } from 'zod';
import { LedgerRow, SheetRow } from '../proposals/variance/rows.ts';
import { CAUSES } from '../reconciliation/types.ts';
import { CheckTotal, RunCheck } from './checks/finding.ts';
import { KeptReading } from './kept-reading.ts';

/**
 * One run of a project's reconciliation as it is kept: both lists, what belongs together, and what it comes to. The
 * report page shows exactly this; rows are named by their place in `sheetRows` and `ledgerRows`.
 */

const text = z.string();
const minor = z.number().int();
export const places = z.array(z.number().int().nonnegative());
export const CauseName = z.enum(CAUSES);

export { LedgerRow, SheetRow };

export const Part = z.object({ cause: CauseName, amountMinor: minor });

export const RunMatch = z.object({
  /** Places in sheetRows and ledgerRows. */
  sheet: places,
  ledger: places,
  cause: CauseName,
  /** Ledger minus sheet; null where the match crosses currencies. */
  differenceMinor: minor.nullable(),
  /** Add up to the difference. */
  parts: z.array(Part),
  confidence: z.number().min(0).max(1),
  why: z.array(text),
});
export type RunMatch = z.infer<typeof RunMatch>;

export const RunUnmatched = z.object({
  row: z.number().int().nonnegative(),
  cause: CauseName,
  why: z.array(text),
  /** Places in the other list, best first; none of them was taken. */
  candidates: places,
});
export type RunUnmatched = z.infer<typeof RunUnmatched>;

export const RunTotals = z.object({
  /** Of the project; figures below are its minor units and of rows in the period alone. */
  currency: text,
  sheetMinor: minor,
  ledgerMinor: minor,
  /** Ledger minus sheet. */
  differenceMinor: minor,
  /** Largest first; amounts add up to the difference, to the cent. `count`: how many variances. */
  byCause: z.array(z.object({ cause: CauseName, amountMinor: minor, count: z.number().int() })),
  /** Matches that leave nothing to decide, by what they are; absent in older runs. */
  agreed: z.array(z.object({ cause: CauseName, matches: z.number().int() })).optional(),
  /** Rows in the period, and how many of them are in a match. */
  sheetRows: z.number().int(),
  ledgerRows: z.number().int(),
  matchedSheetRows: z.number().int(),
  matchedLedgerRows: z.number().int(),
  /** Rows in a match that leaves nothing to decide; absent in older runs. */
  agreedSheetRows: z.number().int().optional(),
  /** Of rows in another currency than the project's. */
  others: z.array(z.object({ currency: text, sheetMinor: minor, ledgerMinor: minor })),
});
export type RunTotals = z.infer<typeof RunTotals>;

const BudgetFigures = z.object({
  budgetMinor: minor,
  /** What the sheet says was spent, over all its rows, whatever the period. */
  actualMinor: minor,
  /** At completion: what was spent, and the budget of what has no cost yet. */
  forecastMinor: minor,
});

export const RunBudget = z.object({
  currency: text,
  total: BudgetFigures,
  /** By GL code, worst first: most over its budget at completion. */
  lines: z.array(BudgetFigures.extend({ name: text })),
});
export type RunBudget = z.infer<typeof RunBudget>;

export const Period = z.object({ from: text, to: text });
export type Period = z.infer<typeof Period>;

export const RunDocument = z.object({
  format: z.literal(1),
  project: z.object({ code: text, name: text }),
  /** ISO dates, both included. */
  period: Period,
  marginDays: z.number().int(),
  /** ISO instant. */
  madeAt: text,
  sheet: z.object({ id: text, name: text, url: text.nullable() }),
  customer: text,
  tolerance: z.object({ amountMinor: minor, currency: text, percent: z.number(), days: z.number().int() }),
  sheetRows: z.array(SheetRow),
  ledgerRows: z.array(LedgerRow),
  matches: z.array(RunMatch),
  unmatched: z.object({ sheet: z.array(RunUnmatched), ledger: z.array(RunUnmatched) }),
  totals: RunTotals,
  budget: RunBudget,
  /** Rows of the sheet that could not be read, and are in no figure. */
  problems: z.array(z.object({ rowNumber: z.number().int(), message: text })),
  /** Worth a look beside the variances, the most urgent first; absent in runs from before there were checks. */
  checks: z.array(RunCheck).optional(),
  /** How the ledger's side was read, for the next night to go on from. */
  reading: KeptReading.optional(),
});
export type RunDocument = z.infer<typeof RunDocument>;

/** What of a run stands in its message, and what the digest compares: small, and read without the document. */
export const RunSummary = z.object({
  totals: RunTotals,
  budget: RunBudget,
  /** Two sentences, and who worded them. */
  narrative: z.object({ text, author: z.enum(['model', 'template']) }),
  problems: z.number().int(),
  /** Variances of this run, by what this run made of them. */
  variances: z.object({
    /** All that are to be decided on. */
    open: z.number().int(),
    /** Keys of Variance rows. */
    fresh: z.array(text),
    changed: z.array(text),
    settled: z.array(text),
    decided: z.number().int(),
    snoozed: z.number().int(),
    /** Of the first that get a card each: those whose card waits from before. Absent in older runs. */
    standing: z.number().int().optional(),
  }),
  /** Said below the figures: missing columns, rows left out, what was not written. */
  notes: z.array(text),
  /** The first of the document's, by which the digest knows what is new. */
  checks: z.array(RunCheck).optional(),
  /** What all of the document's come to; absent in runs from before it was counted. */
  checkTotals: z.array(CheckTotal).optional(),
});
export type RunSummary = z.infer<typeof RunSummary>;
