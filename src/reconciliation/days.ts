import { type Dates, learnDates } from './dates.ts';
import type { Keys } from './keys.ts';
import type { Seeds } from './seeds.ts';
import { textDays } from './text-dates.ts';

export type DayBits = (sheetRow: number, ledgerRow: number) => number;

/** What rows' days say of each other. */
export interface Days {
  bits: DayBits;
  /** By the rows' own days alone. */
  plain: Dates;
}

/** So many certain pairs must have a day in the memo before it is believed. */
const LEAST_SEEN = 12;

/** Certain pairs of one type of posting that teach its own days. */
const LEAST_OF_TYPE = 50;

/** So many pairs' worth of what is usual stand against a vendor's own. */
const OWN_PRIOR = 4;

/** How often a vendor's postings came so many days after; a day more or less counts a little. */
function vendorHabits({ sheet, ledger }: Keys, seeds: Seeds, ledgerVendors: Int32Array) {
  const seen = new Map<number, number>();
  const all = new Map<number, number>();
  const keyOf = (vendor: number, apart: number): number => vendor * 4096 + apart + 2048;
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const j = seeds.ledger[seed] as number;
    const vendor = ledgerVendors[j] as number;
    const apart = (ledger.day[j] as number) - (sheet.day[seeds.sheet[seed] as number] as number);
    if (vendor === 0 || Math.abs(apart) > 200) continue;
    all.set(vendor, (all.get(vendor) ?? 0) + 1);
    for (const [shift, weight] of SPREAD) {
      const key = keyOf(vendor, apart + shift);
      seen.set(key, (seen.get(key) ?? 0) + weight);
    }
  }
  return (vendor: number, apart: number): { seen: number; all: number } => {
    const count = all.get(vendor) ?? 0;
    if (count === 0 || Math.abs(apart) > 200) return { seen: 0, all: count };
    return { seen: seen.get(keyOf(vendor, apart)) ?? 0, all: count };
  };
}

const SPREAD = [
  [-1, 0.2],
  [0, 0.6],
  [1, 0.2],
] as const;

/** Bills, payments and journal entries are posted on days of their own: each type that has shown enough learns apart. */
export function datesByType(
  keys: Keys,
  seeds: Seeds,
  least: number,
  ledgerVendors?: Int32Array,
  sharpness = 1,
): Days {
  const { sheet, ledger } = keys;
  const learn = (among: readonly number[]): Dates =>
    learnDates(
      among.map((seed) => sheet.day[seeds.sheet[seed] as number] as number),
      among.map((seed) => ledger.day[seeds.ledger[seed] as number] as number),
      ledger.day,
      sheet.day,
      sharpness,
    );
  const all = Array.from(seeds.sheet.keys());
  const plain = learn(all);
  const byType = keys.types.map((_, type) => {
    const among = all.filter((seed) => ledger.type[seeds.ledger[seed] as number] === type);
    return among.length < least || among.length === all.length ? plain : learn(among);
  });
  const habits = ledgerVendors && vendorHabits(keys, seeds, ledgerVendors);
  return {
    plain,
    bits(i, j) {
      const from = sheet.day[i] as number;
      const to = ledger.day[j] as number;
      const dates = byType[ledger.type[j] as number] ?? plain;
      const vendor = ledgerVendors?.[j] ?? 0;
      if (!habits || vendor === 0) return dates.bits(from, to);
      const { seen, all } = habits(vendor, to - from);
      if (all === 0) return dates.bits(from, to);
      const likely = (seen + OWN_PRIOR * dates.likely(from, to)) / (all + OWN_PRIOR);
      return Math.max(-12, Math.log2(likely / dates.usual(to)));
    },
  };
}

/**
 * Where memos carry a day of their own (a bank's "POS DEBIT 05/14"), it is used instead of the posting's, if certain
 * pairs show that it is nearer to the sheet's.
 */
export function learnDays(keys: Keys, seeds: Seeds, ledgerVendors: Int32Array): Days {
  const { sheet, ledger } = keys;
  const { plain, bits: byType } = datesByType(keys, seeds, LEAST_OF_TYPE, ledgerVendors);
  const told = textDays(ledger, keys);
  const best = [told.monthFirst, told.dayFirst]
    .map((days) => concentration(keys, seeds, days))
    .sort((a, b) => b.share - a.share)[0];
  if (!best || best.pairs < LEAST_SEEN || best.share < best.plainShare + 0.05) {
    return { plain, bits: byType };
  }
  const { days } = best;
  const among = Array.from(seeds.sheet.keys()).filter((seed) => days[seeds.ledger[seed] as number] !== -1);
  const byMemo = learnDates(
    among.map((seed) => sheet.day[seeds.sheet[seed] as number] as number),
    among.map((seed) => days[seeds.ledger[seed] as number] as number),
    ledger.day,
    sheet.day,
  );
  return {
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
