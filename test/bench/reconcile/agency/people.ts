import type { Random } from '../random.ts';
import type { Dial } from './dial.ts';
import type { Bookkeeper, Manager } from './shapes.ts';

/** The hands that keep the two lists: each has habits, and each may change one. */

export function managerOf(random: Random): Manager {
  return {
    numberAt: random.chance(0.75) ? 'column' : 'text',
    notes: random.weighted([
      [1, 5],
      [0.85, 3],
      [0.5, 1],
    ] as const),
    numberStyle: random.weighted([
      ['printed', 5],
      ['bare', 3],
      ['hash', 1],
      ['worded', 1],
    ] as const),
    vendor: random.weighted([
      ['trade', 5],
      ['nick', 2],
      ['legal', 2],
      ['in-text', 1],
    ] as const),
    dated: random.weighted([
      ['billed', 5],
      ['ordered', 2],
      ['paid', 1],
      ['month-end', 1],
    ] as const),
    whole: random.chance(0.1),
    project: random.weighted([
      ['code', 4],
      ['long', 4],
      ['seldom', 1],
    ] as const),
    account: random.weighted([
      ['long', 4],
      ['number', 2],
      ['name', 2],
      ['none', 2],
    ] as const),
    orders: random.weighted([
      [1, 5],
      [0.6, 3],
      [0.1, 1],
    ] as const),
    weekly: random.chance(0.35),
  };
}

function changed(random: Random, manager: Manager): Manager {
  const other = managerOf(random);
  return random.chance(0.4)
    ? other
    : {
        ...manager,
        ...random.pick([{ dated: other.dated }, { vendor: other.vendor }, { numberAt: other.numberAt }]),
      };
}

/** Who keeps a project's sheet first and last: mostly one person with one habit. */
export function managersOf(random: Random, dial: Dial, manager: Manager): readonly [Manager, Manager] {
  return [manager, random.chance(dial.drift) ? changed(random, manager) : manager];
}

/** Two over the year; the second may date by entry, close early, or leave card names as the bank sends them. */
export function bookkeepersOf(random: Random): readonly [Bookkeeper, Bookkeeper] {
  const multicurrency = random.chance(0.4);
  const one = (): Bookkeeper => ({
    number: random.weighted([
      ['printed', 6],
      ['bare', 2],
      ['tight', 2],
    ] as const),
    vendor: random.weighted([
      ['legal', 6],
      ['trade', 4],
    ] as const),
    memo: random.weighted([
      ['what', 5],
      ['number', 2],
      ['period', 1],
      ['none', 1],
    ] as const),
    lag: random.int(2, 8),
    dated: random.weighted([
      ['billed', 7],
      ['entered', 3],
    ] as const),
    closes: random.int(4, 12),
    project: random.weighted([
      ['long', 3],
      ['code', 2],
    ] as const),
    orders: random.weighted([
      ['column', 6],
      ['memo', 3],
      ['none', 1],
    ] as const),
    perLine: random.chance(0.7),
    mapped: random.int(4, 9) / 10,
    multicurrency,
  });
  return [one(), one()];
}
