import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { WITHIN } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import { groupRows, groupSize, rowsIn } from '../tables/groups.ts';
import type { LastSearch } from './last-search.ts';

const CHANCE = 0.93;
/** An order is billed from its day on, within half a year. */
const EARLIEST = -7;
const LATEST = 200;
const FEWEST_BILLS = 2;
const MOST_BILLS = 12;
/** Less than this of an order is no reason to believe that the rest is still to come. */
const LEAST_BILLED = 0.2;

/**
 * An order that is billed in part: one row alone bears its number, and all postings that do are its vendor's bills and
 * come to less. What is missing is still to come, or was billed under another number; what is there is the order's.
 */
export function settleOpenOrders(search: LastSearch, settled: Settled, saidApart: SaidApart): void {
  const { keys } = search;
  const { sheet, ledger } = keys;
  const rows = groupRows(sheet.po, keys.pos.length);
  const bills = groupRows(ledger.po, keys.pos.length);
  for (let row = 0; row < sheet.count; row++) {
    const po = sheet.po[row] as number;
    if (po === 0 || settled.sheet[row] !== -1 || groupSize(rows, po) !== 1) continue;
    const size = groupSize(bills, po);
    if (size < FEWEST_BILLS || size > MOST_BILLS) continue;
    const all = Array.from(rowsIn(bills, po));
    if (all.some((bill) => settled.ledger[bill] !== -1 || saidApart(row, bill))) continue;
    if (!all.every((bill) => isBilled(search, row, bill)) || !isInPart(keys, row, all)) continue;
    settle(settled, { sheet: [row], ledger: all, stage: 'group', chance: CHANCE, runnerUp: -1, among: 0 });
  }
}

function isBilled({ keys, evidence, cluster }: LastSearch, row: number, bill: number): boolean {
  const { sheet, ledger } = keys;
  const vendor = cluster[sheet.party[row] as number] as number;
  const isItsOwn = vendor !== 0 && cluster[ledger.party[bill] as number] === vendor;
  if (!isItsOwn && evidence.names.level(row, bill) < WITHIN) return false;
  if (sheet.currency[row] !== ledger.currency[bill] || evidence.cancelled.ledger[bill] === 1) return false;
  const [project, other] = [sheet.project[row], ledger.project[bill]];
  if (project !== 0 && other !== 0 && project !== other) return false;
  const days = (ledger.day[bill] as number) - (sheet.day[row] as number);
  return days >= EARLIEST && days <= LATEST;
}

function isInPart({ sheet, ledger }: Keys, row: number, bills: readonly number[]): boolean {
  const own = sheet.amount[row] as number;
  const share = totalOf(ledger, bills) / own;
  return (
    share >= LEAST_BILLED && share < 1 && bills.every((bill) => (ledger.amount[bill] as number) * own > 0)
  );
}
