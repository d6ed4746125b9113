/** Chance is not even: so many times as much of it is reckoned with, and never none. */
const UNEVEN = 1.5;
const LEAST_BY_CHANCE = 0.02;

/** Bits by which so many pairs are more than chance puts there. */
export function beyondChance(seen: number, byChance: number): number {
  const expected = Math.max(LEAST_BY_CHANCE, UNEVEN * byChance);
  if (seen <= expected) return 0;
  let bits = expected / Math.LN2 + Math.log2(1 - expected / (seen + 1));
  for (let one = 1; one <= seen; one++) bits += Math.log2(one / expected);
  return bits;
}
