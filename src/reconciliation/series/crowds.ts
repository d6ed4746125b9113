import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';

/** Says each thing a row may be told by: its vendor, the words of its name, the words of its text. */
export type Tellers = (side: 'sheet' | 'ledger', row: number, tell: (teller: number) => void) => void;

export interface Cancelled {
  sheet: Uint8Array;
  ledger: Uint8Array;
}

/** Whether so many rows and postings are worth a look. */
export type IsLongEnough = (rows: number, postings: number) => boolean;

const CROWDS = 1 << 20;
/** Two series may meet in one crowd. */
const MOST_IN_CROWD = 150;

/** The crowd that rows of the project with this teller are counted in. */
export function crowdOf(project: number, teller: number): number {
  const hash = Math.imul(project ^ Math.imul(teller, 0x9e3779b1), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & (CROWDS - 1);
}

/**
 * 1 where enough rows and postings may share a project and a teller: counted roughly, for most share them with nobody,
 * and lists of all would take long.
 */
export function crowdsOf(
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
    const own = rows[crowd] as number;
    const other = postings[crowd] as number;
    const isCrowd = own > 0 && other > 0 && own <= MOST_IN_CROWD && other <= MOST_IN_CROWD;
    rows[crowd] = isCrowd && isLongEnough(own + 1, other + 1) ? 1 : 0;
  }
  return rows;
}

/** Whether a row is open and says an amount that nothing takes back. */
export function isAsked(side: Keyed, row: number, taken: Int32Array, cancelled: Uint8Array): boolean {
  return taken[row] === -1 && cancelled[row] === 0 && side.amount[row] !== 0;
}
