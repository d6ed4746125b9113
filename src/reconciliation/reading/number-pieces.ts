import type { Texts } from '../tables/intern.ts';
import { foldedKey } from './invoice-key.ts';

/** Shorter counts are everybody's. */
const SHORTEST = 3;
const DIGITS = /\d+/g;
/** "RE-2026-0904", "FV 4631/05/2025" and "260822": a year as it is written with a count. */
const YEAR = /^(?:19|20)\d\d$/;
const BEGINS_WITH_YEAR = /^(?:20)?[12]\d(?=\d{3,}$)/;
const ENDS_WITH_YEAR = /(?<=^\d{3,})20[12]\d$/;

/** By number: those numbers that are a piece of it, as who leaves out the year, the month and the letters writes it. */
export type NumberPieces = readonly (readonly number[] | undefined)[];

/**
 * The pieces of all numbers that either side has by themselves.
 * @param texts as they are written, and `numbers` their keys in the table.
 */
export function numberPieces(texts: readonly string[], numbers: Int32Array, table: Texts): NumberPieces {
  const pieces: (readonly number[] | undefined)[] = new Array(table.values.length);
  texts.forEach((text, at) => {
    const whole = numbers[at] as number;
    if (whole === 0 || (table.values[whole] as string).length <= SHORTEST) return;
    const found = new Set(pieces[whole]);
    for (const piece of piecesOf(text)) {
      const number = piece.length < SHORTEST ? -1 : table.find(piece);
      if (number > 0 && number !== whole) found.add(number);
    }
    if (found.size > 0) pieces[whole] = [...found];
  });
  return pieces;
}

function piecesOf(text: string): string[] {
  return (text.match(DIGITS) ?? [])
    .filter((digits) => !YEAR.test(digits))
    .flatMap((digits) => [digits, digits.replace(BEGINS_WITH_YEAR, ''), digits.replace(ENDS_WITH_YEAR, '')])
    .map(foldedKey);
}
