import { expect, test } from 'vitest';
import { amountIn, columnOf, convert, dateIn, delimiterOf, SETS } from '../bench/reconcile/public-set.ts';
import { score } from '../bench/reconcile/scoring.ts';
import { perfect } from './support.ts';

const layout = (name: string) => {
  const found = SETS[name];
  if (!found) throw new Error(`There is no set ${name}.`);
  return found;
};

test('two tables and labelled pairs become two lists and their truth', () => {
  const made = convert(
    'fodors-zagats',
    layout('fodors-zagats'),
    [
      { id: '0', name: "arnie morton's of chicago", addr: '435 s. la cienega blvd.', phone: '310/246-1501' },
      { id: '1', name: 'art\u2019s deli', addr: '12224 ventura blvd.', phone: '818/762-1221' },
    ],
    [{ id: '0', name: 'arnie mortons of chicago', addr: '435 s. la cienega blv', phone: '310-246-1501' }],
    [
      [
        { ltable_id: '0', rtable_id: '0', label: '1' },
        { ltable_id: '1', rtable_id: '0', label: '0' },
      ],
    ],
  );
  expect(made.truth.links).toEqual([['0', '0']]);
  expect(made.truth.unmatched).toEqual({ sheet: [{ id: '1', cause: null }], ledger: [] });
  expect(made.sheet[0]).toMatchObject({
    vendor: "arnie morton's of chicago",
    invoice: '310/246-1501',
    amount: '0.00',
  });
  expect(score(made.truth, perfect(made.truth))).toMatchObject({ links: { f1: 1 }, causes: null });
});

test('a mapping of many to many keeps its own links and makes one group of what hangs together', () => {
  const rows = (ids: string) => [...ids].map((id) => ({ id, title: id }));
  const mapping = ['ax', 'bx', 'by'].map((pair) => ({
    idAmazon: pair[0] ?? '',
    idGoogleBase: pair[1] ?? '',
  }));
  const { truth } = convert('amazon-google', layout('amazon-google'), rows('abc'), rows('xyz'), [mapping]);
  expect(truth.groups).toEqual([{ sheet: ['a', 'b'], ledger: ['x', 'y'], cause: null }]);
  expect(truth.links).toHaveLength(3);
  expect(truth.unmatched).toEqual({ sheet: [{ id: 'c', cause: null }], ledger: [{ id: 'z', cause: null }] });
});

test('Febrl says in its ids who is who', () => {
  const row = (rec_id: string) => ({ rec_id, given_name: 'mia', surname: 'chan', date_of_birth: '19271203' });
  const made = convert(
    'febrl',
    layout('febrl'),
    [row('rec-12-org'), row('rec-1-org')],
    [row('rec-12-dup-0')],
    [],
  );
  expect(made.truth.links).toEqual([['rec-12-org', 'rec-12-dup-0']]);
  expect(made.sheet[0]).toMatchObject({ vendor: 'mia chan', date: '1927-12-03' });
});

test('prices and years are read, and their absence has a constant', () => {
  expect(['$1,234.5', '12.99 gbp', '', '49'].map(amountIn)).toEqual(['1234.50', '12.99', '0.00', '49.00']);
  expect(['1999', '19271203', '19271399', '', 'n/a'].map(dateIn)).toEqual([
    '1999-01-01',
    '1927-12-03',
    '2000-01-01',
    '2000-01-01',
    '2000-01-01',
  ]);
});

test('the mark between fields and the names of columns are read as they are published', () => {
  expect(
    ['id,name', 'id|name', '\uFEFFid%title%authors', '"id"#"title"', 'rec_id, name'].map(delimiterOf),
  ).toEqual([',', '|', '%', '#', ',']);
  expect(['http://www.okkam.org/ontology_restaurant1.owl#name', ' title', 'id'].map(columnOf)).toEqual([
    'name',
    'title',
    'id',
  ]);
});
