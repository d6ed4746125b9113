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
import { type Bot, type Stage, startStage, strayLines, until } from '../support/process.ts';
import { buttonsOf, freshDatabase, textOf } from '../support/world.ts';

/** At which request a process is cut off makes no difference: the sweeps hold that. Here, that it is soon enough, by the clock. */
describe('a process that is cut off, and how soon the next one has done its work', () => {
  let stage: Stage;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let bot: Bot;
  beforeAll(async () => {
    database = await freshDatabase();
    const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');
    stage = await startStage({ DATABASE_URL: database.url, ENCRYPTION_KEY });
    holdAllRows(stage);
    bot = await stage.start();
  });
  afterAll(async () => {
    await stage.end();
    await database.drop();
  });

  const cardOf = (task: string) =>
    cards(stage).find((card) => textOf(card).includes(task) && buttonsOf(card).includes('Approve'));

  async function nextStart(): Promise<void> {
    await bot.exited;
    expect([strayLines(bot), bot.stderr()]).toEqual([[], '']);
    bot = await stage.start();
  }

  test('a draft that was being made is shown, and an approval that was being posted is finished, within a minute', async () => {
    const first = readyRow(stage, 'To be approved');
    await ask(stage);
    const shown = await stage.slack.waitFor(() => cardOf('To be approved'), 30_000);
    const second = readyRow(stage, 'To be drafted');
    stage.quickbooks.faults.set({ kind: 'hang', match: /^POST .*\/invoice\?/, times: 1 });
    stage.slack.faults.set({ kind: 'hang', match: /chat\.postMessage/, times: 1 });
    await ask(stage);
    await press(stage, shown, 'approve');
    await until(
      () => stage.quickbooks.faults.list().length + stage.slack.faults.list().length === 0,
      'the invoice and the card were asked for',
    );
    bot.cut();
    await nextStart();
    await until(() => isFinished(stage, numberOn(shown), first), 'finished');
    const postedMs = performance.now() - bot.spawnedAt;
    const drafted = await stage.slack.waitFor(() => cardOf('To be drafted'), 60_000);
    const draftedMs = performance.now() - bot.spawnedAt;
    process.stdout.write(
      `  after a kill: posted ${postedMs.toFixed(0)} ms, drafted ${draftedMs.toFixed(0)} ms after the start\n`,
    );
    expect(Math.max(postedMs, draftedMs)).toBeLessThan(60_000);
    expectFinished(stage, numberOn(shown), first);
    await press(stage, drafted, 'approve');
    await until(() => isFinished(stage, numberOn(drafted), second), 'finished');
    expectFinished(stage, numberOn(drafted), second);
  }, 120_000);
});
