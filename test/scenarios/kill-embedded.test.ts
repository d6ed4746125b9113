import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ask,
  cards,
  expectFinished,
  holdAllRows,
  isFinished,
  numberOn,
  press,
  readyRow,
} from '../support/faults.ts';
import {
  type Bot,
  databaseServer,
  isAlive,
  type Stage,
  startStage,
  strayLines,
  until,
} from '../support/process.ts';
import { buttonsOf, textOf } from '../support/world.ts';

const CREATE = /^POST .*\/invoice\?/;

/** One data folder, whose process ends in one way after the other: each start finds what the one before has left. */
describe('the embedded database, under a process that ends', () => {
  let stage: Stage;
  let bot: Bot;
  let number = 0;
  beforeAll(async () => {
    stage = await startStage({});
    holdAllRows(stage);
    bot = await stage.start();
  });
  afterAll(() => stage.end());

  const server = () => databaseServer(stage.botEnv.DATA_DIR ?? '');

  async function waiting(task: string) {
    const row = readyRow(stage, task);
    await ask(stage);
    const shown = await stage.slack.waitFor(
      () => cards(stage).find((card) => textOf(card).includes(task) && buttonsOf(card).includes('Approve')),
      20_000,
    );
    number = numberOn(shown);
    return { row, shown };
  }

  test('a kill while QuickBooks is at work leaves the database running, and the next start takes over and finishes', async () => {
    const { row, shown } = await waiting('embedded');
    stage.quickbooks.faults.set({ kind: 'hang', match: CREATE, times: 1 });
    await press(stage, shown, 'approve');
    await until(() => stage.quickbooks.faults.list().length === 0, 'the create was asked');
    await bot.kill();
    const left = server();
    expect(left && isAlive(left.pid), 'the database outlives a hard kill').toBe(true);

    bot = await stage.start();
    await until(() => isFinished(stage, number, row), 'finished');
    const doneMs = performance.now() - bot.spawnedAt;
    process.stdout.write(`  embedded: done ${doneMs.toFixed(0)} ms after the start\n`);
    expect(doneMs).toBeLessThan(60_000);
    expectFinished(stage, number, row);
  }, 90_000);

  test('a kill of the process and of its database together is recovered by the next start', async () => {
    const { row, shown } = await waiting('power cut');
    const running = server();
    const cut = bot;
    const quiet = stage.quickbooks.onChange(({ operation, by }) => {
      if (operation !== 'Create' || by !== 'api' || !running) return;
      quiet();
      cut.cut();
      process.kill(running.pid, 'SIGKILL');
    });
    await press(stage, shown, 'approve');
    await bot.exited;
    bot = await stage.start();
    await until(() => isFinished(stage, number, row), 'finished');
    expect(performance.now() - bot.spawnedAt).toBeLessThan(60_000);
    expectFinished(stage, number, row);
  }, 90_000);

  test('SIGTERM at rest: it exits 0, and leaves no database, no port and nothing but JSON lines', async () => {
    const running = server();
    const { port } = bot;
    const asked = performance.now();
    bot.signal('SIGTERM');
    expect(await bot.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(20_000);
    expect(running && isAlive(running.pid)).toBe(false);
    expect(server()).toBe(null);
    expect(await listening(port)).toBe(false);
    expect(await listening(running?.port ?? 0)).toBe(false);
    expect(strayLines(bot)).toEqual([]);
    expect(bot.stderr()).toBe('');
    bot = await stage.start();
  }, 60_000);

  test('SIGTERM while a vendor hangs: it is out within 20 seconds in order, and the next start goes on', async () => {
    const { row, shown } = await waiting('hanging');
    const creates = () => stage.quickbooks.requests.filter((request) => CREATE.test(request)).length;
    const before = creates();
    stage.quickbooks.faults.set({ kind: 'hang', match: CREATE });
    await press(stage, shown, 'approve');
    await until(() => creates() > before, 'the create was asked');
    const running = server();
    const asked = performance.now();
    bot.signal('SIGTERM');
    expect(await bot.exited).toEqual({ code: 0, signal: null });
    const drainMs = performance.now() - asked;
    process.stdout.write(`  SIGTERM while QuickBooks hangs: out after ${drainMs.toFixed(0)} ms\n`);
    expect(drainMs).toBeLessThan(20_000);
    expect(running && isAlive(running.pid)).toBe(false);
    expect(strayLines(bot)).toEqual([]);
    expect(bot.stderr()).toBe('');

    stage.quickbooks.faults.clear();
    bot = await stage.start();
    await until(() => isFinished(stage, number, row), 'finished');
    expectFinished(stage, number, row);
  }, 120_000);

  test('SIGTERM right after the click finishes what is in hand or leaves it to the next start', async () => {
    const { row, shown } = await waiting('in hand');
    await press(stage, shown, 'approve');
    bot.signal('SIGTERM');
    expect(await bot.exited).toEqual({ code: 0, signal: null });
    bot = await stage.start();
    await until(() => isFinished(stage, number, row), 'finished');
    expectFinished(stage, number, row);
  }, 90_000);
});

function listening(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => answer(false));
  });
}
