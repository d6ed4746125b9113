import { dirname } from 'node:path';
import pg from 'pg';
import { holdAllRows } from '../faults.ts';
import { type Bot, pointed, startBot } from '../process.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';
import { type Edge, startEdge } from './edge.ts';
import { type Ledger, ledgerOf } from './ledger.ts';

/** A world whose vendors stand behind an edge, and what was in the books before anything was done. */
export interface Lane extends World {
  edge: Edge;
  /** Ids of invoices that QuickBooks mailed, once for each mail. */
  mails: string[];
  before: Ledger;
}

/** Every ready row is put on hold: a flow makes its own. */
export async function startLane(options: WorldOptions = {}): Promise<Lane> {
  const edge = await startEdge();
  const world = await startWorld({
    ...options,
    env: { ...edge.env, ...options.env },
    behind: { all: edge },
  });
  const mails: string[] = [];
  world.quickbooks.onChange(({ entity, id, operation }) => {
    if (entity === 'Invoice' && operation === 'Emailed') mails.push(id);
  });
  for (const { billingSheet } of world.company.projects) holdAllRows(world, billingSheet);
  const { end } = world;
  return Object.assign(world, {
    edge,
    mails,
    before: ledgerOf(world),
    end: async () => {
      edge.drop();
      await end();
      await edge.end();
    },
  });
}

/** From here on the bot is a process of its own, which can be cut off. */
export async function asProcess(lane: Lane): Promise<() => Promise<Bot>> {
  await lane.app.stop();
  lane.app = { port: 0, stop: async () => {} };
  const env = {
    ...lane.env,
    ...lane.edge.env,
    PORT: '0',
    DATA_DIR: dirname(lane.env.PROJECTS_FILE ?? ''),
    DATABASE_URL: lane.db.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  return async () => {
    const bot = await startBot(env);
    await pointed(lane, bot.port);
    return bot;
  };
}

/**
 * Nobody holds the jobs of a process that is gone, and the queue gives them to the next one once their heartbeat is
 * missed. That it does so by itself is held by other tests; here its clock is put forward.
 */
export async function passHeartbeats(lane: Lane): Promise<void> {
  const client = new pg.Client({ connectionString: lane.db.url });
  await client.connect();
  try {
    await client.query(
      "UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL WHERE state = 'active'",
    );
  } finally {
    await client.end();
  }
}
