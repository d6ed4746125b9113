import type { Keys } from '../reading/keys.ts';
import { expectedLedger, type Rate } from './rates.ts';
import { type NearPairs, OFF, ratesShown } from './rates-shown.ts';
import type { Crossing } from './shown.ts';

/** Two ways to write one rate are not so far apart. */
const SAME = 1e-4;
/** No row's place: several are at a rate, or one is equal. */
const SEVERAL = -1;
/** So many pairs that agree are behind a list of a handful. */
const PRIOR_PAIRS = 25;

/** What rows and postings that are near each other show, whether or not a number ties them. */
export interface NearRates {
  rates: readonly Rate[];
  /** Of so many rows whose posting is equal or at one of the rates. */
  agreeing: number;
  /** Pairs at one of the rates, each the other's only one that is at a rate or equal; none of long lists. */
  pairs: { sheet: Int32Array; ledger: Int32Array };
  /** Near pairs of two currencies, in short lists. */
  across: readonly Crossing[];
}

/**
 * Shares that amounts of near pairs differ by, to the cent and far beyond chance. One pair that differs by a tenth says
 * nothing; six that all do are one tax, one discount or one retention, whoever their vendors are.
 */
export function nearRates(keys: Keys, near: NearPairs): NearRates {
  const rates = ratesShown(keys, near, keys.sheet.count / near.step);
  return {
    rates: rates.map((rate) => ({ ...rate, seen: rate.seen * near.step })),
    ...paired(keys, near, rates),
    across: near.across,
  };
}

/** The rates between two lists. */
export interface ListRates {
  rates: readonly Rate[];
  /** Pairs among which they were seen so often. */
  pairs: number;
  /** Of near pairs that agree, the share that keeps to a rate. */
  nearShare: number;
}

/**
 * Rates that pairs of one number show, with those that near pairs show besides: of these, as many as would be seen among
 * so many pairs as have a number.
 */
export function withNear(learned: readonly Rate[], pairs: number, near: NearRates): ListRates {
  const nearShare = near.rates.reduce((sum, { seen }) => sum + seen, 0) / (near.agreeing + PRIOR_PAIRS);
  if (learned.length === 0) return { rates: near.rates, pairs: Math.max(pairs, near.agreeing), nearShare };
  const share = Math.min(1, pairs / near.agreeing);
  const besides = near.rates
    .filter(({ rate, onSheet }) => !learned.some((one) => one.onSheet === onSheet && isOne(one.rate, rate)))
    .map((rate) => ({ ...rate, seen: Math.max(1, Math.round(rate.seen * share)) }));
  return { rates: [...learned, ...besides], pairs, nearShare };
}

const isOne = (rate: number, other: number): boolean => Math.abs(rate - other) < SAME;

function paired(
  { sheet, ledger }: Keys,
  near: NearPairs,
  rates: readonly Rate[],
): Pick<NearRates, 'agreeing' | 'pairs'> {
  const ofRow = new Map<number, number>();
  const ofPosting = new Map<number, number>();
  const agreeing = new Set<number>();
  const note = (of: Map<number, number>, row: number, other: number): void => {
    of.set(row, of.has(row) && of.get(row) !== other ? SEVERAL : other);
  };
  for (let at = 0; at < near.sheet.length; at++) {
    const [i, j] = [near.sheet[at] as number, near.ledger[at] as number];
    const [a, b] = [sheet.amount[i] as number, ledger.amount[j] as number];
    const isEqual = a === b;
    if (!isEqual && !rates.some((rate) => Math.abs(expectedLedger(rate, a) - b) <= OFF)) continue;
    agreeing.add(i);
    note(ofRow, i, isEqual ? SEVERAL : j);
    note(ofPosting, j, isEqual ? SEVERAL : i);
  }
  // Of long lists only some rows were looked at, and what else is certain there teaches without chance.
  const pairs = near.step > 1 ? [] : [...ofRow].filter(([i, j]) => j !== SEVERAL && ofPosting.get(j) === i);
  return {
    agreeing: agreeing.size * near.step,
    pairs: { sheet: Int32Array.from(pairs, ([i]) => i), ledger: Int32Array.from(pairs, ([, j]) => j) },
  };
}
