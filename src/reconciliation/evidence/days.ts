import type { Keys } from '../reading/keys.ts';
import { textDays } from '../reading/text-dates.ts';
import type { Words } from '../reading/words.ts';
import { largest } from '../tables/groups.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { type Dates, learnDates } from './dates.ts';
import { repeating } from './repeating.ts';
import type { Seeds } from './seeds.ts';
import { learnWordDays, WORD_PRIOR } from './word-days.ts';

export type DayBits = (sheetRow: number, ledgerRow: number) => number;

/** What rows' days say of each other. */
export interface Days {
  bits: DayBits;
  calendar: Calendar;
  /** By the rows' own days alone. */
  plain: Dates;
}

/** So many certain pairs must have a day in the memo before it is believed. */
const LEAST_SEEN = 12;

/** Certain pairs of one type of posting that teach its own days. */
const LEAST_OF_TYPE = 50;

/** So many pairs' worth of what is usual stand against a vendor's own. */
const OWN_PRIOR = 4;

/** Differences of more days than this are nobody's habit. */
const MOST_APART = 200;

/**
 * How often a vendor's postings came so many days after; a day more or less counts a little, and what was seen once only
 * is hardly a habit.
 */
interface Habits {
  /**
   * By vendor, beside each other: pairs of it that taught, where its differences start and end in `seen`, and the first
   * of them.
   */
  ofVendor: Int32Array;
  seen: Float64Array;
  /** By vendor: what `seen` has of it in all. */
  kept: Float64Array;
}

const PLACES = 4;

function vendorHabits({ sheet, ledger }: Keys, seeds: Seeds, ledgerVendors: Int32Array): Habits {
  const count = seeds.sheet.length;
  const most = largest(ledgerVendors);
  const all = new Int32Array(most + 1);
  const least = new Int32Array(most + 1).fill(MOST_APART + 2);
  const latest = new Int32Array(most + 1).fill(-MOST_APART - 2);
  const apartOf = (seed: number): number =>
    (ledger.day[seeds.ledger[seed] as number] as number) - (sheet.day[seeds.sheet[seed] as number] as number);
  for (let seed = 0; seed < count; seed++) {
    const vendor = ledgerVendors[seeds.ledger[seed] as number] as number;
    const apart = apartOf(seed);
    if (vendor === 0 || Math.abs(apart) > MOST_APART) continue;
    all[vendor] = (all[vendor] as number) + 1;
    if (apart - 1 < (least[vendor] as number)) least[vendor] = apart - 1;
    if (apart + 1 > (latest[vendor] as number)) latest[vendor] = apart + 1;
  }
  const start = new Int32Array(most + 2);
  for (let vendor = 0; vendor <= most; vendor++) {
    const width = Math.max(0, (latest[vendor] as number) - (least[vendor] as number) + 1);
    start[vendor + 1] = (start[vendor] as number) + width;
  }
  const seen = new Float64Array(start[most + 1] as number);
  for (let seed = 0; seed < count; seed++) {
    const vendor = ledgerVendors[seeds.ledger[seed] as number] as number;
    const apart = apartOf(seed);
    if (vendor === 0 || Math.abs(apart) > MOST_APART) continue;
    const at = (start[vendor] as number) + apart - (least[vendor] as number);
    seen[at - 1] = (seen[at - 1] as number) + BESIDE;
    seen[at] = (seen[at] as number) + ON;
    seen[at + 1] = (seen[at + 1] as number) + BESIDE;
  }
  const kept = new Float64Array(most + 1);
  for (let vendor = 0; vendor <= most; vendor++) {
    for (let at = start[vendor] as number; at < (start[vendor + 1] as number); at++) {
      seen[at] = repeating(seen[at] as number);
      kept[vendor] = (kept[vendor] as number) + (seen[at] as number);
    }
  }
  const ofVendor = new Int32Array((most + 1) * PLACES);
  for (let vendor = 0; vendor <= most; vendor++) {
    const [from, end] = [start[vendor] as number, start[vendor + 1] as number];
    ofVendor.set([all[vendor] as number, from, end, least[vendor] as number], vendor * PLACES);
  }
  return { ofVendor, seen, kept };
}

function seenApart({ ofVendor, seen }: Habits, vendor: number, apart: number): number {
  if (Math.abs(apart) > MOST_APART) return 0;
  const place = vendor * PLACES;
  const from = ofVendor[place + 1] as number;
  const at = from + apart - (ofVendor[place + 3] as number);
  return at >= from && at < (ofVendor[place + 2] as number) ? (seen[at] as number) : 0;
}

const ON = 0.6;
const BESIDE = 0.2;

