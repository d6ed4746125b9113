import { expect, vi } from 'vitest';
import { READY } from '../../src/sandbox/company/plan.ts';
import type { Fault, FaultSwitch } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { atRest, isSoon, now } from './deciding.ts';
import { buttonsOf, startWorld, TODAY, textOf, type World, type WorldOptions } from './world.ts';

/** A project whose invoices QuickBooks mails: its way has every step there is. */
const CODE = 'HARBOR-WMS';
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
  holdAllRows(world);
  const mails: string[] = [];
  world.quickbooks.onChange(({ entity, id, operation }) => {
    if (entity === 'Invoice' && operation === 'Emailed') mails.push(id);
  });
  return Object.assign(world, { mails });
}

/** No row of the sheet is ready any more. */
export function holdAllRows({ smartsheet }: Pick<Sandbox, 'smartsheet'>, sheet = SHEET): void {
  for (const { id, cells } of smartsheet.sheet(sheet).rows)
    if (String(cells.Status).startsWith('Ready')) smartsheet.edit(sheet, id, { Status: 'On Hold' });
}

/** One row that is ready to bill; answers its id. */
export function readyRow(world: Pick<Sandbox, 'smartsheet'>, task: string): number {
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
export async function ask(world: Pick<Sandbox, 'slack'>): Promise<void> {
  const { status } = await world.slack.command({
    user: 'U0PAM',
    channel: CHANNEL,
    text: `/invoice-draft ${CODE}`,
  });
  expect(status).toBe(200);
}

/** The newest card that shows the words. */
export function shows(world: Pick<Sandbox, 'slack'>, words: string, ms = 15_000): Promise<StoredMessage> {
  return world.slack.waitFor(() => {
    const found = cards(world).findLast((message) => textOf(message).includes(words));
    if (!found) throw new Error(`no card says “${words}”: ${cards(world).slice(-1).map(textOf)}`);
    return found;
  }, ms);
}

export function cards(world: Pick<Sandbox, 'slack'>): StoredMessage[] {
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

export async function press(
  world: Pick<Sandbox, 'slack'>,
  card: StoredMessage,
  actionId: string,
): Promise<void> {
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
      if (approval.status === 'done' && !isSoon(approval.dueAt, new Date())) return;
      const card = cards(world).find(({ ts }) => ts === approval.messageTs);
      const waits = !isSoon(approval.dueAt, new Date()) && approval.trouble !== null;
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
  const { number } = await world.db.prisma.approval.findUniqueOrThrow({ where: { id } });
  expectFinished(world, number, row);
}

/** The same from outside, without the database. */
export function expectFinished(world: Sandbox & { mails: string[] }, number: number, row: number): void {
  const invoices = world.quickbooks
    .entities('Invoice')
    .filter(({ PrivateNote }) => String(PrivateNote).includes(`(approval ${number})`));
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
  const mine = cards(world).filter((card) => textOf(card).includes(`Approval ${number} ·`));
  expect(mine.length, 'cards').toBe(1);
  const [card] = mine;
  if (!card) return;
  expect(buttonsOf(card)).toEqual([]);
  expect(textOf(card)).toContain('The sheet is updated. QuickBooks mailed it.');
  expect(textOf(card)).toContain(`txnId=${invoice?.Id}`);
}

/** Of a card's approval. A draft that came to nothing leaves a number out, so none is known beforehand. */
export function numberOn(card: StoredMessage): number {
  return Number(/Approval (\d+) ·/.exec(textOf(card))?.[1]);
}

/** Whether a row's work is wholly done, as the sheet and its card show it. */
export function isFinished(world: Sandbox, number: number, row: number): boolean {
  const { cells, comments } = world.smartsheet.row(SHEET, row);
  const card = cards(world).find((message) => textOf(message).includes(`Approval ${number} ·`));
  return (
    cells['Invoice Status'] === 'Sent' &&
    comments.some(({ text }) => text.includes('Invoiced as')) &&
    card !== undefined &&
    textOf(card).includes('The sheet is updated. QuickBooks mailed it.')
  );
}
