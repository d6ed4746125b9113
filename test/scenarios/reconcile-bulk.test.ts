import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createHolds } from '../../src/store/holds.ts';
import { atRest } from '../support/deciding.ts';
import { draft, inWorld, shownIn } from '../support/drafting.ts';
import { QUICK } from '../support/faults.ts';
import {
  BULK_CHANNEL,
  BULK_SHEET,
  bulkRowId,
  manyCosts,
  PERSONS_ID,
  PERSONS_NOTE,
  typedId,
  typedNote,
} from '../support/many-costs.ts';
import { until } from '../support/process.ts';
import { finished, reconciled } from '../support/reconciling.ts';
import { TODAY, textOf, type World } from '../support/world.ts';

const COUNT = 3_000;
const COMMAND = '/reconcile BULK last-month';
const MINUTE = 60_000;
const PATIENT = { ...QUICK, timeoutMs: 15_000 };
const FEWER = 1_500;

const run = (world: World) => reconciled(world, COMMAND, 'U0FIN', BULK_CHANNEL, MINUTE);
const asked = (world: World, from: 'smartsheet' | 'quickbooks', match: RegExp) =>
  world[from].requests.filter((line) => match.test(line));
const sheetPages = /^GET .*\/sheets\/7960873114400000\?.*\bpage=/;
const sheetRows = /^GET .*\/sheets\/7960873114400000\?.*\browIds=/;
const sheetWrites = /^PUT .*\/sheets\/7960873114400000\/rows/;

/** By the cost's number: what its row says. */
function rowsOf(world: World) {
  const rows = new Map(world.smartsheet.sheet(BULK_SHEET).rows.map(({ id, cells }) => [id, cells]));
  return (index: number) => rows.get(bulkRowId(index)) ?? {};
}

function rowsWritten(world: World): number {
  const { rows } = world.smartsheet.sheet(BULK_SHEET);
  return rows.filter(({ cells }) => cells['Reconciliation Status'] !== undefined).length;
}

/** The number of a cost that matches, into whose row nothing is written yet. */
function unwritten(world: World): number {
  const row = rowsOf(world);
  const plain = Array.from({ length: FEWER }, (_, index) => index).filter((index) => index % 100 < 17);
  const found = plain.find((index) => row(index)['Reconciliation Status'] === undefined);
  if (found === undefined) throw new Error('every row is written');
  return found;
}

