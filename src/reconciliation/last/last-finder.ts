import { coherence } from '../evidence/coherence.ts';
import type { Settled } from '../links.ts';
import { subsetSums } from '../sums/subset.ts';
import { ORDERS, skipped } from '../sums/sum-score.ts';
import { type LastCandidates, lastCandidates } from './last-candidates.ts';
import { choose, lone } from './last-choice.ts';
import type { LastSearch } from './last-search.ts';
import { roundness } from './roundness.ts';

const MOST_PARTS = 6;
const MOST_NODES = 3000;
/** log2: so many of the rows left over are sums. */
export const SHARE_OF_SUMS = -3;
/** A subset whose parts together have fewer bits than this below what its sum gives is not looked for. */
const LOST_AT_MOST = 12;
const BAR = 3;
/** Another sum within so many bits makes the first ambiguous. */
const MARGIN = 1.5;

/** What is to be added up. */
export interface Asked {
  target: number;
  /** Parts that are known already. */
  fixed: readonly number[];
  /** What the others have to come to. */
  amount: number;
  /** Bits that speak for the known parts being all. */
  alone: number;
  /** Minor units that they may be off by. */
  slack: number;
}

export interface LastSum {
  parts: number[];
  score: number;
  chance: number;
  among: number;
}

/** What was found, and the score of what was found besides. */
interface Look {
  sum: LastSum | null;
  next: number;
}

/** Finds the rows of the other side that come to what is asked for; `pairs/taking-in.ts` says why it is not the only one. */
export function lastFinder(search: LastSearch, settled: Settled, which: 'sheet' | 'ledger') {
  const natural = search.natural[which === 'sheet' ? 'ledger' : 'sheet'];
  const { whole, parts, candidatesFor, gainOf, habitOf } = lastCandidates(search, settled, which);

  /** @param project that the parts may all be of though the whole does not say so, or 0. */
  function look(
    { target, fixed, amount, alone, slack }: Asked,
    { rows, plain }: LastCandidates,
    project: number,
  ): Look {
    const gain = project === 0 ? 0 : gainOf(project);
    const { kept, fit, bits } = choose(rows, plain, gain, project, parts.project);
    const amounts = kept.map((row) => parts.amount[row] as number);
    const days = kept.map((row) => parts.day[row] as number);
    const vendor = search.cluster[whole.party[target] as number] as number;
    const exact = SHARE_OF_SUMS - gain - alone + Math.log2(Math.max(2, Math.abs(amount) / (2 * slack + 1)));
    const all = fixed.length === 0 ? kept : [...kept, ...fixed];
    const known = fixed.map((_, at) => kept.length + at);
    const scoreOf = (members: readonly number[]): number => {
      let score = exact + (ORDERS[members.length] as number) - roundness(amounts, amount, members);
      score -= skipped(members, fit, days);
      for (const at of members) score -= habitOf(target, kept[at] as number);
      const together = known.length === 0 ? members : [...members, ...known];
      return score + coherence(parts, natural, all, together, vendor);
    };
    const found = subsetSums({
      target: amount,
      slack,
      amounts,
      bits,
      twin: kept.map((row) => parts.twin[row] as number),
      mostParts: MOST_PARTS,
      mostNodes: MOST_NODES,
      leastBits: -LOST_AT_MOST - exact,
      scoreOf,
    });
    if (known.length > 0) lone(found, amount, slack, amounts, bits, scoreOf);
    const { best, second, weight } = found;
    if (best === null) return { sum: null, next: Number.NEGATIVE_INFINITY };
    const members = best.members.map((at) => kept[at] as number);
    const chance = 2 ** best.score / (1 + weight);
    return {
      sum: { parts: members, score: best.score, chance, among: rows.length },
      next: second?.score ?? Number.NEGATIVE_INFINITY,
    };
  }

  /** The one that stands out, or null. */
  function find(asked: Asked, candidates: LastCandidates): LastSum | null {
    if (!canAddUp(asked, parts.amount, candidates.rows)) return null;
    return outstanding([0, ...candidates.projects].map((project) => look(asked, candidates, project)));
  }

  return { candidatesFor, find };
}

export type LastFinder = ReturnType<typeof lastFinder>;

function canAddUp({ amount, slack }: Asked, amounts: Float64Array, rows: readonly number[]): boolean {
  const sign = amount < 0 ? -1 : 1;
  let most = 0;
  for (const row of rows) most += Math.max(0, sign * (amounts[row] as number));
  return most >= sign * amount - slack;
}

/** The best of what several looks found; null where another is nearly as good. */
function outstanding(looks: readonly Look[]): LastSum | null {
  let best: LastSum | null = null;
  let second = Number.NEGATIVE_INFINITY;
  for (const { sum, next } of looks) {
    if (sum === null) continue;
    second = Math.max(second, next);
    if (best !== null && best.parts.join() === sum.parts.join()) {
      best.score = Math.max(best.score, sum.score);
    } else if (best === null || sum.score > best.score) {
      second = Math.max(second, best?.score ?? second);
      best = sum;
    } else second = Math.max(second, sum.score);
  }
  return best === null || best.score < BAR || second > best.score - MARGIN ? null : best;
}
