import type { Keyed, Keys } from '../reading/keys.ts';
import { minorOf } from '../reading/text-amounts.ts';

/**
 * How a text tells the other side's amount: in its currency, by an amount of its own, by a share, or by two amounts that
 * account for its row's own: "gross 1,484.00 fees 43.94".
 */
export const ABROAD = 0;
export const BY_AMOUNT = 1;
export const BY_SHARE = 2;
export const ACCOUNTED = 3;
export type Kind = typeof ABROAD | typeof BY_AMOUNT | typeof BY_SHARE | typeof ACCOUNTED;
export const KINDS = [ABROAD, BY_AMOUNT, BY_SHARE, ACCOUNTED] as const;

/** A share of more than this is a part of a sum, and of that on another paper: of a half, the rest is as much. */
const MOST_OF_WHOLE = 0.4;
/** What a row is so many times is a price, of which it has as many. */
const MANY_TIMES = 12;

/** What a text makes of the other side's amount. */
export interface Claim {
  minor: number;
  currency: number;
  kind: Kind;
}

export interface Claims {
  /** None of most rows. */
  of(which: 'sheet' | 'ledger', row: number): readonly Claim[];
  /** 1 for rows whose texts name an amount or a share. */
  says: Record<'sheet' | 'ledger', Uint8Array>;
}

const NONE: readonly Claim[] = [];

/** Asks for what the texts of rows make of the other side's amounts. */
export function claimsIn(keys: Keys): Claims {
  const sides = { sheet: keys.sheet, ledger: keys.ledger };
  const known = { sheet: new Map<number, readonly Claim[]>(), ledger: new Map<number, readonly Claim[]>() };
  const says = { sheet: saying(keys, keys.sheet), ledger: saying(keys, keys.ledger) };
  return {
    says,
    of(which, row) {
      if (says[which][row] === 0) return NONE;
      let own = known[which].get(row);
      if (own === undefined) {
        own = claimsOf(keys, sides[which], row);
        known[which].set(row, own);
      }
      return own;
    },
  };
}

export const fitsClaim = ({ minor, currency }: Claim, side: Keyed, row: number): boolean =>
  minor === side.amount[row] && currency === side.currency[row];

function saying({ figures }: Keys, { count, text }: Keyed): Uint8Array {
  const says = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const { amounts, shares } = figures.of(text[row] as number);
    if (amounts.length > 0 || shares.length > 0) says[row] = 1;
  }
  return says;
}

/** What a row's text makes of its amount on the other side; each once. */
function claimsOf({ figures }: Keys, side: Keyed, row: number): readonly Claim[] {
  const { amounts, shares } = figures.of(side.text[row] as number);
  const own = side.amount[row] as number;
  const currency = side.currency[row] as number;
  const sign = own < 0 ? -1 : 1;
  const claims: Claim[] = [];
  const claim = (minor: number, kind: Kind, of = currency): void => {
    const isKnown = claims.some((one) => one.minor === minor && one.currency === of);
    if (minor * sign > 0 && !isKnown && (minor !== own || of !== currency))
      claims.push({ minor, currency: of, kind });
  };
  const accounted = accountedBy(
    amounts
      .filter((said) => said.currency === 0 || said.currency === currency)
      .map((said) => minorOf(said, side.unit[row] as number)),
    Math.abs(own),
  );
  if (accounted !== 0) claim(sign * accounted, ACCOUNTED);
  for (const said of accounted === 0 ? amounts : []) {
    if (said.currency === -1) continue;
    if (said.currency !== 0 && said.currency !== currency) {
      const abroad = sign * minorOf(said, said.unit);
      if (!Number.isNaN(abroad)) claim(abroad, ABROAD, said.currency);
      continue;
    }
    const minor = minorOf(said, side.unit[row] as number);
    if (Number.isNaN(minor) || isPrice(Math.abs(own) / minor)) continue;
    claim(sign * minor, BY_AMOUNT);
    claim(own + minor, BY_AMOUNT);
    claim(own - minor, BY_AMOUNT);
  }
  for (const part of shares) {
    if (part === 0 || part > MOST_OF_WHOLE) continue;
    for (const times of [1 + part, 1 - part, 1 / (1 + part), 1 / (1 - part)]) {
      const minor = Math.round(own * times);
      for (const off of [0, -1, 1]) claim(minor + off, BY_SHARE);
    }
  }
  return claims;
}

const isPrice = (times: number): boolean => times > 1 && times <= MANY_TIMES && Number.isInteger(times);

/** The larger of two amounts whose sum or difference is the row's own; 0 where there are none. */
function accountedBy(amounts: readonly number[], own: number): number {
  for (const [at, one] of amounts.entries()) {
    for (const other of amounts.slice(at + 1)) {
      if (one !== other && (Math.abs(one - other) === own || one + other === own))
        return Math.max(one, other);
    }
  }
  return 0;
}
