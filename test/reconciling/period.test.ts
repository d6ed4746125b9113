import { describe, expect, test } from 'vitest';
import { defaultPeriod, parsePeriod, periodWords, typedPeriod } from '../../src/reconciling/period.ts';

const TODAY = '2026-11-22';

describe('a period as people type it', () => {
  test.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026/2', '2026-02-01', '2026-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['Last month', '2026-10-01', '2026-10-31'],
    ['this-month', '2026-11-01', '2026-11-22'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-q3', '2026-07-01', '2026-09-30'],
    ['2026-10-01..2026-10-31', '2026-10-01', '2026-10-31'],
    ['2026-10-05 to 2026-10-05', '2026-10-05', '2026-10-05'],
    ['2026-09..2026-10', '2026-09-01', '2026-10-31'],
    ['2026-10-01 - 2026-10-15', '2026-10-01', '2026-10-15'],
    ['2026-10-01—2026-10-15', '2026-10-01', '2026-10-15'],
    ['last quarter', '2026-07-01', '2026-09-30'],
    ['this-quarter', '2026-10-01', '2026-11-22'],
    ['2026-10-15', '2026-10-15', '2026-10-15'],
    ['October', '2026-10-01', '2026-10-31'],
    ['nov', '2026-11-01', '2026-11-30'],
    ['December', '2025-12-01', '2025-12-31'],
    ['October 2026', '2026-10-01', '2026-10-31'],
    ['Sept. 2025', '2025-09-01', '2025-09-30'],
    ['2025 feb', '2025-02-01', '2025-02-28'],
  ])('%s is %s to %s', (typed, from, to) => {
    expect(parsePeriod(typed, TODAY)).toEqual({ from, to });
  });

  test.each([
    '10/2026',
    '2026-13',
    'soon',
    '2026-10-31..2026-10-01',
    '2026-02-30..2026-03-01',
    '1900-01',
    '1999..2030',
    'octopus',
    '2025 oct 2026',
    'October 1899',
  ])('%s is refused, with what to write instead', (typed) => {
    expect(parsePeriod(typed, TODAY)).toHaveProperty('problem', expect.stringContaining('Write a month'));
  });

  test('none given is last month and this one to date, over a year’s end too', () => {
    expect(defaultPeriod(TODAY)).toEqual({ from: '2026-10-01', to: '2026-11-22' });
    expect(defaultPeriod('2026-01-31')).toEqual({ from: '2025-12-01', to: '2026-01-31' });
  });

  test.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026-10-01..2026-11-22', '2026-10-01', '2026-11-22'],
    ['2026-01-01..2026-12-31', '2026-01-01', '2026-12-31'],
  ])('%s is how %s to %s is typed, and means the same read again', (typed, from, to) => {
    expect(typedPeriod({ from, to })).toBe(typed);
    expect(parsePeriod(typed, TODAY)).toEqual({ from, to });
  });

  test('a whole month is said by its name', () => {
    expect(periodWords({ from: '2026-10-01', to: '2026-10-31' })).toBe('October 2026');
    expect(periodWords({ from: '2026-10-01', to: '2026-11-22' })).toBe('2026-10-01 to 2026-11-22');
  });
});
