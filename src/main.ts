import './steady-threads.ts';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { loadSettings } from './settings/load.ts';
import { wantsTracing } from './telemetry/wants.ts';

const settings = loadSettings(process.env, (path) => readFileSync(path, 'utf8'));
if (!settings.ok) {
  for (const error of settings.errors) process.stderr.write(`${error}\n`);
  process.exit(1);
}

const log = pino({
  level: settings.value.env.logLevel,
  redact: ['*.token', '*.accessToken', '*.refreshToken', '*.authorization', '*.secret', '*.password'],
});
for (const warning of settings.value.warnings) log.warn({ warning }, 'settings');

/** A stop may take twenty seconds; what hangs longer is left to the next start, which recovers it. */
const STOP_MS = 19_000;

const words = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on('uncaughtException', (error) => {
  log.fatal({ error: words(error) }, 'stopped by an error that nothing caught; the next start goes on');
  process.exit(1);
});

// Loaded only where it is asked for: the exporter is most of a megabyte.
const endTracing = wantsTracing(process.env)
  ? (await import('./telemetry/start.ts')).startTracing(process.env)
  : async () => {};
const starting = createApp(settings.value, log);
let stopping = false;
const stop = async (signal: string): Promise<void> => {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  setTimeout(() => {
    log.error({}, 'not everything ended in time; the next start goes on from here');
    process.exit(0);
  }, STOP_MS).unref();
  // A start under way is finished first, so that nothing of it is left behind.
  const app = await starting;
  await app.stop();
  await endTracing().catch((error: unknown) =>
    log.warn({ error: words(error) }, 'the last traces were not sent'),
  );
  log.info({}, 'stopped');
  process.exit(0);
};
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));

try {
  const app = await starting;
  log.info({ port: app.port }, 'ready');
} catch (error) {
  log.fatal({ error: words(error) }, 'could not start');
  process.exit(1);
}
