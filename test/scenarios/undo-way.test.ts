import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { approve, atRest, now as cardNow, click, drafted, told, toldThat } from '../support/deciding.ts';
import { inWorld } from '../support/drafting.ts';
import { expectLog, expectSound, newInvoices } from '../support/sound.ts';
import { buttonsOf, card, startWorld, TODAY, textOf, type World } from '../support/world.ts';

const SHEET = 4583173393803140;
const WRITTEN = ['Invoice Status', 'QuickBooks Invoice #', 'QB Transaction ID', 'Invoice Date'];

describe('undoing what was posted', () => {
  let world: World;
  let offset = 0;
  beforeEach(async () => {
    offset = 0;
    world = await startWorld({
      overrides: { now: () => new Date(Date.now() + offset), sweepMs: 100, backoffMs: [50] },
    });
  });
  afterEach(() => world.end());

  const cells = () =>
    world.smartsheet.sheet(SHEET).rows.map(({ id, cells: all }) => [id, WRITTEN.map((title) => all[title])]);

  const posted = async () => {
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await atRest(world);
    return structuredClone(cardNow(world, asked));
  };

  test('Undo voids the invoice, clears the sheet, frees its rows and says who did it', async () => {
    const before = cells();
    const done = await posted();
    expect(buttonsOf(done)).toEqual(['Undo']);
    expect(cells()).not.toEqual(before);

    const ack = await click(world, 'U0RAJ', done, 'undo');
    expect(ack.status).toBe(200);
    const undone = await card(world, 'C0ACME', (text) => text.includes('*Undone* by <@U0RAJ>'));
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(buttonsOf(cardNow(world, undone))).toEqual([]);
    expect(cells()).toEqual(before);

    const again = await drafted(world);
    expect(textOf(again)).toContain('waiting for approval');
    expect(textOf(again)).not.toContain('Invoiced as');
  });

  const invoice = () => newInvoices(world)[0] ?? { Id: '', SyncToken: '' };
  const voids = () => world.quickbooks.requests.filter((line) => line.includes('operation=void')).length;
  const at = (ms: number) => {
    offset = ms;
  };

  test('when the time is over the button disappears by itself, and a late click is told why', async () => {
    const done = await posted();
    at(13 * 60_000);
    await atRest(world);
    expect(buttonsOf(cardNow(world, done))).toEqual(['Undo']);
    at(16 * 60_000);
    await world.slack.waitFor(() => buttonsOf(cardNow(world, done)).length === 0);
    await click(world, 'U0FIN', done, 'undo', { seen: done.blocks });
    await toldThat(world, 'U0FIN', 'The time to undo it is over');
    expect(voids()).toBe(0);
    await expectSound(world, { invoices: 1 });
  });

  test('a click at the very end of the time, before the button is gone, is refused', async () => {
    const done = await posted();
    const { undoUntil } = await world.db.prisma.approval.findFirstOrThrow();
    at((undoUntil?.getTime() ?? 0) - Date.now() + 1);
    await click(world, 'U0FIN', done, 'undo', { seen: done.blocks });
    await toldThat(world, 'U0FIN', 'The time to undo it is over');
    await expectSound(world, { invoices: 1 });
  });

  test('who may not approve may not undo either', async () => {
    const done = await posted();
    await click(world, 'U0AIS', done, 'undo');
    await toldThat(world, 'U0AIS', "You can't undo this");
    await expectSound(world, { invoices: 1 });
  });

  const reasons: [string, (id: string) => void, string][] = [
    ['paid', (id) => world.quickbooks.edit('Invoice', id, { Balance: 10 }), 'was paid'],
    ['mailed', (id) => world.quickbooks.edit('Invoice', id, { EmailStatus: 'EmailSent' }), 'was mailed'],
    ['changed', (id) => world.quickbooks.edit('Invoice', id, { DueDate: '2031-01-31' }), 'was changed'],
    ['deleted', (id) => world.quickbooks.remove('Invoice', id), 'was deleted'],
  ];
  test.each(reasons)(
    'once it was %s in QuickBooks, Undo is refused with the reason',
    async (_, act, words) => {
      const done = await posted();
      const sheet = cells();
      act(invoice().Id);
      await click(world, 'U0FIN', done, 'undo');
      await toldThat(world, 'U0FIN', words);
      const shown = await card(world, 'C0ACME', (text) => text.includes('Not undone, although Finn asked'));
      expect(textOf(shown)).toContain(words);
      await atRest(world);
      expect(buttonsOf(cardNow(world, done))).toEqual([]);
      expect(await world.db.prisma.approval.findFirst()).toMatchObject({ status: 'done', undoUntil: null });
      expect(voids()).toBe(0);
      expect(cells()).toEqual(sheet);
      expect(await world.db.prisma.logEntry.count({ where: { type: 'undo.refused' } })).toBe(1);
      await expectLog(world);
    },
  );

  test('two people press Undo at once; it is voided once, and the second is told of the first', async () => {
    const done = await posted();
    await Promise.all([click(world, 'U0FIN', done, 'undo'), click(world, 'U0RAJ', done, 'undo')]);
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'));
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(voids()).toBe(1);
    await world.slack.waitFor(() =>
      [...told(world, 'U0FIN'), ...told(world, 'U0RAJ')].some((text) => /undo this|undid this/.test(text)),
    );
  });

  test('what a person wrote on the sheet since is kept, and the channel is told', async () => {
    const done = await posted();
    const claim = await world.db.prisma.rowClaim.findFirstOrThrow();
    world.smartsheet.edit(SHEET, Number(claim.rowId), { 'Invoice Status': 'Disputed' });
    await click(world, 'U0FIN', done, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('kept “Disputed”'));
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(world.smartsheet.cell(SHEET, Number(claim.rowId), 'Invoice Status')).toBe('Disputed');
    expect(world.smartsheet.cell(SHEET, Number(claim.rowId), 'QuickBooks Invoice #')).toBeUndefined();
  });

  test('the kill switch holds an undo back; resumed, it is done once', async () => {
    const done = await posted();
    const say = (text: string) => world.slack.command({ user: 'U0FIN', channel: 'C0ACME', text });
    await say('/countersign stop because of an audit');
    await click(world, 'U0FIN', done, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('*Undoing*') && text.includes('is stopped'));
    await atRest(world);
    expect(voids()).toBe(0);
    await say('/countersign resume because it is settled');
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'));
    await expectSound(world, { invoices: 0, voided: 1 });
  });

  test('an answer that is lost after the voiding is found, not repeated', async () => {
    const done = await posted();
    world.quickbooks.faults.set({ kind: 'drop-after', match: /operation=void/, times: 1 });
    await click(world, 'U0FIN', done, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'));
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(voids()).toBe(1);
  });

  test('a sheet that is down holds its rows until it is cleared; the invoice is voided meanwhile', async () => {
    const before = cells().map(([id]) => id);
    const done = await posted();
    world.smartsheet.faults.set({ kind: 'status-500', match: /PUT/ });
    await click(world, 'U0FIN', done, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('is voided. The sheet is not cleared yet'));
    expect(await world.db.prisma.rowClaim.count()).toBeGreaterThan(0);
    world.smartsheet.faults.clear();
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'), 20_000);
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(cells().map(([id]) => id)).toEqual(before);
  });

  test('a restart between the click and the voiding finishes the undo', async () => {
    const done = await posted();
    world.quickbooks.faults.set({ kind: 'status-503', match: /GET .*invoice/ });
    await click(world, 'U0FIN', done, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('*Undoing*'));
    world.quickbooks.faults.clear();
    await world.restart();
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'), 20_000);
    await expectSound(world, { invoices: 0, voided: 1 });
    expect(voids()).toBe(1);
  });
});

describe('where Undo is not offered', () => {
  test('with undo: 0 there is no button, and a forged click is refused', async () => {
    const demo = demoCompany(TODAY);
    const company = { ...demo, projectsYaml: demo.projectsYaml.replace('undo: 15m', 'undo: 0m') };
    await inWorld({ company }, async (world) => {
      const asked = await drafted(world);
      const [approval] = await world.db.prisma.approval.findMany();
      const forged = JSON.parse(
        JSON.stringify(asked.blocks).replaceAll('"action_id":"approve"', '"action_id":"undo"'),
      );
      await approve(world, 'U0FIN', asked);
      await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
      await atRest(world);
      expect(buttonsOf(cardNow(world, asked))).toEqual([]);
      await click(world, 'U0FIN', asked, 'undo', { seen: forged, value: `${approval?.id}:1` });
      await toldThat(world, 'U0FIN', 'The time to undo it is over');
      await expectSound(world, { invoices: 1 });
    });
  });

  test('an invoice that QuickBooks mails has no Undo', async () => {
    await inWorld({}, async (world) => {
      const asked = await drafted(world, 'HARBOR-WMS');
      await approve(world, 'U0MEI', asked);
      await approve(world, 'U0FIN', asked);
      await card(world, 'C0HARBOR', (text) => text.includes('QuickBooks mailed it'));
      await atRest(world);
      expect(buttonsOf(cardNow(world, asked))).toEqual([]);
    });
  });
});
