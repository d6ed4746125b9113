import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { vi } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { TODAY } from './world.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
/** Half of what a start costs is compiling: once is enough. Written by a process that ends in order. */
const COMPILED = join(tmpdir(), 'countersign-compiled');

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The bot as `npm start` runs it: a process of its own. */
export interface Bot {
  port: number;
  /** When it was spawned, by performance.now(). */
  spawnedAt: number;
  /** What it wrote to stdout, line by line. */
  stdout: string[];
  stderr(): string;
  /** Ends it at once, as a power cut would; safe in a listener that must not wait. */
  cut(): void;
  /** cut(), and gone when it resolves. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  exited: Promise<Exit>;
}

/** Spawns the bot with this environment and nothing else of ours. */
export function spawnBot(env: Record<string, string>): Omit<Bot, 'port'> & { child: ChildProcess } {
  const spawnedAt = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(NODE, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  let stderr = '';
  createInterface({ input: child.stdout }).on('line', (line) => stdout.push(line));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const exited = once(child, 'close').then(([code, signal]): Exit => ({ code, signal }));
  const cut = () => void child.kill('SIGKILL');
  return {
    child,
    spawnedAt,
    stdout,
    stderr: () => stderr,
    cut,
    kill: async () => {
      cut();
      await exited;
    },
    signal: (name) => void child.kill(name),
    exited,
  };
}

/** Resolves once the bot says that it is ready. */
export async function startBot(env: Record<string, string>): Promise<Bot> {
  const bot = spawnBot(env);
  const port = await new Promise<number>((ready, fail) => {
    bot.exited.then(({ code, signal }) =>
      fail(new Error(`it ended (${code ?? signal}): ${bot.stderr()}${bot.stdout.join('\n')}`)),
    );
    const look = () => {
      const said = bot.stdout.map(parsed).find(({ msg }) => msg === 'ready');
      if (said) ready(Number(said.port));
    };
    bot.child.stdout?.on('data', () => setImmediate(look));
  });
  return { ...bot, port };
}

function parsed(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>;
}

/** Lines of stdout that are no JSON object: there must be none. */
export function strayLines({ stdout }: Pick<Bot, 'stdout'>): string[] {
  return stdout.filter((line) => {
    try {
      return typeof parsed(line) !== 'object';
    } catch {
      return true;
    }
  });
}

/** Slack asks a new address for proof, within three seconds; whoever sets it up on a busy machine presses again. */
export async function pointed({ slack }: Pick<Sandbox, 'slack'>, port: number): Promise<void> {
  await vi.waitFor(() => slack.connect(`http://127.0.0.1:${port}/slack/events`), { timeout: 60_000 });
}

export interface Stage extends Sandbox {
  /** Everything the bot needs to start; PORT is any free one. */
  botEnv: Record<string, string>;
  folder: string;
  /** Ids of invoices that QuickBooks mailed, once for each mail. */
  mails: string[];
  /** Starts a bot and points Slack at it. */
  start(env?: Record<string, string>): Promise<Bot>;
  end(): Promise<void>;
}

/** The four vendors in this process, for bots that run in theirs. No DATABASE_URL: on an embedded database. */
export async function startStage(env: Record<string, string>): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-stage-'));
  const sandbox = await startSandbox({ company: demoCompany(TODAY), folder });
  const bots: Bot[] = [];
  const mails: string[] = [];
  sandbox.quickbooks.onChange(({ entity, id, operation }) => {
    if (entity === 'Invoice' && operation === 'Emailed') mails.push(id);
  });
  const botEnv = { ...sandbox.env, PORT: '0', DATA_DIR: join(folder, 'data'), ...env };
  return {
    ...sandbox,
    botEnv,
    folder,
    mails,
    async start(more = {}) {
      const bot = await startBot({ ...botEnv, ...more });
      bots.push(bot);
      await pointed(sandbox, bot.port);
      return bot;
    },
    async end() {
      for (const bot of bots) await bot.kill();
      await stopDatabase(botEnv.DATA_DIR);
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The embedded server of a data folder, if one runs or is said to. */
export function databaseServer(dataDir: string): { pid: number; port: number } | null {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** The server that a killed bot has left running. */
async function stopDatabase(dataDir: string): Promise<void> {
  const server = databaseServer(dataDir);
  if (!server || !isAlive(server.pid)) return;
  process.kill(server.pid, 'SIGINT');
  await until(() => !isAlive(server.pid), 'the database stopped');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asked again and again: for what only a request counter or another process shows. */
export function until(holds: () => boolean | Promise<boolean>, what: string, ms = 60_000): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await holds())) throw new Error(`not yet: ${what}`);
    },
    { timeout: ms, interval: 10 },
  );
}
