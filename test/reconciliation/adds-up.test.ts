import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import type { Reconciliation, Side } from '../../src/reconciliation/types.ts';
import { MAKERS } from '../bench/reconcile/makers.ts';
import { type Row, sideOf, sidesOf, TOLERANCE } from './sides.ts';

/** Each row once; parts make up each difference; causes make up each currency's difference. */
function expectSound(answer: Reconciliation, sheet: Side, ledger: Side): void {
  const sheetRows = [...answer.matches.flatMap((m) => m.sheet), ...answer.unmatched.sheet.map((u) => u.row)];
  const ledgerRows = [
    ...answer.matches.flatMap((m) => m.ledger),
    ...answer.unmatched.ledger.map((u) => u.row),
  ];
  expect(sheetRows.sort((a, b) => a - b)).toEqual(sheet.id.map((_, row) => row));
  expect(ledgerRows.sort((a, b) => a - b)).toEqual(ledger.id.map((_, row) => row));
  const sum = (side: Side, rows: readonly number[]): number =>
    rows.reduce((total, row) => total + (side.amountMinor[row] ?? 0), 0);
  for (const match of answer.matches) {
    expect(match.confidence).toBeGreaterThan(0);
    expect(match.confidence).toBeLessThanOrEqual(1);
    expect(match.why.length).toBeGreaterThan(0);
    const parts = match.parts.reduce((total, part) => total + part.amountMinor, 0);
    expect(parts).toBe(match.differenceMinor ?? 0);
    if (match.differenceMinor !== null) {
      expect(match.differenceMinor).toBe(sum(ledger, match.ledger) - sum(sheet, match.sheet));
    }
  }
  const currencies = new Set([...sheet.currency, ...ledger.currency]);
  for (const currency of currencies) {
    const causes = answer.totals.byCurrency.get(currency) ?? new Map();
    const explained = [...causes.values()].reduce((total, amount) => total + amount, 0);
    const whole = (answer.totals.ledger.get(currency) ?? 0) - (answer.totals.sheet.get(currency) ?? 0);
    expect(explained).toBe(whole);
  }
}

test.each(Object.keys(MAKERS))("the causes of %s's lists add up to the cent", (maker) => {
  const made = MAKERS[maker]?.(5, 1500, 'hard');
  if (!made) throw new Error(`Nobody is called ${maker}.`);
  const { sheet, ledger } = sidesOf(made);
  expectSound(reconcile(sheet, ledger, TOLERANCE), sheet, ledger);
});

const row: fc.Arbitrary<Omit<Row, 'id'>> = fc.record({
  date: fc
    .integer({ min: 0, max: 90 })
    .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
  amount: fc.oneof(
    fc.constantFrom('0.00', '500.00', '-500.00', '250.00', '541.25'),
    fc.integer({ min: -99_999, max: 99_999 }).map((minor) => {
      const digits = String(Math.abs(minor)).padStart(3, '0');
      return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    }),
  ),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  text: fc.oneof(
    fc.constantFrom('', 'ACH 03/04 ACME', 'inv 1001', '=HYPERLINK("x")', 'ß ß\u0301 \u{1F4B8}'),
    fc.string(),
  ),
  vendor: fc.constantFrom('', 'Acme Inc', 'ACME', 'Best Plumbing LLC', 'B P'),
  number: fc.constantFrom('', '1001', 'INV-1001', '1002', 'IOO1'),
  po: fc.constantFrom('', 'PO-7', '7'),
  project: fc.constantFrom('', 'A', 'B'),
  account: fc.constantFrom('', '5100 Subs', '5200', 'Subs'),
  class: fc.constantFrom('', 'x'),
});
const rows = fc
  .array(row, { maxLength: 14 })
  .map((list) => list.map((one, at): Row => ({ ...one, id: `r${at}` })));

test('whatever the rows say, each is accounted for once and all adds up', () => {
  fc.assert(
    fc.property(rows, rows, (sheetRows, ledgerRows) => {
      const [sheet, ledger] = [sideOf(sheetRows), sideOf(ledgerRows)];
      expectSound(reconcile(sheet, ledger, TOLERANCE), sheet, ledger);
    }),
    { numRuns: 300 },
  );
});
