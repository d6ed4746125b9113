import { expect, test } from 'vitest';
import { causes, matched } from './beside.ts';
import { documents } from './in-euros.ts';
import type { Row } from './sides.ts';

const like = { date: '2026-10-20', project: 'KITE', account: '5020 Machining' };

test('a bill of a vendor that is written otherwise, at another price, is found by the vendor alone', () => {
  const row: Row = { ...like, id: 'S1', vendor: 'Tecnova', amount: '9126.85' };
  const bill: Row = { ...like, id: 'L1', vendor: 'Tecnova Herrajes', amount: '9094.68' };
  expect(matched([row], [bill])).toEqual(['S1 = L1']);
});

test('a bill whose vendor is left out, at another price, is found by its project', () => {
  const row: Row = { ...like, id: 'S1', text: 'panels', vendor: 'Tecnova', amount: '9126.85' };
  const bill: Row = { ...like, id: 'L1', text: 'transfer', vendor: '', amount: '9127.85' };
  expect(matched([row], [bill])).toEqual(['S1 = L1']);
});

test('the same figure under one number in two currencies is one bill in the wrong currency', () => {
  const vendors = ['Halden Rigging', 'Moss Cranes', 'Ebro Gears', 'Kiel Motors', 'Luna Optics'];
  // Ten kronor to a euro or so: equal figures are far from what the lists show.
  const known = vendors.map((vendor, at) => documents(vendor, 10, at));
  const row: Row = { ...like, id: 'S1', vendor: 'Tecnova', amount: '620.00', number: '47116' };
  const found = causes(
    [...known.flatMap(({ sheet }) => sheet), row],
    [...known.flatMap(({ ledger }) => ledger), { ...row, id: 'L1' }].map((one) => ({
      ...one,
      currency: 'SEK',
    })),
  );
  expect(found).toContain('S1 = L1 currency');
});
