import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHEET } from '../support/auto.ts';
import { approve, atRest, click, drafted, now } from '../support/deciding.ts';
import { type SlowVendor, slowVendor } from '../support/slow.ts';
import { expectSound } from '../support/sound.ts';
import { entries } from '../support/talk.ts';
import { card, startWorld, textOf, type World } from '../support/world.ts';

describe('work that is under way with a slow vendor when somebody stops everything', () => {
  let books: SlowVendor;
  let sheets: SlowVendor;
  let world: World;
  beforeEach(async () => {
    [books, sheets] = [await slowVendor(), await slowVendor()];
    const env = {
      QUICKBOOKS_API_URL: books.url.slice(0, -1),
      SMARTSHEET_API_URL: `${sheets.url}2.0/`,
    };
    world = await startWorld({ env, overrides: { backoffMs: [20] }, behind: { books, sheets } });
  });
  afterEach(async () => {
    await world.end();
    await Promise.all([books.end(), sheets.end()]);
  });

  const say = (text: string) => world.slack.command({ user: 'U0FIN', channel: 'C0ACME', text });
  const stop = () => say('/countersign stop because the auditors are in');
  const resume = () => say('/countersign resume because they left');
  const shows = (words: string) => card(world, 'C0ACME', (text) => text.includes(words));
  const made = (match: RegExp) => world.quickbooks.requests.filter((line) => match.test(line)).length;
  const puts = () => world.smartsheet.requests.filter((line) => /^(PUT|POST)/.test(line)).length;
  const held = async () => (await entries(world, 'step.held')).map(({ data }) => data.step);

  test('an undo that has read the invoice does not void it; resumed, it is voided once', async () => {
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    const done = await shows('The sheet is updated');
    await atRest(world);
    const slow = books.hold(/^GET .*\/invoice\/\d+/);
    await click(world, 'U0FIN', done, 'undo');
    await slow.reached;
    await stop();
    slow.release();
    await shows('is stopped');
    await atRest(world);
    expect(made(/operation=void/)).toBe(0);
    expect(await held()).toEqual(['void']);
    await resume();
    await shows('*Undone*');
    expect(made(/operation=void/)).toBe(1);
    await expectSound(world, { invoices: 0, voided: 1 });
  });

  test('a look for an invoice whose answer was lost is not followed by a posting; resumed, one is posted', async () => {
    const asked = await drafted(world);
    const create = /^POST .*\/invoice\?/;
    world.quickbooks.faults.set({ kind: 'drop-before', match: create, times: 1 });
    const slow = books.hold(/^GET .*\/query.*Invoice.*PrivateNote|^GET .*\/query.*CreateTime/i);
    await approve(world, 'U0FIN', asked);
    await slow.reached;
    const before = made(create);
    await stop();
    slow.release();
    await shows('is stopped');
    await atRest(world);
    expect(made(create)).toBe(before);
    expect(textOf(now(world, asked))).not.toContain('Retry');
    expect(await held()).toEqual(['post']);
    expect(await world.db.prisma.approval.findFirst()).toMatchObject({ status: 'approved', trouble: null });
    await resume();
    await shows('The sheet is updated');
    await expectSound(world, { invoices: 1 });
  });

  test('a sheet that was read is not written; resumed, it is', async () => {
    const slow = sheets.hold(/^GET .*rowIds=/);
    await world.slack.command({ user: 'U0PAM', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
    await slow.reached;
    await stop();
    const before = puts();
    slow.release();
    await shows('is stopped');
    await atRest(world);
    expect(puts()).toBe(before);
    expect(await held()).toEqual(['sheet:In Review']);
    await resume();
    await atRest(world);
    const { rowId } = await world.db.prisma.rowClaim.findFirstOrThrow();
    expect(world.smartsheet.cell(SHEET, Number(rowId), 'Invoice Status')).toBe('In Review');
  });

  test('what was read before a stop is read again after it: a row changed meanwhile asks people anew', async () => {
    const asked = await drafted(world);
    const slow = books.hold(/^GET .*\/customer\/\d+/);
    await approve(world, 'U0FIN', asked);
    await slow.reached;
    await stop();
    slow.release();
    await shows('is stopped');
    await atRest(world);
    const { rowId } = await world.db.prisma.rowClaim.findFirstOrThrow();
    world.smartsheet.edit(SHEET, Number(rowId), { Hours: 99 });
    await resume();
    await shows('*v2*');
    await expectSound(world, { invoices: 0 });
  });
});
