import { expect, test } from 'vitest';
import { reconciled } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { ACTIONS, decided, rowToMatch } from '../support/sweep/decided.ts';
import { type Flow, isOver, untilOver } from '../support/sweep/flows.ts';
import { walk } from '../support/sweep/kills.ts';
import { startLane } from '../support/sweep/lane.ts';
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
