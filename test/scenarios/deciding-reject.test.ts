import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { approve, atRest, drafted, everything, now, opened, reject, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, card, startWorld, textOf, type World } from '../support/world.ts';

const ACME_SHEET = 4583173393803140;

function statuses(world: World): unknown[] {
  return world.smartsheet
    .sheet(ACME_SHEET)
    .rows.filter(({ cells }) => String(cells.Status).startsWith('Ready') && cells.Billable !== false)
    .map(({ cells }) => cells['Invoice Status']);
}

describe('a rejection', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  test('with a reason ends it: the sheet says Rejected, the card says who and why, the rows can be drafted again', async () => {
    const asked = await drafted(world);
    expect(new Set(statuses(world))).toEqual(new Set(['In Review']));
    await reject(world, 'U0FIN', asked, 'Wrong <!channel> month & *rate*');
    await expectSound(world, { invoices: 0 });
    expect(new Set(statuses(world))).toEqual(new Set(['Rejected']));
    const final = now(world, asked);
    expect(buttonsOf(final)).toEqual([]);
    expect(textOf(final)).toContain('Rejected* by <@U0FIN>');
    expect(JSON.stringify(final.blocks)).toContain('Wrong <!channel> month & *rate*');
    expect(final.text).not.toContain('<!channel>');

    const again = await drafted(world, 'ACME-WEB', 'U0RAJ');
    expect(again.ts).not.toBe(asked.ts);
    expect(textOf(again)).toContain('6,666.48');
    expect(new Set(statuses(world))).toEqual(new Set(['In Review']));
    await approve(world, 'U0FIN', again);
    await expectSound(world, { invoices: 1 });
    expect(new Set(statuses(world))).toEqual(new Set(['Invoiced']));
    expect(textOf(now(world, asked))).toBe(textOf(final));
  });

  test.each(['', '   ', '\n\n', '\u00a0\u200b'])(
    'with the reason “%s” is refused in the modal',
    async (reason) => {
      const asked = await drafted(world);
      const before = await everything(world);
      const saved = await reject(world, 'U0FIN', asked, reason);
      expect(Object.keys(saved.errors ?? {})).toEqual(['reason']);
      expect(world.slack.openViews('U0FIN').length).toBe(1);
      expect(await everything(world)).toBe(before);
      await expectSound(world, { invoices: 0 });
    },
  );

  test('after one of two approvals ends it for both', async () => {
    const asked = await drafted(world, 'HARBOR-WMS');
    await approve(world, 'U0FIN', asked);
    await version(world, asked, 1);
    await reject(world, 'U0MEI', asked, 'Annex C is not signed');
    await atRest(world);
    await expectSound(world, { invoices: 0 });
    expect(textOf(now(world, asked))).toContain('Annex C is not signed');
    expect(textOf(now(world, asked))).toContain('Rejected* by <@U0MEI>');
  });

  test('after a rejection nothing else can be decided, and each is told who rejected', async () => {
    const asked = await drafted(world);
    const late = await opened(world, 'U0RAJ', asked, 'edit');
    await reject(world, 'U0FIN', asked, 'No');
    const before = await everything(world);
    const saved = await world.slack.submitView({ user: 'U0RAJ', viewId: late.id, labels: { Memo: 'Yes' } });
    expect(JSON.stringify(saved.errors)).toContain('Finn rejected this already');
    expect(await everything(world)).toBe(before);
    await expectSound(world, { invoices: 0 });
  });
});

test('a rejection that reaches the sheet late does not overwrite what a newer draft of its rows wrote', async () => {
  const world = await startWorld({ overrides: { backoffMs: [6_000] } });
  const asked = await drafted(world);
  world.smartsheet.faults.set({ kind: 'status-500', match: /^PUT / });
  await reject(world, 'U0FIN', asked, 'Once more');
  await vi.waitFor(async () => {
    const late = { key: 'sheet:Rejected', nextAttemptAt: { not: null } };
    expect(await world.db.prisma.step.count({ where: late })).toBe(1);
  }, 5_000);
  world.smartsheet.faults.clear();
  await world.slack.command({ user: 'U0RAJ', channel: 'C0ACME', text: '/invoice-draft' });
  const again = await card(world, 'C0ACME', (text) => text.includes('v1, waiting'));
  await approve(world, 'U0FIN', again);
  await expectSound(world, { invoices: 1 });
  expect(new Set(statuses(world))).toEqual(new Set(['Invoiced']));
  await world.end();
});
