import { describe, expect, test } from 'vitest';
import { answered, idsOf } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Harbor Supply';
const typed: Row = { id: 'S1', date: '2026-06-10', amount: '1318.27', vendor, number: 'H-4494' };
const posted: Row = { ...typed, id: 'L1' };
const again = (id: string, date: string, more: Partial<Row> = {}): Row => ({ ...posted, id, date, ...more });

/** Bills of the vendor that come two days after their rows: that is what these lists are used to. */
const late = Array.from({ length: 40 }, (_, at) => ({
  amount: `${700 + at * 13}.${10 + at}`,
  vendor,
  number: `${52_000 + at * 31}`,
}));
const on = (day: number): string => new Date(Date.UTC(2026, 3, day)).toISOString().slice(0, 10);
const lateRows = late.map((row, at) => ({ ...row, id: `A${at}`, date: on(at * 2) }));
const latePostings = late.map((row, at) => ({ ...row, id: `B${at}`, date: on(at * 2 + 2) }));

/** Which rows and postings belong together, and which are copies: "S1 = L1", "L2 duplicate". */
function told(rows: readonly Row[], postings: readonly Row[]): string[] {
  const { sheet, ledger, answer } = answered([...rows, ...lateRows], [...postings, ...latePostings]);
  const left = (of: readonly Row[], side: typeof answer.unmatched.sheet): string[] =>
    side.map(({ row, cause }) => `${of[row]?.id} ${cause}`);
  return [
    ...answer.matches.map((match) => `${idsOf(sheet, match.sheet)} = ${idsOf(ledger, match.ledger)}`),
    ...left(sheet, answer.unmatched.sheet),
    ...left(ledger, answer.unmatched.ledger),
  ].filter((said) => /^[SL]\d/.test(said));
}

describe('of a paper that was entered twice', () => {
  test('the first keeps the match, though other postings come as late as the second', () => {
    expect(told([typed], [posted, again('L2', '2026-06-12')])).toEqual(['S1 = L1', 'L2 duplicate']);
    const two = [again('L2', '2026-06-11'), again('L3', '2026-06-12', { number: 'H4494' })];
    expect(told([typed], [posted, ...two])).toEqual(['S1 = L1', 'L2 duplicate', 'L3 duplicate']);
  });

  test('the first keeps the match where no number says so either', () => {
    const bare = { number: '' };
    expect(
      told([{ ...typed, ...bare }], [again('L1', '2026-06-10', bare), again('L2', '2026-06-12', bare)]),
    ).toEqual(['S1 = L1', 'L2 duplicate']);
  });

  test('the first row keeps the match as well', () => {
    const rows = [typed, { ...typed, id: 'S2', date: '2026-06-12' }];
    expect(told(rows, [again('L1', '2026-06-14')])).toEqual(['S1 = L1', 'S2 duplicate']);
  });

  test('the first keeps the match though only the second has the memo, or the right name', () => {
    const row = { ...typed, text: 'plywood, 73 sheets' };
    const second = again('L2', '2026-06-19', { text: 'plywood, 73 sheets' });
    expect(told([row], [posted, second])).toEqual(['S1 = L1', 'L2 duplicate']);
    expect(told([row], [{ ...posted, vendor: 'Harb0r Supply' }, second])).toEqual([
      'S1 = L1',
      'L2 duplicate',
    ]);
    const bare = { number: '' };
    expect(
      told(
        [{ ...row, ...bare }],
        [
          { ...posted, ...bare },
          { ...second, ...bare, date: '2026-06-12' },
        ],
      ),
    ).toEqual(['S1 = L1', 'L2 duplicate']);
  });

  test('of one day the number by itself is the first, and that with letters behind it the copy', () => {
    const row = { ...typed, number: 'H-449', text: 'plywood' };
    const second = again('L1', '2026-06-10', { number: 'H-4494-DUP', text: 'plywood' });
    expect(told([row], [second, again('L2', '2026-06-10')])).toEqual(['S1 = L2', 'L1 duplicate']);
  });

  test('two memos without a number tell which of the two it is', () => {
    const bare = { number: '' };
    const row = { ...typed, ...bare, text: 'steel plates' };
    const first = again('L1', '2026-06-10', { ...bare, text: 'nylon rope' });
    const second = again('L2', '2026-06-12', { ...bare, text: 'steel plates' });
    expect(told([row], [first, second])).toContain('S1 = L2');
  });

  test('the second has it where it alone says what the row says', () => {
    const unnumbered = again('L1', '2026-06-10', { number: '' });
    expect(told([typed], [unnumbered, again('L2', '2026-06-12')])).toEqual(['S1 = L2', 'L1 duplicate']);
  });

  test('the second has it where it comes a month later, on the day of its row', () => {
    const row = { ...typed, date: '2026-07-10' };
    expect(told([row], [posted, again('L2', '2026-07-10')])).toEqual(['S1 = L2', 'L1 duplicate']);
  });

  test('what was taken back keeps nothing', () => {
    const accrued = again('L1', '2026-06-10', { number: '' });
    const reversed = again('L2', '2026-06-11', { number: '', amount: '-1318.27' });
    const bare = { ...typed, number: '' };
    expect(told([bare], [accrued, reversed, again('L3', '2026-06-13', { number: '' })])).toContain('S1 = L3');
  });
});
