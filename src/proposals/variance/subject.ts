import { z } from 'zod';
import { contentHash } from '../../core/identity.ts';
import { CAUSES } from '../../reconciliation/types.ts';
import { LedgerRow, SheetRow } from './rows.ts';

/** What one variance is about, as a run found it: the rows, the postings, and why they do not tell one story. */
export const Subject = z.object({
  /** Of this variance in every run. */
  key: z.string(),
  cause: z.enum(CAUSES),
  /** Of the difference: the project's, or the rows' own. */
  currency: z.string(),
  /** Ledger minus sheet, minor units; null where it crosses currencies. */
  differenceMinor: z.number().int().nullable(),
  /** The difference, else the largest amount, in minor units of the company's currency; absent in what older runs found. */
  worthMinor: z.number().int().nonnegative().optional(),
  parts: z.array(z.object({ cause: z.enum(CAUSES), amountMinor: z.number().int() })),
  /** null where nothing was matched. */
  confidence: z.number().nullable(),
  why: z.array(z.string()),
  /** Ids of the postings that it repeats, of a duplicate; absent elsewhere, and in what older runs found. */
  twins: z.array(z.string()).optional(),
  sheet: z.array(SheetRow),
  ledger: z.array(LedgerRow),
  /** Of the rest of both lists, what may belong to it: best first. */
  near: z.object({ sheet: z.array(SheetRow), ledger: z.array(LedgerRow) }),
  sheetId: z.string(),
  sheetName: z.string(),
  /** Number of the run that found it so; 0 while it has none. */
  run: z.number().int(),
  /** ISO: when that run began to read; absent while it has none. */
  foundAt: z.string().optional(),
  /** ISO: when the last run began that saw it so again; what is near is still that of `foundAt`. */
  seenAt: z.string().optional(),
  period: z.object({ from: z.string(), to: z.string() }),
});
export type Subject = z.infer<typeof Subject>;

/** Stable over runs: the first of its rows by id, else the first of its postings. */
export function keyOf(sheet: readonly string[], ledger: readonly string[]): string {
  const first = (ids: readonly string[]) => [...ids].sort()[0];
  const row = first(sheet);
  return row === undefined ? `posting:${first(ledger) ?? ''}` : `row:${row}`;
}

/** Of what is decided on: the same rows and postings with the same figures for the same cause are one question. */
export function fingerprintOf({ cause, sheet, ledger }: Pick<Subject, 'cause' | 'sheet' | 'ledger'>): string {
  const rows = sheet.map(({ id, amountMinor, currency, date, account }) => [
    id,
    amountMinor,
    currency,
    date,
    account,
  ]);
  const postings = ledger.map(({ id, amountMinor, currency, date, account }) => [
    id,
    amountMinor,
    currency,
    date,
    account,
  ]);
  const inOrder = (list: unknown[][]) => list.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
  return contentHash([cause, inOrder(rows), inOrder(postings)]);
}

/** What it is worth, for the order and the review's limit: minor units of the company's currency, found by the run. */
export function weightOf({ worthMinor, differenceMinor, ledger, sheet }: Subject): number {
  if (worthMinor !== undefined) return worthMinor;
  if (differenceMinor !== null) return Math.abs(differenceMinor);
  return Math.max(0, ...[...ledger, ...sheet].map(({ amountMinor }) => Math.abs(amountMinor)));
}
