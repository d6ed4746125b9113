import { coherence, type NaturalGroups } from './coherence.ts';
import { type DayBits, datesByType } from './days.ts';
import type { Evidence } from './evidence.ts';
import type { Keys } from './keys.ts';
import { type Settled, settle } from './links.ts';
import { expectedLedger, expectedSheet } from './rates.ts';
import { type Found, runSums, subsetSums } from './subset.ts';
import { type Candidates, weighing } from './weighing.ts';

const MOST_CANDIDATES = 24;
const MOST_PARTS = 6;
const MOST_NODES = 6000;
/** log2: so many of the rows left over are sums. */
const SHARE_OF_SUMS = -3;
/** A second subset within so many bits makes the first ambiguous. */
const MARGIN = 1.5;
const LEAST_SCORE = 1;
/** What the first round takes, to learn the days of parts from. */
const SURE_SCORE = 6;
const SURE_MARGIN = 4;
const PLAIN_ROUNDS = 3;
/** Bits lost for each row of the same vendor that lies between the parts and is none. */
const SKIPPED = 1;
/** A subset whose parts together have fewer bits than this below what its sum gives is not looked for. */
const LOST_AT_MOST = 12;
/** Bits that parts may get from what they share with each other. */
const MOST_BESIDES = 6;
/** Bits under which even the best of a group's rows does not belong to the target. */
const LEAST_GROUP_FIT = -7;
/** Parts that teach their days, of all postings or of one type. */
const LEAST_PARTS = 20;
const SHARPNESS = 1.6;
/** Minor units that lines rounded one by one may be off together. */
const SLACK_BY_RATE = 2;
const MOST_SKIPPED = 10;

interface Sum {
  target: number;
  parts: number[];
  score: number;
  chance: number;
  among: number;
}

interface Bar {
  score: number;
  margin: number;
}

export interface SumSearch {
  keys: Keys;
  evidence: Evidence;
  cluster: Int32Array;
  /** 1 for rows that no sum was found for. */
  hopeless: { sheet: Uint8Array; ledger: Uint8Array };
  natural: { sheet: NaturalGroups; ledger: NaturalGroups };
}

/** One row against several of the other side, both ways: what is plain; gives what days parts have, learned from it. */
export function settlePlainSums(search: SumSearch, settled: Settled): DayBits {
  const { keys, evidence } = search;
  const before = settled.links.length;
  let dates = evidence.dayBits;
  for (let round = 0; round < PLAIN_ROUNDS; round++) {
    for (const whole of ['sheet', 'ledger'] as const) {
      settleWholes(search, search.hopeless[whole], settled, whole, dates, {
        score: SURE_SCORE,
        margin: SURE_MARGIN,
      });
    }
    const sheet: number[] = [];
    const ledger: number[] = [];
    for (const link of settled.links.slice(before)) {
      for (const i of link.sheet) {
        for (const j of link.ledger) {
          sheet.push(i);
          ledger.push(j);
        }
      }
    }
    if (sheet.length < LEAST_PARTS) return dates;
    const seeds = { sheet: Int32Array.from(sheet), ledger: Int32Array.from(ledger) };
    dates = datesByType(keys, seeds, LEAST_PARTS, undefined, SHARPNESS).bits;
  }
  return dates;
}

/** The same for what is not plain. */
export function settleSums(search: SumSearch, settled: Settled, dates: DayBits): void {
  search.hopeless.sheet.fill(0);
  search.hopeless.ledger.fill(0);
  for (const whole of ['sheet', 'ledger'] as const) {
    settleWholes(search, search.hopeless[whole], settled, whole, dates, {
      score: LEAST_SCORE,
      margin: MARGIN,
    });
  }
}

