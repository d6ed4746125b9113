import { describe, expect, test } from 'vitest';
import { CHECKS, check } from '../../../src/proposals/invoice/checks.ts';
import { customer, decimal, drafted, item, row } from './fixtures.ts';

const RATED = { rate: decimal('150') };

describe('findings as a whole', () => {
  test('a draft with nothing to find has no findings', () => {
    expect(check(drafted())).toEqual([]);
  });

  test('every check is a named function of its own', () => {
    const names = CHECKS.map((one) => one.name);
    expect(names.every((name) => /^[a-z]\w+$/.test(name))).toBe(true);
    expect(new Set(names).size).toBe(CHECKS.length);
  });

  test('what blocks comes first, then warnings, then information, and every block has its remedy', () => {
    const draft = drafted({
      rows: [row(1), row(2, { ...RATED, date: '2027-01-01', billedAs: '1042' })],
      customer: { ...customer, active: false },
      term: { id: '3', name: 'Net 30', active: false, dueDays: 30, dayOfMonthDue: null },
    });
    const findings = check(draft);
    expect(findings.map((finding) => finding.severity)).toEqual(['block', 'block', 'warn', 'warn', 'info']);
    expect(findings.filter((each) => each.severity === 'block').every((each) => each.remedy)).toBe(true);
  });

  test('what a check blocks for this draft alone comes before warnings too', () => {
    const rows = [row(1, { date: '2027-01-01', remarks: ['Budget Hours is “x”, which is not a number'] })];
    const findings = check(drafted({ rows, item: item({ unitPrice: null }) }));
    expect(findings.map((finding) => finding.code)).toEqual([
      'total-zero-or-less',
      'zero-rate',
      'unreadable-cells',
      'date-in-future',
    ]);
  });

  test('text from the sheet stays plain and short in a finding', () => {
    const task = `<!channel>\u202e\n${'x'.repeat(4_000)}`;
    const skipped = Array.from({ length: 25 }, (_, index) => ({
      rowId: `s${index}`,
      rowNumber: index + 10,
      task,
      reason: 'Hours is “eight”, which is not a number',
    }));
    const [finding] = check(drafted({ skipped }));
    expect(finding?.message.length).toBeLessThan(2_500);
    expect(finding?.message).not.toMatch(/[\n\u202e]/);
  });
});
