import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';
import { groupRows } from '../tables/groups.ts';
import type { Extras } from './runs.ts';

/** With more rows that name nobody about, one or two of them make up any sum. */
const MOST = 14;

/** The sheet's open rows that name nobody known, of one project: alone or two together, by what they come to. */
export function namelessIn(
  { sheet, ledger, projects }: Keys,
  cluster: Int32Array,
  open: Open,
): (
  project: number,
  currency: number,
  from: number,
  to: number,
  without: readonly number[],
) => Extras | null {
  const isKnown = new Uint8Array(cluster.length);
  for (let row = 0; row < ledger.count; row++) isKnown[cluster[ledger.party[row] as number] as number] = 1;
  // A posting that names nobody makes nobody known.
  isKnown[0] = 0;
  const taken = open.sheet.slice();
  for (let row = 0; row < sheet.count; row++) {
    const isNameless = sheet.fromText[row] === 1 || sheet.party[row] === 0;
    if (!isNameless || isKnown[cluster[sheet.party[row] as number] as number] === 1) taken[row] = 0;
  }
  const { start, rows } = groupRows(sheet.project, projects, taken);
  return (project, currency, from, to, without) => {
    if (project === 0) return null;
    const near: number[] = [];
    for (let at = start[project] as number; at < (start[project + 1] as number); at++) {
      const row = rows[at] as number;
      const day = sheet.day[row] as number;
      if (day < from || day > to || sheet.currency[row] !== currency || without.includes(row)) continue;
      if (near.push(row) > MOST) return null;
    }
    if (near.length === 0) return null;
    const byAmount = new Map<number, readonly number[] | null>();
    const offer = (...some: number[]): void => {
      const sum = totalOf(sheet, some);
      byAmount.set(sum, byAmount.has(sum) ? null : some);
    };
    for (const [at, row] of near.entries()) {
      offer(row);
      for (const other of near.slice(at + 1)) offer(row, other);
    }
    return { byAmount, cost: 1 + Math.log2(byAmount.size) };
  };
}
