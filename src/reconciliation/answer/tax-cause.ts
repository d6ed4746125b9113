import type { Link, Settled } from '../links.ts';
import { expectedLedger, fitsRate, type Rate, taxIn } from '../rates/rates.ts';
import { MOST_TAX, repeatedRates } from '../rates/repeated-rates.ts';
import { roundRises } from '../rates/round-rises.ts';
import { NAMES_TAX, SAYS_TAX } from '../rates/says-tax.ts';
import { eachSettledPair } from '../rates/settled-pairs.ts';
import { taxRates } from '../rates/tax-rates.ts';
import { vendorRates } from '../rates/vendor-rates.ts';
import type { Keys } from '../reading/keys.ts';
import { otherReasons } from './other-reasons.ts';

/** The tax in a match's difference, signed as the difference is; 0 where there is none. */
export type TaxOf = (link: Link, sheetMinor: number, ledgerMinor: number) => number;

/** Whole fifties are a guess, seldom an amount that was typed to the dollar. */
const GUESS = 50;
/** So many pairs, and this share of all its pairs, show that a vendor's bills are with tax here and without it there. */
const LEAST_PAIRS = 3;
const HABIT = 0.85;
/** Per cent of the row that are a tip, how many different ones an account shows, and less than which share each has. */
const LEAST_TIP = 10;
const MOST_TIP = 25;
const TIPS = 3;
const ONE_RATE = 0.6;
/** Taxes are met in every account: of all such pairs, this share is in the one where tips are given. */
const ONE_ACCOUNT = 0.5;

/** A memo that speaks of tax may speak of so little. */
const LEAST_SAID = 0.01;

/** A rate that is met less often than this share of the commonest is no tax of these lists. */
const LEAST_SHARE = 0.1;

/** Learned from the matches of one row and one posting. */
export function taxes(keys: Keys, cluster: Int32Array, settled: Settled, rates: readonly Rate[]): TaxOf {
  const taxRate = taxRates(keys, cluster, settled, rates);
  const most = taxRate.known.reduce((most, { seen }) => Math.max(most, seen), 0);
  const again = repeatedRates(keys, settled).filter(({ seen }) => seen >= LEAST_SHARE * most);
  const tipped = tippedAccounts(keys, settled);
  const isRoundRise = roundRises(keys, settled);
  const isOtherwise = otherReasons(keys, settled);
  const habits = habitsOf(keys, cluster, settled, taxRate.known);
  return (link, sheetMinor, ledgerMinor) => {
    if (sheetMinor > 0 !== ledgerMinor > 0) return 0;
    const currency = keys.ledger.currency[link.ledger[0] as number] as number;
    const known = taxRate.of(currency);
    const isTipped = tipped.has(keys.ledger.accountName[link.ledger[0] as number] as number);
    if (isTipped && isTip(sheetMinor, ledgerMinor, known)) return 0;
    const isOpenToOthers =
      !taxRate.isTaught(currency) && !taxRate.isOfOthers(currency, sheetMinor, ledgerMinor);
    if (isOtherwise(link, sheetMinor, ledgerMinor)) return 0;
    const shown = taxIn(sheetMinor, ledgerMinor, known, false);
    if (shown !== 0) return shown;
    const usual = isOpenToOthers ? taxIn(sheetMinor, ledgerMinor, [], true) : 0;
    if (usual !== 0 && !isRoundRise(sheetMinor, usual)) return usual;
    const difference = ledgerMinor - sheetMinor;
    if (isOpenToOthers && link.sheet.length === 1 && link.ledger.length === 1) {
      const repeated = taxIn(sheetMinor, ledgerMinor, again, false);
      if (repeated !== 0) return repeated;
      const share = difference / sheetMinor;
      const said = keys.texts[keys.ledger.text[link.ledger[0] as number] as number] as string;
      if (share >= LEAST_SAID && share <= MOST_TAX && SAYS_TAX.test(said)) return difference;
      // Without the tax that it names: the row is the posting with it.
      if (NAMES_TAX.test(said) && taxIn(ledgerMinor, sheetMinor, [], true) !== 0) return difference;
    }
    const mixed = partlyTaxed(keys, link, sheetMinor, ledgerMinor, known);
    if (mixed) return difference;
    const unit = keys.sheet.unit[link.sheet[0] as number] as number;
    const isRounded =
      sheetMinor % unit === 0 && ledgerMinor % unit !== 0 && sheetMinor % (GUESS * unit) !== 0;
    for (const rate of known) {
      const off = Math.abs(expectedLedger(rate, sheetMinor) - ledgerMinor);
      // The person typed it to the dollar.
      if (isRounded && off <= unit / 2 + 2) return difference;
    }
    const vendor = cluster[keys.ledger.party[link.ledger[0] as number] as number] as number;
    const habit = habits.get(vendor);
    if (habit === undefined) return 0;
    const own = expectedLedger(habit, sheetMinor) - sheetMinor;
    return own > 0 === difference > 0 ? own : 0;
  };
}

