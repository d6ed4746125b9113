import { z } from 'zod';
import { Refusal } from './refusal.ts';
import type { SeedColumn, SeedValue } from './seed.ts';
import type { CellContent, StoredSheet } from './state.ts';

/** A JSON number, or digits in text: ids of both kinds are on the wire of real clients. */
export const idOnTheWire = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

export const cellOnTheWire = z.object({
  columnId: idOnTheWire.optional(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  formula: z.string().optional(),
  strict: z.boolean().optional(),
  overrideValidation: z.boolean().optional(),
});

export type CellOnTheWire = z.infer<typeof cellOnTheWire>;

const MAX_CHARACTERS = 4000;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What the cells of one row become, by column id; null blanks. Throws Refusal, and then nothing of the row is written. */
export function readCells(sheet: StoredSheet, cells: readonly CellOnTheWire[]): Map<number, CellContent> {
  const values = new Map<number, CellContent>();
  for (const cell of cells) {
    if (cell.columnId === undefined) throw new Refusal(1012, ['cell.columnId']);
    const column = sheet.columns.find(({ id }) => id === cell.columnId);
    if (!column) throw new Refusal(1036, [cell.columnId]);
    if (values.has(column.id)) throw new Refusal(1037, [column.id]);
    if (column.locked) throw new Refusal(1039, [column.title]);
    if (column.formula !== undefined) throw new Refusal(1302, [column.id]);
    // Only what comes as a formula is one: a value that begins with "=" is the text it is.
    if (cell.formula !== undefined) {
      values.set(column.id, { formula: cell.formula });
      continue;
    }
    if (cell.value === undefined) throw new Refusal(1012, ['cell.value']);
    values.set(column.id, readValue(column, cell.value, cell.strict ?? true));
  }
  return values;
}

function readValue(column: SeedColumn, value: SeedValue | null, strict: boolean): SeedValue | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string' && value.length > MAX_CHARACTERS) {
    throw new Refusal(1041, ['cell.value', MAX_CHARACTERS, value.length]);
  }
  if (fits(column, value)) return value;
  if (strict) throw new Refusal(1042, [column.id, value, column.type]);
  return lenient(column, value);
}

function fits(column: SeedColumn, value: SeedValue): boolean {
  switch (column.type) {
    case 'DATE':
      return typeof value === 'string' && isIsoDate(value);
    case 'CHECKBOX':
      return typeof value === 'boolean';
    case 'CONTACT_LIST':
      return typeof value === 'string' && EMAIL.test(value);
    case 'PICKLIST':
      return typeof value === 'string' && (!column.validation || (column.options ?? []).includes(value));
    case 'TEXT_NUMBER':
      return typeof value !== 'boolean';
  }
}

function isIsoDate(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text) && text.length === 10;
}

/** `strict: false` reads what it can and keeps the rest as the text it is, as the sheet does when a person types. */
function lenient(column: SeedColumn, value: SeedValue): SeedValue {
  if (column.type === 'CHECKBOX' && /^(true|false)$/i.test(String(value)))
    return /^true$/i.test(String(value));
  if (column.type === 'DATE' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    return new Date(value).toISOString().slice(0, 10);
  }
  return typeof value === 'boolean' ? String(value) : value;
}
