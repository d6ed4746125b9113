import { afterEach, describe, expect, test } from 'vitest';
import { runDocument } from '../../src/reconciling/stored.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { digests, ended, nightOver, worldOnTime } from '../support/digests.ts';
import { textOf, type World } from '../support/world.ts';

describe('a nightly reconciliation', () => {
  let world: World;
  let clock: TestClock;
  afterEach(() => world.end());

  const begin = async () => {
    clock = testClock('2033-03-14 17:00');
    const alone = (yaml: string) => {
      let kept = 0;
      return yaml.replace(/^ {4}costs: .*\n/gm, (line) => (kept++ === 0 ? line : '')); // one project, so that its calls are counted
    };
    world = await worldOnTime(
      clock,
      (company) => {
        company.projectsYaml = alone(company.projectsYaml);
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
    world.quickbooks.person.edit('Bill', bill.txnId, { DocNumber: 'CHANGED-1' });
    const [other] = (await rows(1)).filter(({ type, txnId }) => type === 'Bill' && txnId !== bill.txnId);
    world.quickbooks.person.remove('Bill', other?.txnId ?? '');
    await night('2033-03-17');
    const after = await rows(3);
    expect(after.find(({ txnId }) => txnId === bill.txnId)?.number).toBe('CHANGED-1');
    expect(after.some(({ txnId }) => txnId === other?.txnId)).toBe(false);
    expect(after).toHaveLength((await rows(2)).length - 1);
  });

  test('is whole again after a week', async () => {
    await begin();
    await night('2033-03-15');
    const later = await night('2033-03-23');
    expect(later.filter((line) => line.includes('/cdc'))).toEqual([]);
  });

  test('that comes to nothing is told in the digest, once', async () => {
    await begin();
    const sheet = world.company.projects[0]?.costSheet ?? 0;
    const column = world.smartsheet.sheet(sheet).columns.find(({ title }) => title === 'Actual Cost');
    if (!column) throw new Error('there is no such column');
    world.smartsheet.person.renameColumn(sheet, column.id, 'Something else');
    for (const [date, count] of [
      ['2033-03-15', 1],
      ['2033-03-16', 0],
    ] as const) {
      await night(date);
      clock.set(`${date} 09:00`);
      await ended(world, date);
      const today = digests(world).filter((message) => textOf(message).includes('could not be made'));
      expect(today.length).toBe(count + (date === '2033-03-16' ? 1 : 0));
    }
  });
});
