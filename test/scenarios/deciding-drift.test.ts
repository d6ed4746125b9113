import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { approve, drafted, edit, now, reject, version } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { buttonsOf, startWorld, textOf, type World } from '../support/world.ts';

const SHEET = 4583173393803140;

describe('the sheet changes after the card', () => {
  let world: World;
  let asked: StoredMessage;
  beforeEach(async () => {
    world = await startWorld();
    asked = await drafted(world);
  });
  afterEach(() => world.end());

  const row = (task: string) => {
    const found = world.smartsheet.sheet(SHEET).rows.findLast(({ cells }) => cells.Task === task);
    if (!found) throw new Error(`no row ${task}`);
    return found;
  };
  const type = (task: string, cells: Record<string, string | number | boolean | null>) =>
    world.smartsheet.edit(SHEET, row(task).id, cells);

  test('other hours: the click posts nothing, v2 shows what changed, and approved again it posts', async () => {
    type('Homepage wireframes', { Hours: 9 });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('Sheet or books changed');
    expect(textOf(v2)).toContain('Line 1 quantity: 7.5 → 9');
    expect(textOf(v2)).toContain('*0 of 1*');
    expect(buttonsOf(v2)).toEqual(['Approve', 'Edit', 'Reject']);
    await expectSound(world, { invoices: 0 });
    await approve(world, 'U0FIN', v2);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(posted?.TotalAmt).toBe(6891.48);
  });

  test('a row put on hold leaves the draft, and its row can be drafted again later', async () => {
    type('Checkout redesign', { Status: 'On Hold' });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('Line 2 removed');
    await approve(world, 'U0FIN', v2);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(posted?.TotalAmt).toBe(5676.48);
    expect(row('Checkout redesign').cells['Invoice Status']).toBeUndefined();
    type('Checkout redesign', { Status: 'Ready to Bill' });
    const later = await drafted(world, 'ACME-WEB', 'U0RAJ');
    await approve(world, 'U0FIN', later);
    await expectSound(world, { invoices: 2 });
  });

  test('all rows put on hold: nothing is posted, nothing can be approved, and it can be rejected', async () => {
    for (const { id, cells } of world.smartsheet.sheet(SHEET).rows)
      if (String(cells.Status).startsWith('Ready')) world.smartsheet.edit(SHEET, id, { Status: 'On Hold' });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('cannot be approved yet');
    await approve(world, 'U0FIN', v2);
    await reject(world, 'U0FIN', v2, 'Nothing left');
    await expectSound(world, { invoices: 0 });
    expect(textOf(now(world, asked))).toContain('Nothing left');
  });

  test('a row deleted from the sheet leaves the draft', async () => {
    world.smartsheet.deleteRow(SHEET, row('Homepage wireframes').id);
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toContain('Line 1 removed');
    await approve(world, 'U0FIN', v2);
    await expectSound(world, { invoices: 1 });
  });

  test('a row that merely moved, and our own In Review, are no drift', async () => {
    const first = world.smartsheet.sheet(SHEET).rows[0];
    world.smartsheet.deleteRow(SHEET, first?.id ?? 0);
    expect(row('Homepage wireframes').cells['Invoice Status']).toBe('In Review');
    await approve(world, 'U0FIN', asked);
    const [posted] = await expectSound(world, { invoices: 1 });
    expect(String(posted?.PrivateNote)).toContain(' v1 ');
    expect(row('Homepage wireframes').cells['Invoice Status']).toBe('Invoiced');
  });

  test('a comment, a file and a person’s own Invoice Status are no drift; that cell is kept and the channel is told', async () => {
    world.smartsheet.comment(SHEET, row('Homepage wireframes').id, { author: 'Pam Okafor', text: 'Go' });
    type('Homepage wireframes', { 'Invoice Status': 'Ask Dana' });
    await approve(world, 'U0FIN', asked);
    await expectSound(world, { invoices: 1 });
    expect(row('Homepage wireframes').cells['Invoice Status']).toBe('Ask Dana');
    expect(world.slack.messages('C0ACME').some((message) => textOf(message).includes('Ask Dana'))).toBe(true);
  });

  test('a person’s edit of another line survives a drift; an edit of the line that drifted is dropped and said', async () => {
    await edit(world, 'U0RAJ', asked, {
      'Line 2 quantity': '5',
      'Line 2 description': 'Checkout, reworded by hand',
      'Line 3 rate': '140',
    });
    const v2 = await version(world, asked, 2);
    type('Content migration', { Hours: 13 });
    await approve(world, 'U0FIN', v2);
    const v3 = await version(world, asked, 3);
    expect(textOf(v3)).toContain('Checkout, reworded by hand');
    expect(textOf(v3)).toContain('is dropped');
    await approve(world, 'U0FIN', v3);
    const [posted] = await expectSound(world, { invoices: 1 });
    const lines = posted?.Line as { Description?: string; Amount: number }[];
    expect(lines[1]).toMatchObject({ Description: 'Checkout, reworded by hand', Amount: 825 });
    expect(lines[2]).toMatchObject({ Amount: 1950 });
  });

  test('changed notes reword that line’s description, and no figure', async () => {
    type('Accessibility audit', { Notes: 'All templates and the PDF files' });
    await approve(world, 'U0FIN', asked);
    const v2 = await version(world, asked, 2);
    expect(textOf(v2)).toMatch(/Line 7 description: .*PDF files/);
    expect(textOf(v2)).toContain('6,666.48');
    await approve(world, 'U0FIN', v2);
    await expectSound(world, { invoices: 1 });
  });

  test('drift after one of two approvals takes both back', async () => {
    const harbor = await drafted(world, 'HARBOR-WMS');
    await approve(world, 'U0FIN', harbor);
    const sheet = 4583173393803156;
    const steering = world.smartsheet
      .sheet(sheet)
      .rows.findLast(({ cells }) => cells.Task === 'Steering and reporting');
    world.smartsheet.edit(sheet, steering?.id ?? 0, { Hours: 8 });
    await approve(world, 'U0MEI', harbor);
    const v2 = await version(world, harbor, 2);
    expect(textOf(v2)).toContain('*0 of 2*');
    await approve(world, 'U0MEI', v2);
    await approve(world, 'U0FIN', v2);
    await expectSound(world, { invoices: 1 });
  });
});