/** Where tips are given, what is that far above its row is one, but for a tax that is in no whole per cent. */
function isTip(sheetMinor: number, ledgerMinor: number, taxes: readonly Rate[]): boolean {
  if (100 * (ledgerMinor / sheetMinor - 1) < LEAST_TIP) return false;
  const isWhole = ({ rate }: Rate): boolean => Math.abs(rate * 100 - Math.round(rate * 100)) < 1e-6;
  return !taxes.some((tax) => !isWhole(tax) && fitsRate(tax, sheetMinor, ledgerMinor));
}

/** Goods with tax, their freight without. */
function partlyTaxed(
  { ledger }: Keys,
  link: Link,
  sheetMinor: number,
  ledgerMinor: number,
  rates: readonly Rate[],
): boolean {
  if (link.sheet.length !== 1 || link.ledger.length < 2) return false;
  return link.ledger.some((posting) => {
    const untaxed = ledger.amount[posting] as number;
    return rates.some((rate) => fitsRate(rate, sheetMinor - untaxed, ledgerMinor - untaxed));
  });
}

/**
 * Accounts in which postings are above their rows by now this and now that round share: a tax has one rate, tips have
 * several.
 */
function tippedAccounts(keys: Keys, settled: Settled): Set<number> {
  const shares = new Map<number, Map<number, number>>();
  eachSettledPair(keys, settled, (_i, j, a, b) => {
    const account = keys.ledger.accountName[j] as number;
    if (account === 0 || a <= 0) return;
    const share = Math.round((100 * (b - a)) / a);
    if (share < LEAST_TIP || share > MOST_TIP || Math.abs(a * (1 + share / 100) - b) > 1) return;
    const own = shares.get(account) ?? new Map<number, number>();
    shares.set(account, own);
    own.set(share, (own.get(share) ?? 0) + 1);
  });
  let total = 0;
  for (const own of shares.values()) for (const count of own.values()) total += count;
  const tipped = new Set<number>();
  for (const [account, own] of shares) {
    const counts = [...own.values()];
    const all = counts.reduce((sum, count) => sum + count, 0);
    if (all < ONE_ACCOUNT * total) continue;
    if (counts.length >= TIPS && Math.max(...counts) < ONE_RATE * all) tipped.add(account);
  }
  return tipped;
}

/** By vendor: the rate that its matches of one row and one posting nearly all show. */
function habitsOf(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  rates: readonly Rate[],
): Map<number, Rate> {
  const habits = new Map<number, Rate>();
  for (const [vendor, { equal, byRate }] of vendorRates(keys, cluster, settled, rates)) {
    const most = Math.max(0, ...byRate);
    const rate = rates[byRate.indexOf(most)];
    const all = byRate.reduce((sum, count) => sum + count, equal);
    if (rate && most >= LEAST_PAIRS && most >= HABIT * all) habits.set(vendor, rate);
  }
  return habits;
}
