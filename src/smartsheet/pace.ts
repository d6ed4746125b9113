import { sha256 } from '../core/identity.ts';
import { createGate, type Gate } from '../limits/gate.ts';
import type { Shared } from '../limits/shared.ts';

/** Of one token, counted in tenths of a minute: no minute has more than eleven of them, 297 of Smartsheet's 300. */
const PACE = { points: 27, perMs: 6_000 };

/** All requests on one token, over all processes (API-FACTS: 300 a minute for each token). */
export function sheetGate(accessToken: string, shared: Shared): Gate {
  const key = `smartsheet/${sha256(accessToken).slice(0, 16)}`;
  return createGate({ service: 'Smartsheet', shared, paces: [{ key, pace: PACE }] });
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a request counts for: a file attached and a cell's history are ten times as dear as everything else. */
export function costOf(method: Method, path: string): number {
  const dear = method === 'GET' ? /\/history(\?|$)/ : /\/attachments(\?|$)/;
  return dear.test(path) ? 10 : 1;
}
