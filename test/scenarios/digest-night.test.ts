import { afterEach, describe, expect, test } from 'vitest';
import { runDocument } from '../../src/reconciling/stored.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { approve } from '../support/deciding.ts';
import { digests, ended, nightOver, worldOnTime } from '../support/digests.ts';
import { COST_SHEET, cardOf, reconciled } from '../support/reconciling.ts';
import { card, textOf, type World } from '../support/world.ts';

/** Of the cost sheet, as it is read to be compared and to be written. */
const PAGE = new RegExp(`^GET .*/sheets/${COST_SHEET}\\?.*\\bpage=`);

describe('a nightly reconciliation', () => {
  let world: World;
  let clock: TestClock;
  afterEach(() => world.end());

  const begin = async (change = (yaml: string) => yaml) => {
    clock = testClock('2033-03-14 17:00');
    const alone = (yaml: string) => {
      let kept = 0;
      return yaml.replace(/^ {4}costs: .*\n/gm, (line) => (kept++ === 0 ? line : '')); // one project, so that its calls are counted
    };
    world = await worldOnTime(
      clock,
      (company) => {
        company.projectsYaml = change(alone(company.projectsYaml));
      },
      { vendorsNow: () => clock.now() },
    );
  };
  /** Requests for data, of the night of that date. */
  const night = async (date: string): Promise<string[]> => {
    const before = world.quickbooks.requests.length;
    clock.set(`${date} 02:00`);
    await nightOver(world, date, 1);
    return world.quickbooks.requests.slice(before).filter((line) => line.includes('/v3/'));
  };
  const rows = async (run: number) => (await runDocument(world.db.prisma, run))?.ledgerRows ?? [];

  test('asks for what changed since the night before, and comes to the same as a whole reading', async () => {
    await begin();
    const whole = await night('2033-03-15');
    const quiet = await night('2033-03-16');
    expect(quiet.filter((line) => line.includes('/cdc'))).toHaveLength(1);
    expect(quiet.length).toBeLessThan(whole.length);
    expect(await rows(2)).toEqual(await rows(1));

    const [bill] = (await rows(1)).filter(({ type, inPeriod }) => type === 'Bill' && inPeriod);
    if (!bill) throw new Error('there is no bill in the period');
    clock.set('2033-03-16 12:00');
    world.quickbooks.edit('Bill', bill.txnId, { DocNumber: 'CHANGED-1' });
    const [other] = (await rows(1)).filter(({ type, txnId }) => type === 'Bill' && txnId !== bill.txnId);
    world.quickbooks.remove('Bill', other?.txnId ?? '');
    await night('2033-03-17');
    const after = await rows(3);
    expect(after.find(({ txnId }) => txnId === bill.txnId)?.number).toBe('CHANGED-1');
    expect(after.some(({ txnId }) => txnId === other?.txnId)).toBe(false);
    expect(after).toHaveLength((await rows(2)).length - 1);
  });

  test('asks the sheet for the rows that changed since the night before, and comes to the same as a whole reading', async () => {
    await begin();
    await night('2033-03-15');
    clock.set('2033-03-15 12:00');
    const [first = 0, second = 0] = world.smartsheet
      .sheet(COST_SHEET)
      .rows.slice(-2)
      .map(({ id }) => id);
    world.smartsheet.edit(COST_SHEET, first, { 'Actual Cost': 1_234.56, Date: '2033-03-10' });
    world.smartsheet.requests.length = 0;
    await night('2033-03-16');
    const asked = () => world.smartsheet.requests.splice(0).filter((line) => PAGE.test(line));
    const few = asked();
    expect(few.length).toBeGreaterThan(0);
    for (const line of few) {
      expect(line).toContain('ifVersionAfter=');
      expect(line).toContain('rowsModifiedSince=');
    }
    const costs = async (run: number) => (await runDocument(world.db.prisma, run))?.sheetRows ?? [];
    expect((await costs(2)).find(({ id }) => id === String(first))?.amountMinor).toBe(123_456);

    clock.set('2033-03-16 12:00');
    world.smartsheet.deleteRow(COST_SHEET, second);
    await night('2033-03-17');
    expect((await costs(3)).some(({ id }) => id === String(second))).toBe(false);
    asked();
    const quiet = await costs(3);
    await reconciled(world, '/reconcile ACME-WEB this-month');
    expect(asked().some((line) => !line.includes('ifVersionAfter'))).toBe(true);
    expect(await costs(4)).toEqual(quiet);
  });

  test('is whole again after a week', async () => {
    await begin();
    await night('2033-03-15');
    const later = await night('2033-03-23');
    expect(later.filter((line) => line.includes('/cdc'))).toEqual([]);
  });

  test('that comes to nothing is told in the digest, once', async () => {
    await begin((yaml) => yaml.replace('Acme Corp:Website', 'Acme Corp:Websight'));
    for (const date of ['2033-03-15', '2033-03-16']) {
      await night(date);
      clock.set(`${date} 09:00`);
      await ended(world, date);
    }
    expect(digests(world).filter((message) => textOf(message).includes('could not be made'))).toHaveLength(1);
  });

  test('what was accepted and changed since is asked again from Show all, with a card of its own', async () => {
    await begin();
    await reconciled(world, '/reconcile ACME-WEB this-month');
    const first = cardOf(world, '$54.00');
    await approve(world, 'U0FIN', first);
    await card(world, 'C0ACME', (text) => text.includes('$54.00') && text.includes('Accepted'));
    const bill = world.quickbooks.entities('Bill').find(({ DocNumber }) => DocNumber === 'INV-008790');
    if (!bill) throw new Error('there is no such bill');
    const [line] = bill.Line as { Amount: number }[];
    clock.set('2033-03-14 20:00');
    world.quickbooks.edit('Bill', bill.Id, { Line: [{ ...line, Amount: 400 }], TotalAmt: 400 });
    const runs = await world.db.prisma.reconciliation.count();
    clock.set('2033-03-15 02:00');
    await nightOver(world, '2033-03-15', 1);
    expect(await world.db.prisma.reconciliation.count()).toBe(runs + 1);
    clock.set('2033-03-15 09:00');
    await ended(world, '2033-03-15');
    const [digest] = digests(world);
    expect(textOf(digest ?? first)).toContain('$90.00');
    await world.slack.click({
      user: 'U0FIN',
      channel: 'C0ACME',
      ts: digest?.ts ?? '',
      actionId: 'all_variances',
    });
    const [list] = await world.slack.waitFor(() => {
      const views = world.slack.openViews('U0FIN');
      return views.length > 0 ? views : undefined;
    });
    expect(JSON.stringify(list)).toContain('open_variance');
    await world.slack.click({
      user: 'U0FIN',
      channel: 'C0ACME',
      ts: digest?.ts ?? '',
      actionId: 'open_variance',
    });
    const second = await card(world, 'C0ACME', (text) => text.includes('$90.00') && text.includes('Accept'));
    expect(second.ts).not.toBe(first.ts);
  });
});
