import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf, inCents } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const VENDORS = ['Juniper Landscaping', 'Tidewater Marine', 'Bright Oak Joinery', 'Westfield Doors'];
const row = (id: string, day: number, minor: number, vendor: string, number = ''): Row => ({
  id,
  date: new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10),
  amount: inCents(minor),
  vendor,
  number,
  project: 'P-7',
});
const vendorOf = (at: number): string => VENDORS[at % VENDORS.length] as string;

/** Numbered bills of four vendors in one project, each posted on its day; theirs begin with A and B. */
const bills = Array.from({ length: 120 }, (_, at) => ({
  day: at % 60,
  minor: 61_013 + 3217 * at,
  vendor: vendorOf(at),
  number: `${8400 + at}`,
}));
/** Rows without a number that were paid in two parts over the days after. */
const paid = Array.from({ length: 24 }, (_, at) => {
  const [first, second] = [120_449 + 7919 * at, 90_845 + 10_427 * ((at * 7) % 24)];
  return { day: 2 * at + 3, first, second, vendor: vendorOf(at) };
});

/** Others that were paid in five parts each: which of all parts are whose, hardly anybody could say. */
const strewn = Array.from({ length: 36 }, (_, at) => ({
  day: (at * 5) % 50,
  vendor: vendorOf(at * 3 + (at >> 2)),
  parts: [0, 1, 2, 3, 4].map((part) => 41_233 + (((at * 5 + part) * 7_457) % 160_411)),
}));

test('what is paid in parts over days is found in lists whose bills are all posted on their day', () => {
  const sheet = [
    ...bills.map(({ day, minor, vendor, number }, at) => row(`A${at}`, day, minor, vendor, number)),
    ...paid.map(({ day, first, second, vendor }, at) => row(`S${at}`, day, first + second, vendor)),
    ...strewn.map(({ day, vendor, parts }, at) =>
      row(
        `T${at}`,
        day,
        parts.reduce((sum, part) => sum + part, 0),
        vendor,
      ),
    ),
  ];
  const ledger = [
    ...bills.map(({ day, minor, vendor, number }, at) => row(`B${at}`, day, minor, vendor, number)),
    ...paid.map(({ day, first, vendor }, at) => row(`L${at}`, day + 2 + (at % 3), first, vendor)),
    ...paid.map(({ day, second, vendor }, at) => row(`M${at}`, day + 5 + (at % 4), second, vendor)),
    ...strewn.flatMap(({ day, vendor, parts }, at) =>
      parts.map((minor, part) => row(`N${at}-${part}`, day + 2 * part, minor, vendor)),
    ),
  ];
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE);
  const said = matches
    .map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`)
    .filter((one) => one.startsWith('S'));
  const right = paid.map((_, at) => `S${at} = L${at}+M${at}`);
  expect(said.filter((one) => !right.includes(one))).toEqual([]);
  expect(said.length).toBeGreaterThanOrEqual(20);
});
