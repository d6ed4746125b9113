import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { interactionBody } from '../../src/sandbox/slack/payloads.ts';
import { signedRequest } from '../../src/sandbox/slack/to-bot.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/embedded.ts';
import { BULK, BULK_CHANNEL } from '../support/many-costs.ts';
import type { Look, ToSandbox } from './bulk-sandbox.ts';
import { type Child, endOf, startChild } from './child.ts';
import { machine, quantile } from './figures.ts';

/**
 * One `/reconcile` of a large project through the whole bot: how long until people see something, what it does to
 * whoever clicks meanwhile, what it takes in memory, processor time and calls, and how long until the sheet is written.
 *
 *   node test/bench/reconcile-through.ts 100000      rows of the sheet, and as many bills; default 100,000
 *   node test/bench/reconcile-through.ts 100000 2    the same, reconciled twice: the second has nothing to write
 */

const HERE = new URL('./', import.meta.url).pathname;
const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const [rows = '100000', runs = '1'] = process.argv.slice(2);
const CLICK_EVERY_MS = 100;
/** Slack shows a person that it did not work after this. */
const SLACK_MS = 3_000;
const GIVE_UP_MS = Number(process.env.GIVE_UP_S ?? 1_200) * 1_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Vendors {
  process: ChildProcess;
  env: Record<string, string>;
  ask<T>(message: ToSandbox): Promise<T>;
}

async function startVendors(folder: string): Promise<Vendors> {
  const child = fork(join(HERE, 'bulk-sandbox.ts'), [folder, rows], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=8192'],
  });
  const waiting = new Map<number, (value: unknown) => void>();
  const answer = (id: number) => new Promise<unknown>((resolve) => waiting.set(id, resolve));
  child.on('message', ({ id, value }: { id: number; value: unknown }) => waiting.get(id)?.(value));
  const env = (await answer(0)) as Record<string, string>;
  let last = 0;
  const ask = async <T>(message: ToSandbox): Promise<T> => {
    last += 1;
    const answered = answer(last);
    child.send({ id: last, ...message });
    return (await answered) as T;
  };
  return { process: child, env, ask };
}

/** Somebody who may not decide clicks a card of another project, again and again; how long each click stood open. */
function clicker(bot: Child, secret: string, { ts, value }: NonNullable<Look['card']>) {
  const waits: number[] = [];
  let going = true;
  const clickOne = async () => {
    const body = interactionBody({
      type: 'block_actions',
      user: { id: 'U0TOM', username: 'tomas', name: 'tomas', team_id: 'T0LARK' },
      api_app_id: 'A0CSIGN',
      token: 'legacy-verification-token',
      team: { id: 'T0LARK', domain: 'larkfield' },
      enterprise: null,
      is_enterprise_install: false,
      container: { type: 'message', message_ts: ts, channel_id: 'C0ACME', is_ephemeral: false },
      trigger_id: '1.2.3',
      channel: { id: 'C0ACME', name: 'acme-website' },
      message: { type: 'message', ts, text: '', blocks: [] },
      state: { values: {} },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'decide', value, action_ts: ts }],
    });
    const began = performance.now();
    await signedRequest(`http://127.0.0.1:${bot.port}/slack/events`, secret, body);
    waits.push(performance.now() - began);
  };
  const all: Promise<void>[] = [];
  const run = async () => {
    while (going) {
      all.push(clickOne());
      await delay(CLICK_EVERY_MS);
    }
    await Promise.all(all);
  };
  const ended = run();
  return {
    waits,
    stop: async () => {
      going = false;
      await ended;
    },
  };
}

async function metric({ port }: Child, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
}

