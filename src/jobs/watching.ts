import { watch } from '../approval/watch.ts';
import type { Way } from '../approval/way.ts';
import { inTurns } from './in-turns.ts';

/** Looks for later changes to what was posted, so often. Returns its stop. */
export function watching(way: Way, everyMs: number): () => Promise<void> {
  return inTurns(
    () =>
      watch(way).catch((error: unknown) =>
        way.log.warn({ error: String(error) }, 'could not look for later changes'),
      ),
    everyMs,
  );
}
