import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { keptSecret } from './kept-secret.ts';
import { type Binaries, binaries, initialise, run, USER } from './postgres-cluster.ts';
import { type PostgresUser, postgresUser } from './postgres-user.ts';
import { alive, postmaster } from './postmaster.ts';

export interface EmbeddedPostgres {
  url: string;
  /** Stops the server if nobody else is connected: the last one out turns off the light. */
  release(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const RESTARTS_MS = 10_000;

/**
 * A real Postgres under `dataDir`, on loopback, with a random password kept beside it. A server that a killed
 * process left running is found by its postmaster.pid and adopted, and so is one that a running bot owns.
 */
export async function openEmbedded(
  dataDir: string,
  options: { fast?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir);
  const cluster = join(home, 'postgres');
  mkdirSync(home, { recursive: true });
  const password = keptSecret(join(home, 'postgres-password'), () => randomBytes(24).toString('hex'));
  const programs = await binaries();
  const user = postgresUser([dirname(programs.postgres), home]);
  if (!existsSync(join(cluster, 'PG_VERSION')))
    await initialise(cluster, password, programs, user, options.fast ?? false);

  const deadline = performance.now() + RESTARTS_MS;
  for (;;) {
    const adopted = await adopt(cluster, password);
    const started =
      adopted === null ? await start(cluster, password, programs, user, options.fast ?? false) : null;
    const url = adopted ?? started?.url;
    if (url !== undefined) return { url, release: () => release(cluster, url) };
    // A server that was killed hard takes its own processes along only after a moment.
    if (performance.now() > deadline)
      throw new Error(`The embedded database in ${cluster} did not start: ${started?.said}`);
    await delay(250);
  }
}

const address = (port: number, password: string) =>
  `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`;

async function adopt(cluster: string, password: string): Promise<string | null> {
  const found = postmaster(cluster);
  if (!found) return null;
  const url = address(found.port, password);
  if (alive(found.pid) && (await answers(url, 10_000, () => alive(found.pid)))) return url;
  // The number may belong to some other process after a reboot: Postgres would then refuse to start beside it. A file
  // of a dead server is left to Postgres, which knows whether something of that server still has the data in hand.
  if (alive(found.pid) && !serves(found.pid, cluster))
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return null;
}

function serves(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
  } catch {
    return platform() !== 'linux';
  }
}

async function start(
  cluster: string,
  password: string,
  programs: Binaries,
  user: PostgresUser,
  fast: boolean,
): Promise<{ url: string; said?: undefined } | { url?: undefined; said: string }> {
  const port = await freePort();
  const settings = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=100',
  ];
  // Several whole products share the one of a test run.
  if (fast) settings.push('-c', 'fsync=off', '-c', 'max_connections=300');
  const args = ['-D', cluster, '-p', String(port), ...settings];
  // A session of its own: Ctrl-C goes to Countersign, which stops the server when it has finished with it.
  const child = spawn(...run(user, programs.postgres, args), {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = lastWords(child);
  const url = address(port, password);
  if (await answers(url, START_TIMEOUT_MS, () => child.exitCode === null && child.signalCode === null)) {
    child.stderr?.destroy();
    child.unref();
    return { url };
  }
  return { said: said() };
}

function lastWords(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-2000);
  });
  return () => text.trim();
}

async function answers(url: string, timeoutMs: number, still: () => boolean): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {}); // the failed attempt below tells
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await client.end().catch(() => {}); // never connected
      if (!still()) return false;
      await delay(40);
    }
  }
  return false;
}

async function release(cluster: string, url: string): Promise<void> {
  const found = postmaster(cluster);
  if (!found || !alive(found.pid)) return;
  if (String(found.port) !== new URL(url).port) return; // another server since: whoever started it stops it
  // Connections that this process has just closed are counted for a moment longer.
  for (let waited = 0; await othersConnected(url); waited += 50) {
    if (waited >= 1_500) return;
    await delay(50);
  }
  process.kill(found.pid, 'SIGINT'); // Postgres' "fast shutdown"
  for (let waited = 0; alive(found.pid) && waited < 15_000; waited += 25) await delay(25);
}

async function othersConnected(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const counted = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return (counted.rows[0]?.others ?? 0) > 0;
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => done(bound !== null && typeof bound === 'object' ? bound.port : 0));
    });
  });
}
