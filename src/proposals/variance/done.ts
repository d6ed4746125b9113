import type { Standing } from '../standing.ts';

/** What was approved is done: kept where nothing is changed, verified where something is. */
export function isDone({ done }: Standing): boolean {
  return done.has('keep') || done.has('verify');
}
