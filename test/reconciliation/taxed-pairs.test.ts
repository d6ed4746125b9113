import { describe, expect, test } from 'vitest';
import { causes } from './beside.ts';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const vendor = 'Osprey Aerial';
const row = (id: string, date: string, amount: string, more: Partial<Row> = {}): Row => ({
  id,
  date,
  amount,
  vendor,
  project: 'P107',
  ...more,
});

describe('a bill that is to the cent a usual tax above its row', () => {
  const numbered = row('S1', '2026-03-07', '7960.46', { number: '05587' });
  const late = row('L1', '2026-03-28', '8617.20', { number: '05587', project: 'P109' });

  test('is found by its number and vendor, weeks later and on another project', () => {
    expect(causes([numbered], [late])).toEqual(['S1 = L1 tax']);
  });

  test('is not, where another row carries the number too, or the amount is at no tax', () => {
    const again = { ...numbered, id: 'S2', amount: '7961.12', date: '2026-03-08' };
    expect(causes([numbered, again], [late])).toEqual([]);
    expect(causes([numbered], [{ ...late, amount: '8611.20' }])).toEqual([]);
  });

  const bare = row('S1', '2026-03-25', '8946.18');
  /** 7.25 % more. */
  const posted = row('L1', '2026-03-27', '9594.78');

  test('is found without a number where all else speaks for it', () => {
    expect(causes([bare], [posted])).toEqual(['S1 = L1 tax']);
    expect(causes([{ ...bare, number: '4471' }], [posted])).toEqual(['S1 = L1 tax']);
  });

  test('rather than one that is nearer but at no tax', () => {
    const nearer = row('L2', '2026-03-26', '9126.99');
    expect(causes([bare], [posted, nearer])).toEqual(['S1 = L1 tax']);
  });

  test('rather than with a small one that makes another usual tax of both', () => {
    /** 19 % less, and 6.5 % less with the other. */
    const gross = row('S1', '2026-01-09', '193.04');
    const net = row('L1', '2026-01-13', '162.22', { number: 'ER-2026-01420' });
    const small = row('L2', '2026-01-22', '19.03', { number: 'ER-2026-00491' });
    expect(matchedAmongFew([gross], [net, small])).toEqual(['S1 = L1 tax']);
  });

  test.each([
    [
      'both have a number, and another one',
      { ...bare, number: '4471' },
      [{ ...posted, number: '4496', date: '2026-04-06' }],
    ],
    ['of another vendor', bare, [{ ...posted, vendor: 'Nordgren Elevators' }]],
    ['months apart', bare, [{ ...posted, date: '2026-06-02' }]],
  ])('is not found so where %s', (_why, sheet, ledger) => {
    expect(causes([sheet], ledger)).toEqual([]);
  });
});
