import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { sha256 } from '../core/identity.ts';

/** Session locks in Postgres: they hold across processes and end with the process that held them. */
export interface Locks {
  /** Runs `work` alone among all processes; null, without running it, where another holds the lock. */
  tryExclusively<T>(name: string, work: () => Promise<T>): Promise<{ result: T } | null>;
  /** Waits for its turn. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Whatever is still held is let go at once, as if this process had ended. */
  close(): Promise<void>;
}

/** More than work under locks at once. */
export const LOCK_CONNECTIONS = 22;
/** For what is locked while something else is: whoever holds an outer lock finds a connection here. */
export const INNER_LOCK_CONNECTIONS = 2;
/**
 * A machine that vanished without a word is noticed by Postgres, and its locks are free, within twenty seconds; by
 * default it would take two hours.
 */
export const NOTICES_DEATH =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=2';
const LOOK_MS = { first: 10, longest: 200 };

export function createLocks(url: string, connections = LOCK_CONNECTIONS): Locks {
  const pool = new pg.Pool({ connectionString: url, max: connections, options: NOTICES_DEATH });
  pool.on('error', () => {}); // a lost idle connection is replaced at the next use; a busy one rejects its query
  // One that is lost while it is held rejects its next query; unheard, its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const busy = new Set<pg.PoolClient>();
  const giveBack = (client: pg.PoolClient, broken: boolean) => {
    if (busy.delete(client)) client.release(broken);
  };
  const tryExclusively = async <T>(name: string, work: () => Promise<T>): Promise<{ result: T } | null> => {
    const key = lockKey(name);
    const client = await pool.connect();
    busy.add(client);
    let broken = true;
    try {
      const locked = await client.query<{ got: boolean }>(TRY, [key]);
      if (!locked.rows[0]?.got) {
        broken = false;
        return null;
      }
      try {
        return { result: await work() };
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [key]);
        broken = false;
      }
    } finally {
      giveBack(client, broken); // a connection in doubt is closed, which frees its locks
    }
  };
  return {
    tryExclusively,
    // Whoever waits keeps no connection meanwhile: a crowd that waits would leave none to whom they wait for.
    exclusively: async (name, work) => {
      for (let ms = LOOK_MS.first; ; ms = Math.min(2 * ms, LOOK_MS.longest)) {
        const done = await tryExclusively(name, work);
        if (done) return done.result;
        await delay(ms);
      }
    },
    close: async () => {
      for (const client of busy) giveBack(client, true);
      await pool.end();
    },
  };
}

const TRY = 'SELECT pg_try_advisory_lock($1) AS got';

/** A 64-bit number of its own for each name. */
export function lockKey(name: string): string {
  return BigInt.asIntN(64, BigInt(`0x${sha256(`countersign/${name}`).slice(0, 16)}`)).toString();
}
