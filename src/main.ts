import { readFileSync } from 'node:fs';
import process from 'node:process';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { loadSettings } from './settings/load.ts';

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

try {
  const app = await createApp(settings.value, log);
  log.info({ port: app.port }, 'ready');
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await app.stop();
    log.info({}, 'stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
} catch (error) {
  log.fatal(
    { error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    'could not start',
  );
  process.exit(1);
}
