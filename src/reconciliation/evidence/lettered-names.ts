import type { Keyed, Keys } from '../reading/keys.ts';
import type { Seeds } from './seeds.ts';

/** What is believed of the lists before any pair has shown it: each of two people is written as he is. */
const USUAL_SHARE = 0.05;
const PRIOR_PAIRS = 10;
/** Of a name with so many more rows than another, the other may be the same slip made twice. */
const MANY_MORE = 6;

/**
 * "Petrov" and "Petrova" are one name to whoever allows for a slip. Where both lists have both, letter for letter, they
 * are two: hardly any slip is made the same way on either side. How rarely the one is on the other's posting, the certain
 * pairs show.
 * @returns bits, 0 or less.
 */
export function letteredNames(
  { sheet, ledger, parties }: Keys,
  cluster: Int32Array,
  teachers: Seeds,
): (sheetRow: number, ledgerRow: number) => number {
  const [inSheet, inLedger] = [rowsOf(sheet, parties.length), rowsOf(ledger, parties.length)];
  const areInBoth = (a: number, b: number): boolean =>
    inSheet[a] !== 0 && inLedger[a] !== 0 && inSheet[b] !== 0 && inLedger[b] !== 0;
  const maySlip = (rows: Int32Array, a: number, b: number): boolean =>
    Math.max(rows[a] as number, rows[b] as number) >
    MANY_MORE * Math.min(rows[a] as number, rows[b] as number);
  const areTwo = (a: number, b: number): boolean =>
    a !== 0 && b !== 0 && areInBoth(a, b) && !(maySlip(inSheet, a, b) && maySlip(inLedger, a, b));
  const isAsked = (i: number, j: number): boolean => {
    const [a, b] = [sheet.party[i] as number, ledger.party[j] as number];
    if (a === b || cluster[a] !== cluster[b]) return false;
    return sheet.fromText[i] === 0 && ledger.fromText[j] === 0 && areTwo(a, b);
  };
  const names = new Int32Array(parties.length);
  for (let party = 1; party < parties.length; party++) {
    const vendor = cluster[party] as number;
    if (areInBoth(party, party)) names[vendor] = (names[vendor] as number) + 1;
  }
  let crossed = USUAL_SHARE * PRIOR_PAIRS;
  let all = PRIOR_PAIRS;
  for (let seed = 0; seed < teachers.sheet.length; seed++) {
    const [i, j] = [teachers.sheet[seed] as number, teachers.ledger[seed] as number];
    const [a, b] = [sheet.party[i] as number, ledger.party[j] as number];
    if ((names[cluster[a] as number] as number) < 2 || !areInBoth(a, b)) continue;
    const isCrossed = isAsked(i, j);
    if (!isCrossed && a !== b) continue;
    all++;
    if (isCrossed) crossed++;
  }
  const bits = Math.min(0, Math.log2(crossed / all) + 1);
  return (i, j) => (isAsked(i, j) ? bits : 0);
}

/** By name: the rows of a side that name it in a column of its own. */
function rowsOf({ party, fromText }: Keyed, parties: number): Int32Array {
  const rows = new Int32Array(parties);
  for (let row = 0; row < party.length; row++) {
    const own = party[row] as number;
    if (fromText[row] === 0) rows[own] = (rows[own] as number) + 1;
  }
  return rows;
}
