import { SELLERS } from './sellers.ts';

/** What the firm buys, and what is peculiar to each kind of seller. Prices are minor units of one piece. */
export interface Trade {
  name: keyof typeof SELLERS;
  /** By account on a bill, or charged to a company card. */
  pay: 'bill' | 'card';
  account: string;
  /** What a seller has in its name, and what such a one sells. */
  sellers: readonly (readonly [noun: string, items: readonly string[]])[];
  price: readonly [low: number, high: number];
  most: number;
  taxed: boolean;
  /** Of the firm's purchases on its way of paying. */
  share: number;
}

export const ACCOUNTS = [
  '5010 Materials',
  '5020 Subcontractors',
  '5030 Equipment Rental',
  '5040 Freight & Delivery',
  '5050 Permits & Fees',
  '5060 Venue & Staging',
  '5070 Fuel',
  '5080 Job Supplies',
  '6100 Travel',
  '6110 Meals',
  '6200 Software',
  '6300 Utilities',
  '6900 Bank Charges',
] as const;
type Account = (typeof ACCOUNTS)[number];

const trade = (
  name: Trade['name'],
  pay: Trade['pay'],
  account: Account,
  price: Trade['price'],
  rest: Pick<Trade, 'most' | 'taxed' | 'share'>,
): Trade => ({
  name,
  pay,
  account,
  price,
  ...rest,
  sellers: Object.entries(SELLERS[name]).map(([noun, items]) => [noun, items.split(', ')] as const),
});

export const TRADES: readonly Trade[] = [
  trade('supply', 'bill', '5010 Materials', [400, 38_000], { most: 40, taxed: true, share: 40 }),
  trade('crew', 'bill', '5020 Subcontractors', [60_000, 1_800_000], { most: 1, taxed: false, share: 18 }),
  trade('hire', 'bill', '5030 Equipment Rental', [9_000, 190_000], { most: 4, taxed: true, share: 10 }),
  trade('haul', 'bill', '5040 Freight & Delivery', [6_000, 90_000], { most: 3, taxed: false, share: 7 }),
  trade('fees', 'bill', '5050 Permits & Fees', [4_500, 180_000], { most: 1, taxed: false, share: 4 }),
  trade('venue', 'bill', '5060 Venue & Staging', [8_000, 250_000], { most: 6, taxed: true, share: 12 }),
  trade('power', 'bill', '6300 Utilities', [9_000, 160_000], { most: 1, taxed: false, share: 0 }),
  trade('web', 'card', '6200 Software', [900, 48_000], { most: 1, taxed: false, share: 3 }),
  trade('shop', 'card', '5080 Job Supplies', [350, 9_500], { most: 9, taxed: true, share: 36 }),
  trade('pump', 'card', '5070 Fuel', [2_800, 14_500], { most: 1, taxed: false, share: 20 }),
  trade('table', 'card', '6110 Meals', [900, 6_500], { most: 5, taxed: true, share: 20 }),
  trade('way', 'card', '6100 Travel', [700, 48_000], { most: 1, taxed: false, share: 14 }),
  trade('bed', 'card', '6100 Travel', [9_900, 31_000], { most: 4, taxed: true, share: 7 }),
];

export function tradeOf(name: Trade['name']): Trade {
  const found = TRADES.find((one) => one.name === name);
  if (!found) throw new Error(`The firm buys nothing by the name of ${name}.`);
  return found;
}