function settleWholes(
  search: SumSearch,
  hopeless: Uint8Array,
  settled: Settled,
  whole: 'sheet' | 'ledger',
  dates: DayBits,
  bar: Bar,
): void {
  const finder = sumFinder(search, hopeless, settled, whole, dates, bar);
  const sums: Sum[] = [];
  for (const target of finder.targets) {
    const sum = finder.find(target);
    if (sum) sums.push(sum);
  }
  sums.sort((a, b) => b.score - a.score || a.target - b.target);
  const again: number[] = [];
  for (const sum of sums) if (!finder.settle(sum)) again.push(sum.target);
  // What is left of a plain sum after another took its parts is not plain.
  if (bar.margin >= SURE_MARGIN) return;
  for (const target of again) {
    const sum = finder.find(target);
    if (sum) finder.settle(sum);
  }
}

function sumFinder(
  { keys, evidence, cluster, natural: groups }: SumSearch,
  hopeless: Uint8Array,
  settled: Settled,
  which: 'sheet' | 'ledger',
  dates: DayBits,
  bar: Bar,
) {
  const natural = groups[which === 'sheet' ? 'ledger' : 'sheet'];
  const { whole, parts, candidatesFor, bitsOf } = weighing(keys, evidence, settled, which, dates, natural);
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
    for (const asked of wholes(amount)) {
      const sum = search(target, asked, candidates.rows, choice);
      if (sum.found) return sum.found;
      isHopeless &&= sum.isHopeless;
    }
    // Rows are only ever taken away: where nothing adds up now, nothing will.
    if (isHopeless) hopeless[target] = 1;
    return null;
  }

  /** What the parts have to add up to: the row's amount, or what a rate that is the rule makes of it. */
  function wholes(amount: number): { amount: number; slack: number }[] {
    const { usualRates } = evidence.amounts;
    return [
      { amount, slack: 0 },
      ...usualRates.map((rate) => ({
        amount: which === 'sheet' ? expectedLedger(rate, amount) : expectedSheet(rate, amount),
        slack: SLACK_BY_RATE,
      })),
    ];
  }

  interface Choice {
    kept: number[];
    fit: Float64Array;
    bits: Float64Array;
    amounts: Float64Array;
    twin: Int32Array;
  }

  /** The best of the candidates, in the order of their days. */
  function choose({ rows, plain }: Candidates, shared: readonly number[]): Choice {
    const kept = rows.slice(0, MOST_CANDIDATES);
    kept.sort((a, b) => a - b);
    const count = kept.length;
    const fit = new Float64Array(count);
    const bits = new Float64Array(count);
    const amounts = new Float64Array(count);
    const twin = new Int32Array(count);
    for (let rank = 0; rank < count; rank++) {
      const row = rows[rank] as number;
      const at = kept.indexOf(row);
      fit[at] = plain[rank] as number;
      bits[at] = shared[rank] as number;
      amounts[at] = parts.amount[row] as number;
      twin[at] = parts.twin[row] as number;
    }
    return { kept, fit, bits, amounts, twin };
  }

  function search(
    target: number,
    { amount, slack }: { amount: number; slack: number },
    rows: number[],
    { kept, fit, bits, amounts, twin }: Choice,
  ): { found: Sum | null; isHopeless: boolean } {
    const grain = slack > 0 ? 2 * slack + 1 : granularity(amounts, amount);
    const exact = SHARE_OF_SUMS + Math.log2(Math.max(2, Math.abs(amount) / grain));
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
        exact + (ORDERS[members.length] as number) - skipped(members, fit) + coherence(parts, kept, members),
    });
    const sum = decide(target, found, kept, rows.length);
    if (sum) return { found: sum, isHopeless: false };
    const group = groupOf(target, rows, amount, slack, exact);
    const other = group ?? (slack === 0 ? runOf(target, rows, amount, exact) : null);
    return { found: other, isHopeless: found.best === null && found.complete && other === null };
  }

  function decide(target: number, found: Found, kept: readonly number[], among: number): Sum | null {
    const { best, second, weight } = found;
    if (best === null || best.score < bar.score) return null;
    if (second !== null && second.score > best.score - bar.margin) return null;
    const chance = 2 ** best.score / (1 + weight);
    const rows = best.members.map((at) => kept[at] as number);
    return { target, parts: rows, score: best.score, chance, among };
  }

  /** The target's vendor's rows, of its project alone where `project`. */
  function ofVendor(target: number, rows: readonly number[], project: boolean): number[] {
    const vendor = cluster[whole.party[target] as number] as number;
    if (vendor === 0) return [];
    return rows
      .filter((row) => cluster[parts.party[row] as number] === vendor)
      .filter((row) => !project || parts.project[row] === whole.project[target])
      .sort((a, b) => a - b);
  }

  function named(target: number, rows: number[], score: number, among: number): Sum | null {
    if (score < bar.score) return null;
    return { target, parts: rows, score, chance: 2 ** score / (1 + 2 ** score), among };
  }

  /** All rows that belong together by themselves: of one order, number or day, or a vendor's of one month (a statement). */
  function groupOf(
    target: number,
    rows: readonly number[],
    amount: number,
    slack: number,
    exact: number,
  ): Sum | null {
    const group = natural.thatSums(rows, amount, slack);
    if (group === null) return null;
    const fit = Math.max(...group.rows.map((row) => bitsOf(target, row)));
    if (fit < LEAST_GROUP_FIT) return null;
    return named(target, group.rows, exact - Math.log2(group.groups) + Math.min(3, fit), rows.length);
  }

  /** More parts than the search goes through: all of a vendor's rows from one day to another. */
  function runOf(target: number, rows: readonly number[], amount: number, exact: number): Sum | null {
    for (const project of [true, false]) {
      const own = ofVendor(target, rows, project);
      if (own.length < 3) continue;
      const runs = runSums(
        Float64Array.from(own, (row) => parts.amount[row] as number),
        amount,
        3,
      );
      const [run] = runs;
      // A run is told by its two ends, however many rows it has.
      const score = exact - 2 * Math.log2(own.length) - 1;
      if (run && runs.length === 1 && score >= bar.score + 1) {
        return named(target, own.slice(run.from, run.to), score, own.length);
      }
    }
    return null;
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

/**
 * However well a row fits, it is one of many that do: it gets no more than its share among itself, those that fit
 * better, each counted like itself, and those that fit less. Expects the best first.
 */
function crowded(plain: readonly number[]): number[] {
  const shared = plain.slice();
  let below = 0;
  for (let at = plain.length - 1; at >= 0; at--) {
    const bits = plain[at] as number;
    const own = 2 ** Math.min(60, bits);
    below += own;
    shared[at] = Math.min(bits, -Math.log2(at + below / own));
  }
  return shared;
}

/** Parts of one thing mostly follow one another: bits for each row between them that fits as well and is left out. */
function skipped(members: readonly number[], fit: Float64Array): number {
  const first = Math.min(...members);
  const last = Math.max(...members);
  let least = Number.POSITIVE_INFINITY;
  for (const at of members) least = Math.min(least, fit[at] as number);
  let between = 0;
  for (let at = first + 1; at < last; at++) {
    if ((fit[at] as number) >= least - 1 && !members.includes(at)) between++;
  }
  return SKIPPED * Math.min(MOST_SKIPPED, between);
}

/** log2 of how many orders so many parts have. */
const ORDERS: number[] = [0];
for (let parts = 1; parts <= 40; parts++) ORDERS.push((ORDERS[parts - 1] as number) + Math.log2(parts));

/** Round amounts meet by chance far more often: the step all of them are multiples of. */
function granularity(amounts: Float64Array, target: number): number {
  for (const step of [10_000, 5000, 2500, 1000, 500, 100, 50, 25, 10, 5]) {
    if (target % step !== 0) continue;
    let multiples = 0;
    for (const amount of amounts) if (amount % step === 0) multiples++;
    if (multiples > 0.7 * amounts.length) return step;
  }
  return 1;
}
