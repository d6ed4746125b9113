import type { Currency } from '../core/money.ts';
import type { CostColumn } from '../settings/types.ts';
import { readUnread } from '../smartsheet/body.ts';
import { resolveCostColumns } from '../smartsheet/cost-columns.ts';
import { type CostProblem, type CostRead, toCostRows } from '../smartsheet/cost-rows.ts';
import { readColumns } from '../smartsheet/reading-columns.ts';
import type { Door } from './door.ts';

/** The sheet's side of a run, read in its thread and kept there. */

export interface SheetAsked {
  sheetId: string;
  columns: Readonly<Record<CostColumn, string>>;
  currency: Currency;
}

/** What of it the bot's own thread has to know. */
export interface SheetFacts {
  name: string;
  permalink: string | null;
  /** Where there are any, nothing was read. */
  missingRequired: string[];
  missingOptional: string[];
  rows: number;
  /** `first`: so many as a message names. */
  problems: { count: number; leftOut: number; first: CostProblem[] };
}

const NAMED = 5;
const NO_PROBLEMS: SheetFacts['problems'] = { count: 0, leftOut: 0, first: [] };

export async function readCosts(
  door: Door,
  { sheetId, columns, currency }: SheetAsked,
): Promise<{ facts: SheetFacts; read: CostRead | null }> {
  const getSheet = async (sheet: string, query: Record<string, string | number | boolean>) =>
    readUnread(await door.ask({ of: 'sheet', sheetId: sheet, query }));
  const sheet = await readColumns({ getSheet }, sheetId, Object.values(columns));
  const { found, missingRequired, missingOptional } = resolveCostColumns(sheet, columns);
  const { name, permalink } = sheet;
  const about = { name, permalink, missingRequired, missingOptional };
  if (missingRequired.length > 0) return { facts: { ...about, rows: 0, problems: NO_PROBLEMS }, read: null };
  const read = toCostRows(sheet, found, currency);
  const problems = {
    count: read.problems.length,
    leftOut: read.problems.filter(({ kept }) => !kept).length,
    first: read.problems.slice(0, NAMED),
  };
  return { facts: { ...about, rows: read.rows.count, problems }, read };
}
