import type { Keyed } from '../reading/keys.ts';

/** The vendor that a row names in a column of its own; 0 where only its text may. */
export function namedVendor(cluster: Int32Array, side: Keyed, row: number): number {
  return side.fromText[row] === 1 ? 0 : (cluster[side.party[row] as number] as number);
}

/** Both name one vendor, or one of them names none. */
export function areOfOneVendor(
  cluster: Int32Array,
  side: Keyed,
  row: number,
  others: Keyed,
  one: number,
): boolean {
  const [own, other] = [namedVendor(cluster, side, row), namedVendor(cluster, others, one)];
  return own === 0 || other === 0 || own === other;
}

/** By vendor: the words of all names that rows of these sides give it in a column of its own. */
export function wordsOfVendors(
  sides: readonly Keyed[],
  parties: readonly string[],
  cluster: Int32Array,
): Map<number, Set<string>> {
  const isNamed = new Uint8Array(parties.length);
  for (const { count, party, fromText } of sides)
    for (let row = 0; row < count; row++) if (fromText[row] === 0) isNamed[party[row] as number] = 1;
  const words = new Map<number, Set<string>>();
  for (let party = 1; party < parties.length; party++) {
    const vendor = cluster[party] as number;
    if (isNamed[party] === 0 || vendor === 0) continue;
    const known = words.get(vendor) ?? new Set<string>();
    words.set(vendor, known);
    for (const word of (parties[party] as string).split(' ')) known.add(word);
  }
  return words;
}
