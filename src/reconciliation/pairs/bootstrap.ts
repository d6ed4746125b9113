import type { Evidence } from '../evidence/evidence.ts';
import type { SeedSets, Seeds } from '../evidence/seeds.ts';
import type { Search } from './blocking.ts';
import { restCandidates } from './rest.ts';

/** With fewer teachers than this, or than this share of the shorter list, the lists have to teach themselves. */
const FEW = 60;
const FEW_SHARE = 0.04;
/** A pair teaches where each is the other's best by so many bits. */
const MARGIN = 3;
/** Fewer pairs than this would only teach their own mistakes. */
const LEAST = 40;
export const ROUNDS = 2;

export function hasFewTeachers(seeds: SeedSets, sheetCount: number, ledgerCount: number): boolean {
  const teachers = seeds.teachers.sheet.length;
  return teachers < FEW || teachers < FEW_SHARE * Math.min(sheetCount, ledgerCount);
}

/**
 * Lists without numbers or amounts in common (titles, names, addresses) have no pairs that are certain by a key. Pairs
 * of which each is clearly the other's best take their place: what they agree in is learned, and the next look is
 * better. Null where there are too few of them.
 */
export function seedsFromBest(search: Search, evidence: Evidence, seeds: SeedSets): SeedSets | null {
  const edges = restCandidates({ ...search, evidence });
  const { sheet, ledger } = search.keys;
  const ofSheet = best(edges.sheet, edges.bits, sheet.count);
  const ofLedger = best(edges.ledger, edges.bits, ledger.count);
  const rows: number[] = [];
  const postings: number[] = [];
  for (let i = 0; i < sheet.count; i++) {
    const edge = ofSheet.edge[i] as number;
    if (edge === -1) continue;
    const j = edges.ledger[edge] as number;
    if (ofLedger.edge[j] !== edge) continue;
    if ((ofSheet.margin[i] as number) < MARGIN || (ofLedger.margin[j] as number) < MARGIN) continue;
    rows.push(i);
    postings.push(j);
  }
  if (rows.length < LEAST) return null;
  const found: Seeds = { sheet: Int32Array.from(rows), ledger: Int32Array.from(postings) };
  return { certain: seeds.certain, byNumber: found, byAmount: found, teachers: found, isByWords: true };
}

function best(
  rows: Int32Array,
  bits: Float64Array,
  count: number,
): { edge: Int32Array; margin: Float64Array } {
  const edge = new Int32Array(count).fill(-1);
  const margin = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const before = edge[row] as number;
    if (before === -1) {
      edge[row] = at;
      continue;
    }
    const ahead = (bits[at] as number) - (bits[before] as number);
    if (ahead > 0) {
      edge[row] = at;
      margin[row] = ahead;
    } else margin[row] = Math.min(margin[row] as number, -ahead);
  }
  return { edge, margin };
}
