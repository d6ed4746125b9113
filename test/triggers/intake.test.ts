import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { createIntake } from '../../src/triggers/intake.ts';
import { freshDatabase } from '../support/world.ts';

test('while the database keeps nothing, so many deliveries wait in line, and the next is refused at once', async () => {
  const database = await freshDatabase();
  const db = await openDatabase({ databaseUrl: database.url, dataDir: '', connections: 4 });
  const intake = createIntake({ db: db.prisma, enqueue: async () => {} }, 2);
  const take = (id: string) => intake.take([{ source: 'smartsheet', id, payload: {}, at: new Date() }]);
  let line: Promise<void>[] = [];
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "Delivery" IN EXCLUSIVE MODE`;
    line = ['in hand', 'first', 'second'].map(take);
    await expect(take('third')).rejects.toThrow('too many deliveries wait to be kept');
  });
  await Promise.all(line);
  expect(await db.prisma.delivery.count()).toBe(3);
  await db.close();
  await database.drop();
});
