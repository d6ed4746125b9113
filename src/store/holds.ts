import pg from 'pg';
import { lockKey, NOTICES_DEATH } from './locks.ts';

/** Session locks in Postgres that are held for long and in number, all on one connection: they end with the process. */
export interface Holds {
  /**
   * The first of these names that nobody holds, held from now on; null where all are held. One that this process
   * holds already is held. Throws where the database does not answer.
   */
  tryHold(names: readonly string[]): Promise<string | null>;
  letGo(name: string): void;
  /** Lets go of everything. */
  close(): Promise<void>;
}

/** One and no more: the session is what holds. */
export const HOLDING_CONNECTIONS = 1;
const PATIENCE_MS = 3_000;

export function createHolds(url: string): Holds {
  const held = new Set<string>();
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'countersign-limits',
    max: HOLDING_CONNECTIONS,
    idleTimeoutMillis: 0,
    options: NOTICES_DEATH,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  pool.on('error', () => {}); // replaced at the next use
  pool.on('connect', (client) => client.on('error', () => {}));
  // With the connection go its locks: nothing is held any more, whoever believes so.
  pool.on('remove', () => held.clear());

  return {
    async tryHold(names) {
      // The same session would be given a lock twice, so what is held here is not asked for.
      const free = names.filter((name) => !held.has(name));
      if (free.length === 0) return null;
      for (const name of free) held.add(name);
      const found = await pool
        .query<{ place: string }>(FIRST_FREE, [free.map(lockKey)])
        .catch((error: unknown) => {
          for (const name of free) held.delete(name);
          throw error;
        });
      const index = Number(found.rows[0]?.place ?? 0) - 1;
      for (const [place, name] of free.entries()) if (place !== index) held.delete(name);
      return free[index] ?? null;
    },
    letGo(name) {
      if (!held.has(name)) return;
      void pool
        .query('SELECT pg_advisory_unlock($1)', [lockKey(name)])
        .catch(() => {}) // the connection is gone, and the lock with it
        .finally(() => held.delete(name));
    },
    close: () => pool.end(),
  };
}

/** Row by row, and no further than the first that is given. */
const FIRST_FREE = `SELECT "place" FROM unnest($1::bigint[]) WITH ORDINALITY AS names("key", "place")
  WHERE pg_try_advisory_lock("key") LIMIT 1`;
