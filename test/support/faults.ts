import { expect, vi } from 'vitest';
import { READY } from '../../src/sandbox/company/plan.ts';
import type { Fault, FaultSwitch } from '../../src/sandbox/faults.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { atRest, now } from './deciding.ts';
import { buttonsOf, startWorld, TODAY, textOf, type World, type WorldOptions } from './world.ts';

/** A project whose invoices QuickBooks mails: its way has every step there is. */
export const CODE = 'HARBOR-WMS';
export const CHANNEL = 'C0HARBOR';
export const SHEET = 4583173393803156;

/** Hanging requests end soon and tries follow at once, so that a fault costs a test no time. */
export const QUICK = {
  timeoutMs: 400,
  backoffMs: [0],
  quickBooksLimits: { concurrent: 8, perSecond: 1_000, perMinute: 10_000 },
};

export type Service = 'quickbooks' | 'smartsheet' | 'slack' | 'model';

/** Everything that a vendor can do to a request. */
export const FAULTS: readonly Fault['kind'][] = [
  'hang',
  'drop-before',
  'drop-after',
  'status-429',
  'status-500',
  'status-503',
  'html',
  'expired-token',
];

/** A world in which no row is ready yet, and QuickBooks' mails are counted. */
export async function quietWorld(options: WorldOptions = {}): Promise<World & { mails: string[] }> {
  const world = await startWorld({ overrides: QUICK, ...options });
  for (const { id, cells } of world.smartsheet.sheet(SHEET).rows)
    if (String(cells.Status).startsWith('Ready')) world.smartsheet.edit(SHEET, id, { Status: 'On Hold' });
  const mails: string[] = [];
  world.quickbooks.onChange(({ entity, id, operation }) => {
    if (entity === 'Invoice' && operation === 'Emailed') mails.push(id);
  });
  return Object.assign(world, { mails });
}

/** One row that is ready to bill; answers its id. */
export function readyRow(world: World, task: string): number {
  return world.smartsheet.addRow(SHEET, {
    Task: task,
    Date: TODAY,
    Hours: 2,
    Rate: 185,
    Billable: true,
    Status: READY,
    'PO #': 'HL-PO-77120',
  });
}

/** Asks for a draft of what is ready. */
export async function ask(world: World): Promise<void> {
  const { status } = await world.slack.command({
    user: 'U0PAM',
    channel: CHANNEL,
    text: `/invoice-draft ${CODE}`,
  });
  expect(status).toBe(200);
}

/** The newest card that shows the words. */
export function shows(world: World, words: string, ms = 15_000): Promise<StoredMessage> {
  return world.slack.waitFor(() => {
    const found = cards(world).findLast((message) => textOf(message).includes(words));
    if (!found) throw new Error(`no card says “${words}”: ${cards(world).slice(-1).map(textOf)}`);
    return found;
  }, ms);
}

export function cards(world: World): StoredMessage[] {
  return world.slack.messages(CHANNEL).filter(({ botId }) => botId !== undefined);
}

/** A card of one ready row, waiting and at rest. */
export async function waitingCard(world: World, task: string): Promise<StoredMessage> {
  await ask(world);
  const card = await world.slack.waitFor(
    () =>
      cards(world).find(
        (message) => textOf(message).includes(task) && buttonsOf(message).includes('Approve'),
      ),
    15_000,
  );
  await atRest(world);
  return now(world, card);
}

export async function press(world: World, card: StoredMessage, actionId: string): Promise<void> {
  const { status } = await world.slack.click({ user: 'U0FIN', channel: CHANNEL, ts: card.ts, actionId });
  expect(status).toBe(200);
}

export function switchOf(world: World, service: Service): FaultSwitch {
  return world[service].faults;
}

/** Once everything is done; whatever waits for Retry gets one. */
export async function untilDone(world: World, id: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const approval = await world.db.prisma.approval.findUniqueOrThrow({ where: { id } });
      if (approval.status === 'done' && approval.dueAt === null) return;
      const card = cards(world).find(({ ts }) => ts === approval.messageTs);
      const waits = approval.dueAt === null && approval.trouble !== null;
      if (card && waits && buttonsOf(card).includes('Retry')) await press(world, card, 'retry');
      throw new Error(`${approval.status}, due ${approval.dueAt}: ${JSON.stringify(approval.trouble)}`);
    },
    { timeout: 15_000, interval: 20 },
  );
  await atRest(world);
}

export async function newestApproval(world: World) {
  return world.db.prisma.approval.findFirstOrThrow({ orderBy: { number: 'desc' } });
}

/** What must hold of an approval that is done: one invoice, one mail, a right sheet, one comment, one final card. */
export async function expectDone(world: World & { mails: string[] }, id: string, row: number): Promise<void> {
  const approval = await world.db.prisma.approval.findUniqueOrThrow({ where: { id } });
  const invoices = world.quickbooks
    .entities('Invoice')
    .filter(({ PrivateNote }) => String(PrivateNote).includes(id));
  expect(invoices.length, 'invoices in QuickBooks').toBe(1);
  const [invoice] = invoices;
  expect(world.mails.filter((mailed) => mailed === invoice?.Id).length, 'mails').toBe(1);
  const { cells, comments } = world.smartsheet.row(SHEET, row);
  expect(cells).toMatchObject({
    'Invoice Status': 'Sent',
    'QuickBooks Invoice #': invoice?.DocNumber,
    'QB Transaction ID': invoice?.Id,
    'Invoice Date': invoice?.TxnDate,
  });
  expect(comments.filter(({ text }) => text.includes('Invoiced as')).length, 'comments').toBe(1);
  const mine = cards(world).filter((card) => textOf(card).includes(`Approval ${approval.number} ·`));
  expect(mine.length, 'cards').toBe(1);
  const [card] = mine;
  if (!card) return;
  expect(buttonsOf(card)).toEqual([]);
  expect(textOf(card)).toContain('The sheet is updated. QuickBooks mailed it.');
  expect(textOf(card)).toContain(`txnId=${invoice?.Id}`);
}
