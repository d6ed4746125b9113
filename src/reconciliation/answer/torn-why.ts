import { type Settled, tornBetween } from '../links.ts';
import type { Books } from '../reading/canonical.ts';
import type { Keys } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import type { Side } from '../types.ts';
import { money } from './why.ts';

interface Finished {
  sheet: Side;
  ledger: Side;
  books: Books;
  keys: Keys;
  settled: Settled;
}

const BY_RATE = 'at the rate that is usual here';

/** Why a row is left that two sums are torn about, and the rows of the other side that it may belong to. */
export interface TornLeft {
  why: string;
  candidates: number[];
}

/** Left rows of one side that two sets of rows come to alike, and the rows of such sets, each with what is said of it. */
export function tornLeft(finish: Finished, which: 'sheet' | 'ledger'): Map<number, TornLeft> {
  const { settled, keys, books } = finish;
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const named = (of: 'sheet' | 'ledger', rows: readonly number[]): string[] =>
    rows.map((row) => finish[of].id[books[of].origin[row] as number] as string).sort();
  const all = (of: 'sheet' | 'ledger', rows: readonly number[]): string => named(of, rows).join(' + ');
  const found = new Map<number, TornLeft>();
  for (const whole of settled.torn[which].keys()) {
    const sets = tornBetween(settled, which, whole);
    if (sets === null) continue;
    const [first, second] = sets.map((rows) => all(other, rows)).sort() as [string, string];
    const what = isExact(keys, which, whole, sets) ? 'it' : `it ${BY_RATE}`;
    const why = `${first} come to ${what}, and ${second} as well; nothing tells which, so none was taken`;
    found.set(whole, { why, candidates: [...new Set(sets.flat())] });
  }
  for (const whole of settled.torn[other].keys()) {
    const sets = tornBetween(settled, other, whole);
    if (sets === null) continue;
    const { amount, currency } = keys[other];
    const ofWhole = money(amount[whole] as number, keys.currencies[currency[whole] as number] as string);
    const what = `${all(other, [whole])} (${ofWhole})`;
    for (const rows of sets) {
      for (const row of rows) {
        if (found.has(row)) continue;
        const rest = rows.filter((one) => one !== row);
        const others = which === 'sheet' ? 'other rows' : 'other postings';
        const byRate = isExact(keys, other, whole, sets) ? '' : ` ${BY_RATE}`;
        const why = `comes to ${what}${byRate} with ${all(which, rest)}, as ${others} do; none was taken`;
        found.set(row, { why, candidates: [whole] });
      }
    }
  }
  return found;
}

/** Whether both sets come to the row to the cent; else they do by a rate that is the rule in these lists. */
function isExact(
  keys: Keys,
  which: 'sheet' | 'ledger',
  whole: number,
  sets: readonly (readonly number[])[],
): boolean {
  const parts = keys[which === 'sheet' ? 'ledger' : 'sheet'];
  const wanted = keys[which].amount[whole] as number;
  return sets.every((rows) => totalOf(parts, rows) === wanted);
}
