import type { Evidence } from '../evidence/evidence.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Drift, Range } from '../rates/drift.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import { ownLines } from './papers-across.ts';
import { eachTied, numbersSaidIn } from './tied-numbers.ts';

const CHANCE = 0.99;

/**
 * A row and all postings that speak of its number, or a posting and all rows, of a vendor whose bills are never the same
 * on both sides, for each side converts them in its own way: together they are as far apart as its bills are.
 */
export function settlePapersApart(
  keys: Keys,
  { cluster, cancelled }: Evidence,
  drift: Drift,
  settled: Settled,
  saidApart: SaidApart,
): void {
  if (drift.isNone) return;
  const said = numbersSaidIn(keys);
  const vendorsOf = (side: Keyed, taken: Int32Array): Map<string, number[]> => {
    const found = new Map<string, number[]>();
    for (let row = 0; row < side.count; row++) {
      const vendor = cluster[side.party[row] as number] as number;
      if (taken[row] !== -1 || vendor === 0 || drift.ofVendor(vendor) === null) continue;
      const key = `${vendor} ${side.currency[row]}`;
      const list = found.get(key);
      if (list) list.push(row);
      else found.set(key, [row]);
    }
    return found;
  };
  const ours = vendorsOf(keys.sheet, settled.sheet);
  for (const [key, postings] of vendorsOf(keys.ledger, settled.ledger)) {
    const rows = ours.get(key) ?? [];
    const range = drift.ofVendor(Number(key.split(' ')[0]));
    if (range === null) continue;
    eachTied(keys, settled, said, rows, postings, (sheet, tied) => {
      const ledger = ownLines(keys.ledger, cancelled.ledger, tied);
      if (Math.min(sheet.length, ledger.length) !== 1 || sheet.length + ledger.length < 3) return;
      if (sheet.some((i) => ledger.some((j) => saidApart(i, j)))) return;
      if (!comeTo(keys, sheet, ledger, range)) return;
      settle(settled, { sheet, ledger, stage: 'group', chance: CHANCE, runnerUp: -1, among: 0 });
    });
  }
}

function comeTo(
  { sheet, ledger }: Keys,
  rows: readonly number[],
  postings: readonly number[],
  range: Range,
): boolean {
  const apart = Math.log2(totalOf(ledger, postings) / totalOf(sheet, rows));
  return apart === 0 || (apart >= range.from && apart <= range.to);
}
