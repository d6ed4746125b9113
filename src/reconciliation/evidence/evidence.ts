import { clusterNames } from '../names/clusters.ts';
import type { Likeness } from '../names/name-levels.ts';
import { learnNames, type Names } from '../names/names.ts';
import { crossings } from '../rates/exchange.ts';
import { shownOf } from '../rates/numbered-crossings.ts';
import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import type { Words } from '../reading/words.ts';
import { type PairMemo, pairMemo } from '../tables/pair-memo.ts';
import { cancelledRows } from './cancelled.ts';
import { type CodeColumn, type Codes, codesOf } from './codes.ts';
import type { Dates } from './dates.ts';
import { type DayBits, type Days, learnDays } from './days.ts';
import { exactNames } from './exact-names.ts';
import { type Field, learnField } from './fields.ts';
import { amountsOf, type KnownAmounts } from './learn-amounts.ts';
import { withListed } from './listed-orders.ts';
import { learnNumbers, NUMBER_DIFFERENT, NUMBER_MISSING, NUMBER_NEIGHBOUR, type Numbers } from './numbers.ts';
import { type OtherLabels, otherLabels } from './other-labels.ts';
import { twoPapers } from './own-papers.ts';
import { eachOnce, type SeedSets, type Seeds, together } from './seeds.ts';
import { spelledNames } from './spelled-names.ts';
import { standIns } from './stand-ins.ts';
import type { SaidApart } from './taught.ts';
import { learnTexts, type TextEvidence } from './texts.ts';

/** Everything learned about this pair of lists, as log2 of odds: what speaks for two rows being one transaction. */
export interface Evidence {
  days: Days;
  dates: Dates;
  names: Names;
  numbers: Numbers;
  amounts: KnownAmounts;
  po: Field;
  codes: Codes;
  texts: TextEvidence;
  labelled: OtherLabels;
  /** By name: the vendor it means. */
  cluster: Int32Array;
  /** 1 for rows that another row of their own side takes back. */
  cancelled: { sheet: Uint8Array; ledger: Uint8Array };
  /** log2 odds that a row and any one open posting belong together, before anything is known of them. */
  prior: number;
  /** All but the amounts, without the prior, for one of several parts: their days, names and numbers are freer. */
  partContext(sheetRow: number, ledgerRow: number, dates: DayBits): number;
  dayBits: DayBits;
  /** Everything, with the prior; a pair that cannot come to `least` gives any less. */
  total(sheetRow: number, ledgerRow: number, least: number): number;
}

/** Bits lost where one row is taken back on its own side and the other is not: an accrual is not the bill. */
const CANCELLED = 9;
/** Bits lost where the bill it stood in for is there too, and that the bill loses of what speaks for its stand-in. */
const STAND_IN = 40;
const STOOD_IN = 3;
/** Bits lost by another number at an unusual time: however alike, that is the next document and not this one. */
const ANOTHER = 12;
const UNUSUAL = -3;
/** Bits that another number takes at most where a text names the other's amount. */
const TOLD_NUMBER = -3;
/** For each open posting, about so many pairs are weighed in all rounds of sums. */
const PARTS_ASKED = 7;
/** Far more than adding up in another order can differ by. */
const ROUNDING = 1e-6;
/** Bits of a pair that is none whatever else it says: a person said that they are two stories. */
export const NEVER = -200;

/** Whether bits are those of such a pair, whatever was added to them: no evidence else takes as much. */
export const isForbidden = (bits: number): boolean => bits < NEVER / 2;

/** Bits for each day further away, where no day has been seen: enough to tell which comes first. */
const FURTHER = 1 / 1024;

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

