import process from 'node:process';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { FAULTS, QUICK } from '../support/faults.ts';
import { expectLog, expectSound } from '../support/sound.ts';
import { type Breaking, breakEach } from '../support/sweep/breaks.ts';
import { ACTIONS, decided, rowToMatch } from '../support/sweep/decided.ts';
import { type Flow, mailedInvoice, undoneInvoice, untilOver } from '../support/sweep/flows.ts';
import { type Lane, startLane } from '../support/sweep/lane.ts';
import { expectLedger } from '../support/sweep/ledger.ts';
import { expectAsBefore, type SheetNow, sheetNow, takenBack } from '../support/sweep/taken-back.ts';

/** Where the answer is lost, the second try looks before it does anything: it may be lost as well. */
const CASES = FAULTS.flatMap((kind) =>
  (kind === 'hang' || kind === 'drop-after' ? [1, 2] : [1]).map((times) => ({ kind, times })),
);
const met = new Map<string, string[]>();

/** Asks until a run came to its end: where a vendor refused for good, somebody asks again. */
async function reconciledAtLast(lane: Lane): Promise<void> {
  for (let runs = 1; runs < 8; runs += 1) {
    const { status } = await lane.slack.command({
      user: 'U0FIN',
      channel: 'C0ACME',
      text: '/reconcile ACME-WEB',
    });
    expect(status).toBe(200);
    const ended = await vi.waitFor(
      async () => {
        const [run] = await lane.db.prisma.reconciliation.findMany({
          skip: runs - 1,
          orderBy: { number: 'asc' },
          select: { status: true },
        });
        if (!run || !['done', 'failed'].includes(run.status)) throw new Error(`run ${runs}: ${run?.status}`);
        return run.status;
      },
      { timeout: 60_000, interval: 30 },
    );
    if (ended === 'done') return;
  }
  throw new Error('no run came to its end');
}

async function allDone(lane: Lane, breaking: Breaking): Promise<Flow[]> {
  const [mailed, undone] = await Promise.all([
    mailedInvoice(lane, 'Swept'),
    undoneInvoice(lane, 'Swept back'),
    reconciledAtLast(lane),
  ]);
  const flows = [mailed, undone];
  breaking.on = false; // who opens a form is told what is wrong, and opens it again
  for (const name of Object.keys(ACTIONS)) flows.push(await decided(lane, name));
  breaking.on = true;
  breaking.owners.push(...flows);
  await Promise.all(flows.map((flow) => flow.begin()));
  for (const flow of flows) await untilOver(lane, flow);
  return flows;
}

/** Then every variance is undone, each request of that broken in its turn. */
async function allTakenBack(
  lane: Lane,
  breaking: Breaking,
  flows: readonly Flow[],
  sheet: SheetNow,
): Promise<void> {
  const decidedOnes = flows.filter(({ name }) => name in ACTIONS);
  const undone = await Promise.all(decidedOnes.map((flow) => takenBack(lane, flow)));
  breaking.owners.splice(0, breaking.owners.length, ...undone);
  breaking.on = true;
  await Promise.all(undone.map((flow) => flow.begin()));
  for (const flow of undone) await untilOver(lane, flow);
  breaking.on = false;
  for (const flow of undone) await flow.check();
  expectAsBefore(lane, { sheet, ledger: lane.before });
  await expectLog(lane);
}

async function sweep({ kind, times }: (typeof CASES)[number]): Promise<void> {
  const lane = await startLane({ overrides: { ...QUICK, timeoutMs: 1_000 } });
  try {
    rowToMatch(lane);
    const sheet = sheetNow(lane);
    const breaking = breakEach(lane, kind, times);
    const flows = await allDone(lane, breaking);
    breaking.on = false;
    for (const flow of flows) await flow.check();
    await expectSound(lane, { invoices: 1, voided: 1 });
    await expectLedger(lane, lane.before, { bills: 1, journals: 1, recoded: 1 });
    await allTakenBack(lane, breaking, flows, sheet);
    for (const [boundary, count] of breaking.hits)
      met.set(boundary, [...(met.get(boundary) ?? []), count > 1 ? `${kind} twice` : kind]);
  } finally {
    await lane.end();
  }
}

// Most of each is waiting for the next try; more of them at once would only wait for the processor.
const AT_ONCE = 3;
for (let from = 0; from < CASES.length; from += AT_ONCE)
  describe('whatever a vendor does to a request of any kind, everything is done once and exactly as approved', () => {
    test.concurrent.each(CASES.slice(from, from + AT_ONCE))('$kind, $times time(s)', sweep, 150_000);
  });

afterAll(() => {
  const lines = [...met].toSorted().map(([boundary, kinds]) => `  ${boundary.padEnd(62)} ${kinds.length}`);
  process.stdout.write(`Faults met, of ${CASES.length} (${FAULTS.join(', ')}):\n${lines.join('\n')}\n`);
});
