import { namedVendor } from '../evidence/named-vendors.ts';
import type { Paper } from '../evidence/papers.ts';
import type { SaidApart } from '../evidence/taught.ts';
import type { Settled } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { vendorWords } from '../reading/vendor-key.ts';

/** Both payments of a bill are made within so many days. */
const MOST_DAYS = 45;

/**
 * What was paid of a bill to another vendor, the one's supplier: a posting, of the same project and near in time, of just
 * what the bill's own falls short by, where the text of either names the other's vendor and the other side has nothing of
 * that posting's own number. The same with the sides changed. Of several such none is told, and null is given.
 */
export function paidToOthers(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  saidApart: SaidApart,
): (paper: Paper) => Paper | null {
  const byAmount: Partial<Record<'sheet' | 'ledger', Map<number, number[]>>> = {};

  /** Whether the row's text has all words of the name that another of its side gives its vendor. */
  function names(side: Keyed, row: number, other: number): boolean {
    const said = new Set(vendorWords(keys.texts[side.text[row] as number] as string));
    return (keys.parties[side.party[other] as number] as string).split(' ').every((word) => said.has(word));
  }

  function isKnownTo(theirs: Keyed, number: number, vendor: number): boolean {
    if (number === 0) return false;
    for (let row = 0; row < theirs.count; row++)
      if (theirs.number[row] === number && namedVendor(cluster, theirs, row) === vendor) return true;
    return false;
  }

  return ({ sheet, ledger }) => {
    const [i, j] = [sheet[0] as number, ledger[0] as number];
    const [ours, theirs] = [keys.sheet.amount[i] as number, keys.ledger.amount[j] as number];
    if (ours * theirs <= 0 || ours === theirs) return null;
    const which = Math.abs(ours) > Math.abs(theirs) ? 'ledger' : 'sheet';
    const [side, own, whole] = which === 'ledger' ? [keys.ledger, j, i] : [keys.sheet, i, j];
    const rest = which === 'ledger' ? ours - theirs : theirs - ours;
    byAmount[which] ??= openBy(side, settled[which], (row) => side.amount[row] as number);
    const fitting = (byAmount[which]?.get(rest) ?? []).filter((row) => {
      const vendor = namedVendor(cluster, side, row);
      return (
        settled[which][row] === -1 &&
        vendor !== 0 &&
        vendor !== namedVendor(cluster, side, own) &&
        side.currency[row] === side.currency[own] &&
        side.project[row] === side.project[own] &&
        Math.abs((side.day[row] as number) - (side.day[own] as number)) <= MOST_DAYS &&
        (names(side, row, own) || names(side, own, row)) &&
        !isKnownTo(keys[which === 'ledger' ? 'sheet' : 'ledger'], side.number[row] as number, vendor) &&
        !(which === 'ledger' ? saidApart(whole, row) : saidApart(row, whole))
      );
    });
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) return null;
    const both = [own, only].sort((a, b) => a - b);
    return which === 'ledger' ? { sheet, ledger: both } : { sheet: both, ledger };
  };
}
