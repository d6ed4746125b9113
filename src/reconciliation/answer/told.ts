import type { Link } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { minorOf, type SaidFigures } from '../reading/text-amounts.ts';
import { totalOf } from '../reading/total.ts';

/** What a text names that makes the two sides of a match one. */
export interface Told {
  by: 'memo' | 'description';
  what: Named;
  text: string;
}

/** An amount in minor units of a currency, or a share of the one side or the other: 0.1 for "10 %". */
export type Named = { minor: number; currency: number } | { share: number };

/** One side of a match: what it comes to, and in which currency. */
interface Total {
  minor: number;
  currency: number;
  unit: number;
}

/**
 * The amount or share that the text of the one posting (or the one row) of a match names, and that is what the other side
 * comes to or what lies between them; null where they come to the same or no text names it.
 */
export function toldOf(keys: Keys, link: Link): Told | null {
  const ours = comesTo(keys.sheet, link.sheet);
  const theirs = comesTo(keys.ledger, link.ledger);
  if (ours === null || theirs === null) return null;
  if (ours.currency === theirs.currency && ours.minor === theirs.minor) return null;
  const ask = (
    side: Keyed,
    rows: readonly number[],
    own: Total,
    other: Total,
    by: Told['by'],
  ): Told | null => {
    const text = rows.length === 1 ? (side.text[rows[0] as number] as number) : 0;
    const what = text === 0 ? null : namedIn(keys.figures.of(text), own, other);
    return what === null ? null : { by, what, text: keys.texts[text] as string };
  };
  return (
    ask(keys.ledger, link.ledger, theirs, ours, 'memo') ??
    ask(keys.sheet, link.sheet, ours, theirs, 'description')
  );
}

function comesTo(side: Keyed, rows: readonly number[]): Total | null {
  const first = rows[0] as number;
  const currency = side.currency[first] as number;
  if (rows.some((row) => side.currency[row] !== currency)) return null;
  return { minor: totalOf(side, rows), currency, unit: side.unit[first] as number };
}

function namedIn({ amounts, shares }: SaidFigures, own: Total, other: Total): Named | null {
  const isHome = own.currency === other.currency;
  const [size, apart] = [Math.abs(other.minor), Math.abs(other.minor - own.minor)];
  for (const wanted of isHome ? [size, apart] : [size]) {
    const isOne = amounts.some(
      (said) =>
        (said.currency === other.currency || (said.currency === 0 && isHome)) &&
        minorOf(said, other.unit) === wanted,
    );
    if (isOne) return { minor: wanted, currency: other.currency };
  }
  const share = isHome ? shares.find((part) => isApartBy(part, own.minor, other.minor)) : undefined;
  return share === undefined ? null : { share };
}

/** Whether two amounts are so far apart, as a share of the one or of the other, to the cent. */
export function isApartBy(part: number, own: number, other: number): boolean {
  return (
    part > 0 &&
    part < 1 &&
    [own * (1 + part), own * (1 - part), own / (1 + part), own / (1 - part)].some(
      (expected) => Math.abs(Math.round(expected) - other) <= 1,
    )
  );
}
