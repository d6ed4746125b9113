import type { Fault } from '../../../src/sandbox/faults.ts';
import { boundaryOf, type Going } from './kills.ts';
import type { Lane } from './lane.ts';

/** A flow as far as its requests are known by it. */
export type Owner = Pick<Going, 'name' | 'ids'>;

export interface Breaking {
  /** How often each boundary was hit. */
  hits: ReadonlyMap<string, number>;
  /** Flows whose requests are told apart; more may come. */
  owners: Owner[];
  /** While false, requests pass. */
  on: boolean;
}

/**
 * Every kind of request meets the fault the first times that it is made, and no other request does: the stand-in knows
 * the one that is meant by a mark on its address.
 */
export function breakEach(lane: Lane, kind: Fault['kind'], times: number): Breaking {
  const hits = new Map<string, number>();
  const breaking: Breaking = { hits, owners: [], on: true };
  let mark = 0;
  lane.edge.judge = (one) => {
    const boundary = boundaryOf(one, breaking.owners);
    const before = hits.get(boundary) ?? 0;
    if (!breaking.on || before >= times) return 'pass';
    hits.set(boundary, before + 1);
    mark += 1;
    const match = new RegExp(`[?&]sweep=${mark}$`);
    lane[one.service].faults.set({ kind, match, times: 1, retryAfter: 0 });
    return { as: `${one.url}${one.url.includes('?') ? '&' : '?'}sweep=${mark}` };
  };
  return breaking;
}
