import type { Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';
import type { Seeds } from './seeds.ts';

/** Certain pairs that must show two codes side by side, and their share of all that show either, to make them one. */
const LEAST_SEEN = 3;
const LEAST_SHARE = 0.7;

/**
 * Two lists may write one project in two ways ("1052" and "1052 Maple St Duplex", "Acme Rebrand" and "Acme:Acme
 * Rebrand"). Where certain pairs show it, the ledger's code becomes the sheet's, for all that follows.
 */
export function uniteCodes(keys: Keys, seeds: Seeds, column: 'project' | 'class'): void {
  const { sheet, ledger } = keys;
  const sheetValues = sheet[column];
  const ledgerValues = ledger[column];
  const pairs = pairTable();
  const seen: { a: number; b: number; count: number }[] = [];
  const ofSheet = new Map<number, number>();
  const ofLedger = new Map<number, number>();
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const a = sheetValues[seeds.sheet[seed] as number] as number;
    const b = ledgerValues[seeds.ledger[seed] as number] as number;
    if (a === 0 || b === 0) continue;
    ofSheet.set(a, (ofSheet.get(a) ?? 0) + 1);
    ofLedger.set(b, (ofLedger.get(b) ?? 0) + 1);
    const id = pairs.idOf(a, b);
    const known = seen[id - 1];
    if (known) known.count++;
    else seen.push({ a, b, count: 1 });
  }
  const meaning = new Map<number, number>();
  for (const { a, b, count } of seen) {
    if (a === b || count < LEAST_SEEN) continue;
    if (count < LEAST_SHARE * (ofSheet.get(a) ?? 0) || count < LEAST_SHARE * (ofLedger.get(b) ?? 0)) continue;
    meaning.set(b, a);
  }
  if (meaning.size === 0) return;
  ledger[column] = ledgerValues.map((value) => meaning.get(value) ?? value);
}
