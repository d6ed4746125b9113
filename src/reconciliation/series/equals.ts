import { type Evidence, NEVER } from '../evidence/evidence.ts';
import { passedOver } from '../evidence/passed-over.ts';
import { type Settled, settlePair } from '../links.ts';
import type { Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { objectionsOf } from './objections.ts';
import { type CrowdOf, type Piece, toldInOrder } from './ordered.ts';
import { ownNames } from './own-names.ts';
import { type Series, seriesOf } from './series.ts';
import { settleSteady } from './steady.ts';
import { byAmount } from './tellers.ts';

const CHANCE = 0.9;
/** Before pairs are weighed by all that they say. */
const EARLY = 0.98;
/** A row and its posting are no further apart, either way: a quarter typed at once, and its first month. */
const MOST_DAYS = 100;
/** What days say so far: a habit that is not the others' is a habit still. */
const LEAST_DAYS = -3.5;
const MOST_DAY_BITS = 5;
/** What speaks against the pair besides its days and amount is heard so far, and no pair below it is one. */
const LEAST_CONTEXT = -4;
/** Days by which a habit may be off. */
const NEAR_DAYS = 4;
const MOST_PIECES = 1500;
const MOST_EARLY = 300;
const NO_DAYS = (): number => 0;

/**
 * Rents, seats and daily tickets: one price again and again in one project. What comes first is settled first, and a
 * pair is taken where no other way to lay the two lists beside each other, in order, is as good.
 */
export function settleEquals(
  keys: Keys,
  evidence: Evidence,
  rates: readonly Rate[],
  settled: Settled,
  least: number,
): void {
  const { sheet, ledger } = keys;
  const tellers = byAmount(keys, rates, settled, least);
  const wanted = {
    isLongEnough: (rows: number, postings: number): boolean => Math.min(rows, postings) >= least,
    isAskedOf: (): boolean => true,
    areFew: true,
  };
  const contextOf = contexts(keys, evidence);
  const isPassedOver = passedOver(keys, evidence.cluster, settled, evidence.dayBits);
  const isOfOthers = ownNames(keys, evidence);
  for (const series of seriesOf(keys, settled, evidence.cancelled, tellers, wanted)) {
    const open: Series = {
      sheet: series.sheet.filter((row) => settled.sheet[row] === -1),
      ledger: series.ledger.filter((row) => settled.ledger[row] === -1),
    };
    if (Math.min(open.sheet.length, open.ledger.length) < least) continue;
    const pairs: Pair[] = [];
    open.sheet.forEach((i, at) => {
      open.ledger.forEach((j, place) => {
        const context = contextOf(i, j);
        if (context === NEVER || isOfOthers(open, i, j) || (least === 1 && isPassedOver(i, j))) return;
        const days = Math.min(MOST_DAY_BITS, Math.max(LEAST_DAYS, evidence.dayBits(i, j)));
        pairs.push({ at, place, apart: (ledger.day[j] as number) - (sheet.day[i] as number), context, days });
      });
    });
    if (pairs.length > (least > 1 ? MOST_EARLY : MOST_PIECES)) continue;
    if (least > 1 && settleSteady(keys, evidence, settled, open, pairs)) continue;
    const first = toldInOrder(pairs.map((pair) => pieceOf(pair, pair.days)));
    const own = first.map(({ piece }) => daysApart(keys, open, piece));
    const crowd = crowdsIn(keys, evidence.cluster, open);
    for (const { piece, chance } of toldInOrder(
      pairs.map((pair) => pieceOf(pair, ownDays(pair, own))),
      crowd,
    )) {
      if (chance < (least > 1 ? EARLY : CHANCE)) continue;
      const [i, j] = [open.sheet[piece.fromRow] as number, open.ledger[piece.fromPosting] as number];
      settlePair(settled, i, j, 'series', chance);
    }
  }
}

/** What speaks against a pair besides its days and amount: 0 or less, and NEVER where it is none. */
function contexts(keys: Keys, evidence: Evidence): (sheetRow: number, ledgerRow: number) => number {
  const { sheet, ledger } = keys;
  const objections = objectionsOf(keys, evidence);
  return (i, j) => {
    if (Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) > MOST_DAYS) return NEVER;
    if (objections.byVendor(i, j) || objections.byNumber(i, j)) return NEVER;
    const [number, other] = [sheet.number[i] as number, ledger.number[j] as number];
    if (number !== 0 && other !== 0 && number !== other) return NEVER;
    const context = evidence.partContext(i, j, NO_DAYS);
    return context < LEAST_CONTEXT ? NEVER : Math.min(0, context);
  };
}

/** Whoever types several at once types them in any order: of one day, vendor, number and order all are one. */
function crowdsIn({ sheet, ledger }: Keys, cluster: Int32Array, series: Series): CrowdOf {
  const numbered = (side: Keyed, rows: readonly number[]): number[] => {
    const seen = new Map<string, number>();
    return rows.map((row) => {
      const vendor = cluster[side.party[row] as number];
      const key = `${side.day[row]} ${vendor} ${side.number[row]} ${side.po[row]}`;
      const known = seen.get(key) ?? seen.size;
      seen.set(key, known);
      return known;
    });
  };
  const [rows, postings] = [numbered(sheet, series.sheet), numbered(ledger, series.ledger)];
  return { row: (at) => rows[at] as number, posting: (at) => postings[at] as number };
}

function daysApart({ sheet, ledger }: Keys, open: Series, { fromRow, fromPosting }: Piece): number {
  const [i, j] = [open.sheet[fromRow] as number, open.ledger[fromPosting] as number];
  return (ledger.day[j] as number) - (sheet.day[i] as number);
}

interface Pair {
  at: number;
  place: number;
  apart: number;
  context: number;
  days: number;
}

function pieceOf({ at, place, context }: Pair, days: number): Piece {
  return {
    fromRow: at,
    toRow: at + 1,
    fromPosting: place,
    toPosting: place + 1,
    extra: [],
    gain: context + days,
  };
}

/** Whoever types a quarter at once does so every quarter: the days that the others of the series are apart. */
function ownDays({ apart, days }: Pair, others: readonly number[]): number {
  let near = -1;
  for (const other of others) if (Math.abs(other - apart) <= NEAR_DAYS) near++;
  if (near < 1) return days;
  const usual = (2 * NEAR_DAYS + 1) / (2 * MOST_DAYS);
  return Math.max(days, Math.min(MOST_DAY_BITS, Math.log2(near / (others.length + 1) / usual)));
}
