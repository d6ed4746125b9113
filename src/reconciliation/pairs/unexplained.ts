import { CLOSE, FAR, NEAR } from '../evidence/amount-relations.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Link, Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';

/** Bits that days may say less than those of the pairs that are found; each beyond takes so many once more. */
const AS_USUAL = 1;
const LESS_USUAL = 0.6;
/** Bits that a large difference takes. */
const LARGE = 1;
/** Bits of days that are met more seldom among pairs than among any two rows. */
const AGAINST = -1;

/** Parts of a whole that are agreed on: twentieths and thirds. */
const PARTS = [...Array.from({ length: 19 }, (_, at) => (at + 1) / 20), 1 / 3, 2 / 3];

/** Whether one amount is an agreed part of the other, or as much more: a deposit, what was kept back, a surcharge. */
export function isAgreedPart(a: number, b: number): boolean {
  const [less, more] = Math.abs(a) < Math.abs(b) ? [Math.abs(a), Math.abs(b)] : [Math.abs(b), Math.abs(a)];
  return PARTS.some((part) => Math.abs(more * part - less) <= 1 || Math.abs(less * (1 + part) - more) <= 1);
}

/**
 * Whether two amounts differ by what nothing explains: no rate and no agreed part, and neither a number, an order nor a
 * text that names the amount says that they are of one document.
 */
export function isUnexplained(
  { sheet, ledger }: Keys,
  { amounts, numbers, po }: Evidence,
  i: number,
  j: number,
): boolean {
  const relation = amounts.relation(i, j);
  if (relation !== CLOSE && relation !== NEAR && relation !== FAR) return false;
  if (sheet.currency[i] !== ledger.currency[j]) return false;
  if (numbers.bits(i, j) > 0 || po.bits(i, j, false) > 0 || amounts.told.isTold(i, j)) return false;
  return !isAgreedPart(sheet.amount[i] as number, ledger.amount[j] as number);
}

/** What is known of pairs of amounts that nothing explains. */
export interface Unexplained {
  /** Whether such a pair lies on days that speak against it: of two bills of one vendor, another month's comes as near. */
  isOfAnotherTime(sheetRow: number, ledgerRow: number): boolean;
  /** Takes from the chances of such pairs for how far they are from what is usual, in amount and in time. */
  weaken(links: readonly Link[]): void;
}

/**
 * Amounts that nothing explains: on the days a bill is always posted, it is the row with another price; weeks off, the
 * vendor's next or last bill comes as near.
 */
export function unexplained(keys: Keys, evidence: Evidence, settled: Settled): Unexplained {
  const usual = usualDays(keys, evidence, settled);
  return {
    isOfAnotherTime: (i, j) => evidence.days.bits(i, j) < AGAINST && isUnexplained(keys, evidence, i, j),
    weaken(links) {
      for (const link of links) {
        const [i, j] = [link.sheet[0] as number, link.ledger[0] as number];
        if (!isUnexplained(keys, evidence, i, j)) continue;
        const late = LESS_USUAL * Math.max(0, usual - AS_USUAL - evidence.days.bits(i, j));
        const large = evidence.amounts.relation(i, j) === FAR ? LARGE : 0;
        const odds = (link.chance / Math.max(1e-9, 1 - link.chance)) * 2 ** -(late + large);
        link.chance = odds / (1 + odds);
      }
    },
  };
}

/** What the days of the pairs that are found say on average. */
function usualDays({ sheet, ledger }: Keys, { days }: Evidence, { links }: Settled): number {
  let [pairs, sum] = [0, 0];
  for (const { sheet: rows, ledger: postings } of links) {
    const [i, j] = [rows[0] as number, postings[0] as number];
    if (rows.length > 1 || postings.length > 1 || sheet.amountKey[i] !== ledger.amountKey[j]) continue;
    sum += days.bits(i, j);
    pairs++;
  }
  return pairs === 0 ? 0 : sum / pairs;
}
