import type { Random } from '../random.ts';
import type { RateWay } from './rates.ts';
import type { Bookkeeper, Manager } from './shapes.ts';

/** @param budget weight, beside eight for the others, of the rate that the project was planned with. */
const rateWay = (random: Random, budget: number): RateWay => ({
  from: random.weighted<RateWay['from']>([
    ['day', 4],
    ['month-end', 2],
    ['month-before', 2],
    ['budget', budget],
  ]),
  digits: random.pick([2, 3, 4, 4]),
});

/** The habits of the house, which half of the managers keep. */
export interface House {
  rate: RateWay;
  currency: Manager['currency'];
  basis: Manager['basis'];
  /** Managers who do not care how the house has VAT. */
  stray: number;
}

export function managerOf(random: Random, house: House): Manager {
  const own = random.chance(0.5);
  return {
    currency: own
      ? random.weighted<Manager['currency']>([
          ['bill', 5],
          ['project', 1.5],
          ['home', 3],
        ])
      : house.currency,
    rate: random.chance(0.5) ? house.rate : rateWay(random, 1),
    basis: random.chance(house.stray) ? random.pick(['net', 'gross']) : house.basis,
    number: random.weighted<Manager['number']>([
      ['printed', 6],
      ['bare', 2],
      ['hash', 1],
      ['tight', 1],
    ]),
    numberAt: random.chance(0.85) ? 'column' : 'text',
    vendor: random.weighted<Manager['vendor']>([
      ['name', 5],
      ['legal', 2],
      ['plain', 2],
      ['first', 1],
      ['in-text', 1],
    ]),
    dated: random.weighted<Manager['dated']>([
      ['billed', 6],
      ['ordered', 1],
      ['received', 2],
      ['paid', 1],
      ['month-end', 0.6],
    ]),
    account: random.weighted<Manager['account']>([
      ['number', 3],
      ['long', 3],
      ['name', 2],
      ['none', 2],
    ]),
    project: random.chance(0.6) ? 'code' : 'long',
    classes: random.chance(0.3),
    short: random.chance(0.3),
    whole: random.chance(0.15),
  };
}

export const bookkeeperOf = (random: Random, basis: Bookkeeper['basis']): Bookkeeper => ({
  rate: { ...rateWay(random, 0), digits: random.pick([4, 4, 3]) },
  basis,
  number: random.chance(0.75) ? 'printed' : 'tight',
  vendor: random.weighted<Bookkeeper['vendor']>([
    ['legal', 5],
    ['name', 3],
    ['plain', 3],
  ]),
  dated: random.chance(0.7) ? 'billed' : 'entered',
  lag: random.int(2, 6),
  memo: random.weighted<Bookkeeper['memo']>([
    ['what', 5],
    ['number', 2],
    ['none', 2],
  ]),
  account: random.chance(0.7) ? 'long' : 'name',
  order: random.weighted<Bookkeeper['order']>([
    ['column', 5],
    ['memo', 3],
    ['none', 2],
  ]),
  markup: random.pick([1.5, 2, 2.5, 2.75, 2.99]),
  selfAssesses: random.chance(0.4),
  cardType: random.pick(['Purchase', 'Expense']),
  project: random.pick(['code', 'long']),
  classes: random.chance(0.4),
});
