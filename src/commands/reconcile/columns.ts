import { quoted } from './problems.ts';
import { nextRecord, type Scan } from './scan.ts';
import type { ReadText } from './texts.ts';

export type List = 'sheet' | 'ledger';

/** The columns of each list, as CONTRACT.md names them. */
export const COLUMNS = {
  sheet: [
    'id',
    'description',
    'vendor',
    'invoice',
    'po',
    'date',
    'amount',
    'currency',
    'project',
    'account',
    'class',
  ],
  ledger: [
    'id',
    'type',
    'number',
    'vendor',
    'po',
    'date',
    'amount',
    'currency',
    'project',
    'account',
    'class',
    'memo',
  ],
} as const satisfies Record<List, readonly string[]>;

const REQUIRED = ['id', 'date', 'amount'];

export interface Columns {
  /** How many fields each row has. */
  fields: number;
  /** For messages: as the file's header spells them, in the file's order. */
  names: readonly string[];
  /** The field that holds a column; -1 where the file lacks it. */
  fieldOf(column: string): number;
  /** Columns that mean nothing here. */
  ignored: readonly string[];
}

/** Reads the header, which is the file's first record; a sentence where there is none that can be used. */
export function readColumns(list: List, scan: Scan, read: ReadText): Columns | { fault: string } {
  if (!nextRecord(scan)) {
    return { fault: 'the file is empty: it has no header. A list without rows is a header alone' };
  }
  if (scan.broken !== null)
    return { fault: 'the header cannot be read: a quote in it is not closed rightly' };
  const names = Array.from({ length: Math.min(scan.fields, scan.starts.length - 1) }, (_, field) =>
    read(field).trim(),
  );
  if (names.length < scan.fields)
    return { fault: `the header has ${scan.fields} columns, which is too many` };
  const places = new Map<string, number>();
  const known: readonly string[] = COLUMNS[list];
  const ignored: string[] = [];
  for (const [field, name] of names.entries()) {
    const column = name.toLowerCase();
    if (!known.includes(column)) ignored.push(shownName(name, field));
    else if (places.has(column)) return { fault: `the header names the column ${column} twice` };
    else places.set(column, field);
  }
  const missing = REQUIRED.filter((column) => !places.has(column));
  if (missing.length > 0) return { fault: lacking(missing, names) };
  return {
    fields: names.length,
    names: names.map(shownName),
    fieldOf: (column) => places.get(column) ?? -1,
    ignored,
  };
}

/** A column's name as messages give it: a header is the file's, so it may hold anything, at any length, or nothing. */
function shownName(name: string, field: number): string {
  if (name === '') return `number ${field + 1}`;
  return /^\P{C}{1,60}$/u.test(name) ? name : quoted(name);
}

function lacking(missing: readonly string[], names: readonly string[]): string {
  const columns = `the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`;
  const [first = ''] = names;
  const other = names.length === 1 ? /[;\t|]/.exec(first)?.[0] : undefined;
  const separated =
    other === undefined ? '' : `. Fields are separated by commas, not by ${JSON.stringify(other)}`;
  return `the first line is no header: it lacks ${columns}${separated}`;
}