/** Of the process since its start, in MB: VmHWM where there is a /proc. */
function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** In processor time: see stall-probe.ts. */
function longestStall(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

async function measure(
  vendors: Vendors,
  bot: Child,
  databaseUrl: string,
  stall: () => number,
): Promise<void> {
  await vendors.ask({ do: 'connect', url: `http://127.0.0.1:${bot.port}/slack/events` });
  await vendors.ask({ do: 'command', user: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
  const look = () => vendors.ask<Look>({ do: 'look' });
  let card: Look['card'] = null;
  while (!card) {
    await delay(200);
    card = (await look()).card;
  }
  const db = await openDatabase({ databaseUrl, dataDir: '/nonexistent', connections: 1 });
  for (let run = 1; run <= Number(runs); run += 1) {
    await delay(2_000);
    const before = (await look()).calls;
    const cpu = await metric(bot, 'process_cpu_seconds_total');
    await metric(bot, 'nodejs_eventloop_lag_max_seconds'); // counted anew from here
    const clicks = clicker(bot, vendors.env.SLACK_SIGNING_SECRET ?? '', card);
    const began = performance.now();
    await vendors.ask({
      do: 'command',
      user: 'U0FIN',
      channel: BULK_CHANNEL,
      text: `/reconcile ${BULK} last-month`,
    });
    say(`Run ${run}: the command was acknowledged after ${seconds(began)} s`);
    let lag = 0;
    let stage = '';
    let told = 0;
    for (;;) {
      await delay(250);
      lag = Math.max(lag, await metric(bot, 'nodejs_eventloop_lag_max_seconds'));
      const found = await db.prisma.reconciliation.findFirst({
        where: { project: BULK },
        orderBy: { number: 'asc' },
        skip: run - 1,
        select: { status: true },
      });
      const status = found?.status ?? 'not begun';
      if (status !== stage) {
        const cpuNow = (await metric(bot, 'process_cpu_seconds_total')) - cpu;
        say(
          `  ${seconds(began).padStart(6)} s  ${status} (processor ${cpuNow.toFixed(1)} s, longest stall ${(lag * 1000).toFixed(0)} ms, of it computing ${stall().toFixed(0)} ms, at most ${peakMemory(bot.process.pid ?? 0).toFixed(0)} MB)`,
        );
        stage = status;
      }
      if (performance.now() - told > 5_000) {
        told = performance.now();
        const { message, rowsWritten } = await look();
        const shown = message.split('\n')[0]?.slice(0, 90) ?? '';
        say(
          `  ${seconds(began).padStart(6)} s  ${rowsWritten} rows written; ${shown} (${(lag * 1000).toFixed(0)} ms, computing ${stall().toFixed(0)} ms, ${peakMemory(bot.process.pid ?? 0).toFixed(0)} MB)`,
        );
      }
      if (status === 'done' || status === 'failed' || performance.now() - began > GIVE_UP_MS) break;
    }
    await clicks.stop();
    const { calls, rowsWritten } = await look();
    const waits = clicks.waits;
    say(`  rows written: ${rowsWritten}`);
    say(
      `  clicks meanwhile: ${waits.length}, acknowledged after ${quantile(waits, 0.5).toFixed(0)} ms (median), ${quantile(waits, 0.99).toFixed(0)} ms (p99), ${Math.max(...waits).toFixed(0)} ms (slowest); after Slack's three seconds: ${waits.filter((ms) => ms > SLACK_MS).length}`,
    );
    say('  calls:');
    for (const [key, count] of Object.entries(calls).sort())
      if (count > (before[key] ?? 0)) say(`    ${String(count - (before[key] ?? 0)).padStart(6)}  ${key}`);
  }
  await db.close();
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-through-'));
const postgres = await openEmbedded(folder);
say(`/reconcile over ${Number(rows).toLocaleString('en-US')} rows and as many bills. ${machine()}`);
const vendors = await startVendors(folder);
const children: Child[] = [];
const end = endOf(async () => {
  for (const child of children) await child.stop();
  vendors.process.disconnect();
  await postgres.release();
  rmSync(folder, { recursive: true, force: true });
});
try {
  const bot = await startChild(MAIN, {
    ...vendors.env,
    NODE_OPTIONS: `--import ${join(HERE, 'stall-probe.ts')}`,
    STALLS_FILE: join(folder, 'longest-stall'),
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: postgres.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  children.push(bot);
  await measure(vendors, bot, postgres.url, () => longestStall(join(folder, 'longest-stall')));
} finally {
  await end();
}
