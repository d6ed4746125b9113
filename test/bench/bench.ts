import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { openEmbedded } from '../../src/store/embedded.ts';
import { type Child, endOf, startChild } from './child.ts';
import type { Click, Clicked, Crowd } from './clickers.ts';
import { APPROVERS, ASKER, benchCompany, CROWD, CROWD_APPROVALS, channelOf, SINGLE } from './company.ts';
import { machine, type Row, table } from './figures.ts';

const SOURCES = new URL('../../src/', import.meta.url).pathname;
const HERE = new URL('./', import.meta.url).pathname;
const say = (line: string) => process.stdout.write(`${line}\n`);

const cardOf = (sandbox: Sandbox, code: string): StoredMessage | undefined =>
  sandbox.slack
    .messages(channelOf(code))
    .findLast(({ blocks }) => JSON.stringify(blocks).includes('"approve"'));

async function draft(sandbox: Sandbox, code: string): Promise<{ ms: number; card: StoredMessage }> {
  const began = performance.now();
  const text = `/invoice-draft ${code}`;
  const ack = await sandbox.slack.command({ user: ASKER, channel: channelOf(code), text });
  if (ack.status !== 200)
    throw new Error(`the command was answered ${ack.status}: ${JSON.stringify(ack.body)}`);
  const card = await sandbox.slack.waitFor(() => cardOf(sandbox, code), 60_000);
  return { ms: performance.now() - began, card };
}

async function posted(sandbox: Sandbox, code: string, { ts }: StoredMessage): Promise<number> {
  const before = sandbox.quickbooks.entities('Invoice').length;
  const began = performance.now();
  const there = new Promise<number>((resolve) => {
    const stop = sandbox.quickbooks.onChange(() => {
      if (sandbox.quickbooks.entities('Invoice').length === before) return;
      stop();
      resolve(performance.now() - began);
    });
  });
  await sandbox.slack.click({ user: 'U0P000', channel: channelOf(code), ts, actionId: 'approve' });
  return there;
}

/** Intuit's limit of ten requests a second, which the bot keeps, must not count as the bot's own time. */
async function quiet({ quickbooks }: Sandbox): Promise<void> {
  for (let before = -1; before !== quickbooks.requests.length; ) {
    before = quickbooks.requests.length;
    await delay(1_050);
  }
}

async function crowd(data: Crowd): Promise<Clicked[]> {
  const worker = new Worker(join(HERE, 'clickers.ts'), { workerData: data });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function memory(bot: Child): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1024 ** 2;
}

async function measure(sandbox: Sandbox, bot: Child, bare: Child): Promise<void> {
  const rows: Row[] = [];
  const secret = sandbox.env.SLACK_SIGNING_SECRET ?? '';
  await sandbox.slack.connect(`http://127.0.0.1:${bot.port}/slack/events`);

  const cards: number[] = [];
  const postings: number[] = [];
  let calls = 0;
  for (const code of SINGLE) {
    await quiet(sandbox);
    const before = sandbox.quickbooks.requests.length + sandbox.smartsheet.requests.length;
    const { ms, card } = await draft(sandbox, code);
    calls += sandbox.quickbooks.requests.length + sandbox.smartsheet.requests.length - before;
    cards.push(ms);
    await quiet(sandbox);
    postings.push(await posted(sandbox, code, card));
  }
  rows.push({ what: 'slash command → card in the channel', values: cards, target: '< 2000 ms' });
  rows.push({ what: 'click on Approve → invoice in QuickBooks', values: postings, target: '< 1000 ms' });

  const crowded: Omit<Click, 'who'>[] = [];
  for (const code of CROWD) {
    const { channel, ts, blocks } = (await draft(sandbox, code)).card;
    crowded.push({
      channel,
      ts,
      value: /"value":"(apr_[a-z0-9]+:\d+)"/.exec(JSON.stringify(blocks))?.[1] ?? '',
    });
  }
  // Everybody clicks another card in each wave, and every card gets one click of each wave.
  const waves = Array.from({ length: CROWD_APPROVALS }, (_, wave) =>
    APPROVERS.flatMap((who, person) => {
      const card = crowded[(person + wave) % crowded.length];
      return card ? [{ who, ...card }] : [];
    }),
  );
  await quiet(sandbox);
  const half = CROWD_APPROVALS / 2;
  const [paced, pressed] = [waves.slice(0, half), waves.slice(half)];
  const at = ({ port }: Child) => ({ url: `http://127.0.0.1:${port}/slack/events`, secret });
  const ms = (list: Clicked[]) => list.map((click) => click.ms);
  const floor = await crowd({ ...at(bare), waves: paced, pauseMs: 100 });
  const inWaves = await crowd({ ...at(bot), waves: paced, pauseMs: 3_000 });
  const floorPressed = await crowd({ ...at(bare), waves: pressed, pauseMs: 0 });
  const began = performance.now();
  const withoutPause = await crowd({ ...at(bot), waves: pressed, pauseMs: 0 });
  const perSecond = withoutPause.length / ((performance.now() - began) / 1000);
  rows.push({ what: '50 people click at once, committed', values: ms(inWaves), target: 'median < 100 ms' });
  rows.push({ what: '  the same, Bolt alone, which only acks', values: ms(floor) });
  rows.push({ what: '50 people click without a pause, committed', values: ms(withoutPause) });
  rows.push({ what: '  the same, Bolt alone, which only acks', values: ms(floorPressed) });
  const refused = [...inWaves, ...withoutPause].filter(({ status }) => status !== 200).length;
  say(table(rows));
  say('');
  say(
    `Vendor calls for one card: ${Math.round(calls / SINGLE.length)} (QuickBooks and Smartsheet), answered at once.`,
  );
  say(
    `Without a pause: ${Math.round(perSecond)} approvals a second. Clicks not answered with 200: ${refused}.`,
  );
  say(`Memory of the bot at the end: ${Math.round(await memory(bot))} MB.`);
  // The figures stand by now; a card that is still open long after is a fault all the same. Fifty postings are some four
  // hundred calls to QuickBooks, which Intuit's limit stretches to a minute.
  const decided = performance.now();
  await sandbox.slack.waitFor(
    () => CROWD.every((code) => !cardOf(sandbox, code)), // no card has buttons any more: all are decided
    180_000,
  );
  say(`All ${CROWD.length} cards were final ${Math.round((performance.now() - decided) / 1000)} s later.`);
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const postgres = await openEmbedded(folder);
const sandbox = await startSandbox({ company: benchCompany(companyDay(new Date())), folder });
const env: Record<string, string> = {
  ...sandbox.env,
  PORT: '0',
  DATA_DIR: folder,
  DATABASE_URL: postgres.url,
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const children: Child[] = [];
const end = endOf(async () => {
  for (const child of children) await child.stop();
  await sandbox.stop();
  await postgres.release();
  rmSync(folder, { recursive: true, force: true });
});
try {
  say(`Countersign's figures, in milliseconds. ${machine()}`);
  say('The bot, the stand-ins of the vendors and a Postgres that syncs to disk share this machine.\n');
  const bot = await startChild(join(SOURCES, 'main.ts'), env);
  children.push(bot);
  const bare = await startChild(join(HERE, 'bare-bolt.ts'), {
    SLACK_SIGNING_SECRET: sandbox.env.SLACK_SIGNING_SECRET ?? '',
  });
  children.push(bare);
  await measure(sandbox, bot, bare);
} finally {
  await end();
}
