import type { Open } from '../reading/open.ts';
import { nearestFirst, partFinder } from '../sums/parts.ts';
import { insert } from '../sums/weighing.ts';
import { groupRows } from '../tables/groups.ts';
import { amountHabits } from './amount-habits.ts';
import type { LastSearch } from './last-search.ts';
import { missingPieces } from './missing-piece.ts';

/** The rows that fit best lead to others: to those that make up the amount with them, and to those of their project. */
const MOST_STRONG = 4;
const STRONG = -5;
const MOST_PROJECTS = 2;
const MOST_OF_PROJECT = 40;
const PROJECT_DAYS = 40;
/** Bits that a project says at most of a row once the whole is known to be of it. */
const MOST_GAIN = 6;

/** What may be parts of a row, the best first. */
export interface LastCandidates {
  rows: number[];
  /** log2 odds that each belongs to the whole, whatever its amount. */
  plain: number[];
  /** Projects of the rows that fit best, other than the whole's: its parts may all be of one of them. */
  projects: number[];
}

/** When little is open, more of it can be looked at for each row than before. */
export function lastCandidates(
  { keys, evidence, cluster, natural, alike, dates }: LastSearch,
  open: Open,
  which: 'sheet' | 'ledger',
) {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const finder = partFinder(keys, cluster, open, which, natural[other], alike[which], false);
  const { whole, parts } = finder;
  const taken = open[other];
  const cancelledWhole = evidence.cancelled[which];
  const cancelledParts = evidence.cancelled[other];
  const missing = missingPieces(keys, whole, parts, groupRows(parts.amountKey, keys.amounts + 1, taken));
  const byProject = groupRows(parts.project, keys.projects, taken);
  let count = 2;
  for (let row = 0; row < taken.length; row++) if (taken[row] === -1) count++;
  const prior = -Math.log2(count) + 1.5;
  const seen = new Int32Array(parts.count);
  let stamp = 0;
  let rows: number[] = [];
  let plain: number[] = [];

  const bitsOf =
    which === 'sheet'
      ? (target: number, row: number): number => prior + evidence.partContext(target, row, dates)
      : (target: number, row: number): number => prior + evidence.partContext(row, target, dates);

  /** Puts a row in its place among those that were offered. */
  function offer(target: number, row: number): void {
    if (seen[row] === stamp || taken[row] !== -1) return;
    seen[row] = stamp;
    if (cancelledParts[row] === 1 && cancelledWhole[target] === 0) return;
    if (parts.amount[row] === 0 || parts.currency[row] !== whole.currency[target]) return;
    insert(rows, plain, row, bitsOf(target, row));
  }

  /** The projects of rows that are not the whole's, and offers what is near to each row of these. */
  function otherProjects(target: number, leading: readonly number[]): number[] {
    const projects: number[] = [];
    for (const row of leading) {
      const project = parts.project[row] as number;
      if (project === 0 || project === whole.project[target] || projects.includes(project)) continue;
      if (projects.push(project) > MOST_PROJECTS) break;
      const day = parts.day[row] as number;
      const take = (near: number): void => offer(target, near);
      nearestFirst(byProject, project, parts.day, day, -PROJECT_DAYS, PROJECT_DAYS, take, MOST_OF_PROJECT);
    }
    return projects;
  }

  /**
   * Null where nothing fits.
   * @param fixed parts that are known already.
   * @param left what the others have to come to.
   * @param isWhole whether the amounts are explained as they are: then one missing piece is asked for, no more.
   */
  function candidatesFor(
    target: number,
    fixed: readonly number[],
    left: number,
    isWhole = false,
  ): LastCandidates | null {
    rows = [];
    plain = [];
    stamp++;
    for (const row of fixed) seen[row] = stamp;
    if (fixed.length > 0) {
      missing(target, left, 0, [], offer);
      if (isWhole) return rows.length === 0 ? null : { rows, plain, projects: [] };
    }
    for (const row of finder.of(target)) offer(target, row);
    const strong: number[] = [];
    for (let at = 0; at < Math.min(MOST_STRONG, rows.length); at++) {
      if ((plain[at] as number) >= STRONG) strong.push(rows[at] as number);
    }
    if (fixed.length === 0 && strong.length === 0) return null;
    missing(target, left, 1, strong, offer);
    const leading = [...fixed, ...strong];
    for (const row of finder.kinOf(target, leading)) offer(target, row);
    const projects = otherProjects(target, leading);
    return { rows, plain, projects };
  }

  /** log2 of how much likelier a row is to be of a project once the whole is known to be of it. */
  function gainOf(project: number): number {
    const size = (byProject.start[project + 1] as number) - (byProject.start[project] as number);
    return Math.max(0, Math.min(MOST_GAIN, Math.log2(count / (size + 1)) - 1));
  }

  const habitOf = amountHabits(keys, cluster, which, dates);
  return { whole, parts, candidatesFor, gainOf, habitOf };
}
