import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { openEmbedded } from '../../src/store/embedded.ts';
import { freePort } from '../support/free-port.ts';
import { type Child, endOf, startChild } from './child.ts';
import { machine, quantile, table } from './figures.ts';

/**
 * Ten thousand deliveries of Smartsheet's within a minute: each answered 200 within a second, none lost, all worked
 * off. They go out at an even pace, however long the answers take, as they would from a sender that does not wait.
 */
const COUNT = Number(process.argv[2] ?? 10_000);
const WITHIN_MS = Number(process.argv[3] ?? 60_000);
const DRAINED_WITHIN_MS = 60_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Hook {
  id: number;
  scopeObjectId: number;
  enabled: boolean;
  sharedSecret: string;
}

async function hooked(api: string, token: string): Promise<Hook> {
  for (const until = Date.now() + 30_000; Date.now() < until; await delay(100)) {
    const response = await fetch(`${api}webhooks`, { headers: { authorization: `Bearer ${token}` } });
    const { data } = (await response.json()) as { data: Hook[] };
    const hook = data.find(({ enabled }) => enabled);
    if (hook) return hook;
  }
  throw new Error('no webhook was registered within 30 s');
}

interface Answer {
  status: number;
  ms: number;
}

function send(agent: Agent, port: number, hook: Hook, nonce: string): Promise<Answer> {
  const body = JSON.stringify({
    nonce,
    timestamp: new Date().toISOString(),
    webhookId: hook.id,
    scope: 'sheet',
    scopeObjectId: hook.scopeObjectId,
    events: [{ objectType: 'row', eventType: 'updated', id: 1 }],
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'smartsheet-hmac-sha256': createHmac('sha256', hook.sharedSecret).update(body).digest('hex'),
  };
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number) => resolve({ status, ms: performance.now() - began });
    const out = request(
      { agent, port, host: '127.0.0.1', path: '/webhooks/smartsheet', method: 'POST', headers },
      (response) => {
        response.resume();
        response.on('end', () => end(response.statusCode ?? 0));
      },
    );
    out.on('error', () => end(0));
    out.end(body);
  });
}

async function atAnEvenPace(port: number, hook: Hook): Promise<{ answers: Answer[]; tookMs: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const began = performance.now();
  const answers: Promise<Answer>[] = [];
  // A little faster than it must be: the last answer counts too.
  const every = (WITHIN_MS * 0.95) / COUNT;
  while (answers.length < COUNT) {
    const due = Math.min(COUNT, Math.floor((performance.now() - began) / every) + 1);
    while (answers.length < due) answers.push(send(agent, port, hook, `bench-${answers.length}`));
    await delay(5);
  }
  const all = await Promise.all(answers);
  agent.destroy();
  return { answers: all, tookMs: performance.now() - began };
}

async function counted(database: pg.Client, where: string): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Delivery" WHERE "source" = 'smartsheet' AND "id" LIKE 'bench-%' ${where}`,
  );
  return rows[0]?.n ?? 0;
}

async function measure(port: number, hook: Hook, url: string): Promise<boolean> {
  const { answers, tookMs } = await atAnEvenPace(port, hook);
  const began = performance.now();
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    const kept = await counted(database, '');
    let open = await counted(database, 'AND "doneAt" IS NULL');
    for (; open > 0 && performance.now() - began < DRAINED_WITHIN_MS; await delay(100))
      open = await counted(database, 'AND "doneAt" IS NULL');
    const drainedMs = performance.now() - began;
    const times = answers.map(({ ms }) => ms);
    const refused = answers.filter(({ status }) => status !== 200).length;
    const late = times.filter((ms) => ms > 1_000).length;
    say(table([{ what: 'delivery → 200, kept', values: times, target: '< 1000 ms' }]));
    say('');
    say(
      `${answers.length} deliveries in ${(tookMs / 1000).toFixed(1)} s (${Math.round((answers.length * 1000) / tookMs)} a second), the slowest answered after ${Math.round(quantile(times, 1))} ms.`,
    );
    say(`Not answered with 200: ${refused}. Answered after more than a second: ${late}.`);
    say(`Kept: ${kept}. Lost: ${answers.length - refused - kept}.`);
    say(`Not worked off ${(drainedMs / 1000).toFixed(1)} s after the last answer: ${open}.`);
    return refused === 0 && late === 0 && kept === COUNT && open === 0 && tookMs <= WITHIN_MS;
  } finally {
    await database.end();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const postgres = await openEmbedded(folder);
const sandbox = await startSandbox({ company: demoCompany(companyDay(new Date())), folder });
let bot: Child | null = null;
const end = endOf(async () => {
  await bot?.stop();
  await sandbox.stop();
  await postgres.release();
  rmSync(folder, { recursive: true, force: true });
});
try {
  say(`Webhook deliveries: ${COUNT} within ${WITHIN_MS / 1000} s. ${machine()}`);
  say(
    'The bot, the sender, the stand-ins of the vendors and a Postgres that syncs to disk share this machine.\n',
  );
  const port = await freePort();
  bot = await startChild(new URL('../../src/main.ts', import.meta.url).pathname, {
    ...sandbox.env,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: folder,
    DATABASE_URL: postgres.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  await sandbox.slack.connect(`http://127.0.0.1:${bot.port}/slack/events`);
  const hook = await hooked(sandbox.smartsheet.baseUrl, sandbox.env.SMARTSHEET_ACCESS_TOKEN ?? '');
  const holds = await measure(bot.port, hook, postgres.url);
  say(holds ? '\nIt holds.' : '\nIt does not hold.');
  if (!holds) process.exitCode = 1;
} finally {
  await end();
}
