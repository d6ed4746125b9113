import type { Keys } from '../reading/keys.ts';
import { firstSince, groupRows, groupSize } from '../tables/groups.ts';
import { kinship, REVERSAL_DAYS } from './cancelled.ts';

/** What it says of a row and a posting that either was taken back on its own side. */
export interface TakenBack {
  /** Bits lost because one of the two is taken back: all where the other stayed for it. */
  bitsLost(sheetRow: number, ledgerRow: number): number;
  /** The posting that stood in for this one, and speaks for it and a row that stayed; else -1. */
  stoodInFor(sheetRow: number, ledgerRow: number): number;
}

interface StandIns {
  /** 1 for postings that are taken back while what they stood in for was posted too: nobody's counterpart. */
  isOne: Uint8Array;
  /** By posting: the one that stood in for it, or -1. */
  of: Int32Array;
}

/** Bits lost where one row is taken back on its own side and the other is not: an accrual is not the bill. */
const CANCELLED = 9;
/** Bits lost where the bill it stood in for is there too. */
const STAND_IN = 40;
/** A counterpart of either is looked for so many days around a row that is taken back. */
const COUNTERPART_DAYS = 20;
/** More postings of one amount than these are a price, and none stands in for another. */
const MOST_EQUAL = 12;

/** @param cancelled 1 for rows that another row of their own side takes back. */
export function takenBackOf(
  keys: Keys,
  cancelled: { sheet: Uint8Array; ledger: Uint8Array },
  cluster: Int32Array,
): TakenBack {
  const stood = standIns(keys, cancelled, cluster);
  const known = {
    sheet: undoneOnBoth(keys, cancelled, cluster, 'sheet'),
    ledger: undoneOnBoth(keys, cancelled, cluster, 'ledger'),
  };
  return {
    bitsLost(i, j) {
      if (cancelled.sheet[i] === cancelled.ledger[j] || known.sheet[i] === 1 || known.ledger[j] === 1)
        return 0;
      return stood.isOne[j] === 1 ? STAND_IN : CANCELLED;
    },
    stoodInFor: (i, j) => (cancelled.sheet[i] === 1 ? -1 : (stood.of[j] as number)),
  };
}

/**
 * 1 for rows that their own side takes back where the other side has the entry and its undoing as well, though it does
 * not say that they are one story: bought and returned, and not entered by mistake. Each has its counterpart.
 */
function undoneOnBoth(
  keys: Keys,
  cancelled: { sheet: Uint8Array; ledger: Uint8Array },
  cluster: Int32Array,
  which: 'sheet' | 'ledger',
): Uint8Array {
  const both = new Uint8Array(keys[which].count);
  if (!cancelled[which].includes(1)) return both;
  const side = keys[which];
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const theirs = keys[other];
  const byAmount = groupRows(theirs.amountKey, keys.amounts + 1);
  /** The first row of the other side that has that amount about the row's day and is not taken back there, or -1. */
  const counterpart = (row: number, amount: number, days: number): number => {
    const own = side.day[row] as number;
    const { start, rows } = byAmount;
    const first = firstSince(byAmount, amount, theirs.day, own - days);
    const end = Math.min(start[amount + 1] as number, first + MOST_EQUAL);
    for (let at = first; at < end; at++) {
      const one = rows[at] as number;
      if ((theirs.day[one] as number) > own + days) return -1;
      if (cancelled[other][one] === 0) return one;
    }
    return -1;
  };
  for (let row = 0; row < side.count; row++) {
    if (cancelled[which][row] !== 1) continue;
    const opposite = keys.amountKeyOf(-(side.amount[row] as number), side.currency[row] as number);
    if (opposite === 0) continue;
    const entry = counterpart(row, side.amountKey[row] as number, COUNTERPART_DAYS);
    const undoing = entry === -1 ? -1 : counterpart(row, opposite, 2 * COUNTERPART_DAYS);
    if (undoing !== -1 && kinship(theirs, entry, undoing, cluster) > 0) both[row] = 1;
  }
  return both;
}

/**
 * An accrual that is taken back stood in for the bill, and a line that was moved to another project for the first
 * entry: where a posting of that amount which nobody took back is there for every row that has it, the one that was
 * taken back is not the counterpart, and what it says of its story (day, project, name) speaks for the one that stayed.
 */
function standIns(
  { sheet, ledger, amounts }: Keys,
  cancelled: { sheet: Uint8Array; ledger: Uint8Array },
  cluster: Int32Array,
): StandIns {
  const isOne = new Uint8Array(ledger.count);
  const of = new Int32Array(ledger.count).fill(-1);
  if (!cancelled.ledger.includes(1)) return { isOne, of };
  const typed = groupRows(sheet.amountKey, amounts + 1);
  const posted = groupRows(ledger.amountKey, amounts + 1);
  for (let row = 0; row < ledger.count; row++) {
    const amount = ledger.amountKey[row] as number;
    if (cancelled.ledger[row] !== 1 || ledger.amount[row] === 0) continue;
    if (groupSize(posted, amount) > MOST_EQUAL) continue;
    const stayed: number[] = [];
    const end = posted.start[amount + 1] as number;
    for (let at = posted.start[amount] as number; at < end; at++) {
      const other = posted.rows[at] as number;
      if (cancelled.ledger[other] === 1) continue;
      if (Math.abs((ledger.day[other] as number) - (ledger.day[row] as number)) > REVERSAL_DAYS) continue;
      if (kinship(ledger, row, other, cluster) > 0) stayed.push(other);
    }
    if (stayed.length === 0) continue;
    let rows = 0;
    for (let at = typed.start[amount] as number; at < (typed.start[amount + 1] as number); at++)
      if (cancelled.sheet[typed.rows[at] as number] === 0) rows++;
    if (rows > stayed.length) continue;
    isOne[row] = 1;
    if (stayed.length === 1) of[stayed[0] as number] = row;
  }
  return { isOne, of };
}
