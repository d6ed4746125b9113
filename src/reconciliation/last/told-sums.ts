import { isForbidden } from '../evidence/evidence.ts';
import { type Settled, settle } from '../links.ts';
import { type LastSum, lastFinder } from './last-finder.ts';
import type { LastSearch } from './last-search.ts';
import { toldRuns } from './told-runs.ts';

/** What a text names is at least so much of the whole, and the whole of it: less is a line of it, or a fee. */
const LEAST_OF_WHOLE = 0.5;
/** Where nothing had to be chosen. */
const OF_RUN = 0.995;

interface ToldSum {
  target: number;
  sum: LastSum;
}

/**
 * A posting of several rows (or a row of several postings) that is not their sum, and whose text names what they come to,
 * or what lies between: "gross 1,484.00 fees 43.94", "incl. freight 14.95". They add up to that, to the cent.
 */
export function settleToldSums(search: LastSearch, settled: Settled): void {
  const { keys, evidence, dates } = search;
  const { told } = evidence.amounts;
  for (const which of ['ledger', 'sheet'] as const) {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const side = keys[which];
    const asked: [number, number[]][] = [];
    for (let row = 0; row < side.count; row++) {
      if (settled[which][row] !== -1 || evidence.cancelled[which][row] === 1) continue;
      const least = LEAST_OF_WHOLE * Math.abs(side.amount[row] as number);
      const amounts = told.of(which, row).filter((minor) => Math.abs(minor) >= least);
      if (amounts.length > 0) asked.push([row, amounts]);
    }
    if (asked.length === 0) continue;
    const runOf = toldRuns(search, settled, which);
    const { candidatesFor, find } = lastFinder(search, settled, which);
    const isSaidApart = (target: number, part: number): boolean => {
      const [i, j] = which === 'sheet' ? [target, part] : [part, target];
      return isForbidden(evidence.partContext(i, j, dates));
    };
    const sums: ToldSum[] = [];
    for (const [target, amounts] of asked) {
      const found = amounts.flatMap((amount) => {
        const run = runOf(target, amount);
        if (run.length > 0)
          return [{ parts: [...run], score: Math.log2(Math.abs(amount)), chance: OF_RUN, among: run.length }];
        const candidates = candidatesFor(target, [], amount);
        const sum = candidates && find({ target, fixed: [], amount, alone: 0, slack: 0 }, candidates);
        return sum && sum.parts.length > 1 ? [sum] : [];
      });
      const [sum, another] = found;
      if (sum === undefined || another !== undefined) continue;
      if (!sum.parts.some((part) => isSaidApart(target, part))) sums.push({ target, sum });
    }
    sums.sort((a, b) => b.sum.score - a.sum.score || a.target - b.target);
    for (const { target, sum } of sums) {
      if (sum.parts.some((part) => settled[other][part] !== -1)) continue;
      const parts = [...sum.parts].sort((a, b) => a - b);
      const [sheet, ledger] = which === 'sheet' ? [[target], parts] : [parts, [target]];
      settle(settled, { sheet, ledger, stage: 'sum', chance: sum.chance, runnerUp: -1, among: sum.among });
    }
  }
}
