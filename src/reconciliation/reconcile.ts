import { alikeRows } from './alike.ts';
import { EQUAL } from './amounts.ts';
import { assign, type Sides } from './assign.ts';
import { candidates } from './blocking.ts';
import { canonicalBooks } from './canonical.ts';
import { settleDocuments } from './documents.ts';
import { learnEvidence } from './evidence.ts';
import { type Finish, matchesOf, unmatchedOf } from './finish.ts';
import { keysOf } from './keys.ts';
import { nothingSettled, settlePair } from './links.ts';
import { nameLikeness } from './names.ts';
import { settleRest } from './rest.ts';
import { findSeeds } from './seeds.ts';
import { settlePlainSums, settleSums } from './sums.ts';
import { settleTaught } from './taught.ts';
import { totalsOf } from './totals.ts';
import type { Reconciliation, Side, Taught, Tolerance } from './types.ts';
import { wordsIn } from './words.ts';

/** Called after each stage with its name and how far the whole is, 0 to 1. */
export type OnProgress = (stage: string, share: number) => void;

/**
 * Says which rows of two lists are one story, why the others are not, and how sure it is. Pure: the same rows in any
 * order and with any ids give the same answer. Nothing is taken for granted of the lists: what a field is worth, how
 * vendors are written, how days shift and which rates apply is learned from the pairs that are certain anyway.
 */
export function reconcile(
  sheet: Side,
  ledger: Side,
  tolerance: Tolerance,
  taught: Taught = { same: [], different: [] },
  onProgress: OnProgress = () => {},
): Reconciliation {
  const books = canonicalBooks(sheet, ledger);
  const keys = keysOf(books);
  onProgress('reading', 0.2);
  const settled = nothingSettled(keys.sheet.count, keys.ledger.count);
  const saidApart = settleTaught(sheet, ledger, books, taught, settled);
  const likeness = nameLikeness(keys.parties);
  const words = wordsIn(keys);
  const seeds = findSeeds(keys, likeness, settled, saidApart);
  for (let seed = 0; seed < seeds.certain.sheet.length; seed++) {
    settlePair(
      settled,
      seeds.certain.sheet[seed] as number,
      seeds.certain.ledger[seed] as number,
      'certain',
      0.9998,
    );
  }
  onProgress('certain pairs', 0.35);
  const evidence = learnEvidence(keys, words, likeness, seeds, settled, saidApart);
  const { cluster } = evidence;
  const alike = { sheet: alikeRows(keys.sheet, cluster), ledger: alikeRows(keys.ledger, cluster) };
  const sides: Sides = { sheet: keys.sheet, ledger: keys.ledger, alike };
  const search = { keys, words, evidence, open: settled };
  assign(candidates(search), sides, settled, {
    stage: 'pair',
    least: 0.6,
    mayTake: (i, j) => evidence.amounts.relation(i, j) === EQUAL,
  });
  onProgress('one to one', 0.6);
  const { rates } = evidence.amounts;
  settleDocuments(keys, words, cluster, rates, settled, 'one to many', saidApart);
  const sums = { keys, evidence, cluster };
  const datesOfParts = settlePlainSums(sums, settled);
  settleDocuments(keys, words, cluster, rates, settled, 'many to many', saidApart);
  settleSums(sums, settled, datesOfParts);
  onProgress('sums', 0.8);
  // What is left is another world: few rows, and rare what was common. It is weighed anew.
  const ofRest = learnEvidence(keys, words, likeness, seeds, settled, saidApart);
  const edges = settleRest({ ...search, evidence: ofRest }, sides, settled, ofRest.cluster);
  onProgress('the rest', 0.9);
  const finish: Finish = {
    sheet,
    ledger,
    books,
    keys,
    settled,
    rates,
    cluster,
    level: evidence.names.level,
    tolerance,
    edges,
  };
  const matches = matchesOf(finish);
  const unmatched = { sheet: unmatchedOf(finish, 'sheet'), ledger: unmatchedOf(finish, 'ledger') };
  return { matches, unmatched, totals: totalsOf(sheet, ledger, matches, unmatched, tolerance) };
}
