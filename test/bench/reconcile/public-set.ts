import type { Generated, LedgerRow, SheetRow, Truth } from './truth.ts';

export type Source = Record<string, string>[];

/** Which of a set's columns go where: several are joined by a blank, and what a table lacks is left out. */
interface Columns {
  text: readonly string[];
  vendor: readonly string[];
  number: readonly string[];
  po: readonly string[];
  project: readonly string[];
  amount: string;
  date: string;
}

export interface Layout extends Columns {
  /** Where the ids themselves say who belongs together: what is alike in them. */
  idPattern?: RegExp;
}

const NOTHING: Columns = { text: [], vendor: [], number: [], po: [], project: [], amount: '', date: '' };

export const SETS: Readonly<Record<string, Layout>> = {
  'fodors-zagats': { ...NOTHING, vendor: ['name'], text: ['addr', 'city', 'type'], number: ['phone'] },
  'dblp-acm': { ...NOTHING, vendor: ['authors'], text: ['title'], project: ['venue'], date: 'year' },
  'dblp-scholar': { ...NOTHING, vendor: ['authors'], text: ['title'], project: ['venue'], date: 'year' },
  'amazon-google': { ...NOTHING, vendor: ['manufacturer'], text: ['title', 'name'], amount: 'price' },
  'abt-buy': { ...NOTHING, vendor: ['manufacturer'], text: ['name', 'description'], amount: 'price' },
  restaurants: { ...NOTHING, vendor: ['name'], text: ['street'], number: ['phone_number'] },
  'walmart-amazon': {
    ...NOTHING,
    vendor: ['brand'],
    text: ['title'],
    number: ['modelno'],
    amount: 'price',
  },
  'imdb-tmdb': { ...NOTHING, vendor: ['name'], text: ['title'] },
  febrl: {
    ...NOTHING,
    vendor: ['given_name', 'surname'],
    text: ['street_number', 'address_1', 'address_2', 'suburb'],
    number: ['soc_sec_id'],
    po: ['postcode'],
    project: ['state'],
    date: 'date_of_birth',
    idPattern: /^rec-(\d+)-/,
  },
};

/**
 * What stands between the fields of a file whose first column is `id`: the sets are published with other marks than
 * commas, for their titles are full of these.
 */
export const delimiterOf = (text: string): string => /^\uFEFF?"?id"?([|#%;\t])/.exec(text)?.[1] ?? ',';

/** "http://dbpedia.org/ontology/name" and "#name" are the column `name`. */
export const columnOf = (name: string): string => name.trim().split(/[#/]/).at(-1) ?? '';

const idOf = (row: Record<string, string>) => row.id ?? row.rec_id ?? Object.values(row)[0] ?? '';
const joined = (row: Record<string, string>, names: readonly string[]) =>
  names
    .map((name) => row[name] ?? '')
    .filter((part) => part !== '')
    .join(' ');

/** "$1,234.5" and "12.99 gbp" are amounts; nothing is 0.00, for the contract wants one. */
export function amountIn(text: string): string {
  const [, whole = '0', part = ''] = /(\d+)(?:\.(\d{1,2}))?/.exec(text.replaceAll(',', '')) ?? [];
  return `${BigInt(whole)}.${part.padEnd(2, '0')}`;
}

/** A year is its first of January, 19271203 is a day; nothing and nonsense are the first of January 2000. */
export function dateIn(text: string): string {
  const [, year, month = '01', day = '01'] = /^((?:19|20)\d{2})-?(\d{2})?-?(\d{2})?$/.exec(text.trim()) ?? [];
  const iso = `${year}-${month}-${day}`;
  const valid = year !== undefined && new Date(`${iso}T00:00:00Z`).toJSON()?.startsWith(iso);
  return valid ? iso : '2000-01-01';
}

function common(row: Record<string, string>, layout: Layout) {
  return {
    id: idOf(row),
    vendor: joined(row, layout.vendor),
    po: joined(row, layout.po),
    date: dateIn(row[layout.date] ?? ''),
    amount: amountIn(row[layout.amount] ?? ''),
    currency: 'USD',
    project: joined(row, layout.project),
    account: '',
    class: '',
  };
}

/** Pairs of the mapping files: their first two columns, and those alone whose label, where there is one, is 1. */
function pairsIn(mappings: readonly Source[]): [string, string][] {
  return mappings.flatMap((rows) =>
    rows
      .filter((row) => row.label === undefined || row.label === '1')
      .map((row): [string, string] => {
        const [first = '', second = ''] = Object.values(row);
        return [row.ltable_id ?? first, row.rtable_id ?? second];
      }),
  );
}

function pairsById(pattern: RegExp, a: readonly string[], b: readonly string[]): [string, string][] {
  const key = (id: string) => pattern.exec(id)?.[1] ?? id;
  const others = Map.groupBy(b, key);
  return a.flatMap((id) => (others.get(key(id)) ?? []).map((other): [string, string] => [id, other]));
}

/** What hangs together by links, whole. */
function groupsOf(links: readonly [string, string][]): Truth['groups'] {
  const ofSheet = Map.groupBy(links, ([s]) => s);
  const ofLedger = Map.groupBy(links, ([, l]) => l);
  const seen = new Set<string>();
  const groups: Truth['groups'] = [];
  for (const start of ofSheet.keys()) {
    if (seen.has(start)) continue;
    const [sheet, ledger, waiting] = [new Set<string>(), new Set<string>(), [start]];
    for (let s = waiting.pop(); s !== undefined; s = waiting.pop()) {
      seen.add(s);
      sheet.add(s);
      for (const [, l] of ofSheet.get(s) ?? []) {
        if (ledger.has(l)) continue;
        ledger.add(l);
        for (const [other] of ofLedger.get(l) ?? []) if (!seen.has(other)) waiting.push(other);
      }
    }
    groups.push({ sheet: [...sheet], ledger: [...ledger], cause: null });
  }
  return groups;
}

/** The set as two lists and their truth; it knows of links, and of no causes. */
export function convert(name: string, layout: Layout, a: Source, b: Source, mappings: Source[]): Generated {
  const sheet = a.map(
    (row): SheetRow => ({
      ...common(row, layout),
      description: joined(row, layout.text),
      invoice: joined(row, layout.number),
    }),
  );
  const ledger = b.map(
    (row): LedgerRow => ({
      ...common(row, layout),
      type: '',
      number: joined(row, layout.number),
      memo: joined(row, layout.text),
    }),
  );
  const ids = { sheet: new Set(sheet.map((row) => row.id)), ledger: new Set(ledger.map((row) => row.id)) };
  const said = layout.idPattern
    ? pairsById(layout.idPattern, [...ids.sheet], [...ids.ledger])
    : pairsIn(mappings);
  const known = new Map(said.map((pair) => [pair.join('\u0001'), pair]));
  const links = [...known.values()].filter(([s, l]) => ids.sheet.has(s) && ids.ledger.has(l));
  const linked = { sheet: new Set(links.map(([s]) => s)), ledger: new Set(links.map(([, l]) => l)) };
  const alone = (side: 'sheet' | 'ledger') =>
    [...ids[side]].filter((id) => !linked[side].has(id)).map((id) => ({ id, cause: null }));
  return {
    sheet,
    ledger,
    truth: {
      format: 'reconciliation-truth/1',
      generator: name,
      seed: 0,
      hardness: 'as published',
      rows: { sheet: sheet.length, ledger: ledger.length },
      links,
      groups: groupsOf(links),
      unmatched: { sheet: alone('sheet'), ledger: alone('ledger') },
      twins: { sheet: [], ledger: [] },
    },
  };
}
