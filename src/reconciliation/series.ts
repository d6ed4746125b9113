import { pairTable } from './groups.ts';
import type { Keyed, Keys } from './keys.ts';
import type { Open } from './open.ts';

/** Open rows and postings of one project and currency that name the same one, each in canonical order. */
export interface Series {
  sheet: number[];
  ledger: number[];
}

/** What more rows than these of one project share, tells of nobody. */
const MOST = 72;

/** Says each thing a row may be told by: its vendor, the words of its name, the words of its text. */
export type Tellers = (side: 'sheet' | 'ledger', row: number, tell: (teller: number) => void) => void;

/** Several tellers may give the same rows: each set of rows comes once. */
export function seriesOf(
  keys: Keys,
  open: Open,
  cancelled: { sheet: Uint8Array; ledger: Uint8Array },
  tellers: Tellers,
  least = 3,
): Series[] {
  const areProjects = hasProjects(keys.sheet) && hasProjects(keys.ledger);
  const places = pairTable(keys.sheet.count);
  const sheet = bySeries(keys.sheet, open.sheet, cancelled.sheet, 'sheet', tellers, areProjects, places.idOf);
  const ledger = bySeries(keys.ledger, open.ledger, cancelled.ledger, 'ledger', tellers, areProjects, places.find);
  const found: Series[] = [];
  const seen = new Set<string>();
  for (const [place, rows] of sheet.entries()) {
    const postings = ledger[place];
    if (!rows || !postings || rows.length > MOST || postings.length > MOST) continue;
    if (rows.length + postings.length < least) continue;
    const name = `${rows.join()} ${postings.join()}`;
    if (seen.has(name)) continue;
    seen.add(name);
    found.push({ sheet: rows, ledger: postings });
  }
  return found;
}

function hasProjects({ project }: Keyed): boolean {
  return project.some((value) => value !== 0);
}

function bySeries(
  side: Keyed,
  taken: Int32Array,
  cancelled: Uint8Array,
  which: 'sheet' | 'ledger',
  tellers: Tellers,
  areProjects: boolean,
  placeOf: (project: number, teller: number) => number,
): (number[] | undefined)[] {
  const series: (number[] | undefined)[] = [];
  for (let row = 0; row < side.count; row++) {
    if (taken[row] !== -1 || side.amount[row] === 0 || cancelled[row] === 1) continue;
    const project = side.project[row] as number;
    if (areProjects && project === 0) continue;
    const where = areProjects ? project * CURRENCIES + (side.currency[row] as number) : (side.currency[row] as number);
    tellers(which, row, (teller) => {
      const place = placeOf(where, teller);
      if (place === 0) return;
      const rows = series[place];
      if (!rows) series[place] = [row];
      else if (rows.length <= MOST && rows[rows.length - 1] !== row) rows.push(row);
    });
  }
  return series;
}

/** More than there are. */
const CURRENCIES = 4096;
