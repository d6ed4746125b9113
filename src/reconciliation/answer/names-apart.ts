import type { Keys } from '../reading/keys.ts';

/** Shorter words are in too many names to say that two have something in common. */
const SHORTEST = 3;

/**
 * What is said of a match whose two sides are not called alike: their names share a word at least; a text stands where a
 * vendor's name should, and names somebody else or, like a cheque's number, nobody; or two vendors are named.
 */
export function namesApart({ sheet, ledger, parties }: Keys, i: number, j: number): string {
  const [own, other] = [parties[sheet.party[i] as number], parties[ledger.party[j] as number]];
  if (haveWordInCommon(own as string, other as string)) return 'vendor names alike in part, ';
  const [described, remarked] = [sheet.fromText[i] === 1, ledger.fromText[j] === 1];
  if (described && remarked) return 'their texts name no vendor in common, ';
  if (remarked) return 'its memo does not name the vendor, ';
  return described ? 'its description does not name the vendor, ' : 'vendor named differently, ';
}

/** The same word, or one that the other begins with: "MOO" and "MOO.COM PRINT". */
function haveWordInCommon(name: string, other: string): boolean {
  const others = other.split(' ').filter((word) => word.length >= SHORTEST);
  return name
    .split(' ')
    .some(
      (word) => word.length >= SHORTEST && others.some((one) => one.startsWith(word) || word.startsWith(one)),
    );
}
