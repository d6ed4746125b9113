import '../steady-threads.ts';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { destination, pino } from 'pino';
import { type Countersign, createApp } from '../app.ts';
import { loadSettings } from '../settings/load.ts';
import { openEmbedded } from '../store/embedded.ts';
import { companyDay } from './company/calendar.ts';
import { CASES } from './company/causes.ts';
import { demoCompany } from './company/company.ts';
import { freePort } from './free-port.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const FOLDER = resolve(process.env.DATA_DIR ?? '.data', 'demo');
const PORT = Number(process.env.SANDBOX_PORT ?? 4000);

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The main job on a bare machine: the sandbox, the real bot on an embedded Postgres, and a page that is the workspace. */
async function demo(): Promise<void> {
  if (!Number.isInteger(PORT) || PORT < 0 || PORT > 65_535) {
    throw new Error(`SANDBOX_PORT is “${process.env.SANDBOX_PORT}”: write a port such as 4000.`);
  }
  say('Countersign demo: everything runs on this machine, nothing is sent anywhere.');
  mkdirSync(FOLDER, { recursive: true });
  const sandbox = await startServices();
  say(
    '1/4  Stand-ins for Slack, QuickBooks, Smartsheet and the model are up, with a demo company and its year.',
  );
  let app: Countersign | null = null;
  stopOnSignals(async () => {
    await app?.stop();
    await sandbox.stop();
  });
  await forgetLastDemo();
  app = await startBot(sandbox);
  say('2/4  The bot runs, on an embedded Postgres.');
  await sandbox.slack.connect(`http://127.0.0.1:${app.port}/slack/events`);
  say('3/4  Slack’s stand-in has found it. Raj asks for a draft: /invoice-draft ACME-WEB');
  await sandbox.slack.command({ user: 'U0RAJ', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
  await sandbox.slack.waitFor(
    () => sandbox.slack.messages('C0ACME').some(({ botId }) => botId !== undefined),
    30_000,
  );
  say('4/4  The draft is in #acme-website and waits for a decision.');
  say('');
  say(`     Open  ${sandbox.slack.url.replace('127.0.0.1', 'localhost')}`);
  say('');
  say('You are Pam, and may approve it.');
  say(
    'Then choose Finn at the left and type /reconcile in #acme-website: last month’s costs against QuickBooks, with every',
  );
  say(`cause there is (${everyCause()}).`);
  say(`The bot’s own log is ${join(FOLDER, 'bot.log')}. Ctrl-C stops everything.`);
}

/** As the demo company's books and sheet have them. */
function everyCause(): string {
  return [...new Set(CASES.map(({ cause }) => cause))].filter((cause) => cause !== 'none').join(', ');
}

async function startServices(): Promise<Sandbox> {
  try {
    return await startSandbox({ company: demoCompany(companyDay(new Date())), folder: FOLDER, port: PORT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${PORT} is taken, perhaps by another demo. Stop that one, or choose a port: SANDBOX_PORT=4001 npm run demo`,
    );
  }
}

/** The stand-ins start afresh each time, so the bot must not remember what they have forgotten. */
async function forgetLastDemo(): Promise<void> {
  if (existsSync(join(FOLDER, 'postgres', 'PG_VERSION'))) {
    const left = await openEmbedded(FOLDER);
    await left.release();
  }
  for (const name of ['postgres', 'postgres-password', 'encryption-key', 'bot.log']) {
    rmSync(join(FOLDER, name), { recursive: true, force: true });
  }
}

async function startBot(sandbox: Sandbox): Promise<Countersign> {
  // Reports are opened in the same browser, so the bot has to know its own address before it starts.
  const port = String(await freePort());
  const env = { ...sandbox.env, PORT: port, PUBLIC_URL: `http://localhost:${port}`, DATA_DIR: FOLDER };
  const settings = loadSettings(env, (path) => readFileSync(path, 'utf8'));
  if (!settings.ok) throw new Error(settings.errors.join('\n'));
  const log = pino({ level: 'info' }, destination({ dest: join(FOLDER, 'bot.log'), sync: true }));
  return createApp(settings.value, log);
}

/** Ctrl-C, SIGTERM, and a parent that has gone: whatever ends it, nothing is left running. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    say('Stopping…');
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', once);
  process.on('SIGTERM', once);
  process.on('SIGHUP', once);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && once(), 1_000).unref();
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

demo().catch(fail);
