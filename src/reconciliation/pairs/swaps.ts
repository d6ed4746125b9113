import type { Settled } from '../links.ts';
import type { Edges } from './marginals.ts';

/** Bits that two pairs may lose by swapping and still say the same to anyone who reads the lists. */
const SAME_STORY = 4;
const SURE = 0.995;

/**
 * Two rows and two postings that could as well be paired the other way round are right either way: what the marginals
 * give to the swap belongs to the pair that was taken. `from` is the first link that this stage settled.
 */
export function creditSwaps(edges: Edges, chance: Float64Array, settled: Settled, from: number): void {
  const rows = settled.sheet.length;
  const start = new Int32Array(rows + 1).fill(-1);
  for (let edge = edges.sheet.length - 1; edge >= 0; edge--) start[edges.sheet[edge] as number] = edge;
  const edgeOf = (i: number, j: number): number => {
    for (let edge = start[i] as number; edge !== -1 && edges.sheet[edge] === i; edge++) {
      if (edges.ledger[edge] === j) return edge;
    }
    return -1;
  };
  for (let at = from; at < settled.links.length; at++) {
    const link = settled.links[at];
    if (!link || link.chance >= SURE || link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const i = link.sheet[0] as number;
    const j = link.ledger[0] as number;
    const own = edgeOf(i, j);
    let credit = 0;
    for (let edge = start[i] as number; edge !== -1 && edges.sheet[edge] === i; edge++) {
      const otherLink = settled.links[settled.ledger[edges.ledger[edge] as number] as number];
      if (edge === own || !otherLink || otherLink.sheet.length !== 1 || otherLink.ledger.length !== 1)
        continue;
      const other = otherLink.sheet[0] as number;
      const swapped = edgeOf(other, j);
      const theirs = edgeOf(other, edges.ledger[edge] as number);
      if (swapped === -1 || theirs === -1) continue;
      const lost =
        (edges.bits[own] as number) +
        (edges.bits[theirs] as number) -
        (edges.bits[edge] as number) -
        (edges.bits[swapped] as number);
      if (lost <= SAME_STORY) credit += chance[edge] as number;
    }
    link.chance = Math.min(1, link.chance + credit);
  }
}
