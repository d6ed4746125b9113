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

/** As many as work under locks at once, and the locks that they take within. */
export const LOCK_CONNECTIONS = 24;

export function createLocks(url: string, connections = LOCK_CONNECTIONS): Locks {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  pool.on('error', () => {}); // a lost idle connection is replaced at the next use; a busy one rejects its query
  // One that is lost while it is held rejects its next query; unheard, its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const busy = new Set<pg.PoolClient>();
  const giveBack = (client: pg.PoolClient, broken: boolean) => {
    if (busy.delete(client)) client.release(broken);
  };
  const held = async <T>(
    name: string,
    sql: string,
    work: () => Promise<T>,
  ): Promise<{ result: T } | null> => {
    const key = lockKey(name);
    const client = await pool.connect();
    busy.add(client);
    let broken = true;
    try {
      const locked = await client.query<{ got: boolean }>(sql, [key]);
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
    tryExclusively: (name, work) => held(name, 'SELECT pg_try_advisory_lock($1) AS got', work),
    exclusively: async (name, work) => {
      const done = await held(name, 'SELECT true AS got FROM pg_advisory_lock($1)', work);
      if (!done) throw new Error(`the lock ${name} was neither given nor refused`);
      return done.result;
    },
    close: async () => {
      for (const client of busy) giveBack(client, true);
      await pool.end();
    },
  };
}

/** A 64-bit number of its own for each name. */
export function lockKey(name: string): string {
  return BigInt.asIntN(64, BigInt(`0x${sha256(`countersign/${name}`).slice(0, 16)}`)).toString();
}
