import type { Finish } from './answer/finish.ts';
import { keepFirstTwins } from './answer/first-twins.ts';
import { repeatsOf } from './answer/repeats.ts';
import { settleTaught } from './evidence/taught.ts';
import { settleBundles } from './last/bundles.ts';
import { settleLabelledRuns } from './last/labelled-runs.ts';
import { type LastFinder, lastFinder } from './last/last-finder.ts';
import { settleLastMonths } from './last/last-months.ts';
import type { LastSearch } from './last/last-search.ts';
import { settleLastSums } from './last/last-sums.ts';
import { settleMarkedRuns } from './last/marked-runs.ts';
import { settleNamedRows } from './last/named-rows.ts';
import { settleNearDocuments } from './last/near-documents.ts';
import { onePaper } from './last/one-paper.ts';
import { settleOpenOrders } from './last/open-orders.ts';
import { settleTaxedPairs } from './last/taxed-pairs.ts';
import { settleTaxedRuns } from './last/taxed-runs.ts';
import { settleToldSums } from './last/told-sums.ts';
import { settleVendorWholes } from './last/vendor-wholes.ts';
import { learnedFromCertain, learnedOfRest } from './learned.ts';
import { nothingSettled, type Settled } from './links.ts';
import { settleOneToMany } from './one-to-many.ts';
import { settleOneToOne } from './one-to-one.ts';
import { alikeRows } from './pairs/alike.ts';
import type { Sides } from './pairs/assign.ts';
import { completeMatches } from './pairs/completing.ts';
import { settleConverted } from './pairs/converted.ts';
import { settleNumberLines } from './pairs/number-lines.ts';
import { takeRemainders } from './pairs/remainders.ts';
import { settleRest } from './pairs/rest.ts';
import { driftOf } from './rates/drift.ts';
import { canonicalBooks } from './reading/canonical.ts';
import { keysOf } from './reading/keys.ts';
import type { Side, Taught, Tolerance } from './types.ts';

/** Called after each stage with its name and how far the whole is, 0 to 1. */
export type OnProgress = (stage: string, share: number) => void;

/**
 * Runs the stages: what is settled, and all that is needed to put it into words. Rows as they compare are in `reading/`
 * and `names/`, what they say of each other in `rates/` and `evidence/`; pairs, series, sums and the last sums settle by
 * it, and `answer/` says it.
 */
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
  const learned = learnedFromCertain(keys, settled, saidApart);
  onProgress('certain pairs', 0.35);
  const { words, likeness, evidence } = learned;
  const { cluster, amounts } = evidence;
  const alike = { sheet: alikeRows(keys.sheet, cluster), ledger: alikeRows(keys.ledger, cluster) };
  const sides: Sides = { sheet: keys.sheet, ledger: keys.ledger, alike };
  settleOneToOne(learned, sides, settled);
  onProgress('one to one', 0.6);
  const drift = driftOf(keys, cluster, amounts.rates);
  const last = amounts.areKept ? settleOneToMany(learned, books, drift, settled) : null;
  onProgress('sums', 0.8);
  const settlePaper = last ? onePaper(last, settled, saidApart) : null;
  if (last) {
    settleLabelledRuns(last, settled, saidApart);
    settleToldSums(last, settled);
    settleNearDocuments(last, settled, saidApart);
    settlePaper?.('several');
    settleVendorWholes(last, settled, saidApart);
    settleMarkedRuns(last, settled, saidApart);
    settleNamedRows(last, settled, saidApart);
    settleTaxedPairs(last, settled, saidApart);
  }
  const ofRest = learnedOfRest(learned, settled);
  const ofOthers = settled.links.length;
  const search = { keys, words, evidence: ofRest, open: settled };
  const edges = settleRest(search, sides, settled, likeness, 'first');
  settlePaper?.('pairs');
  completeMatches(keys, amounts.rates, ofRest.cluster, settled, saidApart);
  takeRemainders(keys, amounts.rates, ofRest.cluster, settled, saidApart);
  settleConverted(keys, ofRest, drift, settled, saidApart);
  if (last) {
    const find = finders(last, settled);
    settleLastSums(last, settled, ofOthers, find);
    settleLastMonths(last, settled);
    settleTaxedRuns(last, settled, saidApart);
    settleBundles(last, settled, ofOthers, find);
    settleNumberLines(keys, words, likeness, ofRest, settled, saidApart);
    settleOpenOrders(last, settled, saidApart);
  }
  const evidenceOfLast = learnedOfRest(learned, settled);
  settleRest({ ...search, evidence: evidenceOfLast }, sides, settled, likeness, 'last');
  const repeats = {
    sheet: repeatsOf(keys, 'sheet', cluster, likeness, settled),
    ledger: repeatsOf(keys, 'ledger', cluster, likeness, settled),
  };
  keepFirstTwins(keys, ofRest, cluster, likeness, settled, repeats);
  onProgress('the rest', 0.9);
  const { level } = evidence.names;
  return {
    sheet,
    ledger,
    books,
    keys,
    settled,
    rates: amounts.rates,
    cluster,
    level,
    likeness,
    tolerance,
    repeats,
    edges,
  };
}

const finders = (last: LastSearch, settled: Settled): Record<'sheet' | 'ledger', LastFinder> => ({
  sheet: lastFinder(last, settled, 'sheet'),
  ledger: lastFinder(last, settled, 'ledger'),
});
