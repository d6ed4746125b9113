import PQueue from 'p-queue';
import type { Pace } from '../limits/counters.ts';
import { createGate } from '../limits/gate.ts';
import { priority } from '../limits/priority.ts';
import { alone, type Shared } from '../limits/shared.ts';

/** Runs a request when there is room for it; those that a person waits for first. */
export interface Limit {
  <T>(request: () => Promise<T>): Promise<T>;
  /** QuickBooks asked for it: nobody asks before it is over, in no process. */
  pause(ms: number): void;
}

export interface Limits {
  /** In this process. */
  concurrent: number;
  perSecond: number;
  perMinute: number;
}

/**
 * Intuit allows 10 requests a second for one app in one company and 500 a minute for the company over all apps; a
 * tenth of the latter is left to the others (API-FACTS: per realm 500 a minute, per realm and app 10 a second).
 */
export const INTUIT_LIMITS: Limits = { concurrent: 8, perSecond: 10, perMinute: 450 };
/** Over all processes. */
const AT_ONCE = 10;
/** Counted in tenths of a minute, no minute has more than eleven of them: 495 of Intuit's 500. */
const SLICES = 10;
const MINUTE = 60_000;

/** `key`: what is counted together over all processes, by realm. */
export function createLimit(limits: Limits, key = 'quickbooks', shared: Shared = alone()): Limit {
  const { concurrent, perSecond, perMinute } = limits;
  const minute = new PQueue({ interval: MINUTE, intervalCap: perMinute, strict: true });
  const second: Pace = { points: perSecond, perMs: 1_000 };
  const gate = createGate({
    service: 'QuickBooks',
    shared,
    paces: [
      { key, pace: second },
      { key, pace: slice(perMinute) },
    ],
    atOnce: { key, mine: concurrent, all: AT_ONCE },
    strict: second,
  });
  const ask = async <T>(request: () => Promise<T>): Promise<T> => {
    await minute.add(() => {}, { priority: priority() });
    return gate.pass(request);
  };
  return Object.assign(ask, { pause: gate.pause });
}

function slice(perMinute: number): Pace {
  return perMinute < 10 * SLICES
    ? { points: perMinute, perMs: MINUTE }
    : { points: Math.floor(perMinute / SLICES), perMs: MINUTE / SLICES };
}
