import type { Keyed } from '../reading/keys.ts';

/** What is paid out or billed together lies within so many days before it, and hardly after. */
export const BEFORE = 45;
export const AFTER = 7;
/** Of more rows, too many runs come to too many amounts. */
export const MOST_ROWS = 60;

/**
 * Of `rows`, those of a paper's currency and weeks: before a posting, or after a row. Null where they are too few to be a
 * run, or too many to be looked at.
 */
export function nearOf(
  papers: Keyed,
  paper: number,
  parts: Keyed,
  rows: readonly number[],
  which: 'sheet' | 'ledger',
): number[] | null {
  const [before, after] = which === 'ledger' ? [BEFORE, AFTER] : [AFTER, BEFORE];
  const day = papers.day[paper] as number;
  const near = rows.filter((row) => {
    const own = parts.day[row] as number;
    return own >= day - before && own <= day + after && parts.currency[row] === papers.currency[paper];
  });
  return near.length < 2 || near.length > MOST_ROWS ? null : near;
}

/** Rows of whole days that come to an amount; `rows` are in the order of their days. */
export function runsOf({ day, amount: amounts }: Keyed, rows: readonly number[], amount: number): number[][] {
  const runs: number[][] = [];
  for (let from = 0; from < rows.length; from++) {
    if (from > 0 && day[rows[from] as number] === day[rows[from - 1] as number]) continue;
    let sum = 0;
    for (let at = from; at < rows.length; at++) {
      sum += amounts[rows[at] as number] as number;
      const next = rows[at + 1];
      const isDayOver = next === undefined || day[next] !== day[rows[at] as number];
      if (isDayOver && sum === amount && at > from) runs.push(rows.slice(from, at + 1));
    }
  }
  return runs;
}
