import { mix, type Texts, textTable } from '../tables/intern.ts';
import type { Side } from '../types.ts';

/** The columns that are texts, and take part in the order and in the evidence. */
const TEXT_COLUMNS = [
  'currency',
  'text',
  'vendor',
  'number',
  'po',
  'project',
  'account',
  'class',
  'type',
] as const;

export type TextColumn = (typeof TEXT_COLUMNS)[number];

/**
 * One side in canonical order: by day, amount, then everything else a row says, and its id only between rows that say
 * exactly the same. Whatever is built on row numbers of a book is the same for the same rows in any order and with any
 * ids.
 */
export interface Book {
  count: number;
  /** The row number in the side that was given. */
  origin: Int32Array;
  day: Int32Array;
  amount: Float64Array;
  /** Ids into `Books.texts`. */
  column: Record<TextColumn, Int32Array>;
}

export interface Books {
  sheet: Book;
  ledger: Book;
  /** Distinct values of both sides together, by column, numbered as they first appear in canonical order. */
  texts: Record<TextColumn, string[]>;
}

interface RawColumns {
  sheet: Int32Array;
  ledger: Int32Array;
  table: Texts;
}

function rawColumn(sheet: readonly string[], ledger: readonly string[]): RawColumns {
  const table = textTable();
  return { sheet: numbered(sheet, table), ledger: numbered(ledger, table), table };
}

function numbered(values: readonly string[], table: Texts): Int32Array {
  const ids = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value !== undefined && value !== '') ids[row] = table.idOf(value);
  }
  return ids;
}

/** Row numbers in canonical order. */
function canonicalOrder(side: Side, columns: Int32Array[], hashes: number[][]): Int32Array {
  const count = side.id.length;
  const first = new Int32Array(count);
  const second = new Int32Array(count);
  for (let column = 0; column < columns.length; column++) {
    const ids = columns[column] ?? new Int32Array(0);
    const hash = hashes[column] ?? [];
    for (let row = 0; row < count; row++) {
      const code = hash[ids[row] ?? 0] ?? 0;
      first[row] = mix(Math.imul(first[row] ?? 0, 31) ^ code);
      second[row] = (Math.imul(second[row] ?? 0, 0x9e3779b1) + code) | 0;
    }
  }
  const { day, amountMinor, id } = side;
  const keys = new Float64Array(count);
  const span = 2 ** 25;
  for (let row = 0; row < count; row++) keys[row] = (day[row] ?? 0) * span + row;
  keys.sort();
  const order = Int32Array.from(keys, (key) => key - Math.floor(key / span) * span);
  function byContent(a: number, b: number): number {
    const byAmount = (amountMinor[a] ?? 0) - (amountMinor[b] ?? 0);
    if (byAmount !== 0) return byAmount;
    const byFirst = (first[a] ?? 0) - (first[b] ?? 0);
    if (byFirst !== 0) return byFirst;
    const bySecond = (second[a] ?? 0) - (second[b] ?? 0);
    if (bySecond !== 0) return bySecond;
    return (id[a] ?? '') < (id[b] ?? '') ? -1 : 1;
  }
  let start = 0;
  for (let end = 1; end <= count; end++) {
    if (end < count && day[order[end] ?? 0] === day[order[start] ?? 0]) continue;
    if (end - start > 1) order.subarray(start, end).sort(byContent);
    start = end;
  }
  return order;
}

/** Both sides in canonical order. About 0.1 s for twice 100,000 rows. */
export function canonicalBooks(sheet: Side, ledger: Side): Books {
  const raw = TEXT_COLUMNS.map((name) => rawColumn(sheet[name], ledger[name]));
  const hashes = raw.map(({ table }) => table.hash);
  const orders = {
    sheet: canonicalOrder(
      sheet,
      raw.map((column) => column.sheet),
      hashes,
    ),
    ledger: canonicalOrder(
      ledger,
      raw.map((column) => column.ledger),
      hashes,
    ),
  };
  const books = { sheet: emptyBook(sheet, orders.sheet), ledger: emptyBook(ledger, orders.ledger) };
  const texts: Partial<Record<TextColumn, string[]>> = {};
  for (const [at, name] of TEXT_COLUMNS.entries()) {
    const column = raw[at];
    if (!column) continue;
    const renumbered = new Int32Array(column.table.values.length);
    const values = [''];
    for (const [side, ids] of [
      ['sheet', column.sheet],
      ['ledger', column.ledger],
    ] as const) {
      const order = orders[side];
      const target = books[side].column[name];
      for (let row = 0; row < order.length; row++) {
        const old = ids[order[row] ?? 0] ?? 0;
        if (old === 0) continue;
        if (renumbered[old] === 0) renumbered[old] = values.push(column.table.values[old] ?? '') - 1;
        target[row] = renumbered[old] ?? 0;
      }
    }
    texts[name] = values;
  }
  return { ...books, texts: texts as Record<TextColumn, string[]> };
}

function emptyBook(side: Side, order: Int32Array): Book {
  const count = order.length;
  const day = new Int32Array(count);
  const amount = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    day[row] = side.day[order[row] ?? 0] ?? 0;
    amount[row] = side.amountMinor[order[row] ?? 0] ?? 0;
  }
  const column = Object.fromEntries(TEXT_COLUMNS.map((name) => [name, new Int32Array(count)]));
  return { count, origin: order, day, amount, column: column as Record<TextColumn, Int32Array> };
}
