import { alikeRows } from './alike.ts';
import { alikeVendors } from './alike-vendors.ts';
import { EQUAL } from './amounts.ts';
import { assign, type Sides } from './assign.ts';
import { candidates } from './blocking.ts';
import { hasFewTeachers, ROUNDS, seedsFromBest } from './bootstrap.ts';
import { settleBundles } from './bundles.ts';
import { canonicalBooks } from './canonical.ts';
import { naturalGroups } from './coherence.ts';
import { completeMatches } from './completing.ts';
import { settleDocuments } from './documents.ts';
import { settleEquals } from './equals.ts';
import { learnEvidence } from './evidence.ts';
import type { Finish } from './finish.ts';
import { keysOf } from './keys.ts';
import { lastFinder } from './last-finder.ts';
import type { LastSearch } from './last-search.ts';
import { settleLastSums } from './last-sums.ts';
import { nothingSettled, settlePair } from './links.ts';
import { NONE, nameLikeness } from './name-levels.ts';
import { settlePaidBack } from './paid-back.ts';
import { fitsRate } from './rates.ts';
import { settleRest } from './rest.ts';
import { settleRunning } from './running.ts';
import { uniteCodes } from './same-codes.ts';
import { findSeeds } from './seeds.ts';
import { settlePlainSums, settleSums } from './sums.ts';
import { settleTaught } from './taught.ts';
import { byName, byText } from './tellers.ts';
import type { Side, Taught, Tolerance } from './types.ts';
import { settleUnfinished } from './unfinished.ts';
import { wordsIn } from './words.ts';

/** Rows of a long list. */
const LONG = 20_000;

/** Called after each stage with its name and how far the whole is, 0 to 1. */
export type OnProgress = (stage: string, share: number) => void;

/** Runs the stages: what is settled, and all that is needed to put it into words. */
export function settleAll(
  sheet: Side,
  ledger: Side,
  tolerance: Tolerance,
  taught: Taught,
  onProgress: OnProgress,
): Finish {
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
  uniteCodes(keys, seeds.teachers, 'project');
  uniteCodes(keys, seeds.teachers, 'class');
  onProgress('certain pairs', 0.35);
  let taughtBy = seeds;
  let evidence = learnEvidence(keys, words, likeness, seeds, settled, saidApart);
  if (hasFewTeachers(seeds, keys.sheet.count, keys.ledger.count)) {
    for (let round = 0; round < ROUNDS; round++) {
      const own = seedsFromBest({ keys, words, evidence, open: settled }, evidence, seeds);
      if (own === null) break;
      taughtBy = own;
      evidence = learnEvidence(keys, words, likeness, own, settled, saidApart);
    }
  }
  const { cluster } = evidence;
  const alike = { sheet: alikeRows(keys.sheet, cluster), ledger: alikeRows(keys.ledger, cluster) };
  const sides: Sides = { sheet: keys.sheet, ledger: keys.ledger, alike };
  const search = { keys, words, evidence, open: settled };
  const { amounts } = evidence;
  /** Equal, or by a rate that is the rule between these lists. */
  const isAgreed = (i: number, j: number): boolean => {
    if (amounts.relation(i, j) === EQUAL) return true;
    if (amounts.usualRates.length === 0 || keys.sheet.currency[i] !== keys.ledger.currency[j]) return false;
    const [a, b] = [keys.sheet.amount[i] as number, keys.ledger.amount[j] as number];
    return a !== 0 && b !== 0 && amounts.usualRates.some((rate) => fitsRate(rate, a, b));
  };
  /** Both name a vendor, and another one, and no number ties them: it may as well be a part of a sum. */
  const isOfOthers = (i: number, j: number): boolean =>
    keys.sheet.fromText[i] === 0 &&
    keys.ledger.fromText[j] === 0 &&
    evidence.names.level(i, j) === NONE &&
    cluster[keys.sheet.party[i] as number] !== cluster[keys.ledger.party[j] as number] &&
    evidence.numbers.bits(i, j) <= 0;
  if (amounts.areKept) settleRunning(keys, evidence, [], settled, byName(keys, likeness, cluster), 2);
  // In long lists most pairs are found without their series: to ask for it takes longer than it gives.
  const isLong = Math.min(keys.sheet.count, keys.ledger.count) > LONG;
  if (amounts.areKept && !isLong) settleEquals(keys, evidence, [], settled, 3);
  assign(candidates(search, false), sides, settled, {
    stage: 'pair',
    // What is less likely may be a part of a sum: it is weighed again when those are found.
    least: 0.85,
    mayTake: (i, j) => isAgreed(i, j) && !isOfOthers(i, j),
  });
  onProgress('one to one', 0.6);
  const { rates } = evidence.amounts;
  let last: LastSearch | null = null;
  if (amounts.areKept) {
    settleDocuments(keys, words, cluster, rates, settled, 'one to many', saidApart);
    const hopeless = { sheet: new Uint8Array(keys.sheet.count), ledger: new Uint8Array(keys.ledger.count) };
    const natural = {
      sheet: naturalGroups(keys.sheet, cluster, keys.numbers, settled.sheet),
      ledger: naturalGroups(keys.ledger, cluster, keys.numbers, settled.ledger),
    };
    const alikeNames = {
      sheet: alikeVendors(keys, evidence.names, cluster, settled, 'sheet'),
      ledger: alikeVendors(keys, evidence.names, cluster, settled, 'ledger'),
    };
    const sums = { keys, evidence, cluster, hopeless, natural, alike: alikeNames };
    const datesOfParts = settlePlainSums(sums, settled);
    settleDocuments(keys, words, cluster, rates, settled, 'many to many', saidApart);
    settleRunning(keys, evidence, rates, settled, byText(keys, words, cluster, settled), 1);
    settleSums(sums, settled, datesOfParts);
    settleEquals(keys, evidence, isLong ? amounts.usualRates : rates, settled, 1);
    settleUnfinished(keys, cluster, settled, saidApart);
    settlePaidBack(sums, books, settled, saidApart);
    last = { ...sums, dates: datesOfParts };
  }
  onProgress('sums', 0.8);
  // What is left is another world: few rows, and rare what was common. It is weighed anew.
  const ofRest = learnEvidence(keys, words, likeness, taughtBy, settled, saidApart, evidence);
  const ofOthers = settled.links.length;
  const edges = settleRest({ ...search, evidence: ofRest }, sides, settled, ofRest.cluster);
  completeMatches(keys, rates, ofRest.cluster, settled, saidApart);
  if (last) {
    const finders = {
      sheet: lastFinder(last, settled, 'sheet'),
      ledger: lastFinder(last, settled, 'ledger'),
    };
    settleLastSums(last, settled, ofOthers, finders);
    settleBundles(last, settled, ofOthers, finders);
  }
  onProgress('the rest', 0.9);
  return {
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
}
