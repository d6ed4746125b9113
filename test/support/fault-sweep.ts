import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  expectDone,
  FAULTS,
  newestApproval,
  press,
  quietWorld,
  readyRow,
  type Service,
  switchOf,
  untilDone,
  waitingCard,
} from './faults.ts';
import { expectSound } from './sound.ts';

export interface StepAtRisk {
  step: string;
  service: Service;
  match: RegExp;
}

/** Where a first failure changes what the second try does: the answer was lost, so it looks before it tries again. */
const TWICE: readonly string[] = ['drop-after', 'hang'];

/** Every fault at each of these steps: every invoice must end as if nothing had happened. */
export function sweepFaults(steps: readonly StepAtRisk[]): void {
  const cases = steps.flatMap((step) =>
    FAULTS.flatMap((kind) =>
      (TWICE.includes(kind) ? [1, 2] : [1]).map((times) => ({ ...step, kind, times })),
    ),
  );
  describe('whatever a vendor does on the way, the invoice is posted once and everything is in order', () => {
    let world: Awaited<ReturnType<typeof quietWorld>>;
    beforeAll(async () => {
      world = await quietWorld();
    });
    afterAll(() => world.end());

    test.each(cases)('$step meets $kind, $times time(s)', async ({ step, service, match, kind, times }) => {
      const task = `${step} ${kind} ${times}`;
      const row = readyRow(world, task);
      const card = await waitingCard(world, task);
      const { id } = await newestApproval(world);
      switchOf(world, service).set({ kind, match, times, retryAfter: 0 });
      await press(world, card, 'approve');
      await untilDone(world, id);
      // What was done although its answer was lost is found, not done again: a second fault then has nothing to hit.
      if (times === 1) expect(switchOf(world, service).list(), 'faults that never hit').toEqual([]);
      switchOf(world, service).clear();
      await expectDone(world, id, row);
    });

    test('and the log of it all is complete and verifies', () =>
      expectSound(world, { invoices: cases.length }));
  });
}
