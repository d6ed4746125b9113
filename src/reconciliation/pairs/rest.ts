import type { Settled } from '../links.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import { assign, type Sides } from './assign.ts';
import { candidates, type Search } from './blocking.ts';
import { farApart } from './far-apart.ts';
import type { Edges } from './marginals.ts';

const MOST_PER_VENDOR = 16;
/** Words that more memos have lead nowhere; in long lists, fewer are followed. */
const MOST_PER_WORD = 40;
const LONG_LIST = 3000;
const MOST_PER_WORD_IN_LONG = 10;
const RAREST_WORDS = 4;
const LEAST_BITS = -9;
/** Nothing is looked for after this: a pair that is likelier than all else together is taken. */
const LIKELIER_THAN_NOT = 0.51;

/** What is left: unequal amounts under strong evidence, and texts alone. */
export function settleRest(search: Search, sides: Sides, settled: Settled, cluster: Int32Array): Edges {
  const edges = restCandidates(search, cluster);
  const isFarApart = farApart(search.keys, search.evidence);
  assign(edges, sides, settled, {
    stage: 'rest',
    least: LIKELIER_THAN_NOT,
    mayTake: (i, j) => !isFarApart(i, j),
  });
  return edges;
}

/** Pairs of open rows that share a number, an amount, an order, a vendor or rare words. */
export function restCandidates(search: Search, cluster: Int32Array): Edges {
  const { keys, evidence, open } = search;
  const { sheet, ledger } = keys;
  const known = candidates(search, true);
  const vendorOf = (party: Int32Array): Int32Array => party.map((name) => cluster[name] as number);
  const ofSheet = vendorOf(sheet.party);
  const vendors = groupRows(vendorOf(ledger.party), cluster.length, open.ledger);
  const byWord = wordGroups(search);
  const openCount = open.ledger.reduce((count, link) => count + (link === -1 ? 1 : 0), 0);
  const mostPerWord = openCount > LONG_LIST ? MOST_PER_WORD_IN_LONG : MOST_PER_WORD;
  const rows: number[] = [];
  const postings: number[] = [];
  const odds: number[] = [];
  // By posting: the row it was weighed with already, and what it had.
  const weighedWith = new Int32Array(ledger.count).fill(-1);
  const weighed = new Float64Array(ledger.count);
  const seen = new Int32Array(ledger.count).fill(-1);
  let at = 0;
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    const mine: number[] = [];
    const offer = (j: number): void => {
      if (seen[j] === i) return;
      seen[j] = i;
      mine.push(j);
    };
    for (; at < known.sheet.length && known.sheet[at] === i; at++) {
      const j = known.ledger[at] as number;
      offer(j);
      weighedWith[j] = i;
      weighed[j] = known.bits[at] as number;
    }
    nearestByDate(vendors, ofSheet[i] as number, ledger.day, sheet.day[i] as number, offer);
    for (const word of rarest(search, i, byWord, mostPerWord)) {
      for (const j of byWord.get(word) ?? []) offer(j);
    }
    mine.sort((a, b) => a - b);
    for (const j of mine) {
      const bits = weighedWith[j] === i ? (weighed[j] as number) : evidence.total(i, j, LEAST_BITS);
      if (bits < LEAST_BITS) continue;
      rows.push(i);
      postings.push(j);
      odds.push(bits);
    }
  }
  return { sheet: Int32Array.from(rows), ledger: Int32Array.from(postings), bits: Float64Array.from(odds) };
}

function nearestByDate(
  groups: Groups,
  value: number,
  days: Int32Array,
  day: number,
  offer: (row: number) => void,
): void {
  if (value <= 0) return;
  const since = firstSince(groups, value, days, day);
  const from = Math.max(groups.start[value] as number, since - MOST_PER_VENDOR / 2);
  const to = Math.min(groups.start[value + 1] as number, since + MOST_PER_VENDOR);
  for (let at = from; at < to; at++) offer(groups.rows[at] as number);
}

/** Open ledger rows by the words of their memos; words that many have lead nowhere. */
function wordGroups({ keys, words, open }: Search): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  const { ledger } = keys;
  for (let j = 0; j < ledger.count; j++) {
    if (open.ledger[j] !== -1) continue;
    for (const word of words.of(ledger.text[j] as number)) {
      const rows = groups.get(word);
      if (rows) rows.push(j);
      else groups.set(word, [j]);
    }
  }
  return groups;
}

function rarest({ keys, words }: Search, i: number, groups: Map<number, number[]>, most: number): number[] {
  return Array.from(words.of(keys.sheet.text[i] as number))
    .map((word) => ({ word, size: groups.get(word)?.length ?? 0 }))
    .filter(({ size }) => size > 0 && size <= most)
    .sort((a, b) => a.size - b.size || (groups.get(a.word)?.[0] ?? 0) - (groups.get(b.word)?.[0] ?? 0))
    .slice(0, RAREST_WORDS)
    .map(({ word }) => word);
}
