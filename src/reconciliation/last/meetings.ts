import type { Keys } from '../reading/keys.ts';
import { objects, type Whole } from './whole-odds.ts';

/** Two running totals that meet twice and end together do so by no chance, however round their amounts. */
const LEAST_MEETINGS = 2;
/** One price again and again may be met a step off: it takes more of it. */
const LEAST_EQUAL = 5;
const ODDS = 5;

/**
 * The pieces between the meetings of two running totals in the order of their days, where the totals end together and
 * each piece is one row or one posting against several, or one of each; none otherwise.
 */
export function meetings(
  { sheet, ledger }: Keys,
  { sheet: rows, ledger: postings }: Whole,
): (Whole & { odds: number })[] {
  const currency = sheet.currency[rows[0] as number];
  if (rows.some((row) => sheet.currency[row] !== currency || (sheet.amount[row] as number) <= 0)) return [];
  if (postings.some((row) => ledger.currency[row] !== currency || (ledger.amount[row] as number) <= 0))
    return [];
  const pieces: (Whole & { odds: number })[] = [];
  let piece = { sheet: [] as number[], ledger: [] as number[], odds: ODDS };
  let [at, next, ahead] = [0, 0, 0];
  while (at < rows.length || next < postings.length) {
    if ((ahead <= 0 && at < rows.length) || next === postings.length) {
      const row = rows[at++];
      if (row === undefined) return [];
      piece.sheet.push(row);
      ahead += sheet.amount[row] as number;
    } else {
      const posting = postings[next++] as number;
      piece.ledger.push(posting);
      ahead -= ledger.amount[posting] as number;
    }
    if (ahead !== 0) continue;
    if (Math.min(piece.sheet.length, piece.ledger.length) !== 1) return [];
    if (objects(sheet, piece.sheet, ledger, piece.ledger)) return [];
    pieces.push(piece);
    piece = { sheet: [], ledger: [], odds: ODDS };
  }
  const areSums = pieces.some((own) => own.sheet.length + own.ledger.length > 2);
  return ahead === 0 && pieces.length >= (areSums ? LEAST_MEETINGS : LEAST_EQUAL) ? pieces : [];
}
