import { coherence } from '../evidence/coherence.ts';
import type { DayBits } from '../evidence/days.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { NaturalGroups } from '../evidence/natural-groups.ts';
import { type Settled, settle } from '../links.ts';
import { expectedLedger, expectedSheet } from '../rates/rates.ts';
import type { Keys } from '../reading/keys.ts';
import { granularity } from '../tables/granularity.ts';
import type { BetterPartners } from './better-partners.ts';
import { type Found, subsetSums } from './subset.ts';
import { type Bar, type Sum, sumGroups } from './sum-groups.ts';
import { aheadOfEquals, crowded, ORDERS, skipped } from './sum-score.ts';
import { type Candidates, weighing } from './weighing.ts';

const MOST_CANDIDATES = 24;
const MOST_PARTS = 6;
const MOST_NODES = 6000;
/** log2: so many of the rows left over are sums. */
const SHARE_OF_SUMS = -3;
/** A subset whose parts together have fewer bits than this below what its sum gives is not looked for. */
const LOST_AT_MOST = 12;
/** Bits that parts may get from what they share with each other. */
const MOST_BESIDES = 6;
/** From these bits on, of two sums as good as each other one is meant. */
const TORN = 3;
/** Minor units that lines rounded one by one may be off together. */
const SLACK_BY_RATE = 2;

export interface SumSearch {
  keys: Keys;
  evidence: Evidence;
  cluster: Int32Array;
  /** 1 for rows that no sum was found for. */
  hopeless: { sheet: Uint8Array; ledger: Uint8Array };
  natural: { sheet: NaturalGroups; ledger: NaturalGroups };
  elsewhere: BetterPartners;
  /** By a side's names, vendors of the other side that they may mean. */
  alike: Record<'sheet' | 'ledger', readonly (readonly number[] | undefined)[]>;
}

interface Whole {
  amount: number;
  slack: number;
  /** log2 of how many of all amounts are so. */
  bits: number;
}

interface Choice {
  kept: number[];
  fit: number[];
  bits: number[];
  amounts: number[];
  days: number[];
  twin: number[];
}

