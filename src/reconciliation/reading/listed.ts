import type { Texts } from '../tables/intern.ts';
import { foldedKey } from './invoice-key.ts';

/** Several numbers in one field: "43914, 43916", "INV-2041/42", "1182 & 1183". None has so many. */
const MOST = 24;
/** What only stands between two numbers; a stroke or a plus may also be a piece of one. */
const SURE = /\s*[,;&]\s*|\s+(?:and|und|et|y)\s+/i;
const ANY = /\s*[,;&/+]\s*|\s+(?:and|und|et|y)\s+/i;
const SHORTEST = 3;
const NONE: readonly number[] = [];
/** A quick look before a field is taken apart. */
const SEVERAL = /\d.*(?:[,;&/+]|\s[a-z]{1,3}\s).*\d/i;
/** What follows a number in a text where it is the first of several. */
const GOES_ON = /^(?:\s*(?:[,;&/+]|\band\b)\s*(?:[a-z]{1,4}[\s.:#-]*)?\d[\w-]*)+/i;
const COUNTED = /^(.*?)(\d+)$/;

/** By row: the numbers it lists, ascending. */
export type Listed = ReadonlyMap<number, readonly number[]>;

/**
 * For rows of one side whose field, or whose text where that is empty, lists several numbers: these, and their own
 * number becomes 0. What all together look like is no number that could stand anywhere else.
 * @param fields distinct texts of the column, and
 * @param texts of descriptions and memos.
 * @param called how a text calls such a number.
 */
export function listsOf(
  fields: readonly string[],
  texts: readonly string[],
  called: RegExp,
  table: Texts,
  keyOf: (piece: string) => string,
): (column: Int32Array, text: Int32Array, own: Int32Array) => Listed {
  const inField = fields.map((field) => (SEVERAL.test(field) ? listedNumbers(field, table, keyOf) : NONE));
  const inText: (readonly number[] | undefined)[] = new Array(texts.length);

  function ofText(text: number): readonly number[] {
    const source = texts[text] as string;
    const found = called.exec(source);
    if (!found) return NONE;
    const run = GOES_ON.exec(source.slice(found.index + found[0].length));
    return run ? listedNumbers(`${found[1]}${run[0]}`, table, keyOf, 2) : NONE;
  }

  return (column, text, own) => {
    const listed = new Map<number, readonly number[]>();
    for (let row = 0; row < own.length; row++) {
      let numbers = inField[column[row] as number] as readonly number[];
      if (column[row] === 0 && own[row] !== 0)
        numbers = inText[text[row] as number] ??= ofText(text[row] as number);
      if (numbers.length === 0) continue;
      own[row] = 0;
      listed.set(row, numbers);
    }
    return listed;
  };
}

/** 1 for rows that list several numbers. */
export function listing(count: number, listed: Listed): Uint8Array {
  const flags = new Uint8Array(count);
  for (const row of listed.keys()) flags[row] = 1;
  return flags;
}

/**
 * The numbers a field lists, as they are numbered in `table`, each of which stands somewhere else as well; none where the
 * field is one number. With commas between them one known number is enough: the others' rows may not have been given
 * theirs.
 * @param least numbers that must be known at least.
 */
function listedNumbers(field: string, table: Texts, keyOf: (piece: string) => string, least = 1): number[] {
  for (const [between, known] of [
    [SURE, least],
    [ANY, 2],
  ] as const) {
    const pieces = field.split(between).filter((piece) => /\d/.test(piece));
    if (pieces.length < 2 || pieces.length > MOST) continue;
    const found = new Set<number>();
    let before = '';
    for (const piece of pieces) {
      const keys = [keyOf(piece), completed(before, piece)];
      const number = keys.map((key) => (key.length < SHORTEST ? -1 : table.find(key))).find((id) => id > 0);
      if (number !== undefined) found.add(number);
      if (before === '') before = keyOf(piece);
    }
    if (found.size >= known) return [...found].sort((a, b) => a - b);
  }
  return [];
}

/** "2041" and "42" are 2041 and 2042; "UAG66699" and "66700" are of one count. '' where it goes on with nothing. */
function completed(before: string, piece: string): string {
  const counted = COUNTED.exec(before);
  const digits = foldedKey(piece);
  if (!counted || !/^\d+$/.test(piece.trim())) return '';
  const [, head = '', count = ''] = counted;
  if (digits.length > count.length) return '';
  const next = count.slice(0, count.length - piece.trim().length) + piece.trim();
  return Number(next) > Number(count) ? head + next : '';
}
