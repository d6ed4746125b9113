import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGate, type GateOptions } from '../../src/limits/gate.ts';
import { oneAtATime, openShared } from '../../src/limits/shared.ts';
import { freshDatabase } from '../support/world.ts';

/** Two processes' worth of limits on one database. */
describe('limits over two processes', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let both: ReturnType<typeof openShared>[];
  const warnings: string[] = [];
  const open = (url: string) => openShared(url, (_fields, event) => void warnings.push(event));
  beforeEach(async () => {
    warnings.length = 0;
    database = await freshDatabase();
    both = [open(database.url), open(database.url)];
  });
  afterEach(async () => {
    for (const one of both) await one.close();
    await database.drop();
  });

  const gates = (options: Omit<GateOptions, 'service' | 'shared'>) =>
    both.map((shared) => createGate({ service: 'QuickBooks', shared, ...options }));
  const windowOf = (points: number, perMs: number) => [{ key: 'realm', pace: { points, perMs } }];

  test('what both ask together stays within the limit of each window', async () => {
    const startedAt: number[] = [];
    const asked = gates({ paces: windowOf(20, 500) }).flatMap((gate) =>
      Array.from({ length: 40 }, () => gate.pass(async () => void startedAt.push(Date.now()))),
    );
    await Promise.all(asked);
    const [first, last] = [Math.min(...startedAt), Math.max(...startedAt)];
    expect(startedAt).toHaveLength(80);
    // Four windows' worth, the first of which may have been almost over at the first start; alone, each would take two.
    expect(last - first).toBeGreaterThanOrEqual(1_000);
    for (const at of startedAt)
      expect(startedAt.filter((other) => other >= at && other < at + 450).length).toBeLessThanOrEqual(40);
    expect(warnings).toEqual([]);
  });

  test('after the vendor asked one for a pause, nobody asks in either until it is over', async () => {
    const [one, other] = gates({ paces: windowOf(1_000, 1_000), patienceMs: 300 });
    await other?.pass(async () => {});
    one?.pause(1_500);
    await delay(100);
    const asking = async () => 'asked';
    await expect(one?.pass(asking)).rejects.toMatchObject({
      service: 'QuickBooks',
      kind: 'retry',
      code: 'paused',
    });
    const refused = await other?.pass(asking).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message: expect.stringContaining('wants 2 s of pause'),
      outcomeUnknown: false,
    });
    expect((refused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(1_000);
    await delay(1_500);
    expect(await other?.pass(asking)).toBe('asked');
    expect(await one?.pass(asking)).toBe('asked');
  });

  test('so many requests run at once over both, and no more than its own share in each', async () => {
    const running = [0, 0];
    const most = { mine: 0, all: 0 };
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const [one, other] = gates({ paces: [], atOnce: { key: 'realm', mine: 8, all: 10 } }).map(
      (gate, place) => () =>
        Array.from({ length: 30 }, () =>
          gate.pass(async () => {
            running[place] = (running[place] ?? 0) + 1;
            most.mine = Math.max(most.mine, running[place]);
            most.all = Math.max(most.all, (running[0] ?? 0) + (running[1] ?? 0));
            await held;
            running[place] -= 1;
          }),
        ),
    );
    const first = one?.() ?? [];
    await vi.waitFor(() => expect(running).toEqual([8, 0]), 10_000);
    const second = other?.() ?? [];
    await vi.waitFor(() => expect(running).toEqual([8, 2]), 10_000);
    letGo();
    await Promise.all([...first, ...second]);
    expect([first.length, second.length]).toEqual([30, 30]);
    expect(most).toEqual({ mine: 8, all: 10 });
  });

  test('one that ends without a word gives back what it held', async () => {
    const [one, other] = gates({ paces: [], atOnce: { key: 'realm', mine: 10, all: 10 } });
    const hanging = Array.from({ length: 10 }, () => one?.pass(() => new Promise(() => {})));
    await delay(200);
    const waits = other?.pass(async () => 'asked');
    await both.shift()?.close();
    expect(await waits).toBe('asked');
    expect(hanging).toHaveLength(10);
  });

  test('a sheet is written by one at a time, and two sheets side by side', async () => {
    let writing = 0;
    const most: number[] = [];
    let besideIsWritten = () => {};
    const beside = new Promise<void>((resolve) => {
      besideIsWritten = resolve;
    });
    const write = (place: number) =>
      oneAtATime(both[place]?.holds ?? null, 'sheet/A', async () => {
        writing += 1;
        most.push(writing);
        await beside;
        writing -= 1;
      });
    const writes = [write(0), write(1)];
    await oneAtATime(both[1]?.holds ?? null, 'sheet/B', async () => besideIsWritten());
    await Promise.all(writes);
    expect(most).toEqual([1, 1]);
  });
});

test('a database that does not answer stops nobody: each process keeps to the limits by itself, and says so once', async () => {
  const warnings: string[] = [];
  const shared = openShared(
    'postgres://nobody@127.0.0.1:9/none',
    (_fields, event) => void warnings.push(event),
  );
  const gate = createGate({
    service: 'Smartsheet',
    shared,
    paces: [{ key: 'token', pace: { points: 5, perMs: 600 } }],
    atOnce: { key: 'token', mine: 2, all: 10 },
  });
  const startedAt: number[] = [];
  await Promise.all(
    Array.from({ length: 10 }, () => gate.pass(async () => void startedAt.push(performance.now()))),
  );
  const first = Math.min(...startedAt);
  expect(startedAt.filter((at) => at < first + 500)).toHaveLength(5);
  expect(startedAt).toHaveLength(10);
  expect(warnings).toHaveLength(1);
  await shared.close();
});
