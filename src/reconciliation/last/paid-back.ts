import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Books } from '../reading/canonical.ts';
import { rowWords } from '../reading/row-words.ts';
import { type Found, subsetSums } from '../sums/subset.ts';
import type { SumSearch } from '../sums/sum-finder.ts';
import { granularity } from '../tables/granularity.ts';
import { type Asked, askedOf } from './paid-back-odds.ts';
import { asIfOpen, type PaidOut, sumsOfOthers } from './paid-out.ts';
import { LEAST_SUMS, nothingKnown, type Payers, payersOf } from './payers.ts';

const MOST_KEPT = 22;
const MOST_PARTS = 8;
const MOST_NODES = 4000;
/** Log2 odds of a part at the most, and the least that is looked at. */
const SUREST = 4;
const LEAST = -8;
/** Bits that a sum needs, round by round: the surest teach, and what they took is out of the way of the others. */
const BARS = [8, 7, 5, 4, 4, 3] as const;
/** Another sum within so many bits makes the first ambiguous. */
const MARGIN = 2;
/** Nothing that the rest is given makes up for less. */
const LOST_AT_MOST = 30;

interface PaidBack extends PaidOut {
  kind: number;
  score: number;
  chance: number;
  among: number;
}

/**
 * What several vendors were paid by somebody who is paid back in one sum: a traveller's receipts, a tin made good once a
 * month. The rows share words with the posting, its project or its days, and come to it to the cent. From the sums that
 * are certain it is learned which postings pay back, what their rows say and when they come; then they are sought again.
 */
export function settlePaidBack(
  search: SumSearch,
  books: Books,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { keys } = search;
  const known: PaidOut[] = sumsOfOthers(search, settled);
  const words = rowWords(keys, books, asIfOpen(settled, known));
  let payers = nothingKnown();
  for (const bar of BARS) {
    // The first are found without: the sums that other means found are those whose rows all say the same.
    if (bar < BARS[0]) {
      payers = payersOf(keys, words, words.shares(settled.sheet), known);
      if (payers.kinds === 0) return;
    }
    const { ask, areLaidOut } = askedOf(search, settled, words, payers, saidApart);
    const asked: Asked[] = [];
    for (let posting = 0; posting < keys.ledger.count; posting++) {
      if (settled.ledger[posting] !== -1) continue;
      const own = ask(posting);
      if (own) asked.push(own);
    }
    const found = sumsOf(search, asked, payers, bar).filter(
      ({ posting, rows, kind, score }) => kind !== 0 || (score >= BARS[0] && areLaidOut(posting, rows)),
    );
    for (const sum of disjoint(found)) {
      known.push(sum);
      const { posting, rows, chance, among } = sum;
      settle(settled, { sheet: [...rows], ledger: [posting], stage: 'sum', chance, runnerUp: -1, among });
    }
    if (known.length < LEAST_SUMS) return;
  }
}

/** The best first, each row in one of them. */
function disjoint(found: PaidBack[]): PaidBack[] {
  const taken = new Set<number>();
  const kept: PaidBack[] = [];
  for (const sum of found.sort((a, b) => b.score - a.score || a.posting - b.posting)) {
    if (sum.rows.some((row) => taken.has(row))) continue;
    for (const row of sum.rows) taken.add(row);
    kept.push(sum);
  }
  return kept;
}

function sumsOf(
  { keys, cluster }: SumSearch,
  asked: readonly Asked[],
  payers: Payers,
  bar: number,
): PaidBack[] {
  const { sheet, ledger } = keys;
  // A row is part of one posting at most: all that ask for it share it.
  const wanted = new Float64Array(sheet.count).fill(1);
  for (const { rows, bits } of asked) {
    for (let at = 0; at < rows.length; at++) {
      wanted[rows[at] as number] = (wanted[rows[at] as number] as number) + 2 ** (bits[at] as number);
    }
  }
  const found: PaidBack[] = [];
  for (const { posting, kind, rows, bits } of asked) {
    const amount = ledger.amount[posting] as number;
    const prior = payers.prior(kind);
    if (prior + Math.log2(Math.abs(amount)) < bar) continue;
    const weighed: { row: number; odds: number }[] = [];
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      const own = 2 ** (bits[at] as number);
      const odds = Math.min(SUREST, Math.log2(own / ((wanted[row] as number) - own)));
      if (odds >= LEAST) weighed.push({ row, odds });
    }
    if (weighed.length < 2) continue;
    weighed.sort((a, b) => b.odds - a.odds || a.row - b.row);
    const kept = weighed.slice(0, MOST_KEPT).sort((a, b) => a.row - b.row);
    const sum = decide(posting, kind, kept, look(amount, kept, prior));
    if (sum) found.push(sum);
  }
  return found;

  function look(amount: number, kept: readonly { row: number; odds: number }[], prior: number): Found {
    const amounts = kept.map(({ row }) => sheet.amount[row] as number);
    const out = kept.map(({ odds }) => -Math.log2(1 + 2 ** odds));
    const exact = prior + Math.log2(Math.abs(amount) / granularity(amounts, amount));
    const none = out.reduce((sum, bits) => sum + bits, exact);
    return subsetSums({
      target: amount,
      slack: 0,
      amounts,
      bits: kept.map(({ odds }, at) => odds + (out[at] as number)),
      twin: kept.map(({ row }) => sheet.twin[row] as number),
      mostParts: MOST_PARTS,
      mostNodes: MOST_NODES,
      leastBits: -LOST_AT_MOST,
      scoreOf: (members) => members.reduce((sum, at) => sum - (out[at] as number), none),
    });
  }

  function decide(
    posting: number,
    kind: number,
    kept: readonly { row: number }[],
    found: Found,
  ): PaidBack | null {
    const { best, second, weight } = found;
    if (best === null || best.score < bar) return null;
    if (second !== null && second.score > best.score - MARGIN) return null;
    const rows = best.members.map((at) => kept[at]?.row as number);
    // What one vendor bills together is found by other means.
    const vendors = new Set(rows.map((row) => cluster[sheet.party[row] as number]));
    if (vendors.size < 2) return null;
    return {
      posting,
      kind,
      rows,
      score: best.score,
      chance: 2 ** best.score / (1 + weight),
      among: kept.length,
    };
  }
}
