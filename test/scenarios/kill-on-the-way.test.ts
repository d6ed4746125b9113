import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { atRest } from '../support/deciding.ts';
import { ask, cards, expectFinished, holdAllRows, isFinished, press, readyRow } from '../support/faults.ts';
import { type Bot, type Stage, startStage, strayLines, until } from '../support/process.ts';
import { buttonsOf, freshDatabase, textOf } from '../support/world.ts';

/** When the process is cut off: called with the bot before the click, it sees to it. */
type Moment = (stage: Stage, bot: Bot) => void;

/** The vendor takes the request and never answers: the process ends while it waits. */
const held =
  (service: 'quickbooks' | 'smartsheet' | 'slack', match: RegExp): Moment =>
  (stage, bot) => {
    stage[service].faults.set({ kind: 'hang', match, times: 1 });
    void until(() => stage[service].faults.list().length === 0, `${match} was asked`).then(bot.cut);
  };

const MOMENTS: Record<string, Moment> = {
  'while the sheet is read again': held('smartsheet', /^GET .*\/sheets\/\d+\?/),
  'while QuickBooks holds the create, not done': held('quickbooks', /^POST .*\/invoice\?/),
  'when QuickBooks has created it and not answered': (stage, bot) => {
    stage.quickbooks.onChange(({ operation, by }) => operation === 'Create' && by === 'api' && bot.cut());
  },
  'while the invoice is read back': held('quickbooks', /^GET .*\/invoice\/\d+/),
  'while QuickBooks holds the mail, not sent': held('quickbooks', /^POST .*\/send/),
  'when QuickBooks has mailed it and not answered': (stage, bot) => {
    stage.quickbooks.onChange(({ operation }) => operation === 'Emailed' && bot.cut());
  },
  'while Smartsheet holds the write': held('smartsheet', /^PUT .*\/rows/),
  'when the comment is on the row and not answered': (stage, bot) => {
    stage.smartsheet.onChange(({ kind }) => kind === 'comment.created' && bot.cut());
  },
  'while Slack holds the change of the card': held('slack', /chat\.update/),
};

describe('a process that is cut off loses nothing and does nothing twice', () => {
  let stage: Stage;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let bot: Bot;
  let db: Database;
  let number = 0;
  beforeAll(async () => {
    database = await freshDatabase();
    stage = await startStage({
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    db = await openDatabase({ databaseUrl: database.url, dataDir: stage.folder, connections: 2 });
    holdAllRows(stage);
    bot = await stage.start();
  });
  afterEach(() => {
    expect(strayLines(bot)).toEqual([]);
    expect(bot.stderr()).toBe('');
  });
  afterAll(async () => {
    await stage.end();
    await db.close();
    await database.drop();
  });

  async function waiting(task: string): Promise<{ row: number; ts: string }> {
    const row = readyRow(stage, task);
    await ask(stage);
    number += 1;
    const { ts } = await stage.slack.waitFor(
      () => cards(stage).find((card) => textOf(card).includes(task) && buttonsOf(card).includes('Approve')),
      60_000,
    );
    await atRest({ db });
    return { row, ts };
  }

  async function finishAgain(what: string, row: number): Promise<void> {
    await bot.exited;
    bot = await stage.start();
    const readyMs = performance.now() - bot.spawnedAt;
    await until(() => isFinished(stage, number, row), 'finished');
    const doneMs = performance.now() - bot.spawnedAt;
    process.stdout.write(
      `  cut off ${what}: ready after ${readyMs.toFixed(0)} ms, done after ${doneMs.toFixed(0)} ms\n`,
    );
    expect(doneMs).toBeLessThan(60_000);
    expectFinished(stage, number, row);
  }

  test('cut off right after the acknowledgement of the click', async () => {
    const { row, ts } = await waiting('acknowledged');
    await stage.slack.click({ user: 'U0FIN', channel: 'C0HARBOR', ts, actionId: 'approve' });
    bot.cut();
    await finishAgain('after the acknowledgement', row);
  }, 90_000);

  test.each(Object.keys(MOMENTS))(
    'cut off %s',
    async (what) => {
      const { row, ts } = await waiting(what);
      MOMENTS[what]?.(stage, bot);
      await stage.slack.click({ user: 'U0FIN', channel: 'C0HARBOR', ts, actionId: 'approve' });
      await finishAgain(what, row);
    },
    90_000,
  );

  test.each([
    ['while QuickBooks is read for a draft', held('quickbooks', /^GET .*\/query/)],
    ['while Slack holds the new card, not posted', held('slack', /chat\.postMessage/)],
    [
      'when Slack has posted the new card and not answered',
      ((of, running) => {
        const known = cards(of).length;
        const quiet = of.slack.onChange(() => {
          if (cards(of).length === known) return;
          quiet();
          running.cut();
        });
      }) as Moment,
    ],
  ])(
    'cut off %s',
    async (what, moment) => {
      const row = readyRow(stage, what);
      moment(stage, bot);
      await ask(stage);
      number += 1;
      await bot.exited;
      bot = await stage.start();
      const shown = await stage.slack.waitFor(
        () => cards(stage).find((card) => textOf(card).includes(what) && buttonsOf(card).includes('Approve')),
        60_000,
      );
      const cardMs = performance.now() - bot.spawnedAt;
      process.stdout.write(`  cut off ${what}: the card after ${cardMs.toFixed(0)} ms\n`);
      expect(cardMs).toBeLessThan(60_000);
      await press(stage, shown, 'approve');
      await until(() => isFinished(stage, number, row), 'finished');
      expectFinished(stage, number, row);
    },
    90_000,
  );
});
