import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import { approve, drafted, edit, everything, opened, toldThat, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { startWorld, TODAY, textOf, type World } from '../support/world.ts';

const ACME_SHEET = 4583173393803140;

describe('bad input shows in the modal and changes nothing', () => {
  let world: World;
  let asked: StoredMessage;
  beforeAll(async () => {
    world = await startWorld();
    asked = await drafted(world);
  });
  afterAll(() => world.end());
  afterEach(async () => {
    await world.slack.closeView({ user: 'U0FIN', all: true });
    await expectSound(world, { invoices: 0 });
  });

  test.each([
    ['Line 1 quantity', '1,5', 'comma'],
    ['Line 1 quantity', '-3', 'cannot be negative'],
    ['Line 1 quantity', '−3', 'cannot be negative'],
    ['Line 1 quantity', 'abc', 'not a number'],
    ['Line 1 quantity', '1e9', 'not a number'],
    ['Line 1 quantity', '7.5 hours', 'not a number'],
    ['Line 1 quantity', '٧', 'not a number'],
    ['Line 1 quantity', '=1+1', 'not a number'],
    ['Line 1 quantity', '0x10', 'not a number'],
    ['Line 1 quantity', 'Infinity', 'not a number'],
    ['Line 1 quantity', '1.123456', '5 decimal places'],
    ['Line 1 quantity', '99999999999999999999', ''],
    ['Line 1 rate', '1e9', 'not a number'],
    ['Line 1 rate', '-3', 'cannot be negative'],
    ['Line 1 rate', '€150', 'not a number'],
    ['Line 3 description', '   ', 'what this line is for'],
    ['Line 3 description', '\u200b\u200b', 'what this line is for'],
    ['Memo', 'm'.repeat(1001), '1000 characters'],
    ['Due date', '2001-01-01', 'before the invoice'],
  ])('%s “%s” is refused under its own field', async (label, typed, words) => {
    const before = await everything(world);
    const view = await opened(world, 'U0FIN', asked, 'edit');
    const saved = await world.slack.submitView({
      user: 'U0FIN',
      viewId: view.id,
      labels: { [label]: typed },
    });
    const [[blockId, message] = ['', '']] = Object.entries(saved.errors ?? {});
    expect(message).toContain(words);
    expect(message).not.toBe('');
    expect(labelOf(view, blockId)).toBe(label);
    expect(world.slack.openViews('U0FIN').length).toBe(1);
    expect(await everything(world)).toBe(before);
  });

  test('a blank description is not even sent by Slack, because the field is required', async () => {
    const saved = await edit(world, 'U0FIN', asked, { 'Line 1 description': '' });
    expect(Object.keys(saved.errors ?? {}).length).toBe(1);
  });

  test('two mistakes show at once, and a right value beside them is not saved', async () => {
    const before = await everything(world);
    const saved = await edit(world, 'U0FIN', asked, {
      'Line 1 quantity': 'abc',
      'Line 2 rate': '-1',
      'Line 3 quantity': '1',
    });
    expect(Object.keys(saved.errors ?? {}).length).toBe(2);
    expect(await everything(world)).toBe(before);
  });

  test('saved as it was, the draft stays as it is and the modal says so', async () => {
    const before = await everything(world);
    const saved = await edit(world, 'U0FIN', asked, {});
    expect(JSON.stringify(saved.errors)).toContain('Nothing is changed yet');
    expect(await everything(world)).toBe(before);
  });
});

function labelOf(view: StoredView, blockId: string): string {
  const block = view.blocks.find((one) => one.block_id === blockId) as
    | { label?: { text: string } }
    | undefined;
  return block?.label?.text ?? '';
}

describe('a draft of 45 lines', () => {
  let world: World;
  let asked: StoredMessage;
  beforeEach(async () => {
    world = await startWorld();
    for (let index = 1; index <= 38; index += 1)
      world.smartsheet.addRow(ACME_SHEET, {
        Task: `Extra task ${index}`,
        Notes: 'n'.repeat(index * 100),
        Date: TODAY,
        Hours: 1,
        Rate: 100,
        Status: 'Ready to Bill',
      });
    asked = await drafted(world);
  });
  afterEach(() => world.end());

  test('shows ten on the card, every one with Show all, and posts all of them', async () => {
    expect(textOf(asked)).toContain('and 35 more lines');
    const view = await opened(world, 'U0TOM', asked, 'show_all');
    const shown = JSON.stringify(view.blocks);
    for (let line = 1; line <= 45; line += 1) expect(shown).toContain(`${line}. `);
    await approve(world, 'U0FIN', asked);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(posted?.TotalAmt).toBe(10466.48);
  });

  test('is edited on the second page of the modal; the lines of the first stay as they are', async () => {
    const view = await opened(world, 'U0FIN', asked, 'edit');
    expect(JSON.stringify(view.blocks)).toContain('Line 30 rate');
    await turn(view, '1');
    const saved = await world.slack.submitView({
      user: 'U0FIN',
      viewId: view.id,
      labels: { 'Line 45 quantity': '3', 'Line 31 description': 'Changed on page two' },
    });
    expect(saved.errors).toBeUndefined();
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('Line 45 quantity: 1 → 3');
    await approve(world, 'U0RAJ', v2);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(posted?.TotalAmt).toBe(10666.48);
  });

  test('an unchanged, a wrong and a stale second page each say so under a field', async () => {
    const view = await opened(world, 'U0FIN', asked, 'edit');
    await turn(view, '1');
    const save = (labels: Record<string, string>) =>
      world.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
    expect(JSON.stringify((await save({})).errors)).toContain('Nothing is changed yet');
    expect(JSON.stringify((await save({ 'Line 40 rate': 'abc' })).errors)).toContain('not a number');
    await edit(world, 'U0RAJ', asked, { 'Line 1 quantity': '7' });
    await version(world, asked, 2);
    const stale = await save({ 'Line 40 rate': '101' });
    expect(stale.error).toBeUndefined();
    expect(JSON.stringify(stale.errors)).toContain('version 2');
    await world.slack.click({ user: 'U0FIN', viewId: view.id, actionId: 'edit_page', selectedOption: '0' });
    await toldThat(world, 'U0FIN', 'version 2');
    await expectSound(world, { invoices: 0 });
  });

  async function turn(view: StoredView, page: string): Promise<void> {
    await world.slack.click({
      user: view.user,
      viewId: view.id,
      actionId: 'edit_page',
      selectedOption: page,
    });
    await world.slack.waitFor(() => {
      const top = world.slack.openViews(view.user).at(-1);
      return JSON.stringify(top?.blocks).includes('Line 31 rate');
    });
  }
});
