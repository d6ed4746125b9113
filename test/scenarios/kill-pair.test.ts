import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { atRest } from '../support/deciding.ts';
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
import { type Bot, type Stage, startStage, until } from '../support/process.ts';
import { buttonsOf, freshDatabase, textOf } from '../support/world.ts';

describe('two processes on one database', () => {
  let stage: Stage;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let db: Database;
  beforeEach(async () => {
    database = await freshDatabase();
    const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');
    stage = await startStage({ DATABASE_URL: database.url, ENCRYPTION_KEY });
    db = await openDatabase({ databaseUrl: database.url, dataDir: stage.folder, connections: 2 });
    holdAllRows(stage);
  });
  afterEach(async () => {
    await stage.end();
    await db.close();
    await database.drop();
  });

  test('each of four approvals becomes one invoice, whichever process is cut off in the middle', async () => {
    let bots: Bot[] = await Promise.all([stage.start(), stage.start()]);
    // Both bots see a row turn ready by themselves as well: whoever is second finds it taken, and a number may be left out.
    const asked: { row: number; number: number }[] = [];
    for (let n = 1; n <= 4; n += 1) {
      const row = readyRow(stage, `Pair ${n}.`);
      await ask(stage);
      const card = await stage.slack.waitFor(
        () => cards(stage).find((card) => textOf(card).includes(`Pair ${n}.`)),
        30_000,
      );
      asked.push({ row, number: numberOn(card) });
      await atRest({ db });
    }
    // Whoever works is not known from outside: at the first invoice one of the two is cut off, at the first mail the other.
    const cuts: Bot[] = [];
    stage.quickbooks.onChange(({ entity, operation, by }) => {
      const next = bots[cuts.length];
      const due = cuts.length === 0 ? operation === 'Create' : operation === 'Emailed';
      if (entity !== 'Invoice' || by !== 'api' || !due || !next || cuts.length > 1) return;
      next.cut();
      cuts.push(next);
    });
    const waiting = cards(stage).filter((card) => buttonsOf(card).includes('Approve'));
    expect(waiting.length).toBe(4);
    await Promise.all(waiting.map((card) => press(stage, card, 'approve')));
    await until(() => cuts.length === 2, 'both were cut off');
    await Promise.all(bots.map(({ exited }) => exited));
    bots = await Promise.all([stage.start(), stage.start()]);
    await until(() => asked.every(({ row, number }) => isFinished(stage, number, row)), 'all finished');
    for (const { row, number } of asked) expectFinished(stage, number, row);
    expect(await db.prisma.approval.count({ where: { posting: { not: {} } } })).toBe(4);
  }, 120_000);
});
