import type { Random } from '../random.ts';
import type { Account, Party, PartyKind } from './shapes.ts';
import { CITY, CRAFT, EATERY, FIRST, LAST, LEGAL, OUTLET, PRODUCT, SHOP, STEM } from './words.ts';

/** Those who are paid: made up once for a firm, each with the several names people have for them. */

export const ACCOUNTS: Readonly<Record<PartyKind, Account>> = {
  freelancer: { number: '5010', name: 'Freelancers' },
  studio: { number: '5100', name: 'Production' },
  shop: { number: '5200', name: 'Job Supplies' },
  media: { number: '5300', name: 'Media' },
  software: { number: '5400', name: 'Software' },
  employee: { number: '5500', name: 'Project Labor' },
  abroad: { number: '5020', name: 'Subcontractors' },
};

const words = (name: string) => name.replace(/[^A-Za-z0-9& ]/g, '').toUpperCase();

/** What stands on a card statement: at most 22 letters, as the stricter of the card networks has it. */
function feedOf(random: Random, kind: PartyKind, trade: string): string {
  const plain = words(trade);
  if (trade === 'Amazon') return 'AMZN MKTP US';
  if (trade.startsWith('Google')) return 'GOOGLE*WORKSPACE';
  if (kind === 'software')
    return `${plain.replaceAll(' ', '')}${random.pick(['.COM', ' INC', '', '*SUBSCR'])}`;
  const city = random.pick(CITY).toUpperCase();
  const before = random.weighted([
    ['SQ *', 3],
    ['PAYPAL *', 2],
    ['TST* ', 1],
    ['', 4],
  ] as const);
  return `${before}${plain} ${city}`.slice(0, 22).trim();
}

function numberingOf(random: Random, kind: PartyKind, trade: string): Party['numbering'] {
  if (kind === 'shop' || kind === 'employee') return null;
  if (kind === 'software' && random.chance(0.6)) return null;
  const initials = words(trade)
    .split(' ')
    .map((word) => word[0])
    .join('');
  // A freelancer's first year of bills has small numbers: 7, 8, 9.
  const small = kind === 'freelancer' && random.chance(0.3);
  return {
    before: random.weighted([
      ['INV-', 4],
      ['', 5],
      [`${initials}-`, 3],
      ['2026-', 2],
      ['#', 1],
      ['A', 1],
    ] as const),
    after: random.weighted([
      ['', 9],
      ['/26', 1],
      ['-A', 1],
    ] as const),
    start: small ? random.int(3, 40) : random.int(120, 48_000),
    pace: small ? 0.1 : random.int(2, 12) / 10,
    pad: small ? random.pick([1, 3, 4]) : 4,
  };
}

function tradeOf(random: Random, kind: PartyKind): string {
  if (kind === 'freelancer' || kind === 'employee') return `${random.pick(FIRST)} ${random.pick(LAST)}`;
  if (kind === 'media') return `${random.pick([...STEM, ...LAST])} ${random.pick(OUTLET)}`;
  if (kind === 'software') return random.pick([...PRODUCT, ...STEM.map((stem) => `${stem} Cloud`)]);
  if (kind === 'shop')
    return random.chance(0.5) ? random.pick(SHOP) : `${random.pick(LAST)} ${random.pick(EATERY)}`;
  const stem = random.chance(0.7) ? random.pick(STEM) : random.pick(LAST);
  return `${stem} ${random.pick(CRAFT)}`;
}

function namesOf(random: Random, kind: PartyKind, trade: string): { legal: string; nick: string } {
  const [first = '', last = ''] = trade.split(' ');
  const suffix = random.pick(kind === 'software' ? ['Inc.', 'LLC', 'Ltd'] : LEGAL);
  if (kind === 'employee') return { legal: `${last}, ${first}`, nick: `${first} ${last[0] ?? ''}.` };
  if (kind === 'freelancer') {
    const nick = random.pick([first, `${first} ${last[0] ?? ''}.`, `${first} ${last}`]);
    return {
      legal: random.weighted([
        [trade, 6],
        [`${last} ${random.pick(CRAFT)} LLC`, 3],
        [`${last}, ${first}`, 2],
      ]),
      nick,
    };
  }
  // One firm in seven trades under a name its papers do not have.
  const legal = random.chance(0.15)
    ? `${random.pick(LAST)} & ${random.pick(LAST)} ${suffix}`
    : `${trade} ${suffix}`;
  const nick = random.chance(0.12)
    ? `${random.pick(FIRST)}'s ${trade.split(' ').at(-1)?.toLowerCase()} place`
    : first;
  return { legal, nick: kind === 'studio' || kind === 'abroad' ? nick : trade };
}

function rateOf(random: Random, kind: PartyKind): number {
  if (kind === 'freelancer' || kind === 'employee') return random.int(8, 30) * 500;
  if (kind === 'software') return random.int(8, 90) * 100 - random.pick([0, 1, 50]);
  return random.int(20, 400) * 500;
}

/** `count` of a kind, no two under one name unless the names run out, when they get their city's. */
export function partiesOf(random: Random, kind: PartyKind, count: number, from: number): Party[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    let trade = tradeOf(random, kind);
    for (let tries = 0; taken.has(trade) && tries < 6; tries++) trade = tradeOf(random, kind);
    for (let next = 1; taken.has(trade) && next < 50; next++)
      trade = `${tradeOf(random, kind)} ${random.pick(kind === 'freelancer' || kind === 'employee' ? LAST : CITY)}`;
    taken.add(trade);
    return {
      key: from + i,
      kind,
      trade,
      ...namesOf(random, kind, trade),
      feed: feedOf(random, kind, trade),
      numbering: numberingOf(random, kind, trade),
      currency:
        kind === 'abroad'
          ? random.weighted([
              ['EUR', 5],
              ['GBP', 3],
              ['CAD', 3],
              ['INR', 1],
            ] as const)
          : 'USD',
      rate: rateOf(random, kind),
      account: ACCOUNTS[kind],
    };
  });
}
