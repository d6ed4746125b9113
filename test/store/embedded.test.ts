import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, openEmbedded } from '../../src/store/embedded.ts';

const OWNER = new URL('./embedded-owner.ts', import.meta.url).pathname;
const SERVER_PID = 'postgres/postmaster.pid';

let folder: string;
let owners: ChildProcess[];
let opened: EmbeddedPostgres[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-embedded-'));
  owners = [];
  opened = [];
});

afterEach(async () => {
  for (const owner of owners) owner.kill('SIGKILL');
  for (const { release } of opened) await release();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<EmbeddedPostgres> {
  const postgres = await openEmbedded(folder, { fast: true });
  opened.push(postgres);
  return postgres;
}

/** Another process that opens the same folder; answers the address it got. */
async function openElsewhere(): Promise<{ owner: ChildProcess; url: string }> {
  const owner = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', OWNER, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  owners.push(owner);
  const [url] = await once(createInterface({ input: owner.stdout }), 'line');
  return { owner, url: String(url) };
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = () => Number(readFileSync(join(folder, SERVER_PID), 'utf8').split('\n')[0]);

describe('the embedded database', () => {
  test('is set up beside other work: a request that waits for its answer meanwhile gets it', async () => {
    let seen = false;
    const other = setInterval(() => {
      seen ||= readdirSync(folder).some((name) => name.startsWith('postgres.new'));
    }, 1);
    await open();
    clearInterval(other);
    expect(seen).toBe(true);
  });

  test('starts from an empty folder, on loopback, and asks for its password', async () => {
    const { url } = await open();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const address = new URL(url);
    address.password = 'guessed';
    await expect(ask(address.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(folder, 'postgres-password')).mode & 0o777).toBe(0o600);
  });

  test('keeps what was written when it is stopped and started', async () => {
    const first = await open();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.release();
    expect(existsSync(join(folder, SERVER_PID))).toBe(false);
    const { url } = await open();
    expect(await ask(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('a server whose owner was killed hard is adopted by the next start', async () => {
    const { owner, url } = await openElsewhere();
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const left = serverPid();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const next = await open();
    expect(serverPid()).toBe(left);
    expect(await ask(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('a server that was killed hard itself is started again, with what was committed', async () => {
    const { url } = await open();
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const killed = serverPid();
    process.kill(killed, 'SIGKILL');
    const next = await open();
    expect(serverPid()).not.toBe(killed);
    expect(await ask(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('two processes that open one folder share one server', async () => {
    await (await open()).release();
    const [here, there] = await Promise.all([open(), openElsewhere()]);
    expect(there.url).toBe(here.url);
    expect(await ask(here.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('two processes that open one empty folder at once share one server', async () => {
    const [one, two] = await Promise.all([openElsewhere(), openElsewhere()]);
    expect(two.url).toBe(one.url);
    expect(await ask(one.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    opened.push(await openEmbedded(folder, { fast: true })); // so that it is stopped at the end
  });

  test('is left running while somebody is connected, and stopped by the last one out', async () => {
    const first = await open();
    const second = await open();
    const client = new pg.Client({ connectionString: second.url });
    client.on('error', () => {}); // the server may end the connection at the last release
    await client.connect();
    await first.release();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    await second.release();
    expect(existsSync(join(folder, SERVER_PID))).toBe(false);
  });

  test('half a cluster, left by a kill while it was made, is made anew', async () => {
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true });
    const { url } = await open();
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('the server runs as somebody else, in a folder that only root can reach', async () => {
    const outer = folder;
    chmodSync(outer, 0o700);
    folder = join(outer, 'data');
    try {
      await open();
      const status = readFileSync(`/proc/${serverPid()}/status`, 'utf8');
      expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0');
    } finally {
      for (const { release } of opened.splice(0)) await release();
      folder = outer;
    }
  });
});
