import { expect, test } from 'vitest';
import { check } from '../../../src/proposals/invoice/checks.ts';
import { lesson } from '../../../src/proposals/invoice/lessons.ts';
import { contentOf, drafted, facts } from './fixtures.ts';

const content = contentOf(facts());
const changed = (field: string, old: string, next: string) => ({ field, old, new: next });

test('of an edit, rates, quantities, words and the due date are remembered, and what follows from them is not', () => {
  const { customerId, corrections } = lesson(content, [
    changed('Line 1 rate', '$150.00', '$180.00'),
    changed('Line 1 amount', '$1,200.00', '$1,440.00'),
    changed('Line 2 quantity', '8', '7.5'),
    changed('Due date', '2026-10-15', '2026-10-30'),
    changed('Memo', '', 'Thank you'),
    changed('Total', '$1,200.00', '$1,440.00'),
  ]);
  expect(customerId).toBe('58');
  expect(corrections).toEqual([
    'the rate was corrected from $150.00 to $180.00',
    'the quantity was corrected from 8 to 7.5',
    'the due date was corrected from 2026-10-15 to 2026-10-30',
    'the memo was corrected from nothing to “Thank you”',
  ]);
});

test('the same correction of many lines is one', () => {
  const lines = [1, 2, 3].map((line) => changed(`Line ${line} rate`, '$150.00', '$180.00'));
  expect(lesson(content, lines).corrections).toHaveLength(1);
});

test('lessons inform, and are never above info', () => {
  const lessons = [{ text: 'x', shown: 'Last time the rate was corrected from 150 to 180 by Pam, 3 Nov' }];
  const found = check(drafted({ lessons })).filter(({ code }) => code === 'lesson');
  expect(found).toEqual([{ code: 'lesson', severity: 'info', message: `${lessons[0]?.shown}.` }]);
});
