import { watch } from '../approval/watch.ts';
import type { Way } from '../approval/way.ts';

/** Looks at once and then so often, one look at a time. Returns what stops it, once the look in hand is over. */
export function watching(way: Way, everyMs: number): () => Promise<void> {
  let looking: Promise<void> | null = null;
  const look = () => {
    looking ??= watch(way)
      .catch((error: unknown) => way.log.warn({ error: String(error) }, 'could not look for later changes'))
      .finally(() => {
        looking = null;
      });
  };
  look();
  const timer = setInterval(look, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
