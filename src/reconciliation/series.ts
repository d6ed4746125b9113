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
/** A row without a project may belong to so many of those that name the same one; to more, it belongs to none. */
const MOST_PROJECTS = 3;
/** More than there are. */
const CURRENCIES = 4096;

/** Says each thing a row may be told by: its vendor, the words of its name, the words of its text. */
export type Tellers = (side: 'sheet' | 'ledger', row: number, tell: (teller: number) => void) => void;

export interface Cancelled {
  sheet: Uint8Array;
  ledger: Uint8Array;
}

/** Whether so many rows and postings are worth a look. */
export type IsLongEnough = (rows: number, postings: number) => boolean;

export interface Wanted {
  isLongEnough: IsLongEnough;
  /** Projects whose series are wanted. */
  isAskedOf(project: number): boolean;
  /** Whether hardly any row has a teller, so that to count them first is not worth it. */
  areFew: boolean;
}

const CROWDS = 1 << 20;
/** Two series may meet in one crowd. */
const MOST_IN_CROWD = 150;

function crowdOf(project: number, teller: number): number {
  const hash = Math.imul(project ^ Math.imul(teller, 0x9e3779b1), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & (CROWDS - 1);
}

/**
 * 1 where enough rows and postings may share a project and a teller: counted roughly, for most share them with nobody,
 * and lists of all would take long.
 */
function crowdsOf(
  keys: Keys,
  open: Open,
  cancelled: Cancelled,
  tellers: Tellers,
  areProjects: boolean,
  isLongEnough: IsLongEnough,
  isAskedOf: (project: number) => boolean,
): Uint8Array {
  const count = (which: 'sheet' | 'ledger'): Uint8Array => {
    const side = keys[which];
    const counts = new Uint8Array(CROWDS);
    let project = 0;
    const tell = (teller: number): void => {
      const crowd = crowdOf(project, teller);
      if ((counts[crowd] as number) < 255) counts[crowd] = (counts[crowd] as number) + 1;
    };
    for (let row = 0; row < side.count; row++) {
      if (!isAsked(side, row, open[which], cancelled[which])) continue;
      project = areProjects ? (side.project[row] as number) : 1;
      if (project !== 0 && isAskedOf(project)) tellers(which, row, tell);
    }
    return counts;
  };
  const rows = count('sheet');
  const postings = count('ledger');
  // A row or two without a project may join.
  for (let crowd = 0; crowd < CROWDS; crowd++) {
    const [own, other] = [rows[crowd] as number, postings[crowd] as number];
    const isCrowd = own > 0 && other > 0 && own <= MOST_IN_CROWD && other <= MOST_IN_CROWD;
    rows[crowd] = isCrowd && isLongEnough(own + 1, other + 1) ? 1 : 0;
  }
  return rows;
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
  const places = pairTable(keys.sheet.count);
  const sheet: (number[] | undefined)[] = [];
  const ledger: (number[] | undefined)[] = [];
  /** Of each teller and currency, the places of its projects. */
  const everywhere = pairTable();
  const placesOf: number[][] = [];

  const mayBe = areFew
    ? null
    : crowdsOf(keys, open, cancelled, tellers, areProjects, isLongEnough, isAskedOf);

  function gather(which: 'sheet' | 'ledger', placed: (number[] | undefined)[]): void {
    const side = keys[which];
    const isSheet = which === 'sheet';
    for (let row = 0; row < side.count; row++) {
      if (!isAsked(side, row, open[which], cancelled[which])) continue;
      const project = areProjects ? (side.project[row] as number) : 1;
      if (project === 0 || !isAskedOf(project)) continue;
      const currency = side.currency[row] as number;
      const where = project * CURRENCIES + currency;
      tellers(which, row, (teller) => {
        if (mayBe !== null && mayBe[crowdOf(project, teller)] === 0) return;
        const place = isSheet ? places.idOf(where, teller) : places.find(where, teller);
        if (place === 0) return;
        const rows = placed[place];
        if (rows === undefined) {
          placed[place] = [row];
          if (!isSheet) return;
          const at = everywhere.idOf(currency, teller);
          const known = placesOf[at];
          if (known === undefined) placesOf[at] = [place];
          else known.push(place);
        } else if (rows.length <= MOST && rows[rows.length - 1] !== row) rows.push(row);
      });
    }
  }

  /** Whoever forgot the project still named the vendor. */
  function gatherHomeless(which: 'sheet' | 'ledger', placed: (number[] | undefined)[]): void {
    const side = keys[which];
    const added = new Set<number>();
    for (let row = 0; row < side.count; row++) {
      if (side.project[row] !== 0 || !isAsked(side, row, open[which], cancelled[which])) continue;
      tellers(which, row, (teller) => {
        const own = placesOf[everywhere.find(side.currency[row] as number, teller)];
        if (own === undefined || own.length > MOST_PROJECTS) return;
        for (const place of own) {
          const rows = placed[place];
          if (rows === undefined) placed[place] = [row];
          else if (rows.length <= MOST && rows[rows.length - 1] !== row) {
            rows.push(row);
            added.add(place);
          }
        }
      });
    }
    for (const place of added) placed[place]?.sort((a, b) => a - b);
  }

  gather('sheet', sheet);
  gather('ledger', ledger);
  if (areProjects) {
    gatherHomeless('sheet', sheet);
    gatherHomeless('ledger', ledger);
  }
  return distinct(sheet, ledger, isLongEnough);
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

function isAsked(side: Keyed, row: number, taken: Int32Array, cancelled: Uint8Array): boolean {
  return taken[row] === -1 && cancelled[row] === 0 && side.amount[row] !== 0;
}

function hasProjects({ project }: Keyed): boolean {
  return project.some((value) => value !== 0);
}
