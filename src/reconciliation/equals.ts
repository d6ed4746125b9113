import type { Evidence } from './evidence.ts';
import type { Keys } from './keys.ts';
import { type Settled, settlePair } from './links.ts';
import { type Piece, toldInOrder } from './ordered.ts';
import { expectedLedger, type Rate } from './rates.ts';
import { type Series, seriesOf, type Tellers } from './series.ts';

const CHANCE = 0.9;
/** A row and its posting are no further apart, either way: a quarter typed at once, and its first month. */
const MOST_DAYS = 100;
/** What days say so far: a habit that is not the others' is a habit still. */
const LEAST_DAYS = -3.5;
const MOST_DAY_BITS = 5;
/** What speaks against the pair besides its days and amount is heard so far, and no pair below it is one. */
const LEAST_CONTEXT = -4;
const MOST_PIECES = 1500;
const NEVER = -200;
const NO_DAYS = (): number => 0;

/**
 * Rents, seats and daily tickets: one price again and again in one project. What comes first is settled first, and a
 * pair is taken where no other way to lay the two lists beside each other, in order, is as good.
 */
export function settleEquals(keys: Keys, evidence: Evidence, rates: readonly Rate[], settled: Settled): void {
  const { sheet, ledger } = keys;
  const byAmount: Tellers = (side, row, tell) => {
    const own = keys[side];
    tell(own.amountKey[row] as number);
    if (side === 'ledger') return;
    for (const rate of rates) {
      const expected = expectedLedger(rate, own.amount[row] as number);
      for (let near = expected - 1; near <= expected + 1; near++) {
        const key = keys.amountKeyOf(near, own.currency[row] as number);
        if (key !== 0) tell(key);
      }
    }
  };
  const gainOf = (i: number, j: number): number => {
    if (Math.abs((ledger.day[j] as number) - (sheet.day[i] as number)) > MOST_DAYS) return NEVER;
    const [number, other] = [sheet.number[i] as number, ledger.number[j] as number];
    if (number !== 0 && other !== 0 && number !== other) return NEVER;
    const context = evidence.partContext(i, j, NO_DAYS);
    if (context < LEAST_CONTEXT) return NEVER;
    const days = Math.min(MOST_DAY_BITS, Math.max(LEAST_DAYS, evidence.dayBits(i, j)));
    return days + Math.min(0, context);
  };
  for (const series of seriesOf(keys, settled, evidence.cancelled, byAmount, 2)) {
    const open: Series = {
      sheet: series.sheet.filter((row) => settled.sheet[row] === -1),
      ledger: series.ledger.filter((row) => settled.ledger[row] === -1),
    };
    const pieces: Piece[] = [];
    open.sheet.forEach((i, at) => {
      open.ledger.forEach((j, place) => {
        const gain = gainOf(i, j);
        if (gain > NEVER)
          pieces.push({ fromRow: at, toRow: at + 1, fromPosting: place, toPosting: place + 1, gain });
      });
    });
    if (pieces.length > MOST_PIECES) continue;
    for (const { piece, chance } of toldInOrder(pieces)) {
      if (chance < CHANCE) continue;
      const [i, j] = [open.sheet[piece.fromRow] as number, open.ledger[piece.fromPosting] as number];
      settlePair(settled, i, j, 'series', chance);
    }
  }
}
