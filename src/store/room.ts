import { COUNTING_CONNECTIONS } from './counting.ts';
import { PRISMA_CONNECTIONS, Prisma, type Transaction } from './database.ts';
import { HOLDING_CONNECTIONS } from './holds.ts';
import { INNER_LOCK_CONNECTIONS, LOCK_CONNECTIONS } from './locks.ts';

/** pg-boss' share (jobs/queue.ts), and what it listens with. */
export const QUEUE_CONNECTIONS = 8;
const LISTENING = 1;

export interface Room {
  /** Connections that Postgres gives to anybody but its superuser. */
  allowed: number;
  /** What one process of the bot opens at most. */
  needed: number;
}

export async function roomFor(db: Transaction): Promise<Room> {
  const [row] = await db.$queryRaw<{ allowed: number }[]>(Prisma.sql`
    SELECT (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int)
      AS "allowed"`);
  return {
    allowed: row?.allowed ?? 0,
    needed:
      PRISMA_CONNECTIONS +
      LOCK_CONNECTIONS +
      INNER_LOCK_CONNECTIONS +
      QUEUE_CONNECTIONS +
      LISTENING +
      COUNTING_CONNECTIONS +
      HOLDING_CONNECTIONS,
  };
}
