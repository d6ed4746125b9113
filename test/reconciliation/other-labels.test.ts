import { expect, test } from 'vitest';
import { labelsIn } from '../../src/reconciliation/reading/labels.ts';
import { matched } from './beside.ts';

/** A row and a posting of one vendor and project that are a little apart, each with what it says that it is. */
const asked = (row: string, posting: string): string[] => {
  const like = { vendor: 'Holt Survey', project: 'P7' };
  return matched(
    [{ ...like, id: 'S1', date: '2026-09-30', amount: '600.00', text: row }],
    [{ ...like, id: 'L1', date: '2026-10-03', amount: '580.45', text: posting }],
  );
};

test('a row that names a month is not the bill that names another, near as it comes', () => {
  expect(asked('site internet Sep', 'site internet Sept')).toEqual(['S1 = L1']);
  expect(asked('site internet Sep', 'site internet October')).toEqual([]);
});

test('nor is the second draw the third', () => {
  expect(asked('crew draw 2', 'crew draw #2')).toEqual(['S1 = L1']);
  expect(asked('crew draw 2', 'crew draw 3')).toEqual([]);
});

test('a day is no month that is told, and neither are two months one', () => {
  expect(asked('site internet Sep 30', 'site internet Oct 3')).toEqual(['S1 = L1']);
  expect(asked('site internet Sep-Oct', 'site internet Oct')).toEqual(['S1 = L1']);
});

test('sizes, prices, dates and long numbers count nothing', () => {
  const texts = [
    '',
    'draw 2 of 5',
    'crate 12x4',
    'pipe 3/4',
    'fee 12.50',
    'store 6826',
    'phase 1 phase 2',
    'share 30%',
  ];
  const labels = labelsIn(texts);
  expect(texts.map((_, text) => labels(text).map(({ which }) => which))).toEqual([
    [],
    [2],
    [],
    [],
    [],
    [],
    [],
    [],
  ]);
});
