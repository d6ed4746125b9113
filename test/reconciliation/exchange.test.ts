import { describe, expect, test } from 'vitest';
import { crossings, learnExchange } from '../../src/reconciliation/rates/exchange.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { causes, inCents } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const vendor = 'Nordwind Logistik';

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 20 + day)).toISOString().slice(0, 10);

/** Amounts of which no two are the same, in turns of thousands of dollars and of hundreds. */
const minorOf = (at: number): number =>
  (at % 2 === 1 ? 210_017 : 9017) + ((at * at * 245_489 + at * 104_729) % 90_000);

/** Two rows every other week, each posted in euros on the day itself at about 0.92, without a number. */
const dates = Array.from({ length: 24 }, (_, at) => dayOf(Math.floor(at / 2) * 14));
const rows = dates.map(
  (date, at): Row => ({ id: `S${at + 1}`, date, amount: inCents(minorOf(at + 1)), vendor }),
);
const postings = dates.map(
  (date, at): Row => ({
    id: `L${at + 1}`,
    date,
    amount: inCents(Math.round(minorOf(at + 1) * (0.92 + (at % 3) * 0.002))),
    currency: 'EUR',
    vendor,
  }),
);

/** What a euro cent is to a cent as the lists teach it, log2; NaN where they teach nothing. */
function taughtBy(sheet: readonly Row[], ledger: readonly Row[]): number {
  const keys = keysOf(canonicalBooks(sideOf(sheet), sideOf(ledger)));
  const open = {
    sheet: new Int32Array(sheet.length).fill(-1),
    ledger: new Int32Array(ledger.length).fill(-1),
  };
  const seen = crossings(
    keys.sheet,
    keys.ledger,
    keys.ledger.party,
    keys.parties.length,
    (party) => party,
    open,
  );
  const [from, to] = ['USD', 'EUR'].map((currency) => keys.currencies.indexOf(currency));
  return learnExchange(seen).rate(from ?? -1, to ?? -1, keys.sheet.day[0] ?? 0);
}

describe('an exchange rate', () => {
  test('is learned from one vendor in two currencies on nearly one day, and tells which posting is whose', () => {
    expect(taughtBy(rows, postings)).toBeCloseTo(Math.log2(0.922), 2);
    const found = causes(rows, postings);
    const own = rows.map((_, at) => `S${at + 1} = L${at + 1} currency`);
    expect(found.filter((match) => !own.includes(match))).toEqual([]);
    // Not all: not every day of a vendor is so clear.
    expect(found.length).toBeGreaterThanOrEqual(12);
  });

  test("is learned though the vendor has thousands of postings in the sheet's own currency", () => {
    const own = Array.from(
      { length: 6000 },
      (_, at): Row => ({ id: `W${at}`, date: dayOf((at % 200) - 14), amount: inCents(310_000 + at), vendor }),
    );
    expect(taughtBy(rows, [...own, ...postings])).toBeCloseTo(Math.log2(0.922), 2);
  });

  test('is none where the ratios of a vendor crowd nowhere, nor where the days are far apart', () => {
    const scattered = postings.map((posting, at) => ({ ...posting, amount: inCents(minorOf(at * 7 + 60)) }));
    expect(taughtBy(rows, scattered)).toBeNaN();
    const later = postings.map((posting, at) => ({ ...posting, date: dayOf(Math.floor(at / 2) * 14 + 400) }));
    expect(taughtBy(rows, later)).toBeNaN();
  });

  test("is not learned from another vendor's postings", () => {
    const other = postings.map((posting) => ({ ...posting, vendor: 'Quinn Stationers' }));
    expect(taughtBy(rows, other)).toBeNaN();
  });
});

describe('bills of a studio in euros, in lists of a month', () => {
  const row = (id: string, date: string, amount: string, more: Partial<Row>): Row => ({
    id,
    date: `2026-06-${date}`,
    amount,
    ...more,
  });
  const sheet = [
    row('S1', '17', '1491.51', { text: 'Studio Brandt prototypes' }),
    row('S2', '21', '6370.32', { text: 'Studio Brandt design work' }),
    row('S3', '22', '9151.00', { text: 'design work (Studio Brandt)' }),
    row('S4', '10', '412.35', { text: 'gravel (Texas Quarries)' }),
  ];
  const billed = { vendor: 'Studio Brandt GmbH', currency: 'EUR' };
  const ledger = [
    row('L1', '16', '1300.00', { ...billed, number: 'RE-3067' }),
    row('L2', '21', '5550.00', { ...billed, number: 'RE-3074' }),
    row('L3', '22', '8000.00', { ...billed, number: 'RE-3077' }),
    row('L4', '10', '412.35', { vendor: 'Texas Quarries LP', number: 'TQ10331' }),
  ];

  test('are found by the one rate that three of them agree on', () => {
    const answer = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
    const told = answer.matches.map(
      ({ sheet: [i = 0], ledger: [j = 0] }) => `${sheet[i]?.id} ${ledger[j]?.id}`,
    );
    expect(told.sort()).toEqual(['S1 L1', 'S2 L2', 'S3 L3', 'S4 L4']);
  });
});
