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

/** Several tellers may give the same rows: each set of rows comes once. */
export function seriesOf(
  keys: Keys,
  open: Open,
  cancelled: Cancelled,
  tellers: Tellers,
  least = 3,
): Series[] {
  const areProjects = hasProjects(keys.sheet) && hasProjects(keys.ledger);
  const places = pairTable(keys.sheet.count);
  const sheet: (number[] | undefined)[] = [];
  const ledger: (number[] | undefined)[] = [];
  /** Of each teller and currency, the places of its projects. */
  const everywhere = pairTable();
  const placesOf: number[][] = [];

  function gather(which: 'sheet' | 'ledger', placed: (number[] | undefined)[]): void {
    const side = keys[which];
    const isSheet = which === 'sheet';
    for (let row = 0; row < side.count; row++) {
      if (!isAsked(side, row, open[which], cancelled[which])) continue;
      const project = areProjects ? (side.project[row] as number) : 1;
      if (project === 0) continue;
      const currency = side.currency[row] as number;
      const where = project * CURRENCIES + currency;
      tellers(which, row, (teller) => {
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
  return distinct(sheet, ledger, least);
}

function distinct(
  sheet: readonly (number[] | undefined)[],
  ledger: readonly (number[] | undefined)[],
  least: number,
): Series[] {
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

function isAsked(side: Keyed, row: number, taken: Int32Array, cancelled: Uint8Array): boolean {
  return taken[row] === -1 && cancelled[row] === 0 && side.amount[row] !== 0;
}

function hasProjects({ project }: Keyed): boolean {
  return project.some((value) => value !== 0);
}
