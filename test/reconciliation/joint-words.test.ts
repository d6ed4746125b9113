import { expect, test } from 'vitest';
import { learnTexts } from '../../src/reconciliation/evidence/texts.ts';
import { nothingSettled } from '../../src/reconciliation/links.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { wordsIn } from '../../src/reconciliation/reading/words.ts';
import { others } from './beside.ts';
import { type Row, sideOf } from './sides.ts';

/** Bits of a row's words for a posting of another vendor that says the same, beside so many postings that say more. */
function bitsOf(text: string, memos: readonly string[]): number {
  const beside = others(300);
  const date = '2026-12-30';
  const rows: Row[] = memos.map((memo, at) => ({ id: `Q${at}`, date, amount: `${at + 1}.00`, text: memo }));
  const sheet = sideOf([...beside.sheet, { id: 'S1', date: '2026-12-31', amount: '5.00', text }]);
  const last: Row = { id: 'L1', date: '2026-12-31', amount: '5.00', text };
  const saying = beside.ledger.map((row): Row => ({ ...row, text: `job ${row.id}` }));
  const books = canonicalBooks(sheet, sideOf([...saying, ...rows, last]));
  const keys = keysOf(books);
  const open = nothingSettled(keys.sheet.count, keys.ledger.count);
  const none = { sheet: new Int32Array(0), ledger: new Int32Array(0) };
  const texts = learnTexts(keys, wordsIn(keys), none, open, new Int32Array(keys.ledger.count), false);
  return texts.bits(keys.sheet.count - 1, keys.ledger.count - 1, 0);
}

test('words that always come together tell no more than how often they do', () => {
  const together = Array.from({ length: 12 }, () => 'temporary power hookup');
  const apart = Array.from({ length: 12 }, () => ['temporary fence', 'power drill', 'hookup kit']).flat();
  expect(bitsOf('temporary power hookup', together)).toBeLessThan(5);
  expect(bitsOf('temporary power hookup', apart)).toBeGreaterThan(7);
});
