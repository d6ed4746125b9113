import { PrismaPg } from '@prisma/adapter-pg';
import { openEmbedded } from './embedded.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { migrate } from './migrate.ts';

export { Prisma };
/** SQL's NULL in a JSON column, as Prisma spells it. */
export const NOTHING = Prisma.DbNull;
/** Inside a transaction, or outside of one: what repositories take. */
export type Transaction = Prisma.TransactionClient;

export interface Database {
  prisma: PrismaClient;
  /** For connections of another kind: the job queue, session locks. */
  url: string;
  close(): Promise<void>;
}

/** The one company of today; every row carries it, so that several can share a deployment later. */
export const COMPANY = 'default';

export const PRISMA_CONNECTIONS = 20;

export interface DatabaseOptions {
  /** A Postgres; null: the embedded one under dataDir. */
  databaseUrl: string | null;
  dataDir: string;
  /** Prisma's share of connections; the queue and the locks have their own. */
  connections?: number;
}

/** Opened and migrated. The same code runs on the embedded database and on a given one. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.databaseUrl === null ? await openEmbedded(options.dataDir) : null;
  const url = options.databaseUrl ?? embedded?.url ?? '';
  try {
    await migrate(url);
    const prisma = connect(url, options.connections ?? PRISMA_CONNECTIONS);
    const close = async () => {
      await prisma.$disconnect();
      await embedded?.release();
    };
    return { prisma, url, close };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}

function connect(url: string, max: number): PrismaClient {
  const adapter = new PrismaPg({ connectionString: url, max }, { statementNameGenerator: statementNames() });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 15_000 } });
}

/** Statements of a list's length each have a text of their own: beyond so many, the others are not kept. */
const MOST_NAMES = 300;

/** Named, a statement is read and planned once by each connection, and not at each use. */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES) return '';
    const name = `countersign_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
