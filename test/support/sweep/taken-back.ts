import { expect } from 'vitest';
import { expectFinal, type Flow, press, SHEETS } from './flows.ts';
import type { Lane } from './lane.ts';
import { type Ledger, ledgerOf } from './ledger.ts';

/** What the sheet says of its own, by row: what Countersign writes into it beside that is told apart. */
export type SheetNow = ReadonlyMap<number, Record<string, unknown>>;

const OURS = ['Reconciliation Status', 'Reconciliation Notes', 'QB Transaction ID'];
const ADDED = 'Taxi to the client';

export function sheetNow(lane: Lane): SheetNow {
  const { rows } = lane.smartsheet.sheet(SHEETS(lane, 'ACME-WEB').costs);
  return new Map(rows.map(({ id, cells }) => [id, without(cells, OURS)]));
}

/** Of a flow that is done, the undo: `begin` presses it. */
export async function takenBack(lane: Lane, flow: Flow): Promise<Flow> {
  const { approvalId, name } = flow;
  const { channel, messageTs } = await lane.db.prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
  });
  const card = lane.slack.messages(channel).find(({ ts }) => ts === messageTs);
  if (!card) throw new Error(`${name} has no card`);
  const sheet = SHEETS(lane, 'ACME-WEB').costs;
  const added = name === 'add' ? lane.smartsheet.sheet(sheet).rows.filter(isAdded) : [];
  return {
    name: `undo ${name}`,
    approvalId,
    ids: [...flow.ids, ...added.map(({ id }) => String(id))],
    begin: () => press(lane, 'U0FIN', card, 'undo'),
    async check() {
      await expectFinal(lane, approvalId, '*Undone* by <@U0FIN>');
      const types = ['undo.asked', 'undo.done'];
      const told = await lane.db.prisma.logEntry.findMany({ where: { approvalId, type: { in: types } } });
      expect(told.map(({ type }) => type).sort(), name).toEqual(types);
      for (const id of flow.ids.filter((one) => /^\d{10,}$/.test(one))) {
        const { cells } = lane.smartsheet.row(sheet, Number(id));
        expect(cells['Reconciliation Status'], name).toMatch(/^(Variance - Review|Missing in QB)$/);
        expect(cells['QB Transaction ID'] ?? '', name).toBe('');
      }
    },
  };
}

const isAdded = ({ cells }: { cells: Record<string, unknown> }) => cells.Description === ADDED;

/** Sheet and books say again what they said before anything was decided, each change taken back once. */
export function expectAsBefore(lane: Lane, before: { sheet: SheetNow; ledger: Ledger }): void {
  expect(Object.fromEntries(sheetNow(lane))).toEqual(Object.fromEntries(before.sheet));
  const now = ledgerOf(lane);
  expect([...now.keys()].sort()).toEqual([...before.ledger.keys()].sort());
  for (const [key, was] of before.ledger) {
    const is = now.get(key);
    if (!is) continue; // told above
    expect(without(is, ['SyncToken', 'MetaData']), key).toEqual(without(was, ['SyncToken', 'MetaData']));
    // Recoded once, and coded back once; whatever was not touched has its token still.
    expect([0, 2], key).toContain(Number(is.SyncToken) - Number(was.SyncToken));
  }
}

function without(of: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)));
}
