import type { Link, Settled } from '../links.ts';
import { NAMES_TAX } from '../rates/says-tax.ts';
import type { Keys } from '../reading/keys.ts';
import { toldOf } from './told.ts';

/** Of the pairs that are so far apart, so many must say why: what few say of themselves is their own. */
const MOSTLY = 0.5;
/** Shares are told from one another so finely. */
const GRAIN = 1000;

/** Asks whether something else than a tax lies between the two sides of a match. */
export type IsOtherwise = (link: Link, sheetMinor: number, ledgerMinor: number) => boolean;

/**
 * A text that names what lies between the two sides, as an amount or a share, and no tax, names another reason: a fee, a
 * discount, what was kept back. And where most pairs that are as far apart name one, it is the reason of those as well that
 * name none.
 */
export function otherReasons(keys: Keys, settled: Settled): IsOtherwise {
  const { sheet, ledger } = keys;
  const named = new Map<number, { pairs: number; otherwise: number }>();
  const isNamed = (link: Link): boolean => {
    const told = toldOf(keys, link);
    return told !== null && !NAMES_TAX.test(told.text);
  };
  for (const link of settled.links) {
    if (link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const [i, j] = [link.sheet[0] as number, link.ledger[0] as number];
    if (sheet.currency[i] !== ledger.currency[j]) continue;
    const share = shareOf(sheet.amount[i] as number, ledger.amount[j] as number);
    if (share === null) continue;
    const own = named.get(share) ?? { pairs: 0, otherwise: 0 };
    named.set(share, own);
    own.pairs++;
    if (isNamed(link)) own.otherwise++;
  }
  return (link, sheetMinor, ledgerMinor) => {
    if (isNamed(link)) return true;
    const share = shareOf(sheetMinor, ledgerMinor);
    const own = share === null ? undefined : named.get(share);
    return own !== undefined && own.otherwise >= 1 && own.otherwise >= MOSTLY * own.pairs;
  };
}

/** What the posting is of its row, in thousandths, where it is so to the cent; null where it is not, or where they are the same. */
function shareOf(sheetMinor: number, ledgerMinor: number): number | null {
  if (sheetMinor === ledgerMinor || sheetMinor === 0) return null;
  const share = Math.round((GRAIN * ledgerMinor) / sheetMinor);
  return Math.abs((sheetMinor * share) / GRAIN - ledgerMinor) <= 1 ? share : null;
}
