import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createGate } from '../../src/limits/gate.ts';
import { openShared } from '../../src/limits/shared.ts';
import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/embedded.ts';
import { codesOf, manyProjects } from '../support/many-projects.ts';
import { type Child, endOf, startChild } from './child.ts';
import type { Click, Clicked, Crowd } from './clickers.ts';
import { APPROVERS, ASKER, channelOf } from './company.ts';
import { machine, type Row, table } from './figures.ts';

/**
 * A thousand interactions in ten seconds over fifty projects, beside a bare Bolt listener that is asked the same, and
 * the bot's memory while it is asked on and on.
 *
 *   npm run bench:load -- --soak 10     minutes of the second part; default 1
 */
const { values } = parseArgs({ options: { soak: { type: 'string', default: '1' } } });
const SOAK_MS = Number(values.soak) * 60_000;

const HERE = new URL('./', import.meta.url).pathname;
const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const PROJECTS = codesOf('L', 50);
const CLICKS = 1_000;
const EVERY_MS = 10_000 / CLICKS;
/** Every click of the first part is an approval of its own; a card's last one posts it. */
const APPROVALS = CLICKS / PROJECTS.length;
const SOAK_EVERY_MS = 50;
const SAMPLES = 12;
/** Slack shows a person that it did not work after this. */
const SLACK_MS = 3_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Card {
  channel: string;
  ts: string;
  value: string;
}

async function draft(sandbox: Sandbox, code: string): Promise<Card> {
  const channel = channelOf(code);
  await sandbox.slack.command({ user: ASKER, channel, text: `/invoice-draft ${code}` });
  return sandbox.slack.waitFor(() => {
    for (const { blocks, ts } of sandbox.slack.messages(channel)) {
      const value = /"value":"(apr_[a-z0-9]+:\d+)"/.exec(JSON.stringify(blocks))?.[1];
      if (value !== undefined) return { channel, ts, value };
    }
    return undefined;
  }, 120_000);
}

async function clicked(data: Crowd): Promise<Clicked[]> {
  const worker = new Worker(join(HERE, 'clickers.ts'), { workerData: data });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Everybody's clicks in turn, so that each person clicks each card at most once. */
function clicksOn(cards: readonly Card[], count: number): Click[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / cards.length);
    const card = cards[index % cards.length];
    const who = APPROVERS[(index + round) % APPROVERS.length];
    if (!card || !who) throw new Error('no card, or nobody to click');
    return { who, ...card };
  });
}

async function metric({ port }: Child, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
}

async function soak(
  bot: Child,
  clicks: readonly Click[],
  to: { url: string; secret: string },
): Promise<void> {
  const samples: number[] = [];
  const each = SOAK_MS / SAMPLES;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const count = Math.max(1, Math.floor(each / SOAK_EVERY_MS));
    const some = Array.from({ length: count }, (_, index) => clicks[index % clicks.length]).filter(
      (click) => click !== undefined,
    );
    await clicked({ ...to, waves: [some], pauseMs: 0, everyMs: SOAK_EVERY_MS });
    samples.push(Math.round((await metric(bot, 'process_resident_memory_bytes')) / 1024 ** 2));
  }
  const later = samples.slice(SAMPLES / 2);
  const spread = Math.max(...later) - Math.min(...later);
  say(
    `Memory while asked ${1000 / SOAK_EVERY_MS} times a second for ${values.soak} min, in MB: ${samples.join(' ')}`,
  );
  say(`In the second half it moved within ${spread} MB.`);
}

/** What the limits over all processes cost a call that may leave at once. */
async function limitsCost(url: string): Promise<Row> {
  const shared = openShared(url, () => {});
  const pace = { points: 1_000_000, perMs: 60_000 };
  const gate = createGate({
    service: 'QuickBooks',
    shared,
    paces: [
      { key: 'bench/second', pace },
      { key: 'bench/minute', pace },
    ],
    atOnce: { key: 'bench', mine: 8, all: 10 },
  });
  const ms: number[] = [];
  for (let call = 0; call < 600; call += 1) {
    const began = performance.now();
    await gate.pass(async () => {});
    if (call >= 100) ms.push(performance.now() - began);
  }
  await shared.close();
  return { what: 'a call’s turn at QuickBooks’ limits, shared over processes', values: ms, target: '< 1 ms' };
}

async function measure(sandbox: Sandbox, bot: Child, bare: Child, databaseUrl: string): Promise<void> {
  const secret = sandbox.env.SLACK_SIGNING_SECRET ?? '';
  await sandbox.slack.connect(`http://127.0.0.1:${bot.port}/slack/events`);
  const cards: Card[] = [];
  for (const code of PROJECTS) cards.push(await draft(sandbox, code));
  await delay(3_000); // the sheets are marked, and nothing is under way
  const cost = await limitsCost(databaseUrl);
  const clicks = clicksOn(cards, CLICKS);
  const to = ({ port }: Child) => ({ url: `http://127.0.0.1:${port}/slack/events`, secret });
  const run = (child: Child) => clicked({ ...to(child), waves: [clicks], pauseMs: 0, everyMs: EVERY_MS });
  const floor = await run(bare);
  const busy = await metric(bot, 'process_cpu_seconds_total');
  const real = await run(bot);
  const cpu = (((await metric(bot, 'process_cpu_seconds_total')) - busy) / CLICKS) * 1000;
  const ms = (all: readonly Clicked[]) => all.map((one) => one.ms);
  say(
    table([
      { what: '1,000 approvals in 10 s over 50 projects, acknowledged once committed', values: ms(real) },
      { what: '  the same, Bolt alone, which only acks', values: ms(floor) },
      cost,
    ]),
  );
  const late = real.filter((one) => one.status !== 200).length;
  const slow = real.filter((one) => one.ms > SLACK_MS).length;
  const db = await openDatabase({ databaseUrl, dataDir: '/nonexistent', connections: 1 });
  const kept = await db.prisma.decision.count();
  await db.close();
  say(
    `\nNot answered with 200: ${late}; after Slack's three seconds: ${slow}. Approvals in the database: ${kept}. Processor time of the bot: ${cpu.toFixed(1)} ms a click.`,
  );
  if (kept < CLICKS - late) throw new Error('an acknowledged click is not in the database');
  if (SOAK_MS > 0) await soak(bot, clicks, to(bot));
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-load-'));
const postgres = await openEmbedded(folder);
const company = manyProjects(companyDay(new Date()), {
  codes: PROJECTS,
  rows: 3,
  approvers: APPROVERS,
  asker: ASKER,
  rules: `  - { kind: invoice, approvals: ${APPROVALS}, roles: [approver] }`,
});
const sandbox = await startSandbox({ company, folder });
const children: Child[] = [];
const end = endOf(async () => {
  for (const child of children) await child.stop();
  await sandbox.stop();
  await postgres.release();
  rmSync(folder, { recursive: true, force: true });
});
try {
  say(`Countersign under load, in milliseconds. ${machine()}`);
  say('The bot, the stand-ins of the vendors and a Postgres that syncs to disk share this machine.\n');
  const bot = await startChild(MAIN, {
    ...sandbox.env,
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: postgres.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  children.push(bot);
  const bare = await startChild(join(HERE, 'bare-bolt.ts'), {
    SLACK_SIGNING_SECRET: sandbox.env.SLACK_SIGNING_SECRET ?? '',
  });
  children.push(bare);
  await measure(sandbox, bot, bare, postgres.url);
} finally {
  await end();
}
