import pg from 'pg';

/** Of the counts that processes share; made by a migration. */
export const COUNTS = 'RateCount';
export const COUNTING_CONNECTIONS = 2;
/** A count that takes longer is done without: nobody waits for it. */
const PATIENCE_MS = 3_000;

/** Connections for counting alone: short, many, and worth nothing after a crash. */
export function countingPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'countersign-limits',
    max: COUNTING_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    options: '-c synchronous_commit=off',
  });
  pool.on('error', () => {}); // a lost idle connection is replaced at the next use
  return pool;
}
