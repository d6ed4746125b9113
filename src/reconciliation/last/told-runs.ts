import { namedVendor } from '../evidence/named-vendors.ts';
import type { Settled } from '../links.ts';
import type { Keyed } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import type { LastSearch } from './last-search.ts';

/** What is paid out or billed together lies within so many days before it, and hardly after. */
const BEFORE = 45;
const AFTER = 7;
/** Rows of a vendor that are looked at; of more, too many runs come to too many amounts. */
const MOST_ROWS = 60;

/**
 * Asks for all that one vendor has open from one day to another, without a gap, where that comes to an amount: nothing is
 * chosen among them, so that credits and any number of rows may be in it. Empty where none does, or two do.
 */
export function toldRuns({ keys, cluster }: LastSearch, settled: Settled, which: 'sheet' | 'ledger') {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const open = openBy(parts, settled[other], (row) => namedVendor(cluster, parts, row));
  const [before, after] = which === 'ledger' ? [BEFORE, AFTER] : [AFTER, BEFORE];

  return (target: number, amount: number): readonly number[] => {
    const day = whole.day[target] as number;
    const near = (open.get(namedVendor(cluster, whole, target)) ?? []).filter((row) => {
      const own = parts.day[row] as number;
      return own >= day - before && own <= day + after && parts.currency[row] === whole.currency[target];
    });
    if (near.length < 2 || near.length > MOST_ROWS) return [];
    const project = whole.project[target] as number;
    const all = runsOf(parts, near, amount);
    const runs =
      all.length > 0 || project === 0
        ? all
        : runsOf(
            parts,
            near.filter((row) => parts.project[row] === project),
            amount,
          );
    return runs.length === 1 ? (runs[0] as number[]) : [];
  };
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
