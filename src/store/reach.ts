import pg from 'pg';

const TIMEOUT_MS = 8_000;

/** Throws Error saying, without the password, why the Postgres at this address cannot be used. */
export async function reachDatabase(url: string, timeoutMs = TIMEOUT_MS): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on('error', () => {}); // the query below tells
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (cause) {
    throw new Error(`The database at ${databasePlace(url)} cannot be used: ${reason(cause)}.`, { cause });
  } finally {
    await client.end().catch(() => {}); // never connected
  }
}

/** "host:5432/name": an address as it may be shown. */
export function databasePlace(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '28P01' || code === '28000')
    return 'it does not accept the user or the password of DATABASE_URL';
  if (code === '3D000') return 'there is no database of this name; create it, or correct DATABASE_URL';
  if (code === 'ECONNREFUSED')
    return 'nothing listens there (ECONNREFUSED); start it, or correct DATABASE_URL';
  if (code === 'ENOTFOUND') return 'there is no such host (ENOTFOUND); correct DATABASE_URL';
  const message = error instanceof Error ? error.message : '';
  return message || code || 'it does not answer';
}
