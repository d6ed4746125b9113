import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded into the bot: the longest time that its own thread computed without looking up, in processor time, which a
 * busy machine does not lengthen as it does the clock's. Written to a file whenever there is a longer one.
 */
const file = process.env.STALLS_FILE;
const EVERY_MS = 5;
/** A start compiles and reads for seconds, when nobody waits yet. */
const NOT_BEFORE_MS = 8_000;

if (isMainThread && file !== undefined) {
  let longest = 0;
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let before = spent();
  const look = () => {
    const now = spent();
    if (now - before > longest && performance.now() > NOT_BEFORE_MS) {
      longest = now - before;
      writeFileSync(file, String(longest));
    }
    before = now;
  };
  setInterval(look, EVERY_MS).unref();
}
