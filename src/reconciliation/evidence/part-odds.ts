import type { Keys } from '../reading/keys.ts';
import { type PairMemo, pairMemo } from '../tables/pair-memo.ts';
import type { DayBits } from './days.ts';
import { NEVER } from './evidence.ts';
import type { Said } from './pair-odds.ts';

/** For each open posting, about so many pairs are weighed in all rounds of sums. */
const PARTS_ASKED = 7;
/** Bits for each day further away, where no day has been seen: enough to tell which comes first. */
const FURTHER = 1 / 1024;

/**
 * What speaks for a row and a posting as one of several parts, without amounts: days, names and numbers are freer.
 * @param openPostings how many.
 * @returns log2 odds without the prior, by the days of parts.
 */
export function partOdds(
  { sheet, ledger }: Keys,
  said: Said,
  areTwoPapers: (sheetRow: number, ledgerRow: number) => boolean,
  openPostings: number,
): (sheetRow: number, ledgerRow: number, dates: DayBits) => number {
  const { saidApart, days, numbers, orders, codes, labelled, wording, takenBack } = said;

  /** What the days of a row and a part say; of those that none has had so far, the nearer are the likelier. */
  function dayOfPart(i: number, j: number, datesOfParts: DayBits): number {
    const least = datesOfParts === days.bits ? -5 : -7;
    const bits = datesOfParts(i, j);
    if (bits > least) return bits;
    return least - Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) * FURTHER;
  }

  function besidesDays(i: number, j: number): number {
    if (areTwoPapers(i, j)) return NEVER;
    const vendor = wording.vendorOfBoth(i, j);
    return (
      wording.bits(i, j, vendor, -2, -1) +
      Math.max(-1, numbers.bits(i, j)) +
      Math.max(-3, orders(i, j, vendor !== 0)) +
      Math.max(-3, labelled(i, j)) +
      codes.bits(i, j, vendor !== 0) -
      takenBack.bitsLost(i, j)
    );
  }

  // Sums are looked for in several rounds, each with other days: what else a row and a part share stays the same.
  let ofParts: PairMemo | null = null;

  return (i, j, datesOfParts) => {
    if (saidApart(i, j)) return NEVER;
    const day = dayOfPart(i, j, datesOfParts);
    ofParts ??= pairMemo(PARTS_ASKED * openPostings);
    const known = ofParts.get(i, j);
    if (!Number.isNaN(known)) return day + known;
    const besides = besidesDays(i, j);
    ofParts.keep(i, j, besides);
    return day + besides;
  };
}
