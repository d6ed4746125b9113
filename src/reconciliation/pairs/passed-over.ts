import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';

/** So many pairs of the same price between a row and a posting show that each time has its own. */
const ENOUGH = 2;

/**
 * Whether a row and a posting of a price that comes again lie so far apart that others of the same vendor, amount and
 * project, both typed and posted, lie between them: the row's own time was not posted, and the posting's not typed.
 */
export function passedOver(
  { sheet, ledger, amounts }: Keys,
  cluster: Int32Array,
  { links }: Settled,
): (sheetRow: number, ledgerRow: number) => boolean {
  const prices = pairTable(links.length);
  const priceOf = (row: number, idOf: (first: number, second: number) => number): number =>
    idOf(
      (cluster[sheet.party[row] as number] as number) * (amounts + 1) + (sheet.amountKey[row] as number),
      sheet.project[row] as number,
    );
  const between: { from: number; to: number }[][] = [];
  for (const { sheet: rows, ledger: postings } of links) {
    const [row, posting] = [rows[0] as number, postings[0] as number];
    if (rows.length > 1 || postings.length > 1 || sheet.amountKey[row] !== ledger.amountKey[posting])
      continue;
    const [one, other] = [sheet.day[row] as number, ledger.day[posting] as number];
    const price = priceOf(row, prices.idOf);
    const known = between[price] ?? [];
    between[price] = known;
    known.push({ from: Math.min(one, other), to: Math.max(one, other) });
  }
  return (i, j) => {
    if (sheet.amountKey[i] !== ledger.amountKey[j] || sheet.party[i] === 0) return false;
    if (sheet.number[i] !== 0 && sheet.number[i] === ledger.number[j]) return false;
    const own = between[priceOf(i, prices.find)];
    if (own === undefined) return false;
    const [one, other] = [sheet.day[i] as number, ledger.day[j] as number];
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    return own.filter(({ from, to }) => from > first && to < last).length >= ENOUGH;
  };
}