describe('a project with thousands of costs', () => {
  test(
    'is reconciled in few calls while clicks elsewhere are acknowledged, every row says what was found, and no word of a person is lost',
    () =>
      inWorld({ company: manyCosts(TODAY, COUNT), overrides: PATIENT }, async (world) => {
        const { ts } = await draft(world);
        const before = world.quickbooks.requests.length;
        const waits: number[] = [];
        let going = true;
        const clicking = (async () => {
          while (going) {
            const ack = await world.slack.click({
              user: 'U0TOM',
              channel: 'C0ACME',
              ts,
              actionId: 'approve',
            });
            expect(ack.status).toBe(200);
            waits.push(ack.elapsedMs);
            await delay(50);
          }
        })();
        const message = await run(world);
        going = false;
        await clicking;

        expect(shownIn(message)).toContain('To decide\n90');
        expect(waits.length).toBeGreaterThan(20);
        expect(Math.max(...waits)).toBeLessThan(3_000);
        // Once to compare and once for what is to be written, each whole in one page; 2,970 rows, 500 at a time, each read
        // again right before, in as many addresses as their ids need.
        expect(asked(world, 'smartsheet', sheetPages)).toHaveLength(2);
        expect(asked(world, 'smartsheet', sheetWrites)).toHaveLength(6);
        expect(asked(world, 'smartsheet', sheetRows)).toHaveLength(12);
        // The customer; counts and first pages, the two pages left, attachments, the year before, time.
        expect(world.quickbooks.requests.length - before).toBeLessThanOrEqual(8);

        const row = rowsOf(world);
        for (let index = 0; index < COUNT; index += 1) {
          const cells = row(index);
          if (index % 100 === 77) continue; // it has a bill and no row
          const status =
            index % 100 === 17 ? 'Variance - Review' : index % 100 === 42 ? 'Missing in QB' : 'Matched';
          expect(cells['Reconciliation Status']).toBe(status);
          if (typedNote(index)) expect(cells['Reconciliation Notes']).toBe(PERSONS_NOTE);
          if (typedId(index)) expect(cells['QB Transaction ID']).toBe(PERSONS_ID);
          else if (status === 'Matched') expect(cells['QB Transaction ID']).toBe(String(1_000_000 + index));
        }

        world.smartsheet.requests.length = 0;
        await run(world);
        expect(asked(world, 'smartsheet', sheetWrites)).toHaveLength(0);
      }),
    2 * MINUTE,
  );

  test(
    'a writing that is cut in the middle goes on where it was, and what a person typed meanwhile stays',
    () =>
      inWorld(
        { company: manyCosts(TODAY, FEWER), overrides: { ...PATIENT, sweepMs: 100 } },
        async (world) => {
          let last = -1;
          let writes = 0;
          const stop = world.smartsheet.onChange(({ sheetId, by }) => {
            if (sheetId !== BULK_SHEET || by !== 'api') return;
            writes += 1;
            // After the second request somebody types into a row whose turn has not come, and then all fails.
            if (writes !== 1_000) return;
            stop();
            last = unwritten(world);
            world.smartsheet.edit(BULK_SHEET, bulkRowId(last), { 'QB Transaction ID': PERSONS_ID });
            world.smartsheet.faults.set({ kind: 'status-503', match: sheetWrites });
          });
          await world.slack.command({ user: 'U0FIN', channel: BULK_CHANNEL, text: COMMAND });
          await until(
            () => asked(world, 'smartsheet', sheetWrites).length > 2,
            'a third request was refused',
          );
          await world.restart();
          world.smartsheet.requests.length = 0;
          world.smartsheet.faults.clear();
          await finished(world, 0, MINUTE);

          const row = rowsOf(world);
          expect(row(last)['QB Transaction ID']).toBe(PERSONS_ID);
          expect(row(last)['Reconciliation Status']).toBe('Matched');
          const statuses = world.smartsheet
            .sheet(BULK_SHEET)
            .rows.map(({ cells }) => cells['Reconciliation Status']);
          expect(statuses.filter((status) => status === undefined)).toEqual([]);
          // 1,000 of 1,485 were written before: one request is left.
          expect(asked(world, 'smartsheet', sheetWrites)).toHaveLength(1);
          expect(await world.db.prisma.reconciliation.count()).toBe(1);
        },
      ),
    2 * MINUTE,
  );

  test(
    'how far the sheet is written is said in the message, and not any more once somebody stops it',
    () => {
      let laterMs = 0;
      const overrides = { ...PATIENT, sweepMs: 100, now: () => new Date(Date.now() + laterMs) };
      return inWorld({ company: manyCosts(TODAY, COUNT), overrides }, async (world) => {
        let writes = 0;
        const stop = world.smartsheet.onChange(({ sheetId, by }) => {
          if (sheetId !== BULK_SHEET || by !== 'api') return;
          writes += 1;
          if (writes !== 1_000) return;
          stop();
          laterMs = 10_000;
          world.smartsheet.faults.set({ kind: 'status-503', match: sheetWrites });
        });
        const say = (text: string) => world.slack.command({ user: 'U0FIN', channel: BULK_CHANNEL, text });
        const saying = (words: string) =>
          world.slack.messages(BULK_CHANNEL).find((message) => textOf(message).includes(words));
        await say(COMMAND);
        await world.slack.waitFor(() => saying('1,000 of 2,970 rows so far'), MINUTE);
        await say('/countersign stop because month end');
        await world.slack.waitFor(() => saying(String.raw`To decide\n90`) && !saying('rows so far'), MINUTE);
        expect(rowsWritten(world)).toBe(1_000);
        world.smartsheet.faults.clear();
        await say('/countersign resume because it is over');
        await finished(world, 0, MINUTE);
        expect(rowsWritten(world)).toBe(2_970);
        expect(saying('rows so far')).toBeUndefined();
      });
    },
    2 * MINUTE,
  );

  test(
    'what a person types while the rows wait for the sheet’s turn stays, in the first rows too',
    () =>
      inWorld({ company: manyCosts(TODAY, FEWER), overrides: PATIENT }, async (world) => {
        const holds = createHolds(world.db.url);
        const turn = `smartsheet-write/${BULK_SHEET}`;
        await holds.tryHold([turn]);
        await world.slack.command({ user: 'U0FIN', channel: BULK_CHANNEL, text: COMMAND });
        await until(
          () => asked(world, 'smartsheet', sheetPages).length === 2,
          'it was read for what is to be written',
        );
        for (let index = 0; index < 20; index += 1)
          world.smartsheet.edit(BULK_SHEET, bulkRowId(index), {
            'QB Transaction ID': PERSONS_ID,
            'Reconciliation Status': 'Ask Ana',
          });
        expect(asked(world, 'smartsheet', sheetWrites)).toHaveLength(0);
        await holds.close();
        const message = await finished(world, 0, MINUTE);
        for (let index = 0; index < 20; index += 1) {
          expect(rowsOf(world)(index)['QB Transaction ID']).toBe(PERSONS_ID);
          expect(rowsOf(world)(index)['Reconciliation Status']).toBe('Ask Ana');
        }
        expect(shownIn(message)).toContain('so I left them');
        expect(rowsOf(world)(20)['Reconciliation Status']).toBe('Matched');
      }),
    2 * MINUTE,
  );

  test(
    'somebody who types while the sheet is written is not overwritten in the rows that are still to come',
    () =>
      inWorld({ company: manyCosts(TODAY, FEWER), overrides: PATIENT }, async (world) => {
        let late = -1;
        let writes = 0;
        const stop = world.smartsheet.onChange(({ sheetId, by }) => {
          if (sheetId !== BULK_SHEET || by !== 'api') return;
          writes += 1;
          if (writes !== 500) return;
          stop();
          late = unwritten(world);
          world.smartsheet.edit(BULK_SHEET, bulkRowId(late), {
            'QB Transaction ID': PERSONS_ID,
            'Reconciliation Notes': PERSONS_NOTE,
          });
        });
        await run(world);
        await atRest(world);
        const cells = rowsOf(world)(late);
        expect(cells['QB Transaction ID']).toBe(PERSONS_ID);
        expect(cells['Reconciliation Notes']).toBe(PERSONS_NOTE);
        expect(cells['Reconciliation Status']).toBe('Matched');
        const other = late % 100 === 0 ? late + 1 : late - 1;
        expect(rowsOf(world)(other)['QB Transaction ID']).toBe(String(1_000_000 + other));
      }),
    2 * MINUTE,
  );
});
