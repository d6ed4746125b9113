import { describe, expect, test } from 'vitest';
import { causes, inCents } from './beside.ts';
import type { Row } from './sides.ts';

describe('what a text names is no tax', () => {
  const back: Row = { id: 'S1', date: '2026-05-18', amount: '-498.04', vendor: 'McKell', number: 'RMA80481' };
  const credit: Row = { ...back, id: 'L1', date: '2026-05-21', amount: '-398.43' };

  test('where it is the amount or the share that lies between the two', () => {
    expect(causes([back], [{ ...credit, text: 'restock fee 99.61' }])).toEqual(['S1 = L1 amount']);
    expect(causes([back], [{ ...credit, text: 'less 20 % restocking' }])).toEqual(['S1 = L1 amount']);
  });

  test('unless it names a tax: a fifth less is as well kept back', () => {
    expect(causes([back], [{ ...credit, text: 'without VAT 99.61' }])).toEqual(['S1 = L1 tax']);
    expect(causes([back], [credit])).toEqual(['S1 = L1 amount']);
  });

  test('nor is what others are apart by in the same way, most of which name another reason', () => {
    const more = (at: number, text: string): [Row, Row] => {
      const like = { date: '2026-06-11', vendor: 'McKell', number: `RMA9${at}77` };
      const minor = 51_235 + at * 7310;
      return [
        { ...like, id: `S${at}`, amount: inCents(minor) },
        { ...like, id: `L${at}`, amount: inCents((minor * 4) / 5), text },
      ];
    };
    const pairs = [more(2, 'less 20 %'), more(3, '20% held'), more(4, '')];
    const all = causes(
      pairs.map(([row]) => row),
      pairs.map(([, posting]) => posting),
    );
    expect(all).toEqual(['S2 = L2 amount', 'S3 = L3 amount', 'S4 = L4 amount']);
  });
});
