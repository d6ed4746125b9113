import { z } from 'zod';
import { failureFromContent } from './faults.ts';
import { cellValue, columnBody, rowId, toColumn, where } from './map-sheet.ts';
import type { CellValue, Column, SheetColumns } from './types.ts';

// Only what is kept is looked at, and no unknown key is carried along: there may be a million cells.
const pageBody = z.object({
  id: rowId,
  name: z.string().default(''),
  version: z.coerce.number().default(0),
  permalink: z.string().nullish(),
  totalRowCount: z.number().optional(),
  columns: z.array(columnBody),
  rows: z
    .array(
      z.object({
        id: rowId,
        rowNumber: z.coerce.number().int().positive().optional(),
        parentId: rowId.nullish(),
        modifiedAt: z.coerce.string().nullish(),
        cells: z
          .array(
            z.object({
              columnId: z.coerce.number().int(),
              value: z.unknown().optional(),
              displayValue: z.unknown().optional(),
              objectValue: z.unknown().optional(),
              formula: z.string().nullish(),
              linkInFromCell: z.unknown().optional(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

/** One page of a sheet's rows as it came. */
export type Page = z.output<typeof pageBody>;

/** Where nothing changed since a version, Smartsheet answers with the version alone: then null. */
export function toPage(answer: unknown, mayBeUnchanged = false): Page | null {
  if (mayBeUnchanged && z.strictObject({ version: z.number() }).safeParse(answer).success) {
    return null;
  }
  const parsed = pageBody.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw failureFromContent(`it is not a sheet (${where(parsed.error)})`, false, parsed.error);
}

/** A sheet's columns while its pages come in. */
export interface Growing extends SheetColumns {
  /** Row numbers in these lists, by row id. */
  places: Map<string, number>;
  cells: Map<number, CellValue[]>;
  formulas: Map<number, Map<string, string>>;
}

/** Empty columns for the sheet of this page, of which `wanted` are read. */
export function beginColumns(page: Page, wanted: (column: Column) => boolean): Growing {
  const columns = page.columns.map(toColumn);
  const read = columns.filter(wanted);
  return {
    id: page.id,
    name: page.name,
    version: page.version,
    permalink: page.permalink ?? null,
    columns,
    count: 0,
    rowId: [],
    rowNumber: [],
    parentId: [],
    modifiedAt: [],
    cells: new Map(read.map(({ id }) => [id, []])),
    formulas: new Map(read.map(({ id }) => [id, new Map()])),
    places: new Map(),
  };
}

/** Puts the page's rows into the columns, in place of what was there of them. Returns how many rows were new. */
export function takePage(growing: Growing, page: Page): number {
  const before = growing.count;
  const named = new Set(growing.columns.filter(isNamed).map(({ id }) => id));
  for (const row of page.rows) {
    const at = growing.places.get(row.id) ?? growing.count;
    if (at === growing.count) {
      growing.count += 1;
      growing.places.set(row.id, at);
    }
    growing.rowId[at] = row.id;
    growing.rowNumber[at] = row.rowNumber ?? at + 1;
    growing.parentId[at] = row.parentId ?? '';
    growing.modifiedAt[at] = row.modifiedAt ?? '';
    for (const [columnId, values] of growing.cells) {
      values[at] = null;
      growing.formulas.get(columnId)?.delete(row.id);
    }
    for (const cell of row.cells) {
      const values = growing.cells.get(cell.columnId);
      if (!values) continue;
      values[at] = cellValue(cell, named.has(cell.columnId));
      // A linked cell changes with another sheet, as a formula's does with other rows.
      const formula = cell.formula || (cell.linkInFromCell ? LINKED : null);
      if (formula) growing.formulas.get(cell.columnId)?.set(row.id, formula);
    }
  }
  return growing.count - before;
}

const LINKED = '= a cell of another sheet';

function isNamed({ type }: Column): boolean {
  return type.includes('CONTACT');
}
