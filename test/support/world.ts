import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { type Countersign, createApp } from '../../src/app.ts';
import type { Overrides } from '../../src/overrides.ts';
import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { loadSettings, type Settings } from '../../src/settings/load.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';

/** The whole product against the sandbox, over real HTTP, on a real database of its own. */
export interface World extends Sandbox {
  company: DemoCompany;
  settings: Settings;
  app: Countersign;
  db: Database;
  /** The bot's clock. */
  now(): Date;
  /** Lines of the bot's log, parsed. */
  logged: Record<string, unknown>[];
  /** Stops the bot in order and starts it again on the same database. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

export interface WorldOptions {
  company?: DemoCompany;
  /** Over the sandbox's environment; an empty text takes a variable away. */
  env?: Record<string, string>;
  /** Short timeouts and waits, for tests of faults. */
  overrides?: Overrides;
  /** The bot comes to Slack, and not the other way round. */
  socketMode?: boolean;
  /** The stand-ins' clock, where it matters when something was changed; else the real one. */
  vendorsNow?: () => Date;
  /** Told where the stand-ins are, once they run: what stands between them and the bot, by `env`. */
  behind?: { books: Onward; sheets: Onward } | { all: { leadTo(sandbox: Sandbox): void } };
}

interface Onward {
  leadTo(url: string): void;
}

/** Intuit's ten requests a second would be most of a test's time; the limit has tests of its own. */
const UNHURRIED = { concurrent: 8, perSecond: 1_000, perMinute: 100_000 };

export const TODAY = companyDay(new Date());

/** A fresh database, migrated. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `t${randomBytes(6).toString('hex')}`;
  await query(server, `CREATE DATABASE ${name} TEMPLATE countersign_template`);
  return {
    url: server.replace(/\/postgres$/, `/${name}`),
    drop: () => query(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const company = options.company ?? demoCompany(TODAY);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-world-'));
  const database = await freshDatabase();
  const vendors = options.vendorsNow ? { now: options.vendorsNow } : {};
  const sandbox = await startSandbox({ company, folder, ...vendors });
  const { behind } = options;
  if (behind && 'all' in behind) behind.all.leadTo(sandbox);
  else if (behind) {
    behind.books.leadTo(sandbox.env.QUICKBOOKS_API_URL ?? '');
    behind.sheets.leadTo(sandbox.env.SMARTSHEET_API_URL ?? '');
  }
  const settings = readSettings({
    ...sandbox.env,
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'info',
    ...options.env,
  });
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const db = await openDatabase({ databaseUrl: database.url, dataDir: folder, connections: 4 });
  const start = async (): Promise<Countersign> => {
    const app = await createApp(settings, log, {
      quickBooksLimits: UNHURRIED,
      unhurried: true,
      scheduleMs: null,
      rhythm: null, // what begins by itself would take the faults that a test meant for its own calls
      ...options.overrides,
    });
    if (!options.socketMode) await sandbox.slack.connect(`http://127.0.0.1:${app.port}/slack/events`);
    return app;
  };
  const world: World = {
    ...sandbox,
    company,
    settings,
    db,
    now: options.overrides?.now ?? (() => new Date()),
    logged,
    app: await start(),
    async restart() {
      await world.app.stop();
      world.app = await start();
    },
    async end() {
      await world.app.stop();
      await sandbox.stop();
      await db.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

function readSettings(env: Record<string, string>): Settings {
  const settings = loadSettings(env, (path) => readFileSync(path, 'utf8'));
  if (!settings.ok) throw new Error(settings.errors.join('\n'));
  return settings.value;
}

/** The text of everything a message shows, its notification first. */
export function textOf(message: Pick<StoredMessage, 'text' | 'blocks'>): string {
  return `${message.text}\n${JSON.stringify(message.blocks)}`;
}

export function buttonsOf(message: Pick<StoredMessage, 'blocks'>): string[] {
  const blocks = message.blocks as { type: string; elements?: { text?: { text?: string } }[] }[];
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements = [] }) => elements.map(({ text }) => text?.text ?? ''));
}

/** The newest card of a channel once it shows what is asked. */
export async function card(
  world: World,
  channel: string,
  shows: (text: string) => boolean,
  ms = 40_000,
): Promise<StoredMessage> {
  return world.slack.waitFor(() => {
    const found = world.slack
      .messages(channel)
      .findLast((message) => message.botId !== undefined && shows(textOf(message)));
    if (!found) throw new Error(`no such card in ${channel}`);
    return found;
  }, ms);
}
