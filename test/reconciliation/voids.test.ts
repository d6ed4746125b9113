import { describe, expect, test } from 'vitest';
import { amongFew, matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const row: Row = {
  id: 'S1',
  date: '2026-03-05',
  amount: '5412.33',
  vendor: 'Baker Steel',
  number: '8812',
  project: 'P1',
};
const posted: Row = { ...row, id: 'L1', amount: '0.00' };

/** The cause of each row and posting that is left: "S1 missing-in-ledger". */
function left(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const all = amongFew(sheet, ledger);
  const said = (rows: readonly Row[], of: typeof all.answer.unmatched.sheet): string[] =>
    of.map((one) => `${rows[one.row]?.id} ${one.cause}`);
  return [...said(all.sheet, all.answer.unmatched.sheet), ...said(all.ledger, all.answer.unmatched.ledger)];
}

describe('a posting of 0.00 in a short list', () => {
  test('is a void and matches no amount, whatever else is the same', () => {
    expect(left([row], [{ ...posted, text: 'Voided' }])).toEqual(['S1 missing-in-ledger', 'L1 reversal']);
    expect(left([row], [posted])).toEqual(['S1 missing-in-ledger', 'L1 reversal']);
  });

  test('leaves the row to the bill that was entered again', () => {
    const again = { ...posted, id: 'L2', amount: row.amount };
    expect(matchedAmongFew([row], [{ ...posted, text: 'Void' }, again])).toEqual(['S1 = L2 none']);
  });

  test('is an amount that nobody knows where many are 0.00, but for one that says it is void', () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ ...row, id: `S${at}`, number: `88${at + 30}` }));
    const bare = many.map((one, at) => ({ ...one, id: `L${at}`, amount: '0.00' }));
    expect(matchedAmongFew(many, bare)).toHaveLength(12);
    const [first, ...rest] = bare;
    expect(matchedAmongFew(many, [{ ...(first ?? posted), text: 'VOID' }, ...rest])).toHaveLength(11);
  });
});
