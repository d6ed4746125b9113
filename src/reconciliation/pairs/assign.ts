import { type Settled, type Stage, settlePair } from '../links.ts';
import type { Keyed } from '../reading/keys.ts';
import { type Edges, marginals } from './marginals.ts';
import { creditSwaps } from './swaps.ts';

export interface Rule {
  stage: Stage;
  /** A pair is taken from this chance on; above one half no row can be taken twice. */
  least: number;
  /** Whether this stage may take a pair; others only compete. */
  mayTake(sheetRow: number, ledgerRow: number): boolean;
}

export interface Sides {
  sheet: Keyed;
  ledger: Keyed;
  /** Rows with equal numbers are as good as each other, by side: identical ones, and the copies of one document. */
  alike: { sheet: Int32Array; ledger: Int32Array };
}

/**
 * Takes the pairs that are likelier than all else together. Rows that say exactly the same share their chances: which
 * of them is taken says nothing, so the first is.
 */
export function assign(
  edges: Edges,
  { sheet, ledger, alike }: Sides,
  settled: Settled,
  rule: Rule,
): Float64Array {
  const chance = marginals(edges, sheet.count, ledger.count);
  const before = settled.links.length;
  const second = runnersUp(edges, chance, sheet.count);
  const ofSheetTwins = twinSums(edges.ledger, edges.sheet, alike.sheet, chance);
  const ofLedgerTwins = twinSums(edges.sheet, edges.ledger, alike.ledger, chance);
  const order: number[] = [];
  const likely = chance.map((own, edge) =>
    Math.max(own, ofSheetTwins[edge] as number, ofLedgerTwins[edge] as number),
  );
  const sure = (edge: number): number => likely[edge] as number;
  for (let edge = 0; edge < chance.length; edge++) if (sure(edge) >= rule.least) order.push(edge);
  order.sort((a, b) => sure(b) - sure(a) || (chance[b] as number) - (chance[a] as number) || a - b);
  for (const edge of order) {
    const i = edges.sheet[edge] as number;
    const j = edges.ledger[edge] as number;
    if (settled.sheet[i] !== -1 || settled.ledger[j] !== -1 || !rule.mayTake(i, j)) continue;
    const next = second[i] as number;
    settlePair(settled, i, j, rule.stage, sure(edge), next === j ? -1 : next);
  }
  settleSymmetric(edges, chance, settled, rule);
  creditSwaps(edges, chance, settled, before);
  return chance;
}

const MOST_SYMMETRIC = 8;

/**
 * As many rows as postings, each of which fits each as well: whichever way they are paired says the same. They are
 * paired in their order.
 */
function settleSymmetric(edges: Edges, chance: Float64Array, settled: Settled, rule: Rule): void {
  const ofRow = new Map<number, number[]>();
  const ofPosting = new Map<number, number[]>();
  for (let edge = 0; edge < chance.length; edge++) {
    const i = edges.sheet[edge] as number;
    const j = edges.ledger[edge] as number;
    if (settled.sheet[i] !== -1 || settled.ledger[j] !== -1 || (chance[edge] as number) < 0.05) continue;
    append(ofRow, i, edge);
    append(ofPosting, j, edge);
  }
  for (const [i, own] of ofRow) {
    const size = own.length;
    if (settled.sheet[i] !== -1 || size < 2 || size > MOST_SYMMETRIC) continue;
    const postings = own.map((edge) => edges.ledger[edge] as number);
    const rows = new Set(
      postings.flatMap((j) => (ofPosting.get(j) ?? []).map((edge) => edges.sheet[edge] as number)),
    );
    if (rows.size !== size) continue;
    const all = Array.from(rows, (row) => ofRow.get(row) ?? []);
    if (all.some((row) => row.length !== size || row.some((edge, at) => edges.ledger[edge] !== postings[at])))
      continue;
    const sure = Math.min(...all.map((row) => row.reduce((sum, edge) => sum + (chance[edge] as number), 0)));
    if (sure < rule.least) continue;
    const ordered = Array.from(rows).sort((a, b) => a - b);
    if (ordered.some((row, at) => !rule.mayTake(row, postings[at] as number))) continue;
    for (const [at, row] of ordered.entries()) {
      settlePair(
        settled,
        row,
        postings[at] as number,
        rule.stage,
        Math.min(1, sure),
        postings[at === 0 ? 1 : 0],
      );
    }
  }
}

function append(map: Map<number, number[]>, key: number, edge: number): void {
  const list = map.get(key);
  if (list) list.push(edge);
  else map.set(key, [edge]);
}

/** For each edge, the chance of its row with any that is as good as the other end. */
function twinSums(
  rows: Int32Array,
  others: Int32Array,
  twin: Int32Array,
  chance: Float64Array,
): Float64Array {
  const sums = new Map<number, number>();
  const size = twin.length;
  const members = new Int32Array(size);
  for (let row = 0; row < size; row++)
    members[twin[row] as number] = (members[twin[row] as number] as number) + 1;
  const isTwin = (row: number): boolean => (members[twin[row] as number] as number) > 1;
  for (let edge = 0; edge < chance.length; edge++) {
    const other = others[edge] as number;
    if (!isTwin(other)) continue;
    const key = (rows[edge] as number) * size + (twin[other] as number);
    sums.set(key, (sums.get(key) ?? 0) + (chance[edge] as number));
  }
  const result = chance.slice();
  if (sums.size === 0) return result;
  for (let edge = 0; edge < chance.length; edge++) {
    const other = others[edge] as number;
    if (!isTwin(other)) continue;
    result[edge] = Math.min(1, sums.get((rows[edge] as number) * size + (twin[other] as number)) ?? 0);
  }
  return result;
}

/** For each sheet row, the ledger row of its second best candidate, or of its best where there is one only. */
function runnersUp(edges: Edges, chance: Float64Array, sheetCount: number): Int32Array {
  const best = new Int32Array(sheetCount).fill(-1);
  const second = new Int32Array(sheetCount).fill(-1);
  for (let edge = 0; edge < chance.length; edge++) {
    const i = edges.sheet[edge] as number;
    const first = best[i] as number;
    if (first === -1 || (chance[edge] as number) > (chance[first] as number)) {
      second[i] = first;
      best[i] = edge;
    } else if (second[i] === -1 || (chance[edge] as number) > (chance[second[i] as number] as number)) {
      second[i] = edge;
    }
  }
  return second.map((edge, i) => {
    const at = edge === -1 ? (best[i] as number) : edge;
    return at === -1 ? -1 : (edges.ledger[at] as number);
  });
}
