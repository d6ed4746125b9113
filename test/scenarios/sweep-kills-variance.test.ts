import { expect, test } from 'vitest';
import { isSoon } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { reconciled } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { ACTIONS, decided, rowToMatch } from '../support/sweep/decided.ts';
import { cardFor, type Flow, isOver, SHEETS, untilOver } from '../support/sweep/flows.ts';
import { walk } from '../support/sweep/kills.ts';
import { type Lane, startLane } from '../support/sweep/lane.ts';
import { expectLedger, ledgerOf } from '../support/sweep/ledger.ts';
import { expectAsBefore, sheetNow, takenBack } from '../support/sweep/taken-back.ts';

/** What every action does by the same step: in each lane, one of its actions is cut off there. */
const COMMON = /PUT rows: (Resolved|Accepted)|discussions|chat\.update/;
/** The same of taking back. */
const COMMON_BACK = /PUT rows: (Variance - Review|Missing in QB)|chat\.update/;
/** Two at a time, so that the turns that writes to one sheet take do not make each wait for all. */
const LANES = [
  ['bill', 'recode', 'accept', 'different'],
  ['journal', 'add', 'correct', 'same'],
] as const;

/** Requests that take something back: cut off before the vendor has done it, and after. */
const CUTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    bill: 'quickbooks POST bill delete',
    journal: 'quickbooks POST journalentry delete',
    recode: 'quickbooks POST bill update',
    correct: 'smartsheet PUT rows',
    add: 'smartsheet DELETE rows',
  }).map(([name, shape]) => [
    name,
    ['before', 'after'].map((moment) => `undo ${name} | ${shape}, ${moment}`),
  ]),
);

/** The requests by which these actions do what they are for: each is cut off before the vendor has done it, and after. */
const DOES: Readonly<Record<string, string>> = {
  bill: 'bill | quickbooks POST bill',
  journal: 'journal | quickbooks POST journalentry',
  recode: 'recode | quickbooks POST bill update',
  correct: 'correct | smartsheet PUT rows',
  add: 'add | smartsheet POST rows: Resolved',
};

test('every action is in one of the lanes', () => {
  expect(LANES.flat().toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
});

test.each(LANES)(
  '%s, %s, %s, %s: cut off at every request, each is done once, exactly as approved',
  async (...names) => {
    const lane = await startLane();
    try {
      rowToMatch(lane);
      await reconciled(lane);
      const flows: Flow[] = [];
      for (const name of names) flows.push(await decided(lane, name));
      const going = flows.map((flow) => ({ ...flow, isOver: () => isOver(lane, flow) }));
      const { cuts } = await walk(lane, names.join(', '), going, COMMON);
      const at = cuts.map(({ boundary, moment }) => `${boundary}, ${moment}`);
      for (const boundary of names.flatMap((name) => DOES[name] ?? []))
        expect(at).toEqual(expect.arrayContaining([`${boundary}, before`, `${boundary}, after`]));
      for (const flow of flows) await flow.check();
      const count = (name: string) => names.filter((one) => one === name).length;
      await expectLedger(lane, lane.before, {
        bills: count('bill'),
        journals: count('journal'),
        recoded: count('recode'),
      });
      await expectLog(lane);
    } finally {
      await lane.end();
    }
  },
  240_000,
);

test.each(LANES)(
  'undo of %s, %s, %s, %s: cut off at every request, each is taken back once, and sheet and books are as before',
  async (...names) => {
    const lane = await startLane();
    try {
      rowToMatch(lane);
      await reconciled(lane);
      const before = { sheet: sheetNow(lane), ledger: ledgerOf(lane) };
      const flows: Flow[] = [];
      for (const name of names) {
        const done = await decided(lane, name);
        await done.begin();
        await untilOver(lane, done);
        flows.push(await takenBack(lane, done));
      }
      const going = flows.map((flow) => ({ ...flow, isOver: () => isOver(lane, flow) }));
      const { cuts } = await walk(lane, `undo of ${names.join(', ')}`, going, COMMON_BACK);
      for (const flow of flows) await flow.check();
      expectAsBefore(lane, before);
      await expectLog(lane);
      const at = cuts.map(({ boundary, moment }) => `${boundary}, ${moment}`);
      for (const name of names) for (const cut of CUTS[name] ?? []) expect(at).toContain(cut);
    } finally {
      await lane.end();
    }
  },
  240_000,
);

const CONTESTED = 'BL-204';

/** How it stands once nothing of it is on its way any more; null before. */
async function endOf(lane: Lane, { approvalId }: Flow): Promise<string | null> {
  const { status, version, dueAt, cardShown, cardRevision } = await lane.db.prisma.approval.findUniqueOrThrow(
    { where: { id: approvalId } },
  );
  if (isSoon(dueAt, new Date()) || cardShown < cardRevision) return null;
  const end = `${status}, version ${version}`;
  return ['done, version 2', 'settled, version 2', 'waiting, version 3'].includes(end) ? end : null;
}

test('a bill and a match by hand of one row, both approved: cut off at every request, one alone is carried out', async () => {
  const lane = await startLane();
  try {
    await reconciled(lane);
    const options = { 'Rows of the sheet': CONTESTED };
    const bill = await decided(lane, 'bill');
    const match = await decided(lane, 'same', { options });
    const going = [bill, match].map((flow) => ({
      ...flow,
      isOver: async () => (await endOf(lane, flow)) !== null,
    }));
    await walk(lane, 'a bill and a match of one row', going);
    const ends = [await endOf(lane, bill), await endOf(lane, match)];
    const billed = ends[0] === 'done, version 2';
    expect(ends).toEqual(
      billed ? ['done, version 2', 'waiting, version 3'] : ['settled, version 2', 'done, version 2'],
    );
    const other = await cardFor(lane, (billed ? match : bill).approvalId);
    expect(other && shownIn(other)).toMatch(/BL-204.* was decided on with approval \d+/);
    await expectLedger(lane, lane.before, { bills: billed ? 1 : 0, journals: 0, recoded: 0 });
    const own = lane.smartsheet
      .sheet(SHEETS(lane, 'ACME-WEB').costs)
      .rows.filter(({ cells }) => cells['Invoice #'] === CONTESTED);
    expect(own.map(({ cells }) => cells['Reconciliation Status'])).toEqual(['Resolved']);
    await expectLog(lane);
  } finally {
    await lane.end();
  }
}, 240_000);