/** Bills, payments and journal entries are posted on days of their own: each type that has shown enough learns apart. */
export function datesByType(
  keys: Keys,
  seeds: Seeds,
  least: number,
  calendar: Calendar,
  ledgerVendors?: Int32Array,
  sharpness = 1,
  words?: Words,
): Days {
  const { sheet, ledger } = keys;
  const sheetDays = seeds.sheet.map((row) => sheet.day[row] as number);
  const ledgerDays = seeds.ledger.map((row) => ledger.day[row] as number);
  const types = seeds.ledger.map((row) => ledger.type[row] as number);
  const plain = learnDates(sheetDays, ledgerDays, calendar, sharpness);
  const byType = keys.types.map((_, type) => {
    const isOfType = (_day: number, seed: number): boolean => types[seed] === type;
    const among = sheetDays.filter(isOfType);
    if (among.length < least || among.length === types.length) return plain;
    return learnDates(among, ledgerDays.filter(isOfType), calendar, sharpness);
  });
  const habits = ledgerVendors && vendorHabits(keys, seeds, ledgerVendors);

  const usually = (i: number, j: number): number =>
    (byType[ledger.type[j] as number] ?? plain).likely(sheet.day[i] as number, ledger.day[j] as number);

  /** By the type of posting and the vendor's own habit. */
  function likely(i: number, j: number): number {
    const from = sheet.day[i] as number;
    const to = ledger.day[j] as number;
    const usual = usually(i, j);
    const vendor = ledgerVendors ? (ledgerVendors[j] as number) : 0;
    const all = habits && vendor !== 0 ? (habits.ofVendor[vendor * PLACES] as number) : 0;
    if (!habits || all === 0) return usual;
    const others = all - (habits.kept[vendor] as number) + OWN_PRIOR;
    return (seenApart(habits, vendor, to - from) + others * usual) / (all + OWN_PRIOR);
  }

  const ofWords = words ? learnWordDays(keys, words, seeds, usually) : () => null;
  return {
    calendar,
    plain,
    bits(i, j) {
      const to = ledger.day[j] as number;
      const own = ofWords(i);
      const usual = likely(i, j);
      const chance = own
        ? (own.seen(to - (sheet.day[i] as number)) + WORD_PRIOR * usual) / (own.all + WORD_PRIOR)
        : usual;
      return Math.max(-12, Math.log2(chance / plain.usual(to)));
    },
  };
}

/**
 * Where memos carry a day of their own (a bank's "POS DEBIT 05/14"), it is used instead of the posting's, if certain
 * pairs show that it is nearer to the sheet's.
 */
export function learnDays(keys: Keys, words: Words, seeds: Seeds, ledgerVendors: Int32Array): Days {
  const { sheet, ledger } = keys;
  const calendar = calendarOf(ledger.day, sheet.day);
  const { plain, bits: byType } = datesByType(keys, seeds, LEAST_OF_TYPE, calendar, ledgerVendors, 1, words);
  const told = textDays(ledger, keys);
  const best = [told.monthFirst, told.dayFirst]
    .map((days) => concentration(keys, seeds, days))
    .sort((a, b) => b.share - a.share)[0];
  if (!best || best.pairs < LEAST_SEEN || best.share < best.plainShare + 0.05) {
    return { calendar, plain, bits: byType };
  }
  const { days } = best;
  const among = Array.from(seeds.sheet.keys()).filter((seed) => days[seeds.ledger[seed] as number] !== -1);
  const byMemo = learnDates(
    among.map((seed) => sheet.day[seeds.sheet[seed] as number] as number),
    among.map((seed) => days[seeds.ledger[seed] as number] as number),
    calendar,
  );
  return {
    calendar,
    plain,
    bits(i, j) {
      const day = days[j] as number;
      return day === -1 ? byType(i, j) : byMemo.bits(sheet.day[i] as number, day);
    },
  };
}

/** Share of the pairs with a day in the memo in which the commonest difference to the sheet's day is met. */
function concentration({ sheet, ledger }: Keys, seeds: Seeds, days: Int32Array) {
  const told = new Map<number, number>();
  const own = new Map<number, number>();
  let pairs = 0;
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const j = seeds.ledger[seed] as number;
    if (days[j] === -1) continue;
    pairs++;
    const day = sheet.day[seeds.sheet[seed] as number] as number;
    const byMemo = (days[j] as number) - day;
    const byRow = (ledger.day[j] as number) - day;
    told.set(byMemo, (told.get(byMemo) ?? 0) + 1);
    own.set(byRow, (own.get(byRow) ?? 0) + 1);
  }
  const share = Math.max(0, ...told.values()) / Math.max(1, pairs);
  return { days, pairs, share, plainShare: Math.max(0, ...own.values()) / Math.max(1, pairs) };
}
