import { describe, expect, test } from 'vitest';
import { answered, idsOf } from './beside.ts';
import { amongFew } from './few.ts';
import type { Row } from './sides.ts';

const bare = (id: string, date: string, more: Partial<Row> = {}): Row => ({
  id,
  date,
  amount: '50.00',
  vendor: 'Quinn Stationers',
  project: 'P7',
  ...more,
});

/** By pair: the end of its sentence, and how sure it is. */
function told(all: ReturnType<typeof amongFew>): Record<string, { end: string; confidence: number }> {
  const said = all.answer.matches.map(({ sheet, ledger, why, confidence }) => [
    `${idsOf(all.sheet, sheet)} = ${idsOf(all.ledger, ledger)}`,
    { end: why[0]?.split('; ')[1] ?? '', confidence },
  ]);
  return Object.fromEntries(said);
}

describe('that nothing else comes near', () => {
  const [first, second] = [bare('S1', '2026-03-05'), bare('S2', '2026-03-05')];
  const [bill, later] = [bare('L1', '2026-03-05'), bare('L2', '2026-03-06')];

  test('is said of a pair that stands alone', () => {
    const { 'S1 = L1': alone } = told(amongFew([first], [bill]));
    expect(alone?.end).toBe('nothing else comes near');
  });

  test('is not said where another posting of the vendor and the amount is as near, and whose it is', () => {
    const { 'S1 = L1': one, 'S2 = L2': other } = told(amongFew([first, second], [bill, later]));
    expect(one?.end).toMatch('same amount');
    expect(other?.end).toBe('another posting of the same amount, same day, belongs to S1');
  });

  test('is not said where another row of the vendor and the amount is as near', () => {
    const { 'S1 = L1': one } = told(amongFew([first, second], [bill]));
    expect(one?.end).toBe('another row of the same amount, same day, is left');
  });

  test('is said where only another vendor has the amount, or a bill of another number', () => {
    const elsewhere = bare('S2', '2026-03-05', { vendor: 'Harbor Supply' });
    const { 'S1 = L1': one } = told(amongFew([first, elsewhere], [bill]));
    expect(one?.end).toBe('nothing else comes near');
    const number = '88123';
    const numbered = told(amongFew([{ ...first, number }, second], [{ ...bill, number }]));
    expect(numbered['S1 = L1']?.end).toBe('nothing else comes near');
  });

  test('makes a pair with a rival no surer than one that stands alone', () => {
    const { 'S1 = L1': alone } = told(amongFew([first], [bill]));
    const { 'S2 = L2': ambiguous } = told(amongFew([first, second], [bill, later]));
    expect(ambiguous?.confidence).toBeLessThanOrEqual(alone?.confidence ?? 0);
  });
});

describe('a number and an amount that two vendors have, months apart', () => {
  const row = bare('S1', '2026-01-10', { number: '67923', amount: '4417.35' });
  const posting = { ...row, id: 'L1', vendor: 'Shaimoom Works', project: 'P9' };
  const sure = (date: string, more: Partial<Row> = {}): number =>
    told(answered([row], [{ ...posting, date, ...more }]))['S1 = L1']?.confidence ?? 0;

  test('are not at the top of what is sure', () => {
    expect(sure('2026-03-01')).toBeLessThanOrEqual(0.9);
    expect(sure('2026-11-10', { project: 'P7' })).toBeLessThanOrEqual(0.9);
    expect(sure('2026-01-12')).toBeGreaterThan(0.99);
    expect(sure('2026-03-01', { vendor: row.vendor ?? '' })).toBeGreaterThan(0.99);
  });
});
