import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addReadyRow, approve, atRest, click, drafted, edit, now, reject } from '../support/deciding.ts';
import { chosen, write } from '../support/talk.ts';
import { card, startWorld, type World } from '../support/world.ts';
import { expectSame } from './rebuilding.ts';

const SHEET = 4583173393803140;

describe('an auditor who has the exported log alone', () => {
  let world: World;
  let later = 0;
  beforeAll(async () => {
    const now = () => new Date(Date.now() + later);
    world = await startWorld({
      overrides: { backoffMs: [50, 100], timeoutMs: 2_000, now, sweepMs: 100, watchEveryMs: 100 },
    });
  });
  afterAll(() => world.end());

  const say = (user: string, text: string) => world.slack.command({ user, channel: 'C0ACME', text });

  test('knows what waits, and what one of two has approved', async () => {
    await drafted(world, 'CAFE-LOYAL', 'U0RAJ');
    const two = await drafted(world, 'HARBOR-WMS');
    await approve(world, 'U0FIN', two);
    const { approvals } = await expectSame(world);
    expect([...approvals.values()].map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    await approve(world, 'U0MEI', two);
    await atRest(world);
    const done = await expectSame(world);
    expect([...done.approvals.values()][1]).toMatchObject({ status: 'done', version: 1 });
  });

  test('knows an edit that took an approval back, a rejection with its reason, and the draft that followed', async () => {
    const first = await drafted(world);
    await edit(world, 'U0FIN', first, { 'Line 1 quantity': '8' });
    await atRest(world);
    const second = structuredClone(now(world, first));
    await reject(world, 'U0FIN', second, 'Not this month');
    await expectSame(world);
    const again = await drafted(world);
    await approve(world, 'U0FIN', again);
    await atRest(world);
    await expectSame(world);
  });

  test('knows that the sheet drifted, and that everything was stopped and went on', async () => {
    addReadyRow(world, 'Drifting row');
    const asked = await drafted(world);
    const { rows } = world.smartsheet.sheet(SHEET);
    const row = rows.findLast(({ cells }) => cells.Task === 'Drifting row');
    world.smartsheet.edit(SHEET, row?.id ?? 0, { Hours: 3 });
    await approve(world, 'U0FIN', asked);
    await atRest(world);
    const fresh = structuredClone(now(world, asked));
    await say('U0FIN', '/countersign stop because the auditors are in');
    await approve(world, 'U0FIN', fresh);
    const held = await expectSame(world);
    expect(held.stopped.get('*')).toMatchObject({ by: 'U0FIN', reason: 'the auditors are in' });
    await say('U0FIN', '/countersign resume because it is settled');
    await atRest(world);
    expect((await expectSame(world)).stopped.size).toBe(0);
  });

  test('knows what failed and who had it tried again', async () => {
    addReadyRow(world, 'Failing row');
    const asked = await drafted(world);
    world.quickbooks.settings.closingDate = '2099-12-31';
    await approve(world, 'U0FIN', asked);
    const { approvals } = await expectSame(world);
    expect([...approvals.values()].at(-1)).toMatchObject({ status: 'failed', failedSteps: ['post'] });
    world.quickbooks.settings.closingDate = null;
    world.quickbooks.faults.set({ kind: 'status-500', match: /^POST .*\/invoice\?/, times: 1 });
    await click(world, 'U0FIN', asked, 'retry');
    await atRest(world);
    await expectSame(world);
  });

  test('knows that two who clicked at once are one approval and one posting', async () => {
    addReadyRow(world, 'Popular row');
    const asked = await drafted(world);
    await Promise.all([approve(world, 'U0FIN', asked), approve(world, 'U0MEI', asked)]);
    await atRest(world);
    await expectSame(world);
  });

  test('knows an undo, and whose decision it was', async () => {
    addReadyRow(world, 'Regretted row');
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await atRest(world);
    await click(world, 'U0MEI', structuredClone(now(world, asked)), 'undo');
    const { approvals } = await expectSame(world);
    expect([...approvals.values()].at(-1)).toMatchObject({
      status: 'voided',
      decisions: [{ verb: 'approve' }, { verb: 'undo', who: 'U0MEI' }],
    });
  });

  test('knows who is away, and who decided in whose place', async () => {
    addReadyRow(world, 'Delegated row');
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await say('U0FIN', `/countersign away until ${until} delegate <@U0RAJ|raj>`);
    const asked = await drafted(world);
    expect((await expectSame(world)).away.get('U0FIN')).toMatchObject({ delegate: 'U0RAJ' });
    await approve(world, 'U0RAJ', asked);
    await expectSame(world);
    await say('U0FIN', '/countersign back');
    await expectSame(world);
  });

  test('knows what was noticed later, in the books and on the rows', async () => {
    addReadyRow(world, 'Watched row');
    const asked = await drafted(world);
    await approve(world, 'U0FIN', asked);
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await atRest(world);
    const { id, posting } = await world.db.prisma.approval.findFirstOrThrow({ orderBy: { number: 'desc' } });
    const { rowId } = await world.db.prisma.rowClaim.findFirstOrThrow({ where: { approvalId: id } });
    world.quickbooks.edit('Invoice', (posting as { id: string }).id, { DueDate: '2030-01-31' });
    world.smartsheet.edit(SHEET, Number(rowId), { Hours: 99 });
    const noticed = () =>
      world.db.prisma.logEntry.count({ where: { approvalId: id, type: { endsWith: '.changed' } } });
    await expect.poll(noticed, { timeout: 10_000 }).toBe(2);
    const { approvals } = await expectSame(world);
    expect(approvals.get(id)?.seen?.books[0]).toContain('the due date');
    expect(Object.keys(approvals.get(id)?.seen?.rows ?? {})).toContain(rowId);
    world.smartsheet.deleteRow(SHEET, Number(rowId));
    await expect.poll(noticed, { timeout: 10_000 }).toBe(3);
    await expectSame(world);
  });

  test('knows that what was read before a stop is read again', async () => {
    addReadyRow(world, 'Held row');
    const asked = await drafted(world);
    world.quickbooks.faults.set({ kind: 'status-500', match: /customer\/\d+/ });
    await approve(world, 'U0FIN', asked);
    await say('U0FIN', '/countersign stop because the auditors are in');
    world.quickbooks.faults.clear();
    await expectSame(world);
    await say('U0FIN', '/countersign resume because it is settled');
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await expectSame(world);
  });

  test('knows what was asked, and the answer', async () => {
    addReadyRow(world, 'Questioned row');
    const asked = await drafted(world);
    await chosen(world, 'U0FIN', asked, 'Ask a question');
    await world.slack.submitView({ user: 'U0FIN', labels: { Question: 'Why so few hours?' } });
    const { approvals } = await expectSame(world);
    expect([...approvals.values()].at(-1)?.question).toMatchObject({
      by: 'U0FIN',
      text: 'Why so few hours?',
    });
    await write(world, 'U0PAM', asked, 'It rained');
    await card(world, 'C0ACME', (text) => text.includes('answered'));
    const answered = await expectSame(world);
    expect([...answered.approvals.values()].at(-1)?.question?.answer).toMatchObject({
      by: 'U0PAM',
      text: 'It rained',
    });
    await reject(world, 'U0FIN', structuredClone(now(world, asked)), 'Not enough');
  });

  test('knows that it was escalated and expired', async () => {
    addReadyRow(world, 'Forgotten row');
    await drafted(world);
    const statuses = async () =>
      [...(await expectSame(world)).approvals.values()]
        .map(({ status }) => status)
        .filter((one) => one !== 'done');
    for (const days of [2, 4, 30]) {
      later = days * 86_400_000;
      await expectSame(world);
    }
    expect(await statuses()).toContain('expired');
  });
});
