import type { Evidence } from '../evidence/evidence.ts';
import { NUMBER_DIFFERENT, NUMBER_NEIGHBOUR } from '../evidence/numbers.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settlePair } from '../links.ts';
import type { Drift } from '../rates/drift.ts';
import type { Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';

/** What a card pays is on the books within a few days; what else is near would do as well for twice as long. */
const DAYS = 6;
const DAYS_OF_OTHERS = 14;
/** log2: other amounts that are so near might be meant. */
const NEAR = 0.08;
const CHANCE = 0.97;
const MOST_OF_VENDOR = 400;

/**
 * What is left of a vendor, a row and a posting of one currency and a few days, as far apart as the vendor's bills or this
 * kind of posting is in these lists, for each side converted it in its own way. Where another would do, neither is taken.
 */
export function settleConverted(
  keys: Keys,
  { cluster, numbers, cancelled }: Evidence,
  drift: Drift,
  settled: Settled,
  saidApart: SaidApart,
): void {
  if (drift.isNone) return;
  const { sheet, ledger } = keys;
  const ours = openBy(sheet, settled.sheet, (i) => cluster[sheet.party[i] as number] as number);
  const theirs = openBy(ledger, settled.ledger, vendorByBeginning(keys, cluster, ours));
  const apart = (i: number, j: number): number =>
    Math.log2((ledger.amount[j] as number) / (sheet.amount[i] as number));
  const mayBe = (i: number, j: number): boolean => {
    if (sheet.currency[i] !== ledger.currency[j] || !(Math.abs(apart(i, j)) <= NEAR)) return false;
    if (Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) > DAYS_OF_OTHERS) return false;
    if (cancelled.sheet[i] === 1 || cancelled.ledger[j] === 1 || saidApart(i, j)) return false;
    const relation = numbers.relation(i, j);
    return relation !== NUMBER_DIFFERENT && relation !== NUMBER_NEIGHBOUR;
  };
  const isUsual = (i: number, j: number, vendor: number): boolean => {
    const range = drift.ofType(ledger.type[j] as number) ?? drift.ofVendor(vendor);
    const own = apart(i, j);
    if (range === null || own < range.from || own > range.to) return false;
    if (Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) > DAYS) return false;
    return sheet.project[i] === 0 || ledger.project[j] === 0 || sheet.project[i] === ledger.project[j];
  };
  for (const [vendor, rows] of ours) {
    const postings = theirs.get(vendor) ?? [];
    if (postings.length === 0 || Math.max(rows.length, postings.length) > MOST_OF_VENDOR) continue;
    const of = rows.map((i) => postings.filter((j) => mayBe(i, j)));
    const wanted = new Map<number, number>();
    for (const j of of.flat()) wanted.set(j, (wanted.get(j) ?? 0) + 1);
    for (const [at, i] of rows.entries()) {
      const [only, another] = of[at] as number[];
      if (only === undefined || another !== undefined || wanted.get(only) !== 1) continue;
      if (isUsual(i, only, vendor)) settlePair(settled, i, only, 'rest', CHANCE);
    }
  }
}

/** A bank writes a place behind the name, and a form of firm: so many words at most, behind so many that are the name. */
const MOST_BEHIND = 2;
const LEAST_WORDS = 2;

/** Asks for a posting's vendor: the one of the open rows whose whole name its own begins with, else its own. */
function vendorByBeginning(
  { sheet, ledger, parties }: Keys,
  cluster: Int32Array,
  ours: ReadonlyMap<number, number[]>,
): (posting: number) => number {
  const named = new Map<string, number>();
  for (const [vendor, rows] of ours) {
    for (const i of rows)
      if (sheet.fromText[i] === 0) named.set(parties[sheet.party[i] as number] as string, vendor);
  }
  const known = new Map<number, number>();
  return (posting) => {
    const party = ledger.party[posting] as number;
    const before = known.get(party);
    if (before !== undefined) return before;
    const own = cluster[party] as number;
    const words = (parties[party] as string).split(' ');
    const most = Math.min(MOST_BEHIND, words.length - LEAST_WORDS);
    let vendor = own;
    for (let behind = 1; behind <= most && vendor === own && !ours.has(own); behind++)
      vendor = named.get(words.slice(0, -behind).join(' ')) ?? own;
    known.set(party, vendor);
    return vendor;
  };
}
