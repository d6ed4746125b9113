/** Rows of two lists in the order of their days, to be laid beside each other: runs of rows against single postings. */
export interface Alignment {
  rows: number;
  postings: number;
  /** No run is longer. */
  mostRows: number;
  /** log2 of how much likelier the rows from `from` to before `end` are the posting than not; -Infinity where not. */
  weigh(from: number, end: number, posting: number): number;
  /** log2 of what it costs to leave a row or a posting without the other. */
  left: number;
}

export interface Laid {
  from: number;
  end: number;
  posting: number;
  /** The chance of just this run for the posting, among all ways to lay the lists beside each other. */
  chance: number;
}

/**
 * The runs that are likelier than all else together. Every way of laying the two lists beside each other in their order
 * is weighed: what a run is worth shows by what it leaves for its neighbours.
 */
export function layBeside(alignment: Alignment, least: number): Laid[] {
  const { rows, postings, mostRows, weigh, left } = alignment;
  const wide = postings + 1;
  const size = (rows + 1) * wide;
  // Ways to get to a place, and from it: after a run or a row that was left, and after a posting that was left.
  const open = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const shut = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const runs: { from: number; end: number; posting: number; bits: number }[] = [];
  for (let from = 0; from < rows; from++) {
    for (let posting = 0; posting < postings; posting++) {
      for (let end = from + 1; end <= Math.min(rows, from + mostRows); end++) {
        const bits = weigh(from, end, posting);
        if (bits > 2 * left * (end - from + 1)) runs.push({ from, end, posting, bits });
      }
    }
  }
  open[0] = 0;
  let next = 0;
  for (let row = 0; row <= rows; row++) {
    for (let posting = 0; posting <= postings; posting++) {
      const at = row * wide + posting;
      if (posting > 0) shut[at] = left + plus(open[at - 1] as number, shut[at - 1] as number);
      if (row < rows) add(open, at + wide, (open[at] as number) + left);
      const here = plus(open[at] as number, shut[at] as number);
      for (; next < runs.length; next++) {
        const run = runs[next] as (typeof runs)[number];
        if (run.from !== row || run.posting !== posting) break;
        add(open, run.end * wide + posting + 1, here + run.bits);
      }
    }
  }
  const all = plus(open[size - 1] as number, shut[size - 1] as number);
  const anyway = onwards(alignment, runs);
  return runs.flatMap(({ from, end, posting, bits }) => {
    const at = from * wide + posting;
    const before = plus(open[at] as number, shut[at] as number);
    const after = anyway[end * wide + posting + 1] as number;
    const chance = 2 ** (before + bits + after - all);
    return chance >= least ? [{ from, end, posting, chance: Math.min(1, chance) }] : [];
  });
}

/** Ways from each place to the end, where a row may be left next. */
function onwards(
  { rows, postings, left }: Alignment,
  runs: readonly { from: number; end: number; posting: number; bits: number }[],
): Float64Array {
  const wide = postings + 1;
  const size = (rows + 1) * wide;
  const anyway = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const shut = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  let next = runs.length - 1;
  for (let row = rows; row >= 0; row--) {
    for (let posting = postings; posting >= 0; posting--) {
      const at = row * wide + posting;
      let ways = row === rows && posting === postings ? 0 : Number.NEGATIVE_INFINITY;
      for (; next >= 0; next--) {
        const run = runs[next] as (typeof runs)[number];
        if (run.from !== row || run.posting !== posting) break;
        ways = plus(ways, run.bits + (anyway[run.end * wide + posting + 1] as number));
      }
      if (posting < postings) ways = plus(ways, left + (shut[at + 1] as number));
      shut[at] = ways;
      if (row < rows) ways = plus(ways, left + (anyway[at + wide] as number));
      anyway[at] = ways;
    }
  }
  return anyway;
}

function add(ways: Float64Array, at: number, bits: number): void {
  ways[at] = plus(ways[at] as number, bits);
}

/** log2 of the sum of two that are given by their log2. */
function plus(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b;
  if (b === Number.NEGATIVE_INFINITY) return a;
  const [more, less] = a > b ? [a, b] : [b, a];
  return more + Math.log2(1 + 2 ** (less - more));
}
