import { expect, test } from 'vitest';
import { causes, inCents } from './beside.ts';
import type { Row } from './sides.ts';

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);

const minorOf = (at: number): number => 9017 + ((at * 17_919) % 160_000);

/** Every nine days one of two inns, in euros. */
const trips = Array.from(
  { length: 30 },
  (_, at): Row => ({
    id: `S${at + 1}`,
    date: dayOf(at * 9),
    amount: inCents(minorOf(at)),
    vendor: at % 2 === 0 ? 'Gasthof Krone' : 'Hotel Adlon',
    currency: 'EUR',
    project: 'P101',
  }),
);
/** Paid by card on the day or the next at about 1.1; only its words say whose it is. */
const paid = trips.map(
  ({ vendor }, at): Row => ({
    id: `L${at + 1}`,
    date: dayOf(at * 9 + (at % 2)),
    amount: inCents(Math.round(minorOf(at) * (1.085 + (at % 5) * 0.006))),
    vendor: '',
    text: `${(vendor ?? '').toUpperCase()} ${137 + ((at * 211) % 800)}`,
  }),
);

test('what the sheet has in euros is found in a ledger that has none, by names that only its words say', () => {
  const found = causes(trips, paid);
  const own = trips.map((_, at) => `S${at + 1} = L${at + 1} currency`);
  expect([found.length, found.filter((match) => !own.includes(match))]).toEqual([30, []]);
});

test('but not what is out of proportion', () => {
  const others = paid.map((posting, at) => (at === 7 ? { ...posting, amount: '2911.13' } : posting));
  expect(causes(trips, others).filter((match) => match.startsWith('S8 '))).toEqual([]);
});
