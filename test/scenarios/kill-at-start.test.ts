import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { spawnBot, startStage, strayLines } from '../support/process.ts';
import { freshDatabase } from '../support/world.ts';

test('every bad or missing setting is listed at once, one a line, before a port is opened', async () => {
  const bot = spawnBot({
    PORT: 'three thousand',
    DATABASE_URL: 'mysql://db',
    PROJECTS_FILE: '/nowhere/projects.yml',
  });
  expect(await bot.exited).toEqual({ code: 1, signal: null });
  const lines = bot.stderr().trim().split('\n');
  const names = lines.map((line) => line.split(' ', 1)[0]);
  expect(names).toEqual(
    expect.arrayContaining([
      'PORT',
      'DATABASE_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'QUICKBOOKS_CLIENT_ID',
      'QUICKBOOKS_CLIENT_SECRET',
      'QUICKBOOKS_REALM_ID',
      'QUICKBOOKS_REFRESH_TOKEN',
      'SMARTSHEET_ACCESS_TOKEN',
      'ENCRYPTION_KEY',
      '/nowhere/projects.yml',
    ]),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(bot.stdout).toEqual([]);
});

test('a port that is taken ends the start with exit code 1 and JSON lines, and leaves no embedded database', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  const address = await new Promise<number>((known) => {
    taken.once('listening', () => {
      const bound = taken.address();
      known(bound !== null && typeof bound === 'object' ? bound.port : 0);
    });
  });
  const stage = await startStage({});
  try {
    const bot = spawnBot({ ...stage.botEnv, PORT: String(address) });
    expect((await bot.exited).code).toBe(1);
    expect(strayLines(bot)).toEqual([]);
    expect(bot.stdout.join('\n')).toContain('EADDRINUSE');
    // The next start begins from a database that was stopped in order.
    const next = await stage.start();
    next.signal('SIGTERM');
    expect(await next.exited).toEqual({ code: 0, signal: null });
  } finally {
    await stage.end();
    taken.close();
  }
}, 60_000);

test('further signals while it stops change nothing: it still exits 0', async () => {
  const database = await freshDatabase();
  const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');
  const stage = await startStage({ DATABASE_URL: database.url, ENCRYPTION_KEY });
  try {
    const bot = await stage.start();
    for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) bot.signal(signal);
    expect(await bot.exited).toEqual({ code: 0, signal: null });
    expect(strayLines(bot)).toEqual([]);
  } finally {
    await stage.end();
    await database.drop();
  }
}, 60_000);
