import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { answered, idsOf } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const fee = (id: string, vendor: string, date: string): Row => ({
  id,
  vendor,
  date,
  amount: '250.00',
  project: 'M',
});

/** What the sheet calls it: the rows of a day stand in another order with each. */
const CALLED = ['fee', 'talk', 'lesson', 'travel', 'jury', 'text'];

/** Two of like names paid alike on one day, and another who was paid as much months later. */
function paidAlike(one: string, other: string, text = 'fee'): { sheet: Row[]; ledger: Row[] } {
  const sheet = [fee('S1', one, '2025-12-06'), fee('S2', other, '2025-12-06')];
  const ledger = [fee('L1', one, '2025-12-06'), fee('L2', other, '2025-12-06')];
  return {
    sheet: [...sheet, fee('S3', 'Metro Glass', '2026-03-08')].map((row) => ({ ...row, text })),
    ledger: [...ledger, fee('L3', 'Metro Glass', '2026-03-09')].map((row) => ({ ...row, type: 'Bill' })),
  };
}

function matchedAlone({ sheet, ledger }: { sheet: Row[]; ledger: Row[] }): string[] {
  const { matches } = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, { same: [], different: [] });
  return matches.map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`).sort();
}

/** Bills of the two by number, the posting in the name of the one or the other. */
function bills(nameOf: (at: number) => string, from: number): Row[] {
  return Array.from({ length: 24 }, (_, at) => ({
    id: `A${from + at}`,
    vendor: nameOf(at),
    number: `${770_100 + 13 * at}`,
    date: `2026-0${1 + (at % 4)}-1${at % 9}`,
    amount: `${310 + 47 * at}.${20 + at}`,
  }));
}

describe('two names of which only letters differ, and that both lists have', () => {
  test.each([
    ['Petrov Cleaning', 'Petrova Cleaning'],
    ['Petrova Cleaning', 'Petrov Cleaning'],
    ['María Pérez', 'Mario Pérez'],
    ['Harris Co', 'Harris Companies'],
    ['Иван Иванов', 'Иван Иванова'],
    ['Μαρία Παπαδοπούλου', 'Μαρία Παπαδόπουλου'],
    ['株式会社カキ', '株式会社ガキ'],
    ['شركة النور', 'شركة النوري'],
  ])('%s and %s each keep their own posting', (one, other) => {
    for (const called of CALLED)
      expect(matchedAlone(paidAlike(one, other, called)), called).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3']);
  });

  test('keep their own among other business, a day later and in any order', () => {
    const { sheet, ledger } = paidAlike('Daniela Okafor', 'Daniel Okafor');
    const all = answered(
      [...sheet].reverse(),
      ledger.map((row) => ({ ...row, date: `${row.date.slice(0, 8)}09` })),
    );
    const found = all.answer.matches
      .map((match) => `${idsOf(all.sheet, match.sheet)} = ${idsOf(all.ledger, match.ledger)}`)
      .filter((said) => /S\d/.test(said));
    expect(found.sort()).toEqual(['S1 = L1', 'S2 = L2', 'S3 = L3']);
  });

  test('are one where the numbered bills show that either is written for the other', () => {
    const either = (at: number): string => (at % 2 === 0 ? 'Petrov Cleaning' : 'Petrova Cleaning');
    const sheet = [...bills(either, 0), fee('S1', 'Petrov Cleaning', '2026-06-06')];
    const ledger = [...bills((at) => either(at >> 1), 0), fee('L1', 'Petrova Cleaning', '2026-06-07')];
    expect(matchedAlone({ sheet, ledger })).toContain('S1 = L1');
  });
});
