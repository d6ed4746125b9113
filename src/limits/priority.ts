import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Who is waiting for what is being done, carried along by itself to wherever a vendor's queue is: a person, who sees a
 * spinner; a job that follows from what a person did; nobody, at night.
 */
const WAITING = { person: 2, job: 1, nobody: 0 };

const carried = new AsyncLocalStorage<number>();

/** For what a person waits for right now. */
export function urgent<T>(work: () => T): T {
  return carried.run(WAITING.person, work);
}

/** For what nobody waits for: looks, schedules, nightly runs. */
export function background<T>(work: () => T): T {
  return carried.run(WAITING.nobody, work);
}

/** Higher goes first. */
export function priority(): number {
  return carried.getStore() ?? WAITING.job;
}
