import { coherence, naturalGroups } from './coherence.ts';
import { type DayBits, datesByType } from './days.ts';
import type { Evidence } from './evidence.ts';
import type { Keys } from './keys.ts';
import { type Settled, settle } from './links.ts';
import { partFinder } from './parts.ts';
import { type Found, runSums, subsetSums } from './subset.ts';

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
/** The rows that fit best bring what shares a document with them. */
const MOST_STRONG = 4;
const STRONG = -4;
/** Bits under which even the best of a group's rows does not belong to the target. */
const LEAST_GROUP_FIT = -7;
/** Parts that teach their days, of all postings or of one type. */
const LEAST_PARTS = 20;
const SHARPNESS = 1.6;
const MOST_SKIPPED = 10;

interface Sum {
  target: number;
  parts: number[];
  score: number;
  chance: number;
  among: number;
}

interface Weighed {
  row: number;
  /** How well it fits, in bits. */
  plain: number;
  /** The same as one of many that fit. */
  bits: number;
}

const bestFirst = (a: Weighed, b: Weighed): number => b.bits - a.bits || a.row - b.row;

interface Bar {
  score: number;
  margin: number;
}

export interface SumSearch {
  keys: Keys;
  evidence: Evidence;
  cluster: Int32Array;
}

/** One row against several of the other side, both ways: what is plain; gives what days parts have, learned from it. */
export function settlePlainSums(search: SumSearch, settled: Settled): DayBits {
  const { keys, evidence } = search;
  const before = settled.links.length;
  let dates = evidence.dayBits;
  for (let round = 0; round < PLAIN_ROUNDS; round++) {
    for (const whole of ['sheet', 'ledger'] as const) {
      settleWholes(search, settled, whole, dates, { score: SURE_SCORE, margin: SURE_MARGIN });
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
  for (const whole of ['sheet', 'ledger'] as const) {
    settleWholes(search, settled, whole, dates, { score: LEAST_SCORE, margin: MARGIN });
  }
}

function settleWholes(
  search: SumSearch,
  settled: Settled,
  whole: 'sheet' | 'ledger',
  dates: DayBits,
  bar: Bar,
): void {
  const finder = sumFinder(search, settled, whole, dates, bar);
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
  { keys, evidence, cluster }: SumSearch,
  settled: Settled,
  which: 'sheet' | 'ledger',
  dates: DayBits,
  bar: Bar,
) {
  const finder = partFinder(keys, cluster, settled, which);
  const { whole, parts } = finder;
  const openWhole = settled[which];
  const openParts = which === 'sheet' ? settled.ledger : settled.sheet;
  const bitsOf = (target: number, row: number): number =>
    evidence.prior +
    (which === 'sheet' ? evidence.partContext(target, row, dates) : evidence.partContext(row, target, dates));
  const cancelledWhole = evidence.cancelled[which];
  const cancelledParts = evidence.cancelled[which === 'sheet' ? 'ledger' : 'sheet'];
  const targets: number[] = [];
  for (let row = 0; row < whole.count; row++) {
    if (openWhole[row] === -1 && whole.amount[row] !== 0) targets.push(row);
  }

  function find(target: number): Sum | null {
    if (openWhole[target] !== -1) return null;
    const isOpenTo = (row: number): boolean => cancelledParts[row] === 0 || cancelledWhole[target] === 1;
    const weigh = (row: number): Weighed => {
      const plain = bitsOf(target, row);
      return { row, plain, bits: plain };
    };
    const rows = finder.of(target).filter(isOpenTo);
    if (rows.length === 0) return null;
    const amount = whole.amount[target] as number;
    const weighed = rows.map(weigh);
    weighed.sort(bestFirst);
    const strong = weighed.slice(0, MOST_STRONG).filter(({ bits }) => bits >= STRONG);
    const kin = finder
      .kinOf(
        target,
        strong.map(({ row }) => row),
      )
      .filter(isOpenTo);
    if (kin.length > 0) {
      rows.push(...kin);
      weighed.push(...kin.map(weigh));
      weighed.sort(bestFirst);
    }
    if (weighed.length < 2) return null;
    crowd(weighed);
    const kept = weighed.slice(0, MOST_CANDIDATES).sort((a, b) => a.row - b.row);
    const amounts = Float64Array.from(kept, ({ row }) => parts.amount[row] as number);
    const exact = SHARE_OF_SUMS + Math.log2(Math.max(2, Math.abs(amount) / granularity(amounts, amount)));
    const fit = kept.map(({ plain }) => plain);
    const found = subsetSums({
      target: amount,
      amounts,
      bits: Float64Array.from(kept, ({ bits }) => bits),
      twin: Int32Array.from(kept, ({ row }) => parts.twin[row] as number),
      mostParts: MOST_PARTS,
      mostNodes: MOST_NODES,
      scoreOf: (members) =>
        exact + (ORDERS[members.length] as number) - skipped(members, fit) + coherence(parts, kept, members),
    });
    return (
      decide(target, found, kept, rows.length) ??
      groupOf(target, rows, amount, exact) ??
      runOf(target, rows, amount, exact)
    );
  }

  function decide(target: number, found: Found, kept: { row: number }[], among: number): Sum | null {
    const { best, second, weight } = found;
    if (best === null || best.score < bar.score) return null;
    if (second !== null && second.score > best.score - bar.margin) return null;
    const chance = 2 ** best.score / (1 + weight);
    const rows = best.members.map((at) => (kept[at] as { row: number }).row);
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
  function groupOf(target: number, rows: readonly number[], amount: number, exact: number): Sum | null {
    const groups = naturalGroups(parts, cluster, rows);
    for (const list of groups.values()) {
      if (list.length < 2) continue;
      let sum = 0;
      for (const row of list) sum += parts.amount[row] as number;
      if (sum !== amount) continue;
      const fit = Math.max(...list.map((row) => bitsOf(target, row)));
      if (fit < LEAST_GROUP_FIT) continue;
      const score = exact - Math.log2(groups.size) + Math.min(3, fit);
      return named(
        target,
        list.sort((a, b) => a - b),
        score,
        rows.length,
      );
    }
    return null;
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
function crowd(weighed: { bits: number }[]): void {
  let below = 0;
  for (let at = weighed.length - 1; at >= 0; at--) {
    const one = weighed[at] as { bits: number };
    const own = 2 ** Math.min(60, one.bits);
    below += own;
    one.bits = Math.min(one.bits, -Math.log2(at + below / own));
  }
}

/** Parts of one thing mostly follow one another: bits for each row between them that fits as well and is left out. */
function skipped(members: readonly number[], fit: readonly number[]): number {
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