export function learnEvidence(
  keys: Keys,
  words: Words,
  likeness: Likeness,
  seeds: SeedSets,
  open: Open,
  saidApart: SaidApart,
  before?: Evidence,
): Evidence {
  const { sheet, ledger } = keys;
  const { teachers } = seeds;
  const every = together(seeds.certain, seeds.byAmount);
  const names = learnNames(sheet, ledger, likeness, every, open, seeds.certain.sheet.length);
  const numbers = learnNumbers(keys, words, seeds.byAmount, open);
  const cluster = before?.cluster ?? clusterNames(keys, likeness, names, open);
  const cancelled = {
    sheet: cancelledRows(sheet, open.sheet, cluster),
    ledger: cancelledRows(ledger, open.ledger, cluster),
  };
  const stood = standIns(keys, cancelled, cluster);
  const vendorOf = (party: number): number => cluster[party] as number;
  const ledgerVendors = ledger.party.map(vendorOf);
  const amounts = amountsOf(
    keys,
    seeds.byNumber,
    open,
    ledgerVendors,
    (exclude) => crossings(sheet, ledger, ledgerVendors, cluster.length, vendorOf, exclude),
    shownOf(keys, vendorOf, open),
  );
  const field = (column: 'po' | CodeColumn, usual: number): Field =>
    learnField(sheet[column], ledger[column], teachers, open, ledgerVendors, usual);
  const po = field('po', 0.9);
  const orders = withListed(keys, po);
  const codes = codesOf(sheet, ledger, {
    project: field('project', 0.9),
    class: field('class', 0.85),
    accountNumber: field('accountNumber', 0.85),
    accountName: field('accountName', 0.7),
  });
  const labelled = before?.labelled ?? otherLabels(keys, eachOnce(seeds));
  const another = exactNames(keys, likeness, cluster, teachers);
  const spelled = spelledNames(keys, teachers);
  const texts = learnTexts(keys, words, teachers, open, ledgerVendors, seeds.isByWords);
  // After the texts, that the words of memos are numbered first.
  const days = before?.days ?? learnDays(keys, words, undisputed(eachOnce(seeds), numbers), ledgerVendors);
  const count = Math.max(
    2,
    open.ledger.reduce((sum, link) => sum + (link === -1 ? 1 : 0), 0),
  );
  const prior = -Math.log2(count) + 1.5;

  /** The vendor both rows are of by what they name, or 0. */
  function vendorOfBoth(i: number, j: number): number {
    if (bothFromText(i, j)) return 0;
    const vendor = ledgerVendors[j] as number;
    return vendor !== 0 && vendorOf(sheet.party[i] as number) === vendor ? vendor : 0;
  }

  const bothFromText = (i: number, j: number): boolean => sheet.fromText[i] === 1 && ledger.fromText[j] === 1;

  const ofNames = pairMemo(keys.parties.length * 8);
  /** What the names say, where they can be one; each two names once, as each side says them. */
  function naming(i: number, j: number): number {
    const a = sheet.party[i] as number;
    const b = ledger.party[j] as number;
    if (a === 0 || b === 0) return 0;
    const own = a * 4 + (sheet.fromText[i] as number) * 2 + (ledger.fromText[j] as number);
    const known = ofNames.get(own, b);
    if (!Number.isNaN(known)) return known;
    const bits = Math.min(names.bits(i, j), another(i, j));
    ofNames.keep(own, b, bits);
    return bits;
  }

  /** Who and what for; where both names are made of the texts, these say one thing only once. */
  function wording(i: number, j: number, vendor: number, leastName: number, leastText: number): number {
    const text = Math.max(leastText, texts.bits(i, j, vendor));
    if (bothFromText(i, j) && seeds.isByWords) return text;
    const name = Math.max(leastName, naming(i, j) + spelled(i, j));
    return bothFromText(i, j) ? Math.max(name, text) : name + text;
  }

  let rowAsked = -1;
  let mostOfRow = 0;
  /** What order, codes and texts give at most to the row and a posting of another vendor. */
  function mostBesides(i: number): number {
    if (i === rowAsked) return mostOfRow;
    rowAsked = i;
    mostOfRow = orders.most(i) + codes.most(i) + texts.most(i);
    return mostOfRow;
  }

  function isAnother(relation: number, day: number): boolean {
    return (relation === NUMBER_DIFFERENT || relation === NUMBER_NEIGHBOUR) && day < UNUSUAL;
  }

  /** All that speaks for a row and a posting but whether either is taken back. */
  function alone(i: number, j: number, least: number): number {
    const vendor = vendorOfBoth(i, j);
    const isKnown = vendor !== 0;
    const day = days.bits(i, j);
    const relation = numbers.relation(i, j);
    // Who names the other's amount to the cent means it, whatever numbers its bank or its shop gives.
    const isTold = amounts.told.isTold(i, j);
    const number = Math.max(isTold ? TOLD_NUMBER : Number.NEGATIVE_INFINITY, numbers.bits(i, j, relation));
    const next = !isTold && isAnother(relation, day) ? ANOTHER : 0;
    const amount = amounts.bits(i, j, isKnown);
    // Most pairs are lost whatever their codes and texts say, and to ask these takes longest.
    if (!isKnown && !seeds.isByWords) {
      const name = bothFromText(i, j) ? Math.max(0, naming(i, j)) : naming(i, j);
      const most = prior + day + number + amount + name + mostBesides(i) - next;
      if (most < least - ROUNDING) return most;
    }
    const order = orders(i, j, isKnown);
    const code = codes.bits(i, j, isKnown);
    const told = day + wording(i, j, vendor, -20, -20) + labelled(i, j) + number + order + code;
    return prior + (told - next) + amount;
  }

  /** Bits lost because one of two rows is taken back: all where the other stayed for it. */
  function cancels(i: number, j: number): number {
    if (cancelled.sheet[i] === cancelled.ledger[j]) return 0;
    return stood.isOne[j] === 1 ? STAND_IN : CANCELLED;
  }

  const areTwoPapers = twoPapers(keys, names, cluster);

  /** What the days of a row and a part say; of those that none has had so far, the nearer are the likelier. */
  function dayOfPart(i: number, j: number, datesOfParts: DayBits): number {
    const least = datesOfParts === days.bits ? -5 : -7;
    const bits = datesOfParts(i, j);
    if (bits > least) return bits;
    return least - Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) * FURTHER;
  }

  // Sums are looked for in several rounds, each with other days: what else a row and a part share stays the same.
  let ofParts: PairMemo | null = null;

  return {
    days,
    dates: days.plain,
    dayBits: days.bits,
    names,
    numbers,
    amounts,
    po,
    codes,
    texts,
    labelled,
    prior,
    cluster,
    cancelled,
    partContext(i, j, datesOfParts) {
      if (saidApart(i, j)) return NEVER;
      const day = dayOfPart(i, j, datesOfParts);
      ofParts ??= pairMemo(PARTS_ASKED * count);
      const known = ofParts.get(i, j);
      if (!Number.isNaN(known)) return day + known;
      const vendor = vendorOfBoth(i, j);
      const besides = areTwoPapers(i, j)
        ? NEVER
        : wording(i, j, vendor, -2, -1) +
          Math.max(-1, numbers.bits(i, j)) +
          Math.max(-3, orders(i, j, vendor !== 0)) +
          Math.max(-3, labelled(i, j)) +
          codes.bits(i, j, vendor !== 0) -
          cancels(i, j);
      ofParts.keep(i, j, besides);
      return day + besides;
    },
    total(i, j, least) {
      if (saidApart(i, j)) return NEVER;
      const taken = cancels(i, j);
      const own = alone(i, j, least + taken) - taken;
      const before = stood.of[j] as number;
      if (before === -1 || cancelled.sheet[i] === 1 || saidApart(i, before)) return own;
      const against =
        Math.min(0, numbers.bits(i, j)) + Math.min(0, orders(i, j, vendorOfBoth(i, j) !== 0)) - STOOD_IN;
      return Math.max(own, alone(i, before, least - against) + against);
    },
  };
}
