import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocks, type Locks } from '../../src/store/locks.ts';
import { freshDatabase } from '../support/world.ts';

describe('locks between processes', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let here: Locks;
  let there: Locks;
  beforeEach(async () => {
    database = await freshDatabase();
    here = createLocks(database.url, 4);
    there = createLocks(database.url, 4);
  });
  afterEach(async () => {
    await here.close();
    await there.close();
    await database.drop();
  });

  /** Holds the lock until told to let go. */
  async function hold(locks: Locks, name: string): Promise<{ letGo(): void; ended: Promise<void> }> {
    const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: held, resolve: gotIt } = Promise.withResolvers<void>();
    const ended = locks.exclusively(name, async () => {
      gotIt();
      await released;
    });
    await held;
    return { letGo, ended };
  }

  test('what one holds, another is refused, without running the work', async () => {
    const { letGo, ended } = await hold(here, 'approval/1');
    let ran = false;
    const refused = await there.tryExclusively('approval/1', async () => {
      ran = true;
    });
    expect(refused).toBeNull();
    expect(ran).toBe(false);
    letGo();
    await ended;
    expect(await there.tryExclusively('approval/1', async () => 7)).toEqual({ result: 7 });
  });

  test('one process does not pass its own lock either', async () => {
    const { letGo, ended } = await hold(here, 'approval/1');
    expect(await here.tryExclusively('approval/1', async () => 7)).toBeNull();
    letGo();
    await ended;
  });

  test('other names are free', async () => {
    const { letGo, ended } = await hold(here, 'approval/1');
    expect(await there.tryExclusively('approval/2', async () => 7)).toEqual({ result: 7 });
    letGo();
    await ended;
  });

  test('who waits gets the lock when it is let go, one at a time', async () => {
    const order: string[] = [];
    const { letGo, ended } = await hold(here, 'token');
    const waiting = there.exclusively('token', async () => void order.push('second'));
    order.push('first');
    letGo();
    await Promise.all([ended, waiting]);
    expect(order).toEqual(['first', 'second']);
  });

  test('a crowd that waits leaves a connection for whoever they wait for', async () => {
    const few = createLocks(database.url, 2);
    const { letGo, ended } = await hold(few, 'reconcile/ACME');
    const crowd = Array.from({ length: 6 }, () => few.exclusively('reconcile/ACME', async () => 'in turn'));
    expect(await few.exclusively('quickbooks-tokens/1', async () => 'renewed')).toBe('renewed');
    letGo();
    await ended;
    expect(await Promise.all(crowd)).toEqual(Array.from({ length: 6 }, () => 'in turn'));
    await few.close();
  });

  test('work that fails lets go, and its error comes through', async () => {
    const failing = here.exclusively('token', async () => {
      throw new Error('the vendor is down');
    });
    await expect(failing).rejects.toThrow('the vendor is down');
    expect(await there.tryExclusively('token', async () => 7)).toEqual({ result: 7 });
  });

  test('a process that ends lets go of what it held', async () => {
    const { letGo, ended } = await hold(here, 'approval/1');
    ended.catch(() => {}); // its connection is gone before it could let go itself
    await here.close();
    expect(await there.exclusively('approval/1', async () => 7)).toBe(7);
    letGo();
    here = createLocks(database.url, 4);
  });
});
