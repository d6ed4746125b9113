import { areOfOneVendor } from '../evidence/named-vendors.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { fitsRate, type Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';

const CHANCE = 0.995;
/** Documents of one list are of one order book: further apart, a number has come round again. */
const MOST_DAYS = 200;

/**
 * Rows that list several numbers or orders, and the other side's rows that carry these, where both come to the same: a
 * month's orders on one bill, or one row for several bills.
 */
export function settleListed(
  keys: Keys,
  cluster: Int32Array,
  rates: readonly Rate[],
  settled: Settled,
  saidApart: SaidApart,
): void {
  for (const which of ['ledger', 'sheet'] as const) {
    for (const column of ['number', 'po'] as const) {
      const [whole, parts] =
        which === 'ledger' ? [keys.ledger, keys.sheet] : ([keys.sheet, keys.ledger] as const);
      const { [column]: listed } = whole.listed;
      if (listed.size === 0) continue;
      const carrying = openBy(
        parts,
        which === 'ledger' ? settled.sheet : settled.ledger,
        (row) => parts[column][row] as number,
      );
      for (const [row, numbers] of listed) {
        if (settled[which][row] !== -1) continue;
        const found = numbers.flatMap((number) => carrying.get(number) ?? []);
        const rows = found.filter((part) => fits(cluster, whole, row, parts, part)).sort((a, b) => a - b);
        if (rows.length === 0) continue;
        const [sheet, ledger] = which === 'ledger' ? [rows, [row]] : [[row], rows];
        if (sheet.some((i) => settled.sheet[i] !== -1 || ledger.some((j) => saidApart(i, j)))) continue;
        if (ledger.some((j) => settled.ledger[j] !== -1) || !areEqual(keys, rates, sheet, ledger)) continue;
        settle(settled, { sheet, ledger, stage: 'group', chance: CHANCE, runnerUp: -1, among: 0 });
      }
    }
  }
}

function fits(cluster: Int32Array, whole: Keyed, row: number, parts: Keyed, part: number): boolean {
  if (!areOfOneVendor(cluster, whole, row, parts, part)) return false;
  if (whole.currency[row] !== parts.currency[part] || parts.amount[part] === 0) return false;
  return Math.abs((whole.day[row] as number) - (parts.day[part] as number)) <= MOST_DAYS;
}

function areEqual(
  { sheet, ledger }: Keys,
  rates: readonly Rate[],
  rows: readonly number[],
  postings: readonly number[],
): boolean {
  const total = totalOf(sheet, rows);
  const posted = totalOf(ledger, postings);
  if (total === 0 || posted === 0) return false;
  return total === posted || rates.some((rate) => fitsRate(rate, total, posted));
}
