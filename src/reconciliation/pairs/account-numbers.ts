import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';

/** So many pairs of one number and amount show that it comes again. */
const ENOUGH = 2;
/** Bills of one account are so many days apart at least; lines of one document are not. */
const LEAST_GAP = 6;

/** What the pairs of a number show: how many days they are apart, and how many it usually is to the next of them. */
interface Account {
  least: number;
  most: number;
  gap: number;
}

/**
 * A customer's or a contract's number stands on every bill of it: it says whose they are, and the day says which. Whether
 * a row and a posting of such a number and of unequal amounts are of two times: further off than the pairs of the number
 * by more than half the way from one to the next of them.
 */
export function ofAnotherTime(
  { sheet, ledger }: Keys,
  cluster: Int32Array,
  { links }: Settled,
): (sheetRow: number, ledgerRow: number) => boolean {
  /** Everybody counts from one: a number is an account's of one vendor. */
  const accountOf = (i: number): number =>
    (sheet.number[i] as number) * cluster.length + (cluster[sheet.party[i] as number] as number);
  const pairs = new Map<number, [number, number][]>();
  for (const { sheet: rows, ledger: postings } of links) {
    const [i, j] = [rows[0] as number, postings[0] as number];
    const number = sheet.number[i] as number;
    if (rows.length > 1 || postings.length > 1 || number === 0 || number !== ledger.number[j]) continue;
    if (sheet.amountKey[i] !== ledger.amountKey[j]) continue;
    const account = accountOf(i);
    const known = pairs.get(account);
    if (known) known.push([i, j]);
    else pairs.set(account, [[i, j]]);
  }
  const accounts = new Map<number, Account>();
  for (const [account, own] of pairs) {
    if (own.length < ENOUGH) continue;
    const days = own.map(([i]) => sheet.day[i] as number).sort((a, b) => a - b);
    const gaps = days.slice(1).map((day, at) => day - (days[at] as number));
    if (gaps.some((gap) => gap < LEAST_GAP)) continue;
    const apart = own.map(([i, j]) => (ledger.day[j] as number) - (sheet.day[i] as number));
    const gap = gaps.sort((a, b) => a - b)[gaps.length >> 1] as number;
    accounts.set(account, { least: Math.min(...apart), most: Math.max(...apart), gap });
  }
  return (i, j) => {
    const number = sheet.number[i] as number;
    if (number === 0 || number !== ledger.number[j] || sheet.amountKey[i] === ledger.amountKey[j])
      return false;
    const account = accounts.get(accountOf(i));
    if (account === undefined) return false;
    const apart = (ledger.day[j] as number) - (sheet.day[i] as number);
    return Math.max(apart - account.most, account.least - apart) > account.gap / 2;
  };
}
