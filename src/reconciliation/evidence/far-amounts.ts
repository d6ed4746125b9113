/** How far apart two amounts are that neither agree nor come near each other. */
const BEYOND = 2;
const OTHER_SIGN = 3;

/** Shares among true counterparts that are far apart: up to twice, up to four times, more, and of the other sign. */
const USUAL = [0.75, 0.19, 0.0595, 0.0005];
const PRIOR_PAIRS = 12;
/** Octaves that the nearer ones take up, on both sides of an amount. */
const OCTAVES = [1.4, 2];
/** Share of any two amounts that are further off, and of all that are far apart at all. */
const ELSEWHERE = 0.6;
export const FAR_BY_CHANCE = 0.8;

/** @param density share of all postings that are in an octave about the ledger's amount. */
export type FarAmounts = (sheetMinor: number, ledgerMinor: number, density: number) => number;

/**
 * Bits that two amounts lose, which are far apart, for how far: hardly any price becomes four times itself, and no cost
 * a credit of another amount. Taught by the amounts, the sheet's beside the ledger's, of pairs that are as far apart and
 * were found without looking at them.
 */
export function farAmounts(taught: readonly (readonly [number, number])[]): FarAmounts {
  const seen = USUAL.map((share) => share * PRIOR_PAIRS);
  for (const [a, b] of taught) {
    const at = distanceOf(a, b);
    seen[at] = (seen[at] as number) + 1;
  }
  const all = taught.length + PRIOR_PAIRS;
  return (a, b, density) => {
    const at = distanceOf(a, b);
    const octaves = OCTAVES[at];
    const others = octaves === undefined ? ELSEWHERE : Math.min(ELSEWHERE, density * octaves);
    return Math.min(0, Math.log2(((seen[at] as number) / all) * (FAR_BY_CHANCE / others)));
  };
}

function distanceOf(a: number, b: number): number {
  if (a > 0 !== b > 0) return OTHER_SIGN;
  return Math.min(BEYOND, Math.floor(Math.abs(Math.log2(b / a))));
}
