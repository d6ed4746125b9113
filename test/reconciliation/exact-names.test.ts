import { describe, expect, test } from 'vitest';
import { learnEvidence } from '../../src/reconciliation/evidence/learn-evidence.ts';
import { nearPairs } from '../../src/reconciliation/evidence/near-pairs.ts';
import { findSeeds } from '../../src/reconciliation/evidence/seeds.ts';
import { nothingSettled } from '../../src/reconciliation/links.ts';
import { nameLikeness } from '../../src/reconciliation/names/name-levels.ts';
import { nearRates } from '../../src/reconciliation/rates/near-rates.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { wordsIn } from '../../src/reconciliation/reading/words.ts';
import { type Row, sideOf } from './sides.ts';

const GIVEN = ['Sam', 'Gail', 'Noor', 'Luis', 'Ruth'];
const FAMILY = ['Stone', 'Webb', 'Kim', 'Pena', 'Aziz', 'Dodd'];

/** Daily rates of a crew, each person under the full name on both lists, and much other business that agrees. */
function crew(): { sheet: Row[]; ledger: Row[] } {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  for (let at = 0; at < 120; at++) {
    const row: Row = {
      id: `X${at}`,
      date: `2026-0${1 + (at % 6)}-${10 + (at % 17)}`,
      amount: `${210 + 31 * at}.${10 + (at % 80)}`,
      vendor: `Seller ${String.fromCharCode(65 + (at % 24))}${at % 24} Works`,
      number: `${50_000 + 13 * at}`,
      project: `P${at % 9}`,
      account: '5010 Materials',
    };
    sheet.push(row);
    ledger.push({ ...row });
  }
  for (let at = 0; at < 60; at++) {
    const vendor = `${GIVEN[at % 5]} ${FAMILY[at % 6]}`;
    const day = 3 + (at % 20);
    const row: Row = {
      id: `D${at}`,
      date: `2026-0${1 + Math.floor(at / 10)}-${String(day).padStart(2, '0')}`,
      amount: '90.00',
      ...(at % 2 === 0 ? { vendor, text: 'per diem 2 days' } : { text: `${vendor} - per diem 2 days` }),
      project: `Q${at % 30}`,
      account: '6100 Travel',
    };
    sheet.push(row);
    ledger.push({
      ...row,
      vendor,
      date: row.date.replace(/..$/, String(day + 3).padStart(2, '0')),
      text: `Per diem ${vendor}`,
    });
  }
  return { sheet, ledger };
}

/** log2 odds that a daily rate of the one is the payment to the other. */
function odds(row: string, posting: string): number {
  const { sheet, ledger } = crew();
  const own = { amount: '90.00', project: 'Q8', account: '6100 Travel' };
  sheet.push({ ...own, id: 'S1', date: '2026-05-25', vendor: row, text: 'per diem 2 days' });
  ledger.push({ ...own, id: 'L1', date: '2026-05-28', vendor: posting, text: `Per diem ${posting}` });
  const [sheetSide, ledgerSide] = [sideOf(sheet), sideOf(ledger)];
  const books = canonicalBooks(sheetSide, ledgerSide);
  const keys = keysOf(books);
  const open = nothingSettled(keys.sheet.count, keys.ledger.count);
  const likeness = nameLikeness(keys.parties);
  const near = nearRates(keys, nearPairs(keys, likeness, open));
  const seeds = findSeeds(keys, likeness, open, () => false);
  const evidence = learnEvidence(keys, wordsIn(keys), likeness, seeds, near, open, () => false);
  const at = (ids: readonly string[], origin: Int32Array, id: string): number =>
    origin.indexOf(ids.indexOf(id));
  const i = at(sheetSide.id, books.sheet.origin, 'S1');
  const j = at(ledgerSide.id, books.ledger.origin, 'L1');
  return evidence.total(i, j, -100);
}

describe('a person who shares a given name with another', () => {
  test('is not the other, where both lists know both by their full names', () => {
    expect(odds('Sam Webb', 'Sam Stone')).toBeLessThan(-6);
    expect(odds('Sam Webb', 'Sam Webb')).toBeGreaterThan(odds('Sam Webb', 'Sam Stone') + 6);
  });
});
