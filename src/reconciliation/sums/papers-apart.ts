import type { Evidence } from '../evidence/evidence.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Drift, Range } from '../rates/drift.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { ownLines } from './papers-across.ts';
import { numbersSaidIn, type Paper, tiedByNumber } from './tied-numbers.ts';

const MOST_DAYS = 200;
const MOST_PAPERS = 16;
const MOST_OF_VENDOR = 4000;
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
    if (range === null || rows.length === 0 || rows.length + postings.length > MOST_OF_VENDOR) continue;
    for (const exact of [true, false]) {
      const papers: Paper[] = [
        ...rows.filter((row) => settled.sheet[row] === -1).map((row) => ({ side: 'sheet' as const, row })),
        ...postings
          .filter((row) => settled.ledger[row] === -1)
          .map((row) => ({ side: 'ledger' as const, row })),
      ];
      for (const tied of tiedByNumber(keys, said, papers, exact)) {
        if (tied.length < 3 || tied.length > MOST_PAPERS) continue;
        const of = (side: Paper['side']): number[] =>
          tied.filter((one) => one.side === side).map(({ row }) => row);
        const [sheet, ledger] = [of('sheet'), ownLines(keys.ledger, cancelled.ledger, of('ledger'))];
        if (Math.min(sheet.length, ledger.length) !== 1 || sheet.length + ledger.length < 3) continue;
        if (sheet.some((i) => ledger.some((j) => saidApart(i, j)))) continue;
        if (!comeTo(keys, sheet, ledger, range)) continue;
        settle(settled, { sheet, ledger, stage: 'group', chance: CHANCE, runnerUp: -1, among: 0 });
      }
    }
  }
}

function comeTo(
  { sheet, ledger }: Keys,
  rows: readonly number[],
  postings: readonly number[],
  range: Range,
): boolean {
  const days = [...rows.map((i) => sheet.day[i] as number), ...postings.map((j) => ledger.day[j] as number)];
  if (Math.max(...days) - Math.min(...days) > MOST_DAYS) return false;
  const total = (side: Keyed, some: readonly number[]): number =>
    some.reduce((sum, row) => sum + (side.amount[row] as number), 0);
  const apart = Math.log2(total(ledger, postings) / total(sheet, rows));
  return apart === 0 || (apart >= range.from && apart <= range.to);
}
