import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { isRound } from '../reading/whole-units.ts';
import { background } from '../tables/background.ts';
import { ABROAD, ACCOUNTED, BY_AMOUNT, type Claim, claimsIn, fitsClaim } from './claims.ts';
import type { Seeds } from './seeds.ts';
import { toldShares } from './told-shares.ts';

/** An amount with cents that only one row has is met by chance far less often than once in a list. */
const ODD = 1 / 8;
/** An amount that more postings name is a price or a fee that everybody pays: it tells nothing. */
const MOST_CLAIMING = 24;
const NOBODY: readonly number[] = [];
/** Of an amount abroad that the text names beside the row's own: a fee is less. */
const FEE = 0.5;
/** Bits of a sum of rows that a posting's text names, in the rows' currency. */
const TOLD_ABROAD = 8;

export interface ToldAmounts {
  /** What a row's text makes of its amount on the other side, in minor units of the row's currency; none by a share. */
  of(which: 'sheet' | 'ledger', row: number): readonly number[];
  /** Whether the text of the one names what the other's amount is, or what lies between them, to the cent. */
  isTold(sheetRow: number, ledgerRow: number): boolean;
  /**
   * Bits of the amounts of two rows, with what their texts say of them.
   * @param plain of the amounts alone.
   * @param same what they would be if the amounts were the same.
   */
  bits(
    sheetRow: number,
    ledgerRow: number,
    plain: number,
    isVendorKnown: boolean,
    same: (ledgerRow: number, isVendorKnown: boolean) => number,
  ): number;
  /** The same where the amount is in another currency than the row that names it. */
  isToldAbroad(sheetRow: number, ledgerRow: number): boolean;
  /** Bits of so much in another currency than a posting's being what it pays, as far as its text names that. */
  abroad(minor: number, currency: number, ledgerRow: number): number;
  /**
   * Calls back with the open postings whose texts name what the row's amount is.
   * @param isAbroad only those in another currency.
   */
  postings(sheetRow: number, isAbroad: boolean, offer: (posting: number) => void): void;
  /** By the amounts that the row's text makes of its own. */
  keysOf(sheetRow: number): readonly number[];
}

/**
 * An amount that a text names is seldom there by chance: "gross 4,679.38 fees 136.00", "2,285.54 EUR", "incl. freight
 * 14.95", "less 10 %". Where it makes the row's amount the other side's, they are likely one transaction. How often it
 * does is learned from pairs of one number whose amounts were not looked at.
 */
export function toldAmounts(keys: Keys, byNumber: Seeds, open: Open): ToldAmounts {
  const { sheet, ledger } = keys;
  const sides = { sheet, ledger };
  const claiming = claimsIn(keys);
  const { of: claims, says } = claiming;
  const share = toldShares(keys, claiming, byNumber);
  const deniedAbroad = Math.log2(1 - (share[ABROAD] as number));
  const frequency = {
    sheet: frequencyOf(keys, sheet, open.sheet),
    ledger: frequencyOf(keys, ledger, open.ledger),
  };
  const byClaim = new Map<number, number[]>();
  const byClaimAbroad = new Map<number, number[]>();
  for (let j = 0; j < ledger.count; j++) {
    if (open.ledger[j] !== -1) continue;
    for (const { minor, currency, kind } of claims('ledger', j)) {
      const key = keys.amountKeyOf(minor, currency);
      if (key === 0) continue;
      append(byClaim, key, j);
      if (kind === ABROAD) append(byClaimAbroad, key, j);
    }
  }

  /** Bits of one text's claims against the other's amount; null where none is it. */
  function told(own: readonly Claim[], which: 'sheet' | 'ledger', row: number): number | null {
    const claim = own.find((one) => fitsClaim(one, sides[which], row));
    if (claim === undefined) return null;
    return Math.log2((share[claim.kind] as number) / (frequency[which](row) * own.length));
  }

  /** Bits lost where a text names an amount in the other's currency, and another one. */
  function denied(own: readonly Claim[], side: Keyed, row: number): number {
    const amount = Math.abs(side.amount[row] as number);
    const isOther = own.some(
      ({ kind, currency, minor }) =>
        kind === ABROAD && currency === side.currency[row] && Math.abs(minor) >= FEE * amount,
    );
    return isOther ? deniedAbroad : 0;
  }

  const isTold = (i: number, j: number): boolean =>
    (says.sheet[i] === 1 || says.ledger[j] === 1) &&
    (claims('sheet', i).some((claim) => fitsClaim(claim, ledger, j)) ||
      claims('ledger', j).some((claim) => fitsClaim(claim, sheet, i)));

  return {
    isTold,
    isToldAbroad: (i, j) => sheet.currency[i] !== ledger.currency[j] && isTold(i, j),
    of: (which, row) =>
      claims(which, row).flatMap(({ kind, minor }) =>
        kind === BY_AMOUNT || kind === ACCOUNTED ? [minor] : [],
      ),
    bits(i, j, plain, isVendorKnown, same) {
      if (says.sheet[i] === 0 && says.ledger[j] === 0) return plain;
      const [ours, theirs] = [claims('sheet', i), claims('ledger', j)];
      const best = Math.max(told(ours, 'ledger', j) ?? -Infinity, told(theirs, 'sheet', i) ?? -Infinity);
      if (best > -Infinity) return Math.max(plain, Math.min(best, same(j, isVendorKnown) - Math.log2(ODD)));
      return plain + denied(ours, ledger, j) + denied(theirs, sheet, i);
    },
    abroad(minor, currency, j) {
      const named = claims('ledger', j).filter((one) => one.kind === ABROAD && one.currency === currency);
      if (named.some((one) => one.minor === minor)) return TOLD_ABROAD;
      return named.some((one) => Math.abs(one.minor) >= FEE * Math.abs(minor)) ? deniedAbroad : 0;
    },
    postings(i, isAbroad, offer) {
      const found = (isAbroad ? byClaimAbroad : byClaim).get(sheet.amountKey[i] as number) ?? NOBODY;
      if (found.length <= MOST_CLAIMING) for (const j of found) offer(j);
    },
    keysOf: (i) =>
      claims('sheet', i).flatMap(({ minor, currency }) => {
        const key = keys.amountKeyOf(minor, currency);
        return key === 0 ? [] : [key];
      }),
  };
}

function append(map: Map<number, number[]>, key: number, row: number): void {
  const rows = map.get(key);
  if (rows) rows.push(row);
  else map.set(key, [row]);
}

/** Asks for the share of the open rows that have a row's amount. */
function frequencyOf(keys: Keys, side: Keyed, taken: Int32Array): (row: number) => number {
  const counts = new Int32Array(keys.amounts + 1);
  let open = background(side.count);
  for (let row = 0; row < side.count; row++) {
    if (taken[row] !== -1) continue;
    const key = side.amountKey[row] as number;
    counts[key] = (counts[key] as number) + 1;
    open++;
  }
  return (row) => {
    const count = counts[side.amountKey[row] as number] as number;
    return (count > 1 || isRound(side.amount[row] as number) ? Math.max(1, count) : ODD) / (open + 1);
  };
}
