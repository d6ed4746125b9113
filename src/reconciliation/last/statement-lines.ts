import { granularity } from '../tables/granularity.ts';

/** A row that may be a line of a statement. */
export interface Line {
  row: number;
  minor: number;
  /** log2 odds that it is one. */
  odds: number;
}

export interface Target {
  minor: number;
  /** The sum may be off by so much either way. */
  slack: number;
  /** Bits that it costs to have asked for this one. */
  cost: number;
}

export interface Chosen {
  /** Ascending. */
  rows: number[];
  /** log2 odds that just these are the lines, against none of what was asked being so. */
  score: number;
  among: number;
}

/** Lines that may be on it or not: more make up any sum. */
const MOST_UNLIKELY = 12;
const MOST_LIKELY = 40;
/** So many of the lines that are likely may be left out. */
const MOST_LEFT_OUT = 2;

interface Change {
  sum: number;
  bits: number;
  changed: readonly number[];
}

/**
 * The lines that come to one of the targets: those that are likelier than not, but for up to two of them, and any of the
 * others. Null where nothing does, or another way is nearly as likely.
 * @param margin bits by which it must be the likeliest.
 */
export function linesOf(lines: readonly Line[], targets: readonly Target[], margin: number): Chosen | null {
  const likely = lines.flatMap((line, at) => (line.odds > 0 ? [at] : []));
  const unlikely = lines.flatMap((line, at) => (line.odds > 0 ? [] : [at]));
  if (likely.length > MOST_LIKELY || unlikely.length > MOST_UNLIKELY) return null;
  const minorOf = (at: number): number => (lines[at] as Line).minor;
  const total = likely.reduce((sum, at) => sum + minorOf(at), 0);
  // Bits of each line as it is expected to be; a change gives what its odds are.
  const expected = lines.reduce((bits, { odds }) => bits - Math.log2(1 + 2 ** -Math.abs(odds)), 0);
  const added = allOf(unlikely, lines).sort((a, b) => a.sum - b.sum);
  const removed = leftOut(likely, lines);
  const ways: { rows: number[]; score: number }[] = [];
  for (const { minor, slack, cost } of targets) {
    const grain =
      slack > 0
        ? 2 * slack + 1
        : granularity(
            lines.map((line) => line.minor),
            minor,
          );
    const exact = Math.log2(Math.max(2, minor / grain));
    for (const out of removed) {
      const missing = minor - total - out.sum;
      for (let at = firstFrom(added, missing - slack); at < added.length; at++) {
        const more = added[at] as Change;
        if (more.sum > missing + slack) break;
        const kept = likely.filter((line) => !out.changed.includes(line));
        const rows = [...kept, ...more.changed].map((line) => (lines[line] as Line).row);
        ways.push({
          rows: rows.sort((a, b) => a - b),
          score: expected + exact - cost + out.bits + more.bits,
        });
      }
    }
  }
  ways.sort((a, b) => b.score - a.score);
  const [best] = ways;
  if (best === undefined) return null;
  const next = ways.find(({ rows }) => rows.join() !== best.rows.join());
  if (next !== undefined && next.score > best.score - margin) return null;
  return { ...best, among: lines.length };
}

/** Every choice of the unlikely lines. */
function allOf(unlikely: readonly number[], lines: readonly Line[]): Change[] {
  let ways: Change[] = [{ sum: 0, bits: 0, changed: [] }];
  for (const at of unlikely) {
    const { minor, odds } = lines[at] as Line;
    ways = [
      ...ways,
      ...ways.map(({ sum, bits, changed }) => ({
        sum: sum + minor,
        bits: bits + odds,
        changed: [...changed, at],
      })),
    ];
  }
  return ways;
}

/** None, one or two of the likely lines that are not on it. */
function leftOut(likely: readonly number[], lines: readonly Line[]): Change[] {
  const ways: Change[] = [{ sum: 0, bits: 0, changed: [] }];
  for (let many = 0, from = 0; many < MOST_LEFT_OUT; many++) {
    const end = ways.length;
    for (; from < end; from++) {
      const before = ways[from] as Change;
      for (const at of likely) {
        if (before.changed.some((other) => other >= at)) continue;
        const { minor, odds } = lines[at] as Line;
        ways.push({
          sum: before.sum - minor,
          bits: before.bits - odds,
          changed: [...before.changed, at],
        });
      }
    }
  }
  return ways;
}

function firstFrom(changes: readonly Change[], sum: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] as Change).sum < sum) low = middle + 1;
    else high = middle;
  }
  return low;
}
