import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeChanges } from '../../../src/proposals/invoice/changes.ts';
import { draftInvoice, NO_OVERRIDES, type Overrides } from '../../../src/proposals/invoice/draft.ts';
import { applyEdit, type EditInput } from '../../../src/proposals/invoice/edit.ts';
import type { InvoiceContent } from '../../../src/proposals/invoice/types.ts';
import { contentOf, decimal, facts, row, WORDS } from './fixtures.ts';

const given = facts({
  rows: [row(1, { hours: decimal('22.3333333333333') }), row(2, { expenses: decimal('12.5') })],
});
const content = contentOf(given);

type Line = EditInput['lines'][number];

/** The form as the modal shows it. */
function form(of: InvoiceContent, line?: Partial<Line>, rest: Partial<EditInput> = {}): EditInput {
  return {
    lines: of.lines.map(({ key, description, quantity, rate }, index) => ({
      key,
      description,
      quantity,
      rate,
      ...(index === 0 ? line : {}),
    })),
    memo: of.memo,
    dueDate: of.dueDate,
    ...rest,
  };
}

function edited(line: Partial<Line>, rest: Partial<EditInput> = {}, before = NO_OVERRIDES, of = content) {
  const result = applyEdit(of, before, form(of, line, rest));
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
}

function refused(line: Partial<Line>, rest: Partial<EditInput> = {}) {
  const result = applyEdit(content, NO_OVERRIDES, form(content, line, rest));
  return result.ok ? [] : result.errors;
}

describe('a form sent as it was', () => {
  test('changes nothing, not even a quantity with more places than a person may type', () => {
    expect(edited({})).toEqual({ ok: true, changed: false, overrides: NO_OVERRIDES, content });
  });

  test('changes nothing where figures are only written another way', () => {
    const whole = contentOf(facts());
    expect(edited({ quantity: ' 8.0 ', rate: '$150.00' }, {}, NO_OVERRIDES, whole).changed).toBe(false);
  });

  test('changes nothing where lines are not on it', () => {
    expect(edited({}, { lines: [] }).changed).toBe(false);
  });
});

describe('figures as people type them', () => {
  test.each([
    ['7.5', '7.5'],
    ['1,234.50', '1234.5'],
    ['1,234', '1234'],
    ['.5', '0.5'],
    ['0', '0'],
    [' 8. ', '8'],
  ])('quantity %s is %s', (quantity, value) => {
    expect(edited({ quantity }).content.lines[0]?.quantity).toBe(value);
  });

  test.each(['$175', '175.00', 'usd 175', '175 USD', '$ 175'])('rate %s is 175 dollars', (rate) => {
    expect(edited({ rate }).content.lines[0]?.rate).toBe('175');
  });

  test.each([
    '1,5',
    '0,500',
    '1.234,50',
    '12,34',
    '-1',
    '−1',
    '(5)',
    '',
    ' ',
    '7h',
    '1e3',
    '1 234',
    'NaN',
    '$5',
    '1.234567',
  ])('quantity “%s” is refused with a reason', (quantity) => {
    const errors = refused({ quantity });
    expect(errors.map((error) => error.field)).toEqual(['line:r1:time:quantity']);
    expect(errors[0]?.message).not.toBe('');
  });

  test.each(['€150', '150,00', '-$5', '$-5', '1.23456789'])('rate “%s” is refused with a reason', (rate) => {
    expect(refused({ rate }).map((error) => error.field)).toEqual(['line:r1:time:rate']);
  });

  test('a line beyond what can be added up is refused, not rounded', () => {
    expect(refused({ quantity: '99999999', rate: '99999999' })).toHaveLength(1);
  });

  test('the amount is computed from what was typed, exactly', () => {
    const result = edited({ quantity: '0.3', rate: '0.05' });
    expect(result.content.lines[0]?.amountMinor).toBe(2);
    expect(result.content.subtotalMinor).toBe(
      content.subtotalMinor - (content.lines[0]?.amountMinor ?? 0) + 2,
    );
  });
});

describe('errors', () => {
  test('all come at once and nothing is changed', () => {
    const errors = refused(
      { description: ' \u200b', quantity: '-1', rate: 'x' },
      { memo: 'm'.repeat(1_001), dueDate: '2026-09-01' },
    );
    expect(errors.map((error) => error.field)).toEqual([
      'line:r1:time:description',
      'line:r1:time:quantity',
      'line:r1:time:rate',
      'memo',
      'dueDate',
    ]);
  });

  test('a description longer than QuickBooks takes is refused', () => {
    expect(refused({ description: 'x'.repeat(4_001) })).toHaveLength(1);
  });

  test('a line that is not on the draft is refused', () => {
    expect(
      refused({}, { lines: [{ key: 'r9:time', description: 'x', quantity: '1', rate: '1' }] }),
    ).toHaveLength(1);
  });

  test('a date that is none is refused', () => {
    expect(refused({}, { dueDate: '2026-02-30' }).map((error) => error.field)).toEqual(['dueDate']);
  });
});

describe('edits on top of each other', () => {
  test('only what changed becomes a change, made against the computed figures', () => {
    const first = edited({ quantity: '20' });
    expect(first.overrides.lines).toEqual({
      'r1:time': { quantity: '20', against: { quantity: '22.3333333333333', rate: '150' } },
    });
    const second = edited({ rate: '100' }, { memo: 'Thanks' }, first.overrides, first.content);
    expect(second.overrides).toEqual({
      lines: {
        'r1:time': { quantity: '20', rate: '100', against: { quantity: '22.3333333333333', rate: '150' } },
      },
      memo: 'Thanks',
    });
  });

  test('typing the computed figure again takes the change back', () => {
    const of = contentOf(facts());
    const first = edited({ quantity: '7' }, {}, NO_OVERRIDES, of);
    const back = edited({ quantity: '8' }, {}, first.overrides, first.content);
    expect(back).toEqual({ ok: true, changed: true, overrides: NO_OVERRIDES, content: of });
  });

  test('a blanked due date goes back to what the terms say', () => {
    const first = edited({}, { dueDate: '2026-12-01' });
    expect(first.content.dueDate).toBe('2026-12-01');
    const back = edited({}, { dueDate: null }, first.overrides, first.content);
    expect(back.content).toEqual(content);
    expect(back.overrides).toEqual(NO_OVERRIDES);
  });

  test('the edited content is what the draft computes under the changes, whatever is edited', () => {
    const figure = fc.integer({ min: 0, max: 99_999 }).map((n) => `${Math.floor(n / 100)}.${n % 100}`);
    const line = fc.record(
      { description: fc.constantFrom('One', 'Two', 'Task 1'), quantity: figure, rate: figure },
      { requiredKeys: [] },
    );
    const rest = fc.record(
      { memo: fc.constantFrom('', 'a', 'b'), dueDate: fc.constantFrom(null, '2026-10-15', '2026-12-01') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(line, rest), { maxLength: 4 }), (edits) => {
        let overrides: Overrides = NO_OVERRIDES;
        let version = content;
        for (const [lineEdit, restEdit] of edits) {
          const next = edited(lineEdit, restEdit, overrides, version);
          expect(next.changed).toBe(describeChanges(version, next.content).length > 0);
          ({ overrides, content: version } = next);
          expect(draftInvoice(given, WORDS, overrides, 'none')).toEqual({ content: version, dropped: [] });
        }
      }),
    );
  });
});
