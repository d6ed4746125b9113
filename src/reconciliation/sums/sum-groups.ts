import { isForbidden } from '../evidence/evidence.ts';
import type { NaturalGroups } from '../evidence/natural-groups.ts';
import { runSums, runsButOne } from './run-sums.ts';
import { mendedMonth } from './statements.ts';
import type { Weighing } from './weighing.ts';

export interface Sum {
  target: number;
  parts: number[];
  score: number;
  chance: number;
  among: number;
}

/** What a sum needs to be taken: log2 odds, and so many bits before the next best. */
export interface Bar {
  score: number;
  margin: number;
  /** Whether only a vendor's own rows are looked at, where it has some. */
  isPlain: boolean;
}

/** Bits under which even the best of a group's rows does not belong to the target. */
const LEAST_GROUP_FIT = -7;

/** Which of the candidates a run is looked for among. */
interface Band {
  isOfProject: boolean;
  isAlike: boolean;
}

const ALIKE_OF_PROJECT: Band = { isOfProject: true, isAlike: true };
const PLAIN_BANDS: readonly Band[] = [
  { isOfProject: true, isAlike: false },
  { isOfProject: false, isAlike: false },
];
const BANDS: readonly Band[] = [...PLAIN_BANDS, ALIKE_OF_PROJECT];

/** Runs of fewer rows are searched through row by row. */
const LEAST_BUT_ONE = 5;
const LEAST_OF_NAME = 3;

/** Sums of more parts than are searched through: what belongs together by itself, and runs of neighbours. */
export function sumGroups(
  { whole, parts, bitsOf, isNamedAlike }: Weighing,
  natural: NaturalGroups,
  cluster: Int32Array,
  bar: Bar,
) {
  /** The target's vendor's rows, of its project alone where asked, with those whose vendor is spelt otherwise where asked. */
  function ofVendor(target: number, rows: readonly number[], { isOfProject, isAlike }: Band): number[] {
    const vendor = cluster[whole.party[target] as number] as number;
    if (vendor === 0) return [];
    const own: number[] = [];
    for (const row of rows) {
      if (isOfProject && parts.project[row] !== whole.project[target]) continue;
      if (cluster[parts.party[row] as number] === vendor || (isAlike && isNamedAlike(target, row)))
        own.push(row);
    }
    return own.sort((a, b) => a - b);
  }

  function named(target: number, rows: number[], score: number, among: number): Sum | null {
    if (score < bar.score) return null;
    // The best of them stands for all but where a person said of one that it is not the target's.
    if (rows.some((row) => isForbidden(bitsOf(target, row)))) return null;
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
    const mayBeOff = slack === 0 && !bar.isPlain;
    const group = natural.thatSums(rows, amount, slack, mayBeOff);
    if (group === null) return mayBeOff ? monthOf(target, rows, amount, exact) : null;
    const fine = Math.log2(2 * group.off + 1);
    const fit = Math.max(...group.rows.map((row) => bitsOf(target, row)));
    if (fit < LEAST_GROUP_FIT) return null;
    return named(target, group.rows, exact - fine - Math.log2(group.groups) + Math.min(3, fit), rows.length);
  }

  /** A statement that is not quite a vendor's month. */
  function monthOf(target: number, rows: readonly number[], amount: number, exact: number): Sum | null {
    const month = mendedMonth(parts, natural, rows, amount);
    if (month === null) return null;
    const fit = Math.max(...month.rows.map((row) => bitsOf(target, row)));
    if (fit < LEAST_GROUP_FIT) return null;
    return named(target, month.rows, exact - month.cost + Math.min(3, fit), rows.length);
  }

  /** More parts than the search goes through: all of a vendor's rows from one day to another. */
  function runOf(target: number, rows: readonly number[], amount: number, exact: number): Sum | null {
    if (exact - 2 * Math.log2(3) - 1 < bar.score + 1) return null;
    let inProject = 0;
    for (const band of bar.isPlain ? PLAIN_BANDS : BANDS) {
      // Of a statement's lines, most name the vendor as it does.
      if (band.isAlike && inProject < LEAST_OF_NAME) return null;
      const own = ofVendor(target, rows, band);
      if (band.isOfProject && !band.isAlike) inProject = own.length;
      else if (band.isAlike && own.length === inProject) continue;
      if (own.length < 3) continue;
      // A run is told by its two ends, however many rows it has.
      const score = exact - 2 * Math.log2(own.length) - 1;
      if (score < bar.score + 1) continue;
      const runs = runSums(
        own.map((row) => parts.amount[row] as number),
        amount,
        3,
      );
      const [run] = runs;
      if (run && runs.length === 1) {
        return named(target, own.slice(run.from, run.to), score, own.length);
      }
    }
    return bar.isPlain ? null : runButOne(target, rows, amount, exact);
  }

  /** The same of one project but for one row among them, which is another paper's. */
  function runButOne(target: number, rows: readonly number[], amount: number, exact: number): Sum | null {
    const own = ofVendor(target, rows, ALIKE_OF_PROJECT);
    const score = exact - 3 * Math.log2(own.length) - 1;
    if (own.length < LEAST_BUT_ONE || score < bar.score + 1) return null;
    const amounts = own.map((row) => parts.amount[row] as number);
    const [run, another] = runsButOne(amounts, amount, LEAST_BUT_ONE);
    if (run === undefined || another !== undefined) return null;
    const some = own.filter((_, at) => at >= run.from && at < run.to && at !== run.without);
    return named(target, some, score, own.length);
  }

  return { groupOf, runOf };
}
