import { clusterNames } from '../names/clusters.ts';
import type { Likeness } from '../names/name-levels.ts';
import { learnNames } from '../names/names.ts';
import { crossings } from '../rates/exchange.ts';
import type { NearRates } from '../rates/near-rates.ts';
import { shownOf } from '../rates/numbered-crossings.ts';
import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import type { Words } from '../reading/words.ts';
import { cancelledRows } from './cancelled.ts';
import { type CodeColumn, codesOf } from './codes.ts';
import { learnDays } from './days.ts';
import type { Evidence } from './evidence.ts';
import { exactNames } from './exact-names.ts';
import { type Field, learnField } from './fields.ts';
import { amountsOf } from './learn-amounts.ts';
import { letteredNames } from './lettered-names.ts';
import { withListed } from './listed-orders.ts';
import { numberedCopies } from './numbered-copies.ts';
import { learnNumbers, NUMBER_DIFFERENT, NUMBER_MISSING, NUMBER_NEIGHBOUR, type Numbers } from './numbers.ts';
import { otherLabels } from './other-labels.ts';
import { twoPapers } from './own-papers.ts';
import { pairOdds } from './pair-odds.ts';
import { partOdds } from './part-odds.ts';
import { eachOnce, type SeedSets, type Seeds, together } from './seeds.ts';
import { type SpelledNames, spelledNames } from './spelled-names.ts';
import { takenBackOf } from './stand-ins.ts';
import type { SaidApart } from './taught.ts';
import { learnTexts } from './texts.ts';
import { wordingOf } from './wording.ts';

/** Without the pairs whose numbers say that they are two documents, where numbers mostly agree: those teach no days. */
function undisputed(seeds: Seeds, numbers: Numbers): Seeds {
  const kept: number[] = [];
  let agreeing = 0;
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const relation = numbers.relation(seeds.sheet[seed] as number, seeds.ledger[seed] as number);
    if (relation !== NUMBER_DIFFERENT && relation !== NUMBER_NEIGHBOUR) kept.push(seed);
    if (relation !== NUMBER_DIFFERENT && relation !== NUMBER_NEIGHBOUR && relation !== NUMBER_MISSING)
      agreeing++;
  }
  if (agreeing < seeds.sheet.length - kept.length) return seeds;
  const of = (rows: Int32Array): Int32Array => Int32Array.from(kept, (seed) => rows[seed] as number);
  return { sheet: of(seeds.sheet), ledger: of(seeds.ledger) };
}

/** What two names lose that differ by little: in what the firms are, or in letters, as both lists have them. */
function spelledOf(keys: Keys, cluster: Int32Array, teachers: Seeds): SpelledNames {
  const [written, lettered] = [spelledNames(keys, teachers), letteredNames(keys, cluster, teachers)];
  return (i, j) => written(i, j) + lettered(i, j);
}

/**
 * Learns what each column of these lists says from the pairs that are known.
 * @param before what was learned of the whole lists, where only their rest is learned from.
 */
export function learnEvidence(
  keys: Keys,
  words: Words,
  likeness: Likeness,
  seeds: SeedSets,
  near: NearRates,
  open: Open,
  saidApart: SaidApart,
  before?: Evidence,
): Evidence {
  const { sheet, ledger } = keys;
  const { teachers, isByWords } = seeds;
  const every = together(seeds.certain, seeds.byAmount);
  const names = learnNames(sheet, ledger, likeness, every, open, seeds.certain.sheet.length);
  const numbers = learnNumbers(keys, words, seeds.byAmount, open);
  const cluster = before?.cluster ?? clusterNames(keys, likeness, names, open);
  const cancelled = {
    sheet: cancelledRows(sheet, open.sheet, cluster),
    ledger: cancelledRows(ledger, open.ledger, cluster),
  };
  const takenBack = takenBackOf(keys, cancelled, cluster);
  const vendorOf = (party: number): number => cluster[party] as number;
  const ledgerVendors = ledger.party.map(vendorOf);
  const amounts = amountsOf(
    keys,
    seeds.byNumber,
    near,
    open,
    ledgerVendors,
    (exclude) => crossings(sheet, ledger, ledgerVendors, cluster.length, vendorOf, exclude),
    shownOf(keys, vendorOf, open),
  );
  const field = (column: 'po' | CodeColumn, usual: number): Field =>
    learnField(sheet[column], ledger[column], teachers, open, ledgerVendors, usual);
  const po = field('po', 0.9);
  const codes = codesOf(sheet, ledger, {
    project: field('project', 0.9),
    class: field('class', 0.85),
    accountNumber: field('accountNumber', 0.85),
    accountName: field('accountName', 0.7),
  });
  const labelled = before?.labelled ?? otherLabels(keys, eachOnce(seeds));
  const apart = before?.apart ?? {
    another: exactNames(keys, likeness, cluster, teachers),
    spelled: spelledOf(keys, cluster, teachers),
    copied: numberedCopies(keys),
    areTwoPapers: twoPapers(keys, names, cluster),
  };
  const texts = learnTexts(keys, words, teachers, open, ledgerVendors, isByWords);
  // After the texts, that the words of memos are numbered first.
  const days = before?.days ?? learnDays(keys, words, undisputed(eachOnce(seeds), numbers), ledgerVendors);
  const openPostings = Math.max(
    2,
    open.ledger.reduce((sum, link) => sum + (link === -1 ? 1 : 0), 0),
  );
  const prior = -Math.log2(openPostings) + 1.5;
  const orders = withListed(keys, po);
  const wording = wordingOf(keys, { names, likeness, ...apart, texts, cluster, ledgerVendors, isByWords });
  const columns = { days, numbers, amounts, codes, texts, labelled, apart, prior };
  const said = { ...columns, copied: apart.copied, saidApart, orders, wording, takenBack, isByWords };
  return {
    ...columns,
    dates: days.plain,
    dayBits: days.bits,
    names,
    po,
    cluster,
    cancelled,
    partContext: partOdds(keys, said, apart.areTwoPapers, openPostings),
    total: pairOdds(said),
  };
}
