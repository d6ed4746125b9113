import { type Likeness, PART } from '../names/name-levels.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import { type Groups, groupRows, rowsIn } from '../tables/groups.ts';
import { textTable } from '../tables/intern.ts';

/** Who begins to count anew each year has a number twice; of two rows a year apart, the nearer one is meant. */
const MOST_DAYS = 200;
/** A shorter number is many vendors' own: the names must have something in common. */
const LONG = 6;
/** Of the numbers of one make that are the other side's as well, at most so many are chance. */
const MOST_SHARED = 0.02;

/**
 * An office that numbers its papers itself writes their own numbers into the text: "ER-2026-00470", and behind it "Rg.
 * 2026-0307". Where none of the numbers made like a row's own is the other side's, they are nobody's key; the row gets the
 * one that its text names and the other side has, once and at about that time.
 */
export function readMemoNumbers(keys: Keys, words: Words, likeness: Likeness): void {
  const { sheet, ledger, numbers } = keys;
  const rows = {
    sheet: groupRows(sheet.number, numbers.length),
    ledger: groupRows(ledger.number, numbers.length),
  };
  const makes = makesOf(numbers);
  const proposed = (['sheet', 'ledger'] as const).map((which) => {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const [own, theirs] = [keys[which], keys[other]];
    const isOffices = officesOwn(own, makes, rows[other]);
    const found = new Map<number, number>();
    for (let row = 0; row < own.count; row++) {
      if (isOffices[makes[own.number[row] as number] as number] !== 1) continue;
      const named = words
        .numbersIn(own.text[row] as number)
        .filter((number) => !isPiece(row, number) && rowsIn(rows[which], number).length === 0)
        .filter((number) => isMeant(row, number));
      const [only] = named;
      if (only !== undefined && named.length === 1) found.set(row, only);
    }
    return found;

    /** "inv INV-0417" names one number, and not two. */
    function isPiece(row: number, number: number): boolean {
      return (numbers[own.number[row] as number] as string).endsWith(numbers[number] as string);
    }

    function isMeant(row: number, number: number): boolean {
      const near = Array.from(rowsIn(rows[other], number)).filter(
        (one) => Math.abs((own.day[row] as number) - (theirs.day[one] as number)) <= MOST_DAYS,
      );
      const [only] = near;
      if (only === undefined || near.length > 1) return false;
      if ((own.amount[row] as number) > 0 !== (theirs.amount[only] as number) > 0) return false;
      if ((numbers[number] as string).length >= LONG) return true;
      const [a, b] = [own.party[row] as number, theirs.party[only] as number];
      return a === b || (which === 'sheet' ? likeness.levelOf(a, b) : likeness.levelOf(b, a)) >= PART;
    }
  });
  for (const [at, side] of [sheet, ledger].entries())
    for (const [row, number] of proposed[at] ?? []) side.number[row] = number;
}

/** By number: how it is made, its letters and how many digits it has. */
function makesOf(numbers: readonly string[]): Int32Array {
  const table = textTable();
  return Int32Array.from(numbers, (number) => table.idOf(number.replace(/\d/g, '9')));
}

/** By make: 1 where the other side has none of a side's numbers that are made so. */
function officesOwn({ count, number }: Keyed, makes: Int32Array, theirs: Groups): Uint8Array {
  const all = new Int32Array(makes.length + 1);
  const shared = new Int32Array(makes.length + 1);
  for (let row = 0; row < count; row++) {
    const make = makes[number[row] as number] as number;
    all[make] = (all[make] as number) + 1;
    if (rowsIn(theirs, number[row] as number).length > 0) shared[make] = (shared[make] as number) + 1;
  }
  const numbered = count - (all[0] as number);
  // What only some of its papers are numbered by says what these are: a credit, a reclass of another's.
  return Uint8Array.from(all, (of, make) =>
    make !== 0 && of > 0 && 2 * of >= numbered && (shared[make] as number) <= MOST_SHARED * of ? 1 : 0,
  );
}
