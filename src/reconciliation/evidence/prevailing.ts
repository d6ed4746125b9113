import { pairTable } from '../tables/groups.ts';

/** Which vendor stands beside something in a project, where nearly all that shows any shows the same. */
export interface Prevailing {
  show(project: number, thing: number, vendor: number): void;
  /** 0 where too few were shown, or several vendors. */
  of(project: number, thing: number): number;
}

/** So many must show it, and so large a part of all. */
const LEAST_SEEN = 2;
const LEAST_SHARE = 0.85;

/** @param expected about so many are shown. */
export function prevailing(expected: number): Prevailing {
  const places = pairTable(expected);
  const beside = pairTable(expected);
  /** By place: how often any vendor was shown, and the one that was shown most. */
  const all: number[] = [];
  const most: number[] = [];
  const best: number[] = [];
  const counts: number[] = [];
  return {
    show(project, thing, vendor) {
      const at = places.idOf(project, thing);
      const pair = beside.idOf(at, vendor);
      all[at] = (all[at] ?? 0) + 1;
      const count = (counts[pair] ?? 0) + 1;
      counts[pair] = count;
      if (count <= (most[at] ?? 0)) return;
      most[at] = count;
      best[at] = vendor;
    },
    of(project, thing) {
      const at = places.find(project, thing);
      const seen = most[at] ?? 0;
      return seen >= LEAST_SEEN && seen >= LEAST_SHARE * (all[at] as number) ? (best[at] as number) : 0;
    },
  };
}
