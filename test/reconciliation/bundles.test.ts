import { describe, expect, test } from 'vitest';
import { causes, matched, taughtRate } from './beside.ts';
import type { Row } from './sides.ts';

describe('a document that the two lists cut differently', () => {
  const vendor = 'Falcon Analytics';
  const like = { vendor, number: '57316', date: '2026-06-14', project: 'JADE' };
  const rows: Row[] = [
    { ...like, id: 'S1', amount: '661.10' },
    { ...like, id: 'S2', amount: '594.07' },
    { ...like, id: 'S3', amount: '344.31', number: '57136', vendor: '' },
  ];
  const lines: Row[] = [
    { ...like, id: 'L1', amount: '544.20' },
    { ...like, id: 'L2', amount: '1055.28' },
  ];

  test('is one match, though a number is mistyped on one of its lines', () => {
    expect(matched(rows, lines)).toEqual(['S1+S2+S3 = L1+L2']);
  });

  test('is none where a person said that a row and a posting of it are two stories', () => {
    const found = matched(rows, lines, [{ sheet: 'S1', ledger: 'L1' }]);
    expect(found).not.toContain('S1+S2+S3 = L1+L2');
  });

  test('stays pairs where the differences do not cancel', () => {
    const found = matched(rows.slice(0, 2), lines);
    expect(found.every((match) => !match.includes('+'))).toBe(true);
  });

  test('has no lines that come to the same one by one: these are pairs, or nothing', () => {
    const each = (name: string, date: string, number: string, texts: readonly [string, string]): Row[] =>
      texts.map((text, at) => ({ ...like, id: `${name}${at + 1}`, amount: '173.54', date, number, text }));
    const typed = each('S', '2026-10-31', '57316', ['paper', 'shipping']);
    const posted = each('L', '2026-11-14', '61377', ['FALCON ANALYTICS', 'FALCON ANALYTICS']);
    expect(matched(typed, posted)).toEqual([]);
  });

  test('does not have an accrual and its reversal among its lines', () => {
    const accrued: Row = { ...like, id: 'L3', amount: '730.00', date: '2026-06-30', type: 'JournalEntry' };
    const found = matched(rows, [
      ...lines,
      accrued,
      { ...accrued, id: 'L4', amount: '-730.00', date: '2026-07-01' },
    ]);
    expect(found).toEqual(['S1+S2+S3 = L1+L2']);
  });
});

describe('two pairs of one day whose differences cancel', () => {
  const like = { date: '2026-06-14', vendor: 'Falcon Analytics' };
  const pair = (at: number, amount: string, posted: string): [Row, Row] => {
    const own = { ...like, number: `9013${at}` };
    return [
      { ...own, id: `S${at}`, amount, project: 'KITE' },
      { ...own, id: `L${at}`, amount: posted, project: 'JADE' },
    ];
  };

  /** Two rows, posted as these amounts, where a tax of 7.31 % and a discount of 3.13 % are known or are not. */
  function said(isKnown: boolean, first: string, second: string): string[] {
    const [row, posting] = pair(1, '1252.37', first);
    const [other, otherPosting] = pair(2, '2924.87', second);
    const known = isKnown
      ? [taughtRate('Meridian Lighting', 1.0731), taughtRate('Birch Steel', 0.9687, 20)]
      : [];
    const sheet = [...known.flatMap((lists) => lists.sheet), row, other];
    const ledger = [...known.flatMap((lists) => lists.ledger), posting, otherPosting];
    return causes(sheet, ledger).filter((match) => match.startsWith('S'));
  }

  test('are one document, unless a rate explains each of them', () => {
    expect(said(false, '1343.92', '2833.32')).toEqual(['S1+S2 = L1+L2 combined']);
    expect(said(true, '1343.92', '2833.32')).toEqual(['S1 = L1 tax', 'S2 = L2 amount']);
  });

  test('are two where the differences are round: these cancel easily', () => {
    expect(said(false, '1302.37', '2874.87')).toEqual(['S1 = L1 amount', 'S2 = L2 amount']);
  });
});
