import type { Evidence } from '../evidence/evidence.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { mayBeOneParty } from '../names/one-party.ts';
import { numberedDocuments } from '../rates/numbered-crossings.ts';
import type { TrackedRate } from '../rates/tracked-rate.ts';
import type { Keys } from '../reading/keys.ts';
import { type Laid, layBeside } from './alignment.ts';
import {
  byProject,
  crossingRows,
  inOrder,
  ofOneVendor,
  ofOneWord,
  type Sequence,
} from './currency-sequences.ts';
import { currencyWeight } from './currency-weight.ts';
import { settleLinesAcross } from './lines-across.ts';
import { ownLines, settlePapersAcross } from './papers-across.ts';
import { numbersSaidIn } from './tied-numbers.ts';

const MOST_ROWS = 8;
/** log2: what a row or a bill costs that has no other. */
const LEFT = -2.5;
const LEAST = 0.6;
/** More rows times bills are not laid beside each other. */
const MOST_PLACES = 300_000;
/** Names that only share a word are one vendor's where so many bills say so. */
const LEAST_OF_NAMES = 2.5;
const SURE = 0.9998;

interface Crossed {
  keys: Keys;
  evidence: Evidence;
  settled: Settled;
  saidApart: SaidApart;
}

/**
 * Rows of one currency that a vendor bills in another: one by one, and several in a row on one bill. A rate that is known
 * from day to day says which; and what the vendor's other rows and bills leave for each other says it again.
 */
export function settleAcrossCurrencies(crossed: Crossed): void {
  const { keys, evidence, settled } = crossed;
  const { exchange } = evidence.amounts;
  const known = exchange.pairs.flatMap(([from, to]) => {
    const tracked = exchange.tracked(from, to);
    return tracked ? [{ from, to, tracked }] : [];
  });
  if (known.length === 0) return;
  settleNumberedLines(crossed);
  const said = numbersSaidIn(keys);
  for (const { from, to, tracked } of known) {
    settlePapersAcross(crossed, tracked, crossingRows(keys, evidence, settled, from, to), said);
  }
  settleNumbered(crossed);
  for (const { from, to, tracked } of known) {
    const rowsOf = () => crossingRows(keys, evidence, settled, from, to);
    for (const sequence of ofOneVendor(rowsOf())) {
      for (const one of byProject(keys, sequence)) take(crossed, one, lay(crossed, tracked, one));
    }
    for (const sequence of ofOneVendor(rowsOf())) take(crossed, sequence, lay(crossed, tracked, sequence));
    const alike = ofOneWord(keys, rowsOf(), mayBeOneParty);
    settleAlike(crossed, tracked, alike);
  }
}

/** Lines of one document on both sides are pairs where one rate says so, however many others share its number. */
function settleNumberedLines({ keys, evidence, settled, saidApart }: Crossed): void {
  const vendorOf = (party: number): number => evidence.cluster[party] as number;
  for (const { rows, postings } of numberedDocuments(keys, vendorOf, settled)) {
    const theirs = ownLines(keys.ledger, evidence.cancelled.ledger, postings);
    if (rows.some((i) => settled.sheet[i] !== -1 || theirs.some((j) => saidApart(i, j)))) continue;
    if (theirs.every((j) => settled.ledger[j] === -1)) settleLinesAcross(keys, settled, rows, theirs);
  }
}

/** All rows that carry a number, on all postings of the vendor that carry it, where the rate makes one of the other. */
function settleNumbered({ keys, evidence, settled, saidApart }: Crossed): void {
  const { exchange } = evidence.amounts;
  const vendorOf = (party: number): number => evidence.cluster[party] as number;
  for (const { rows, postings: all, shown } of numberedDocuments(keys, vendorOf, settled)) {
    const postings = ownLines(keys.ledger, evidence.cancelled.ledger, all);
    const tracked = exchange.tracked(shown.from, shown.to);
    if (tracked === null || rows.some((i) => postings.some((j) => saidApart(i, j)))) continue;
    if (tracked.likelihood(shown.log - tracked.rate(shown.day), shown.day, shown.vendor) < 1) continue;
    if (rows.some((i) => settled.sheet[i] !== -1) || postings.some((j) => settled.ledger[j] !== -1)) continue;
    settle(settled, { sheet: rows, ledger: postings, stage: 'group', chance: 0.995, runnerUp: -1, among: 0 });
  }
}

/** Vendors of two names: the names that most of the money says are one come first. */
function settleAlike(crossed: Crossed, tracked: TrackedRate, alike: readonly Sequence[]): void {
  const found = alike.map((sequence) => {
    const laid = byProject(crossed.keys, sequence).map((one) => ({ one, laid: lay(crossed, tracked, one) }));
    const weight = laid.flatMap((each) => each.laid).reduce((sum, { chance }) => sum + chance, 0);
    return { laid, weight };
  });
  found.sort((a, b) => b.weight - a.weight);
  for (const { laid, weight } of found) {
    if (weight < LEAST_OF_NAMES) return;
    for (const each of laid) take(crossed, each.one, each.laid);
  }
}

function lay({ keys, evidence, saidApart }: Crossed, tracked: TrackedRate, sequence: Sequence): Laid[] {
  const { rows } = sequence;
  if (rows.length === 0 || rows.length * sequence.postings.length > MOST_PLACES) return [];
  const postings = inOrder(keys, sequence.postings);
  const weigh = currencyWeight(keys, evidence, saidApart, tracked, rows, postings);
  const laid = layBeside(
    { rows: rows.length, postings: postings.length, mostRows: MOST_ROWS, weigh, left: LEFT },
    LEAST,
  );
  return laid.map((one) => ({ ...one, posting: postings[one.posting] as number }));
}

function take({ settled, evidence }: Crossed, { rows }: Sequence, laid: readonly Laid[]): void {
  for (const { from, end, posting, chance } of laid) {
    const own = rows.slice(from, end);
    // One row alone is a pair like any other: what its place in the sequence says does not outweigh all else.
    if (own.length === 1 && evidence.total(own[0] as number, posting, 0) < 0) continue;
    if (own.some((row) => settled.sheet[row] !== -1) || settled.ledger[posting] !== -1) continue;
    settle(settled, {
      sheet: own,
      ledger: [posting],
      stage: own.length > 1 ? 'sum' : 'rest',
      chance: Math.min(chance, SURE),
      runnerUp: -1,
      among: rows.length,
    });
  }
}
