import { isWithMore } from '../evidence/copies.ts';
import type { SaidApart } from '../evidence/taught.ts';
import type { Settled } from '../links.ts';
import { fitsRate, type Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';
import { mayBeTakenIn, takeIn } from './taking-in.ts';

/** A rest is released within about a year; what came long before is no part of it. */
const EARLIEST = -30;
const LATEST = 400;
const SHORTEST_NUMBER = 3;
/** Tax on top, at most. */
const MOST_OF_WHOLE = 1.3;

/**
 * A row and a posting that belong together and differ, and postings left over that are of the same document, its number
 * with a letter more, or the same order: freight on its own line, retainage released, the rest of an order. They are
 * taken in where they make the sum right, and all bills of an order where it is not finished yet.
 */
export function completeMatches(
  keys: Keys,
  rates: readonly Rate[],
  cluster: Int32Array,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const byOrder = openBy(ledger, settled.ledger, (row) => ledger.po[row] as number);
  const byVendor = openBy(ledger, settled.ledger, (row) => cluster[ledger.party[row] as number] as number);
  const rowsOfOrder = countBy(sheet.po, keys.pos.length);
  for (const link of settled.links) {
    if (link.stage === 'taught' || link.stage === 'certain' || link.sheet.length !== 1) continue;
    const i = link.sheet[0] as number;
    const j = link.ledger[0] as number;
    const total = totalOf(ledger, link.ledger);
    const row = sheet.amount[i] as number;
    if (total === row || row <= 0 || total <= 0 || ledger.currency[j] !== sheet.currency[i]) continue;
    const order = (sheet.po[i] as number) || (ledger.po[j] as number);
    const vendor = cluster[ledger.party[j] as number] as number;
    const isOpen = (other: number): boolean =>
      (ledger.amount[other] as number) > 0 &&
      isNear(ledger, j, other) &&
      mayBeTakenIn(keys, settled, saidApart, link, 'ledger', other);
    const ofOrder = order === 0 ? [] : (byOrder.get(order) ?? []).filter(isOpen);
    const ofDocument = (vendor === 0 ? [] : (byVendor.get(vendor) ?? [])).filter(
      (other) =>
        isOpen(other) && isOfDocument(keys, ledger.number[j] as number, ledger.number[other] as number),
    );
    const likely = [...new Set([...ofDocument, ...ofOrder])].sort((a, b) => a - b);
    if (likely.length === 0) continue;
    const makesRight = (some: readonly number[]): boolean => {
      const more = totalOf(ledger, some);
      // Goods may be taxed where their freight is not.
      return total + more === row || isRight(rates, row, total + more) || isRight(rates, row - more, total);
    };
    const single = likely.filter((other) => makesRight([other]));
    if (single.length === 1) takeIn(settled, link, 'ledger', single);
    else if (likely.length > 1 && makesRight(likely)) takeIn(settled, link, 'ledger', likely);
    else if (ofOrder.length > 0 && rowsOfOrder[order] === 1 && !isRight(rates, row, total)) {
      const all = total + totalOf(ledger, ofOrder);
      if (all <= MOST_OF_WHOLE * row) takeIn(settled, link, 'ledger', ofOrder);
    }
  }
}

function isRight(rates: readonly Rate[], row: number, total: number): boolean {
  return rates.some((rate) => rate.isTax && fitsRate(rate, row, total));
}

function isNear({ day }: Keyed, posting: number, other: number): boolean {
  const apart = (day[other] as number) - (day[posting] as number);
  return apart >= EARLIEST && apart <= LATEST;
}

/** The same number, or the one with a letter more: "0573" and "0573-R". */
function isOfDocument({ numbers }: Keys, own: number, other: number): boolean {
  if (own === 0 || other === 0) return false;
  const [number, longer] = [numbers[own] as string, numbers[other] as string];
  if (number.length < SHORTEST_NUMBER) return own === other;
  return isWithMore(number, longer);
}

function countBy(values: Int32Array, distinct: number): Int32Array {
  const counts = new Int32Array(distinct);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  return counts;
}
