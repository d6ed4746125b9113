import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestClock, testClock } from '../support/clock.ts';
import { approve, atRest, now } from '../support/deciding.ts';
import { digests, ended, nightOver, worldOnTime } from '../support/digests.ts';
import { COST_SHEET, cardOf, costRow, formOf, optionOf, reconciled } from '../support/reconciling.ts';
import { textOf, type World } from '../support/world.ts';

/** What people decided makes the lists agree, and the night finds it gone: that is no wonder, and is told as theirs. */
let clock: TestClock;
let world: World;
beforeEach(async () => {
  // Early in a month, so that the night looks at the last one too, where the causes are.
  clock = testClock('2033-03-08 17:00');
  world = await worldOnTime(clock);
});
afterEach(() => world.end());

async function decided(words: string, action: string, match?: [label: string, words: string]): Promise<void> {
  const card = cardOf(world, words);
  const view = await formOf(world, card, action, 'U0FIN');
  const labels = match ? { [match[0]]: optionOf(view, ...match) } : {};
  await world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
  await atRest(world);
  await approve(world, 'U0FIN', now(world, card));
  await atRest(world);
}

async function nextDigest(date: string): Promise<string> {
  clock.set(`${date} 02:01`);
  await nightOver(world, date);
  clock.set(`${date} 09:00`);
  expect(await ended(world, date)).toBe('sent');
  return textOf(digests(world).at(-1) ?? { text: '', blocks: [] });
}

test('a bill created and a sheet corrected are decided, and not gone by themselves because a night found them so', async () => {
  await reconciled(world);
  await decided('BL-204', 'bill');
  await decided('NP-117', 'correct');
  const text = await nextDigest('2033-03-09');
  expect(text).toContain('Settled since the last digest: 2 decided');
  expect(text).not.toContain('gone by');
  expect(await nextDigest('2033-03-10')).not.toContain('Settled since the last digest');
});

test('a match by hand of unlike amounts is told as decided and as what is left of it; the other card it settled is no news of its own', async () => {
  await reconciled(world);
  await decided('BL-204', 'same', ['Postings in QuickBooks', 'SC-7718']);
  const text = await nextDigest('2033-03-09');
  // The match is one of unlike amounts, and what is left between them is asked anew.
  expect(text).toContain('$771.00 less in QuickBooks');
  expect(text).toContain(
    'Settled since the last digest: 1 decided and open again, as something is left or has changed',
  );
  expect(text).not.toContain('gone by');
  expect(await nextDigest('2033-03-10')).not.toContain('Settled since the last digest');
});

test('what somebody corrected by hand is still told as gone by itself', async () => {
  await reconciled(world);
  await decided('BL-204', 'bill');
  const row = costRow(world, 'Product photographs, spring range');
  world.smartsheet.edit(COST_SHEET, row.id, { 'Actual Cost': 822.5 });
  expect(await nextDigest('2033-03-09')).toContain('1 decided, 1 gone by itself, the lists agree now');
});
