import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGate, type GateOptions } from '../../src/limits/gate.ts';
import { withLastWord } from '../../src/limits/last-word.ts';
import { background, priority, urgent } from '../../src/limits/priority.ts';
import { alone } from '../../src/limits/shared.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gateOf(options: Partial<GateOptions> = {}) {
  const paces = [{ key: 'k', pace: { points: 2, perMs: 1_000 } }];
  return createGate({ service: 'Slack', shared: alone(), paces, ...options });
}

describe('whose turn it is', () => {
  test('what a person waits for passes first, then what follows from clicks, then the night’s work', async () => {
    const gate = gateOf();
    const order: string[] = [];
    const ask = (name: string) => gate.pass(async () => void order.push(name));
    const all = [ask('one'), ask('two'), ask('three')]; // two use the window up, the third waits at the head
    await vi.advanceTimersByTimeAsync(0);
    all.push(
      background(() => ask('night')),
      ask('job'),
      urgent(() => ask('click')),
    );
    await vi.advanceTimersByTimeAsync(5_000);
    await Promise.all(all);
    expect(order).toEqual(['one', 'two', 'three', 'click', 'job', 'night']);
  });

  test('who waits is known however deep the work goes, and work started by it as well', async () => {
    const later = urgent(async () => {
      await Promise.resolve();
      return priority();
    });
    expect(await later).toBeGreaterThan(priority());
    expect(background(() => priority())).toBeLessThan(priority());
    expect(urgent(() => background(() => priority()))).toBe(background(() => priority()));
  });

  test('a dear request takes the room of ten', async () => {
    const gate = gateOf({ paces: [{ key: 'k', pace: { points: 12, perMs: 1_000 } }] });
    let asked = 0;
    const all = [10, 1, 1, 1].map((cost) =>
      gate.pass(async () => {
        asked += 1;
      }, cost),
    );
    await vi.advanceTimersByTimeAsync(900);
    expect(asked).toBe(3);
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all(all);
    expect(asked).toBe(4);
  });
});

describe('no turn soon', () => {
  test('where a window is long, a request fails with the time to wait, and was not made', async () => {
    const gate = gateOf({ paces: [{ key: 'k', pace: { points: 1, perMs: 60_000 } }], patienceMs: 5_000 });
    await gate.pass(async () => {});
    let made = false;
    const failure = await gate
      .pass(async () => {
        made = true;
      })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'retry', passing: true, outcomeUnknown: false });
    expect((failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(50_000);
    expect(made).toBe(false);
  });

  test('where the vendor may allow more than it says, a person is not kept waiting by our count', async () => {
    const paces = [{ key: 'k', pace: { points: 1, perMs: 60_000 } }];
    const gate = gateOf({ paces, patienceMs: 1_000, beyond: 'ask' });
    await gate.pass(async () => {});
    const asked = gate.pass(async () => 'asked');
    await vi.advanceTimersByTimeAsync(1_100);
    expect(await asked).toBe('asked');
    gate.pause(30_000);
    await expect(gate.pass(async () => 'asked')).rejects.toMatchObject({ code: 'paused' });
  });

  test('a short pause is sat out', async () => {
    const gate = gateOf();
    gate.pause(3_000);
    let asked = false;
    const waits = gate.pass(async () => {
      asked = true;
    });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(asked).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    await waits;
    expect(asked).toBe(true);
  });

  test('a vendor that asks for a day is asked again after five minutes', async () => {
    const gate = gateOf();
    gate.pause(86_400_000);
    const failure = await gate.pass(async () => {}).catch((error: unknown) => error);
    expect((failure as { retryAfterMs: number }).retryAfterMs).toBe(300_000);
    await vi.advanceTimersByTimeAsync(300_100);
    expect(await gate.pass(async () => 'asked')).toBe('asked');
  });

  test('a shorter pause does not end a longer one', async () => {
    const gate = gateOf();
    gate.pause(30_000);
    gate.pause(1_000);
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(gate.pass(async () => {})).rejects.toMatchObject({ code: 'paused' });
  });

  test('the kill switch thrown while a write waits for its turn is obeyed', async () => {
    const gate = gateOf();
    let stopped = false;
    const check = async () => {
      if (stopped) throw new Error('stopped');
    };
    gate.pause(2_000);
    let written = false;
    const write = withLastWord(check, () =>
      gate.pass(async () => {
        written = true;
      }),
    );
    const refused = expect(write).rejects.toThrow('stopped');
    await vi.advanceTimersByTimeAsync(1_000);
    stopped = true;
    await vi.advanceTimersByTimeAsync(1_500);
    await refused;
    expect(written).toBe(false);
  });
});
