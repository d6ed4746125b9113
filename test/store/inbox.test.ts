import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { closeDeliveries, firstSeen, forgetDeliveries, keepDeliveries, once } from '../../src/store/inbox.ts';
import { freshDatabase } from '../support/world.ts';

describe('what other systems tell', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let db: Database;
  beforeEach(async () => {
    database = await freshDatabase();
    db = await openDatabase({ databaseUrl: database.url, dataDir: '', connections: 2 });
  });
  afterEach(async () => {
    await db.close();
    await database.drop();
  });
  const LONG_AGO = new Date('2026-06-01T09:00:00Z');
  const NOW = new Date('2026-11-01T09:00:00Z');
  const told = (id: string, at: Date) => ({ source: 'smartsheet', id, payload: { sheetId: '1' }, at });

  test('an id long past is forgotten; what is not worked off, what is recent and what was said to people is not', async () => {
    await keepDeliveries(db.prisma, [told('worked off', LONG_AGO), told('open', LONG_AGO)]);
    await closeDeliveries(db.prisma, 'smartsheet', ['worked off'], LONG_AGO);
    await firstSeen(db.prisma, 'smartsheet', ['recent'], NOW);
    await firstSeen(db.prisma, 'said:C1', ['once and never again'], LONG_AGO);
    expect(await forgetDeliveries(db.prisma, ['smartsheet', 'slack'], new Date('2026-10-01'))).toBe(1);
    const left = await db.prisma.delivery.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual(['once and never again', 'open', 'recent']);
  });

  test('something is done once, and what failed counts as not done', async () => {
    const done: string[] = [];
    const day = { source: 'said:C1', id: 'the tokens end soon', at: NOW };
    const fail = async () => {
      throw new Error('Slack is down');
    };
    await expect(once(db.prisma, day, fail)).rejects.toThrow('Slack is down');
    await Promise.all([1, 2, 3].map(() => once(db.prisma, day, async () => void done.push('said'))));
    expect(done).toEqual(['said']);
  });
});
