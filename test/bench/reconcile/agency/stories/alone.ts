import type { Desk } from '../desk.ts';
import { posting } from '../ledger-hand.ts';
import type { Party, PartyKind, Story } from '../shapes.ts';
import { sheetRow } from '../sheet-hand.ts';
import { loner, story, type Teller } from './pair.ts';
import { foreignPair } from './plain.ts';

/** What one side has and the other never had. */

const kindOf = (desk: Desk): PartyKind =>
  desk.random.weighted([
    ['studio', 4],
    ['shop', 4],
    ['freelancer', 3],
    ['media', 1],
  ] as const);

function lone(desk: Desk, side: 'sheet' | 'ledger'): Story {
  const first = desk.buy(kindOf(desk));
  const party = loner(desk, side, () => desk.party(first.party.kind), first.billed);
  if (!party) return { tellings: [] };
  const fact = desk.buy(party.kind, {
    party,
    project: first.project,
    ordered: first.ordered,
    billed: first.billed,
  });
  return story(
    side === 'sheet'
      ? { kind: 'only-sheet', sheet: [sheetRow(desk, fact)], ledger: [], cause: 'missing-in-ledger' }
      : { kind: 'only-ledger', sheet: [], ledger: [posting(desk, fact)], cause: 'missing-in-sheet' },
  );
}

function charge(desk: Desk, day: number, memo: string): Story['tellings'][number] {
  const bank: Party = {
    ...desk.party('shop'),
    key: -1,
    trade: 'First Harbor Bank',
    legal: 'First Harbor Bank N.A.',
    nick: 'bank',
    feed: 'FIRST HARBOR FEE',
    account: { number: '6100', name: 'Bank Charges' },
  };
  const minor = desk.random.pick([1500, 2500, 3500, 4500, desk.random.int(300, 4000)]);
  const fact = desk.buy('shop', { party: bank, minor, ordered: day, billed: day, what: memo });
  const made = posting(desk, fact, { memo });
  return { kind: 'bank-charge', sheet: [], ledger: [made], cause: 'missing-in-sheet' };
}

export const ALONE: Readonly<Record<string, Teller>> = {
  'only-sheet': (desk) => lone(desk, 'sheet'),
  'only-ledger': (desk) => lone(desk, 'ledger'),
  'bank-charge': (desk) => {
    const day = desk.random.int(desk.firm.first, desk.firm.last - 5);
    const memo = desk.random.pick([
      'monthly service charge',
      'card interest',
      'stop payment fee',
      'foreign transaction fee',
    ]);
    return story(charge(desk, day, memo));
  },
  'foreign-charge': (desk) => {
    const { fact, telling } = foreignPair(desk);
    return story(telling, charge(desk, fact.billed + desk.random.int(3, 20), `WIRE FEE ${fact.party.trade}`));
  },
};
