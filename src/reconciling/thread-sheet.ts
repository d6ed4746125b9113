import { readUnread } from '../smartsheet/body.ts';
import type { Query } from '../smartsheet/calls.ts';
import { resolveCostColumns } from '../smartsheet/cost-columns.ts';
import { type CostRead, toCostRows } from '../smartsheet/cost-rows.ts';
import { packed, unpacked } from '../smartsheet/kept-sheets.ts';
import { type OnRead, readColumns } from '../smartsheet/reading-columns.ts';
import type { SheetColumns } from '../smartsheet/types.ts';
import type { Door } from './door.ts';
import type { SheetAsked, SheetFacts } from './protocol.ts';

/** The sheet's side of a run, read in its thread and kept there. */

/** So many as a message names. */
const NAMED = 5;
const NO_PROBLEMS: SheetFacts['problems'] = { count: 0, leftOut: 0, first: [] };

/** As the SDK's calls are, answered by way of the bot's own thread. */
export function sheetsBehind(door: Door) {
  return {
    getSheet: async (sheetId: string, query: Query): Promise<unknown> =>
      readUnread(await door.ask({ of: 'sheet', sheetId, query })),
  };
}

export async function readCosts(
  door: Door,
  { sheetId, columns, currency, earlier }: SheetAsked,
  onRead: OnRead,
): Promise<{ facts: SheetFacts; read: CostRead | null; sheet: SheetColumns }> {
  const before = earlier === null ? undefined : await unpacked(earlier);
  const sheet = await readColumns(sheetsBehind(door), sheetId, Object.values(columns), before, onRead);
  onRead(sheet.count, sheet.count);
  const { found, missingRequired, missingOptional } = resolveCostColumns(sheet, columns);
  const { name, permalink } = sheet;
  const kept = sheet === before ? null : await packed(sheet);
  const about = { name, permalink, missingRequired, missingOptional, packed: kept };
  if (missingRequired.length > 0)
    return { facts: { ...about, rows: 0, problems: NO_PROBLEMS }, read: null, sheet };
  const read = toCostRows(sheet, found, currency);
  const problems = {
    count: read.problems.length,
    leftOut: read.problems.filter(({ kept }) => !kept).length,
    first: read.problems.slice(0, NAMED),
  };
  return { facts: { ...about, rows: read.rows.count, problems }, read, sheet };
}
