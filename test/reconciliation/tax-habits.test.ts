import { describe, expect, test } from 'vitest';
import { nothingSettled, settlePair } from '../../src/reconciliation/links.ts';
import { taxHabits } from '../../src/reconciliation/rates/tax-habits.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { type Row, sideOf } from './sides.ts';

const TAX = { rate: 0.0825, onSheet: true, isTax: true, seen: 9 };

/** Settled pairs of vendors, in the order of their days, each with or without the tax; then one posting for each asked. */
function habits(pairs: readonly [vendor: string, isTaxed: boolean][], asked: readonly string[]) {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  for (const [at, [vendor, isTaxed]] of pairs.entries()) {
    const row = { vendor, date: `2026-03-${10 + at}` };
    sheet.push({ ...row, id: `S${at}`, amount: '1000.00' });
    ledger.push({ ...row, id: `L${at}`, amount: isTaxed ? '1082.50' : '1000.00' });
  }
  for (const [at, vendor] of asked.entries())
    ledger.push({ id: `A${at}`, vendor, date: `2026-05-${10 + at}`, amount: '500.00' });
  const keys = keysOf(canonicalBooks(sideOf(sheet), sideOf(ledger)));
  const settled = nothingSettled(keys.sheet.count, keys.ledger.count);
  for (let at = 0; at < pairs.length; at++) settlePair(settled, at, at, 'certain', 0.9998);
  const each = Int32Array.from(keys.parties, (_, party) => party);
  const taxOf = taxHabits(keys, each, settled, [TAX]);
  return asked.map((_, at) => taxOf(pairs.length + at));
}

describe('the tax that a vendor charges on top of its rows', () => {
  test('is the one its pairs show, and none where its pairs agree without', () => {
    const crew: [string, boolean][] = [0, 1, 2, 3].map(() => ['Moreno Staffing', false]);
    const asked = ['Union Glass', 'Moreno Staffing'];
    expect(habits([['Union Glass', true], ...crew], asked)).toEqual([TAX, null]);
  });

  test('is the usual one, where a vendor is too small to show any', () => {
    expect(habits([['Union Glass', true]], ['Harbor Tile'])).toEqual([TAX]);
    expect(habits([['Union Glass', false]], ['Harbor Tile'])).toEqual([null]);
  });
});
