import { afterEach, expect, test } from 'vitest';
import { shownIn } from '../support/drafting.ts';
import { QUICK } from '../support/faults.ts';
import { finished, varianceCards } from '../support/reconciling.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.end());

const runs = () => world.slack.messages('C0ACME').filter((one) => textOf(one).includes('Reconciliation of'));
const saying = (words: string) =>
  world.slack.waitFor(() => runs().find((one) => shownIn(one).includes(words)), 20_000);

async function begun(): Promise<void> {
  const began = Date.now();
  const ack = await world.slack.command({ user: 'U0FIN', channel: 'C0ACME', text: '/reconcile ACME-WEB' });
  expect(Date.now() - began).toBeLessThan(3_000);
  expect(JSON.stringify(ack.body)).toContain('What it finds appears here.');
}

test('the command is answered at once; one message says how far it is and becomes the summary, though the model hangs', async () => {
  world = await startWorld({ overrides: { ...QUICK, timeoutMs: 3_000 } });
  world.model.faults.set({ kind: 'hang' });
  await begun();
  const first = await saying('Reading the sheet and QuickBooks');
  await saying('Comparing');
  const summary = await finished(world);
  expect(shownIn(summary)).toMatch(/11 variances are to be decided/);
  expect(summary.ts).toBe(first.ts);
  expect(runs()).toHaveLength(1);
});

test.each([
  ['QuickBooks', 'quickbooks'],
  ['Smartsheet', 'smartsheet'],
] as const)(
  '%s hangs: the message says who does not answer, that nothing was changed, and ends as if nothing had been',
  async (name, vendor) => {
    world = await startWorld({ overrides: QUICK });
    world[vendor].faults.set({ kind: 'hang' });
    await begun();
    const waiting = await saying(`${name} did not answer within`);
    expect(shownIn(waiting)).toContain('nothing is lost, and nothing was changed');
    world[vendor].faults.clear();
    await finished(world);
    expect(shownIn(runs()[0] ?? waiting)).toContain('To decide\n11');
    expect(runs()).toHaveLength(1);
    expect(varianceCards(world)).toHaveLength(10);
  },
);
