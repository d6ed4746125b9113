import pg from 'pg';
import { sha256 } from '../core/identity.ts';

/** Session locks in Postgres: they hold across processes and end with the process that held them. */
export interface Locks {
  /** Runs `work` alone among all processes; null, without running it, where another holds the lock. */
  tryExclusively<T>(name: string, work: () => Promise<T>): Promise<{ result: T } | null>;
  /** Waits for its turn. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createLocks(url: string, connections = 24): Locks {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  pool.on('error', () => {}); // a lost idle connection is replaced at the next use; a busy one rejects its query
  const held = async <T>(
    name: string,
    sql: string,
    work: () => Promise<T>,
  ): Promise<{ result: T } | null> => {
    const key = lockKey(name);
    const client = await pool.connect();
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
      client.release(broken); // a connection in doubt is closed, which frees its locks
    }
  };
  return {
    tryExclusively: (name, work) => held(name, 'SELECT pg_try_advisory_lock($1) AS got', work),
    exclusively: async (name, work) => {
      const done = await held(name, 'SELECT true AS got FROM pg_advisory_lock($1)', work);
      if (!done) throw new Error(`the lock ${name} was neither given nor refused`);
      return done.result;
    },
    close: () => pool.end(),
  };
}

/** A 64-bit number of its own for each name. */
function lockKey(name: string): string {
  return BigInt.asIntN(64, BigInt(`0x${sha256(`countersign/${name}`).slice(0, 16)}`)).toString();
}
