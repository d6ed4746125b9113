import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/faults.ts';
import { atRest, told } from '../support/deciding.ts';
import {
  ask,
  cards,
  expectDone,
  newestApproval,
  press,
  QUICK,
  quietWorld,
  readyRow,
  type Service,
  switchOf,
  untilDone,
  waitingCard,
} from '../support/faults.ts';
import { until } from '../support/process.ts';
import { buttonsOf, textOf } from '../support/world.ts';

const NAMES = { quickbooks: 'QuickBooks', smartsheet: 'Smartsheet' } as const;

/** Posting the card, and looking for one whose posting got no answer. */
const CARD = /chat\.postMessage|conversations\.history/;
const LASTING: readonly Fault['kind'][] = ['hang', 'drop-before', 'status-429', 'status-503', 'html'];

type Quiet = Awaited<ReturnType<typeof quietWorld>>;

/** Long enough that only a vendor that hangs is taken for one, on a busy machine too. */
async function inQuiet(scenario: (world: Quiet) => Promise<void>): Promise<void> {
  const world = await quietWorld({ overrides: { ...QUICK, timeoutMs: 1_500, backoffMs: [100] } });
  try {
    await scenario(world);
  } finally {
    await world.end();
  }
}

describe('a draft is asked for while a vendor is not well', () => {
  const cardOf = (world: Quiet, task: string) =>
    world.slack.waitFor(
      () =>
        cards(world).find(
          (message) => textOf(message).includes(task) && buttonsOf(message).includes('Approve'),
        ),
      20_000,
    );

  // Most of these two is waiting for the next try, so they wait side by side.
  for (const service of ['quickbooks', 'smartsheet'] as const)
    test.concurrent(
      `${NAMES[service]} is down in every way: who asked is told which vendor and what happens next, and the card follows by itself`,
      () =>
        inQuiet(async (world) => {
          for (const kind of LASTING) {
            const task = `${service} ${kind}`;
            const before = told(world, 'U0PAM').length;
            switchOf(world, service).set({ kind, match: /^GET/ });
            readyRow(world, task);
            await ask(world);
            const words = await world.slack.waitFor(
              () =>
                told(world, 'U0PAM')
                  .slice(before)
                  .find((text) => text.includes('so the draft waits')),
              20_000,
            );
            expect(words).toContain(NAMES[service]);
            expect(words).toContain('nothing was posted');
            switchOf(world, service).clear();
            const shown = await cardOf(world, task);
            const waits = told(world, 'U0PAM')
              .slice(before)
              .filter((text) => text.includes('so the draft waits'));
            expect(waits.length, 'said once').toBe(1);
            await atRest(world);
            expect(textOf(shown)).toContain('v1');
          }
        }),
      90_000,
    );

  test(
    'Smartsheet refuses the access: who asked is told at once, and nothing is tried on',
    () =>
      inQuiet(async (world) => {
        world.smartsheet.faults.set({ kind: 'expired-token' });
        readyRow(world, 'No access');
        await ask(world);
        const words = await world.slack.waitFor(
          () => told(world, 'U0PAM').find((text) => text.includes('No draft was made')),
          20_000,
        );
        expect(words).toContain('Smartsheet');
        world.smartsheet.faults.clear();
        await waitingCard(world, 'No access');
      }),
    60_000,
  );

  test(
    'the model is not well in any way: the card comes with the templates’ words',
    () =>
      inQuiet(async (world) => {
        const kinds: Fault['kind'][] = [
          'hang',
          'drop-before',
          'drop-after',
          'status-429',
          'status-500',
          'html',
        ];
        for (const kind of kinds) {
          const task = `Model ${kind}`;
          world.model.faults.set({ kind });
          readyRow(world, task);
          const asked = performance.now();
          const shown = await waitingCard(world, task);
          expect(performance.now() - asked).toBeLessThan(30_000);
          expect(textOf(shown)).toContain(task);
          world.model.faults.clear();
        }
      }),
    60_000,
  );

  test(
    'Slack is down when the card is to be posted: it is posted once, after the return',
    () =>
      inQuiet(async (world) => {
        for (const kind of [...LASTING, 'expired-token'] as const) {
          const task = `Slack ${kind}`;
          const row = readyRow(world, task);
          const calls = world.slack.requests.length;
          world.slack.faults.set({ kind, retryAfter: 0 });
          await ask(world);
          const asked = () => world.slack.requests.slice(calls).filter((one) => CARD.test(one)).length;
          await until(() => asked() > 1, 'the card was tried again', 20_000);
          world.slack.faults.clear();
          const shown = await cardOf(world, task);
          await atRest(world);
          const { id } = await newestApproval(world);
          await press(world, shown, 'approve');
          await untilDone(world, id);
          await expectDone(world, id, row);
        }
      }),
    90_000,
  );

  test(
    'QuickBooks is away for long after the click: the card says so, and it goes on by itself',
    () =>
      inQuiet(async (world) => {
        const services: Service[] = ['quickbooks', 'smartsheet'];
        for (const service of services) {
          const task = `Long ${service}`;
          const row = readyRow(world, task);
          const shown = await waitingCard(world, task);
          const { id } = await newestApproval(world);
          switchOf(world, service).set({ kind: 'status-503' });
          await press(world, shown, 'approve');
          const tries = async () =>
            (await world.db.prisma.step.findFirst({ where: { approvalId: id, key: 'drift' } }))?.attempts ??
            0;
          await until(async () => (await tries()) > 3, 'it was tried again and again', 20_000);
          const waits = textOf(cards(world).find(({ ts }) => ts === shown.ts) ?? shown);
          expect(waits).toContain('It is tried again by itself');
          expect(waits).toContain('Nothing has been posted yet');
          switchOf(world, service).clear();
          await untilDone(world, id);
          await expectDone(world, id, row);
        }
      }),
    60_000,
  );
});
