import type { Evidence } from '../evidence/evidence.ts';
import { NONE } from '../names/name-levels.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { firstSince, type Groups, groupRows, groupSize } from '../tables/groups.ts';

/** What stands on more rows names no paper. */
const MOST_NAMED = 6;
/** An equal amount is looked for within so many days, among so many. */
const NEAR_DAYS = 20;
const MOST_EQUAL = 12;
/** Fewer bits than these speak for no other partner. */
const LEAST = 3;

/** Bits by which a row of these lists and its parts are likelier to belong elsewhere; 0 where none of them is. */
export type BetterPartners = (which: 'sheet' | 'ledger', target: number, parts: readonly number[]) => number;

interface Named {
  number: Groups;
  po: Groups;
  amount: Groups;
}

/**
 * A sum takes its rows from whom they would else be matched with, and has to pay for that: for the row of a part's own
 * number or order, and for an equal amount within days. What adds up and breaks up a better pair is a coincidence.
 */
export function betterPartners(keys: Keys, evidence: Evidence, open: Open): BetterPartners {
  const known: { sheet?: Named; ledger?: Named } = {};
  const named = (of: 'sheet' | 'ledger'): Named => {
    known[of] ??= {
      number: groupRows(keys[of].number, keys.numbers.length),
      po: groupRows(keys[of].po, keys.pos.length),
      amount: groupRows(keys[of].amountKey, keys.amounts + 1),
    };
    return known[of];
  };

  /** Whether both name somebody, in a column or a text, and their names have nothing in common. */
  function areOfTwo(of: 'sheet' | 'ledger', row: number, one: number): boolean {
    const [i, j] = of === 'sheet' ? [row, one] : [one, row];
    return keys.sheet.party[i] !== 0 && keys.ledger.party[j] !== 0 && evidence.names.level(i, j) === NONE;
  }

  /** The most that speaks for a row and an open one of the other side that is none of these. */
  function elsewhere(of: 'sheet' | 'ledger', row: number, but: readonly number[]): number {
    const other = of === 'sheet' ? 'ledger' : 'sheet';
    const [side, others] = [keys[of], keys[other]];
    const { number, po, amount } = named(other);
    let best = 0;
    const consider = (one: number, rivals: number): void => {
      if (open[other][one] !== -1 || but.includes(one) || others.currency[one] !== side.currency[row]) return;
      const [i, j] = of === 'sheet' ? [row, one] : [one, row];
      best = Math.max(best, evidence.total(i, j, LEAST) - Math.log2(rivals));
    };
    // A number that every vendor counts up to makes no paper of what two vendors bill.
    const areOfOne = !but.some((one) => areOfTwo(of, row, one));
    const isOfWhole = (column: 'number' | 'po'): boolean =>
      areOfOne && but.some((one) => others[column][one] === side[column][row]);
    for (const [groups, column] of [
      [number, 'number'],
      [po, 'po'],
    ] as const) {
      const value = side[column][row] as number;
      if (value === 0 || groupSize(groups, value) > MOST_NAMED || isOfWhole(column)) continue;
      for (let at = groups.start[value] as number; at < (groups.start[value + 1] as number); at++)
        consider(groups.rows[at] as number, 1);
    }
    const own = side.amountKey[row] as number;
    const rivals = nearby(named(of).amount, own, side, side.day[row] as number).filter(
      (one) => open[of][one] === -1,
    ).length;
    for (const one of nearby(amount, own, others, side.day[row] as number))
      if (!areOfTwo(of, row, one)) consider(one, Math.max(1, rivals));
    return best < LEAST ? 0 : best;
  }

  return (which, target, parts) => {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    let cost = elsewhere(which, target, parts);
    for (const part of parts) cost += elsewhere(other, part, [target]);
    return cost;
  };
}

/** The rows of an amount about that day. */
function nearby(groups: Groups, amount: number, { day }: Keyed, from: number): number[] {
  const found: number[] = [];
  const end = groups.start[amount + 1] as number;
  for (let at = firstSince(groups, amount, day, from - NEAR_DAYS); at < end; at++) {
    const row = groups.rows[at] as number;
    if ((day[row] as number) > from + NEAR_DAYS || found.length === MOST_EQUAL) break;
    found.push(row);
  }
  return found;
}