/** Finds for one row of a side the rows of the other that add up to it. */
export function sumFinder(
  search: SumSearch,
  settled: Settled,
  which: 'sheet' | 'ledger',
  dates: DayBits,
  bar: Bar,
) {
  const { keys, evidence, cluster } = search;
  const natural = search.natural[which === 'sheet' ? 'ledger' : 'sheet'];
  const weighed = weighing(keys, evidence, settled, which, dates, natural, search.alike[which], bar.isPlain);
  const { whole, parts, candidatesFor } = weighed;
  const { groupOf, runOf } = sumGroups(weighed, natural, cluster, bar);
  const hopeless = search.hopeless[which];
  const openWhole = settled[which];
  const openParts = which === 'sheet' ? settled.ledger : settled.sheet;
  const targets: number[] = [];
  for (let row = 0; row < whole.count; row++) {
    if (openWhole[row] === -1 && hopeless[row] === 0 && whole.amount[row] !== 0) targets.push(row);
  }

  function find(target: number): Sum | null {
    if (openWhole[target] !== -1) return null;
    const candidates = candidatesFor(target);
    if (candidates === null) {
      hopeless[target] = 1;
      return null;
    }
    const amount = whole.amount[target] as number;
    const shared = crowded(candidates.plain);
    const most = SHARE_OF_SUMS + Math.log2(Math.abs(amount) + 2) + Math.max(0, candidates.plain[0] as number);
    if (most + (shared[0] as number) + (shared[1] as number) + MOST_BESIDES < bar.score) {
      hopeless[target] = 1;
      return null;
    }
    const choice = choose(candidates, shared);
    let isHopeless = true;
    let exactly = Number.NEGATIVE_INFINITY;
    for (const asked of wholes(amount)) {
      const sum = look(target, asked, candidates.rows, choice);
      // What adds up without a rate, though it is not clear which rows it is, is no sum of others at a rate.
      if (sum.found && sum.found.score >= exactly + bar.margin) return priced(sum.found);
      if (asked.slack === 0) exactly = sum.score;
      isHopeless &&= sum.isHopeless;
    }
    // Rows are only ever taken away: where nothing adds up now, nothing will.
    if (isHopeless) hopeless[target] = 1;
    return null;
  }

  /** The sum less what speaks for its rows belonging elsewhere; null where that is more. */
  function priced(sum: Sum): Sum | null {
    const cost = search.elsewhere(which, sum.target, sum.parts);
    if (cost === 0) return sum;
    const chance = sum.chance / (sum.chance + (1 - sum.chance) * 2 ** cost);
    return sum.score - cost < bar.score ? null : { ...sum, score: sum.score - cost, chance };
  }

  /** What the parts have to add up to: the row's amount, or what a rate that is the rule makes of it. */
  function wholes(amount: number): Whole[] {
    const { usualRates, shareOf } = evidence.amounts;
    return [
      { amount, slack: 0, bits: 0 },
      ...usualRates.map((rate) => ({
        amount: which === 'sheet' ? expectedLedger(rate, amount) : expectedSheet(rate, amount),
        slack: SLACK_BY_RATE,
        bits: Math.log2(shareOf(rate)),
      })),
    ];
  }

  /** The best of the candidates, in the order of their days. */
  function choose({ rows, plain }: Candidates, shared: readonly number[]): Choice {
    const count = Math.min(rows.length, MOST_CANDIDATES);
    const ranks: number[] = [];
    for (let rank = 0; rank < count; rank++) {
      let at = ranks.length;
      for (; at > 0 && (rows[ranks[at - 1] as number] as number) > (rows[rank] as number); at--)
        ranks[at] = ranks[at - 1] as number;
      ranks[at] = rank;
    }
    const kept = ranks.map((rank) => rows[rank] as number);
    const fit = ranks.map((rank) => plain[rank] as number);
    const bits = ranks.map((rank) => shared[rank] as number);
    const amounts = kept.map((row) => parts.amount[row] as number);
    const days = kept.map((row) => parts.day[row] as number);
    const twin = kept.map((row) => parts.twin[row] as number);
    return { kept, fit, bits, amounts, days, twin };
  }

  function look(
    target: number,
    { amount, slack, bits: usual }: Whole,
    rows: number[],
    { kept, fit, bits, amounts, days, twin }: Choice,
  ): { found: Sum | null; score: number; isHopeless: boolean } {
    const vendor = cluster[whole.party[target] as number] as number;
    const grain = Math.max(2 * slack + 1, granularity(amounts, amount));
    const exact = SHARE_OF_SUMS + usual + Math.log2(Math.max(2, Math.abs(amount) / grain));
    const found = subsetSums({
      target: amount,
      slack,
      amounts,
      bits,
      twin,
      mostParts: MOST_PARTS,
      mostNodes: MOST_NODES,
      // Nothing that the finished subset is given makes up for less.
      leastBits: -LOST_AT_MOST - exact,
      scoreOf: (members) =>
        exact +
        (ORDERS[members.length] as number) -
        skipped(members, fit, days) +
        coherence(parts, natural, kept, members, vendor),
    });
    const sum = decide(target, found, { kept, fit, amounts, days }, rows.length);
    const score = found.best?.score ?? Number.NEGATIVE_INFINITY;
    if (sum) return { found: sum, score, isHopeless: false };
    const group = groupOf(target, rows, amount, slack, exact);
    const other = group ?? (slack === 0 ? runOf(target, rows, amount, exact) : null);
    return { found: other, score, isHopeless: found.best === null && found.complete && other === null };
  }

  function decide(
    target: number,
    found: Found,
    { kept, fit, amounts, days }: Pick<Choice, 'kept' | 'fit' | 'amounts' | 'days'>,
    among: number,
  ): Sum | null {
    const { best, second } = found;
    if (best === null || best.score < bar.score) return null;
    let { weight } = found;
    if (second !== null && second.score > best.score - bar.margin) {
      const same = kept.map((_, at) => `${amounts[at]} ${days[at]}`);
      const ahead = aheadOfEquals(best.members, second.members, same, fit);
      if (ahead < bar.margin) {
        if (!bar.isPlain && best.score >= TORN) {
          const rowsOf = (members: readonly number[]): number[] => members.map((at) => kept[at] as number);
          settled.torn[which].set(target, [rowsOf(best.members), rowsOf(second.members)]);
        }
        return null;
      }
      weight -= 2 ** second.score - 2 ** Math.min(second.score, best.score - ahead);
    }
    const chance = 2 ** best.score / (1 + weight);
    const rows = best.members.map((at) => kept[at] as number);
    return { target, parts: rows, score: best.score, chance, among };
  }

  return {
    targets,
    find,
    /** False where another sum has taken one of the parts. */
    settle(sum: Sum): boolean {
      if (openWhole[sum.target] !== -1) return true;
      if (sum.parts.some((row) => openParts[row] !== -1)) return false;
      const rows = sum.parts.slice().sort((a, b) => a - b);
      const [sheetRows, ledgerRows] = which === 'sheet' ? [[sum.target], rows] : [rows, [sum.target]];
      const { chance, among } = sum;
      settle(settled, { sheet: sheetRows, ledger: ledgerRows, stage: 'sum', chance, runnerUp: -1, among });
      return true;
    },
  };
}
