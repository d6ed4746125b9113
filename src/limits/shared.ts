import { setTimeout as delay } from 'node:timers/promises';
import { COUNTS, countingPool } from '../store/counting.ts';
import { createHolds, type Holds } from '../store/holds.ts';
import { type Counters, createCounters } from './counters.ts';

/** What processes on one database know of each other's requests. */
export interface Shared {
  counters: Counters;
  /** null: this process is alone. */
  holds: Holds | null;
}

/** A process that asks nobody: a command, a test of a client. */
export function alone(): Shared {
  return { counters: createCounters(null), holds: null };
}

/** Three connections to the database at most. */
export function openShared(
  url: string,
  warn: (fields: object, event: string) => void,
): Shared & { close(): Promise<void> } {
  const pool = countingPool(url);
  const holds = createHolds(url);
  return {
    counters: createCounters({ pool, table: COUNTS }, warn),
    holds,
    close: async () => {
      await holds.close();
      await pool.end();
    },
  };
}

const LOOK_MS = 30;

/** Runs `work` alone among all processes; where the database does not answer, it runs all the same. */
export async function oneAtATime<T>(holds: Holds | null, name: string, work: () => Promise<T>): Promise<T> {
  if (!holds) return work();
  for (;;) {
    const got = await holds.tryHold([name]).catch(() => name);
    if (got !== null) break;
    await delay(LOOK_MS);
  }
  try {
    return await work();
  } finally {
    holds.letGo(name);
  }
}
