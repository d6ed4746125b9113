import { expect, test } from 'vitest';
import { reconciled } from '../support/reconciling.ts';
import { expectLog } from '../support/sound.ts';
import { ACTIONS, decided } from '../support/sweep/decided.ts';
import { type Flow, isOver } from '../support/sweep/flows.ts';
import { walk } from '../support/sweep/kills.ts';
import { startLane } from '../support/sweep/lane.ts';
import { expectLedger } from '../support/sweep/ledger.ts';

/** What every action does by the same step: in each lane, one of its actions is cut off there. */
const COMMON = /PUT rows: (Resolved|Accepted)|discussions|chat\.update/;
/** Two at a time, so that the turns that writes to one sheet take do not make each wait for all. */
const LANES = [
  ['bill', 'recode', 'accept', 'different'],
  ['journal', 'add', 'correct', 'same'],
] as const;

test('every action is in one of the lanes', () => {
  expect(LANES.flat().toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
});

test.each(LANES)(
  '%s, %s, %s, %s: cut off at every request, each is done once, exactly as approved',
  async (...names) => {
    const lane = await startLane();
    try {
      await reconciled(lane);
      const flows: Flow[] = [];
      for (const name of names) flows.push(await decided(lane, name));
      const going = flows.map((flow) => ({ ...flow, isOver: () => isOver(lane, flow) }));
      await walk(lane, names.join(', '), going, COMMON);
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
