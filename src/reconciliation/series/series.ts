import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { type PairTable, pairTable } from '../tables/groups.ts';
import { type Cancelled, crowdOf, crowdsOf, type IsLongEnough, isAsked, type Tellers } from './crowds.ts';

/** Open rows and postings of one project and currency that name the same one, each in canonical order. */
export interface Series {
  sheet: number[];
  ledger: number[];
}

/** What more rows than these of one project share, tells of nobody. */
const MOST = 72;
/** A row without a project may belong to so many of those that name the same one; to more, it belongs to none. */
const MOST_PROJECTS = 3;
/** More than there are. */
const CURRENCIES = 4096;

export interface Wanted {
  isLongEnough: IsLongEnough;
  /** Projects whose series are wanted. */
  isAskedOf(project: number): boolean;
  /** Whether hardly any row has a teller, so that to count them first is not worth it. */
  areFew: boolean;
}

/** Several tellers may give the same rows: each set of rows comes once. */
export function seriesOf(
  keys: Keys,
  open: Open,
  cancelled: Cancelled,
  tellers: Tellers,
  { isLongEnough, isAskedOf, areFew }: Wanted,
): Series[] {
  const areProjects = hasProjects(keys.sheet) && hasProjects(keys.ledger);
  const places: Places = {
    ofProject: pairTable(keys.sheet.count),
    everywhere: pairTable(),
    ofTeller: [],
    sheet: [],
    ledger: [],
  };
  const mayBe = areFew
    ? null
    : crowdsOf(keys, open, cancelled, tellers, areProjects, isLongEnough, isAskedOf);
  for (const which of ['sheet', 'ledger'] as const) {
    const side = keys[which];
    if (which === 'ledger') places.ledger = new Array(places.ofProject.size() + 1);
    let row = 0;
    let project = 0;
    const tell = (teller: number): void => {
      if (mayBe === null || mayBe[crowdOf(project, teller)] !== 0)
        put(places, which, row, project, side.currency[row] as number, teller);
    };
    for (; row < side.count; row++) {
      if (!isAsked(side, row, open[which], cancelled[which])) continue;
      project = areProjects ? (side.project[row] as number) : 1;
      if (project !== 0 && isAskedOf(project)) tellers(which, row, tell);
    }
  }
  if (areProjects) {
    for (const which of ['sheet', 'ledger'] as const)
      putHomeless(keys, open, cancelled, tellers, places, which);
  }
  return distinct(places.sheet, places.ledger, isLongEnough);
}

/** Rows of each side by who is told in a project and a currency: the sheet's rows say which there are. */
interface Places {
  ofProject: PairTable;
  /** Of each teller and currency, the places of its projects. */
  everywhere: PairTable;
  ofTeller: number[][];
  sheet: (number[] | undefined)[];
  ledger: (number[] | undefined)[];
}

function put(
  places: Places,
  which: 'sheet' | 'ledger',
  row: number,
  project: number,
  currency: number,
  teller: number,
): void {
  const { ofProject, everywhere, ofTeller } = places;
  const placed = places[which];
  const where = project * CURRENCIES + currency;
  const place = which === 'sheet' ? ofProject.idOf(where, teller) : ofProject.find(where, teller);
  if (place === 0) return;
  const rows = placed[place];
  if (rows !== undefined) {
    if (rows.length <= MOST && rows[rows.length - 1] !== row) rows.push(row);
    return;
  }
  placed[place] = [row];
  if (which === 'ledger') return;
  const at = everywhere.idOf(currency, teller);
  const known = ofTeller[at];
  if (known === undefined) ofTeller[at] = [place];
  else known.push(place);
}

/** Whoever forgot the project still named the vendor. */
function putHomeless(
  keys: Keys,
  open: Open,
  cancelled: Cancelled,
  tellers: Tellers,
  places: Places,
  which: 'sheet' | 'ledger',
): void {
  const side = keys[which];
  const { everywhere, ofTeller, [which]: placed } = places;
  const added = new Set<number>();
  let row = 0;
  const tell = (teller: number): void => {
    const own = ofTeller[everywhere.find(side.currency[row] as number, teller)];
    if (own === undefined || own.length > MOST_PROJECTS) return;
    for (const place of own) {
      const rows = placed[place];
      if (rows === undefined) placed[place] = [row];
      else if (rows.length <= MOST && rows[rows.length - 1] !== row) {
        rows.push(row);
        added.add(place);
      }
    }
  };
  for (; row < side.count; row++) {
    if (side.project[row] === 0 && isAsked(side, row, open[which], cancelled[which]))
      tellers(which, row, tell);
  }
  for (const place of added) placed[place]?.sort((a, b) => a - b);
}

function distinct(
  sheet: readonly (number[] | undefined)[],
  ledger: readonly (number[] | undefined)[],
  isLongEnough: IsLongEnough,
): Series[] {
  const found: Series[] = [];
  const seen = new Set<string>();
  for (const [place, rows] of sheet.entries()) {
    const postings = ledger[place];
    if (!rows || !postings || rows.length > MOST || postings.length > MOST) continue;
    if (!isLongEnough(rows.length, postings.length)) continue;
    const name = `${nameOf(rows)} ${nameOf(postings)}`;
    if (seen.has(name)) continue;
    seen.add(name);
    found.push({ sheet: rows, ledger: postings });
  }
  return found;
}

/** As good as all of them: rows are ascending. */
function nameOf(rows: readonly number[]): string {
  let sum = 0;
  for (const row of rows) sum += row;
  return `${rows.length} ${rows[0]} ${rows[rows.length - 1]} ${sum}`;
}

function hasProjects({ project }: Keyed): boolean {
  return project.some((value) => value !== 0);
}
