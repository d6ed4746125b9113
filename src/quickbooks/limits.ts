import PQueue from 'p-queue';

/** Runs a request when there is room for it; those of higher priority first. */
export type Limit = <T>(request: () => Promise<T>, priority?: number) => Promise<T>;

export interface Limits {
  concurrent: number;
  perSecond: number;
  perMinute: number;
}

/**
 * Intuit allows 10 requests a second for one app in one company and 500 a minute for the company over all apps; a
 * tenth of the latter is left to the others.
 */
export const INTUIT_LIMITS: Limits = { concurrent: 8, perSecond: 10, perMinute: 450 };

export function createLimit(limits: Limits): Limit {
  const minute = new PQueue({ interval: 60_000, intervalCap: limits.perMinute, strict: true });
  const second = new PQueue({
    concurrency: limits.concurrent,
    interval: 1000,
    intervalCap: limits.perSecond,
    strict: true,
  });
  return (request, priority = 0) => minute.add(() => second.add(request, { priority }), { priority });
}
