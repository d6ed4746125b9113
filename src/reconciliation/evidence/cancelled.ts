import type { Keyed } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';

/** Accruals are taken back within a month or two, mistakes sooner. */
export const REVERSAL_DAYS = 100;

/** Days that it outweighs where two rows name two codes, two vendors (or one that was misread), and one of them no code. */
const OTHER_CODE = 120;
const OTHER_VENDOR = 60;
const NO_CODE = 30;
/** What an entry is further away than its days, of those that one row may take back. */
const AFTER = 100;
const SAME_DAY = 40;
/** Kin that bear one number. */
const ONE_NUMBER = 3;

/** How much two rows of one side have in common besides their amount; 0 where they cannot be one story. */
export function kinship(side: Keyed, row: number, other: number, cluster: Int32Array): number {
  const a = cluster[side.party[row] as number] as number;
  const b = cluster[side.party[other] as number] as number;
  const numbered = side.number[row] !== 0 && side.number[row] === side.number[other];
  if (numbered) return 3;
  if (a !== 0 && a === b) return 2;
  if (side.text[row] !== 0 && side.text[row] === side.text[other]) return 2;
  const sameCodes =
    side.project[row] === side.project[other] && side.accountName[row] === side.accountName[other];
  if (sameCodes && side.type[row] !== 0 && side.type[row] === side.type[other] && side.project[row] !== 0)
    return 2;
  const bothNamed = a !== 0 && b !== 0 && side.fromText[row] === 0 && side.fromText[other] === 0;
  return bothNamed ? 0 : 1;
}

/** In days: how much two rows of one side differ in whom they name and what they were booked to. */
function unlikeness(side: Keyed, row: number, other: number, cluster: Int32Array): number {
  const isOfOne = cluster[side.party[row] as number] === cluster[side.party[other] as number];
  let unlike = isOfOne ? 0 : OTHER_VENDOR;
  for (const column of [side.project, side.class, side.accountName, side.po]) {
    const [a, b] = [column[row] as number, column[other] as number];
    if (a !== b) unlike += a === 0 || b === 0 ? NO_CODE : OTHER_CODE;
  }
  return unlike;
}

export interface CancelPair {
  /** The earlier row. */
  row: number;
  other: number;
}

/**
 * Rows of one side that take each other back: same amount with the other sign, same story. Each row once, the nearest of
 * kin first, so that of an accrual, its reversal and the bill itself, the bill is not taken for the accrual; of equal kin
 * what was booked alike, so that of a bill, its credit and the bill on another job, the right one stays.
 * @param areAlike whether two parties' names are one but for a slip.
 */
export function cancelPairs(
  side: Keyed,
  open: Int32Array,
  cluster: Int32Array,
  leastKin: number,
  areAlike: (party: number, other: number) => boolean = () => false,
): CancelPair[] {
  const sizes = pairTable();
  const negatives = new Map<number, number[]>();
  for (let row = 0; row < side.count; row++) {
    if (open[row] !== -1 || (side.amount[row] as number) >= 0) continue;
    const size = sizes.idOf(-(side.amount[row] as number), side.currency[row] as number);
    const rows = negatives.get(size);
    if (rows) rows.push(row);
    else negatives.set(size, [row]);
  }
  const pairs: { row: number; other: number; score: number }[] = [];
  for (let row = 0; row < side.count; row++) {
    if (open[row] !== -1 || (side.amount[row] as number) <= 0) continue;
    const size = sizes.find(side.amount[row] as number, side.currency[row] as number);
    for (const other of (size === 0 ? undefined : negatives.get(size)) ?? []) {
      const apart = (side.day[other] as number) - (side.day[row] as number);
      if (Math.abs(apart) > REVERSAL_DAYS) continue;
      const isSlip = (): boolean => areAlike(side.party[row] as number, side.party[other] as number);
      const kin = kinship(side, row, other, cluster) || (isSlip() ? 1 : 0);
      if (kin < leastKin) continue;
      const sameType = side.type[row] === side.type[other] ? 500 : 0;
      // What is taken back came before; what bears its number and came on the day itself may have come after it.
      const order = apart < 0 ? AFTER : apart === 0 && kin >= ONE_NUMBER ? SAME_DAY : 0;
      const away = Math.abs(apart) + order + unlikeness(side, row, other, cluster);
      pairs.push({ row, other, score: kin * 1000 + sameType - away });
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.row - b.row || a.other - b.other);
  const used = new Set<number>();
  const found: CancelPair[] = [];
  for (const { row, other } of pairs) {
    if (used.has(row) || used.has(other)) continue;
    used.add(row).add(other);
    found.push({ row: Math.min(row, other), other: Math.max(row, other) });
  }
  return found;
}

/** 1 for rows that another row of their side seems to take back. */
export function cancelledRows(side: Keyed, open: Int32Array, cluster: Int32Array): Uint8Array {
  const cancelled = new Uint8Array(side.count);
  for (const { row, other } of cancelPairs(side, open, cluster, 2)) {
    cancelled[row] = 1;
    cancelled[other] = 1;
  }
  return cancelled;
}
