import { weight } from './evidence.ts';
import type { InLedger, OnSheet, Telling } from './shapes.ts';

/**
 * Finds rows of one side that could change places: one party, one amount, and nothing in either file that says better
 * which is whose. An answer that swaps them is as right as one that does not.
 */

type Row = OnSheet | InLedger;
interface Placed<R extends Row> {
  one: R;
  telling: Telling;
}

/** Less than this is no reason: three days, half a word. */
const REASON = 0.3;

function standing<R extends Row>(one: R, telling: Telling, side: 'sheet' | 'ledger'): number {
  const others = side === 'sheet' ? telling.ledger : telling.sheet;
  const weights = others.map((other) =>
    side === 'sheet' ? weight(one as OnSheet, other as InLedger) : weight(other as OnSheet, one as InLedger),
  );
  return weights.length === 0 ? 0 : Math.max(...weights);
}

function interchangeable<R extends Row>(a: Placed<R>, b: Placed<R>, side: 'sheet' | 'ledger'): boolean {
  const [ofA, ofB] = [a.telling, b.telling];
  const alone = ofA.sheet.length === 0 || ofA.ledger.length === 0;
  const other = ofB.sheet.length === 0 || ofB.ledger.length === 0;
  if (ofA === ofB || (alone && other)) return false;
  const [as, bs] = side === 'sheet' ? [ofA.ledger, ofB.ledger] : [ofA.sheet, ofB.sheet];
  const kept =
    (as.length > 0 ? standing(a.one, ofA, side) : 0) + (bs.length > 0 ? standing(b.one, ofB, side) : 0);
  const swapped =
    (bs.length > 0 ? standing(a.one, ofB, side) : 0) + (as.length > 0 ? standing(b.one, ofA, side) : 0);
  return swapped > kept - REASON;
}

/** Sets of two and more; rows of entries that cancel are told apart by what cancels them. */
export function twinsOf<R extends Row>(tellings: readonly Telling[], side: 'sheet' | 'ledger'): R[][] {
  const alike = new Map<string, Placed<R>[]>();
  for (const telling of tellings) {
    if (telling.cause === 'reversal') continue;
    for (const one of telling[side] as R[]) {
      const key = `${one.fact.party.key} ${one.row.amount} ${one.row.currency || 'USD'}`;
      const all = alike.get(key);
      if (all) all.push({ one, telling });
      else alike.set(key, [{ one, telling }]);
    }
  }
  const sets: R[][] = [];
  for (const all of alike.values()) {
    all.forEach((a, i) => {
      for (const b of all.slice(i + 1)) if (interchangeable(a, b, side)) sets.push([a.one, b.one]);
    });
  }
  return sets;
}

/** Sets that share a row are one set. */
export function joined<R>(sets: readonly (readonly R[])[]): R[][] {
  const of = new Map<R, Set<R>>();
  for (const set of sets) {
    const whole = new Set(set.flatMap((one) => [...(of.get(one) ?? [one])]));
    for (const one of whole) of.set(one, whole);
  }
  return [...new Set(of.values())].map((set) => [...set]);
}
