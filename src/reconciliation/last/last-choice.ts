import type { Found, Subset } from '../sums/subset.ts';
import { crowded } from '../sums/sum-score.ts';

const MOST_KEPT = 24;

/** The best of the candidates, those of the project with what it gives them, in the order of their days. */
export function choose(
  rows: readonly number[],
  plain: readonly number[],
  gain: number,
  project: number,
  projects: Int32Array,
): { kept: number[]; fit: number[]; bits: number[] } {
  let best = rows.slice(0, MOST_KEPT);
  let lifted = plain.slice(0, MOST_KEPT);
  if (gain > 0) {
    best = [];
    lifted = [];
    for (let from = 0; from < rows.length; from++) {
      const row = rows[from] as number;
      const own = (plain[from] as number) + (projects[row] === project ? gain : 0);
      let at = best.length;
      for (; at > 0 && (lifted[at - 1] as number) < own; at--) {
        lifted[at] = lifted[at - 1] as number;
        best[at] = best[at - 1] as number;
      }
      lifted[at] = own;
      best[at] = row;
    }
    best.length = lifted.length = Math.min(MOST_KEPT, best.length);
  }
  const shared = crowded(lifted);
  const ranks = best.map((_, rank) => rank);
  ranks.sort((a, b) => (best[a] as number) - (best[b] as number));
  return {
    kept: ranks.map((rank) => best[rank] as number),
    fit: ranks.map((rank) => lifted[rank] as number),
    bits: ranks.map((rank) => shared[rank] as number),
  };
}

/** The one part that is missing to those that are known. */
export function lone(
  found: Found,
  amount: number,
  slack: number,
  amounts: readonly number[],
  bits: readonly number[],
  scoreOf: (members: readonly number[]) => number,
): void {
  for (let at = 0; at < amounts.length; at++) {
    if (Math.abs((amounts[at] as number) - amount) > slack) continue;
    const own: Subset = { members: [at], score: (bits[at] as number) + scoreOf([at]) };
    found.weight += 2 ** Math.min(200, own.score);
    if (found.best === null || own.score > found.best.score) {
      found.second = found.best;
      found.best = own;
    } else if (found.second === null || own.score > found.second.score) found.second = own;
  }
}
