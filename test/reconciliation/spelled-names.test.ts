import { describe, expect, test } from 'vitest';
import { answered, idsOf } from './beside.ts';
import type { Row } from './sides.ts';

const row = (id: string, vendor: string, date: string): Row => ({
  id,
  vendor,
  date,
  amount: '6434.01',
  project: 'B-2',
});
const sheet = [row('S1', 'Harris Co', '2026-06-19'), row('S2', 'Harris Companies', '2026-06-19')];
const ledger = [row('L1', 'Harris Co', '2026-06-21'), row('L2', 'Harris Companies', '2026-06-19')];

/** Bills of both, by number: the posting has the name of the row, or the other. */
function shown(nameOf: (at: number, isPosting: boolean) => string): { sheet: Row[]; ledger: Row[] } {
  const bill = (id: string, at: number, isPosting: boolean): Row => ({
    id: `${id}${at}`,
    vendor: nameOf(at, isPosting),
    number: `${770_100 + 13 * at}`,
    date: `2026-0${1 + (at % 4)}-1${at % 9}`,
    amount: `${310 + 47 * at}.${20 + at}`,
  });
  const all = Array.from({ length: 24 }, (_, at) => at);
  return { sheet: all.map((at) => bill('A', at, false)), ledger: all.map((at) => bill('B', at, true)) };
}

function matchedBeside(beside: { sheet: Row[]; ledger: Row[] }): string[] {
  const all = answered([...beside.sheet, ...sheet], [...beside.ledger, ...ledger]);
  return all.answer.matches
    .map((match) => `${idsOf(all.sheet, match.sheet)} = ${idsOf(all.ledger, match.ledger)}`)
    .filter((said) => /S\d/.test(said))
    .sort();
}

const either = (at: number): string => (at % 2 === 0 ? 'Harris Co' : 'Harris Companies');

describe('two names that differ only in what the firm is', () => {
  test('are two firms where both lists have both, and keep them apart', () => {
    expect(matchedBeside(shown(either))).toEqual(['S1 = L1', 'S2 = L2']);
  });

  test('are one firm where its bills show that it is written now so, now so', () => {
    const found = matchedBeside(shown((at, isPosting) => either(isPosting ? at >> 1 : at)));
    expect(found).toHaveLength(2);
  });
});
