import type { Settled } from '../links.ts';
import type { Keyed } from '../reading/keys.ts';
import { largest, pairTable } from '../tables/groups.ts';

/** Fewer pairs than these may all be coded wrongly; so many are one list's way of writing what the other writes. */
const LEAST_PAIRS = 20;
/** Of all pairs of the one value, and of all of the other. */
const LEAST_SHARE = 0.8;

type Coded = 'project' | 'class' | 'accountName';

/** Whether two different values are what both lists call one thing: "1042" here and "1042 Maple St" there. */
export type IsAlias = (sheetValue: number, ledgerValue: number) => boolean;

/** Learned from the matches of one row and one posting: values that nearly always stand opposite each other. */
export function aliasesOf(sheet: Keyed, ledger: Keyed, settled: Settled, column: Coded): IsAlias {
  const pairs = pairTable();
  const together: number[] = [0];
  const values: [number, number][] = [[0, 0]];
  const ofSheet = new Int32Array(largest(sheet[column]) + 1);
  const ofLedger = new Int32Array(largest(ledger[column]) + 1);
  for (const link of settled.links) {
    if (link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const a = sheet[column][link.sheet[0] as number] as number;
    const b = ledger[column][link.ledger[0] as number] as number;
    if (a === 0 || b === 0) continue;
    ofSheet[a] = (ofSheet[a] as number) + 1;
    ofLedger[b] = (ofLedger[b] as number) + 1;
    if (a === b) continue;
    const id = pairs.idOf(a, b);
    if (together[id] === undefined) values[id] = [a, b];
    together[id] = (together[id] ?? 0) + 1;
  }
  const known = new Set<number>();
  for (let id = 1; id < together.length; id++) {
    const count = together[id] ?? 0;
    const [a, b] = values[id] as [number, number];
    const most = Math.max(ofSheet[a] as number, ofLedger[b] as number);
    if (count >= LEAST_PAIRS && count >= LEAST_SHARE * most) known.add(id);
  }
  return (a, b) => known.size > 0 && known.has(pairs.find(a, b));
}
