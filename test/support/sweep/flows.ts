import { expect, vi } from 'vitest';
import { READY } from '../../../src/sandbox/company/plan.ts';
import type { StoredMessage } from '../../../src/sandbox/slack/types.ts';
import { CHANNEL, type Code, isSoon } from '../deciding.ts';
import { buttonsOf, TODAY, textOf } from '../world.ts';
import type { Lane } from './lane.ts';

/** One approval on its way: what is pressed, when it is over, and what must be true then. */
export interface Flow {
  name: string;
  approvalId: string;
  /** Every request that is about it contains one of these. */
  ids: readonly string[];
  begin(): Promise<void>;
  check(): Promise<void>;
}

export const SHEETS = (lane: Lane, code: Code) => {
  const found = lane.company.projects.find((project) => project.code === code);
  return { billing: found?.billingSheet ?? 0, costs: found?.costSheet ?? 0 };
};

export async function press(lane: Lane, user: string, card: StoredMessage, actionId: string): Promise<void> {
  const { channel, ts } = card;
  // Slack gives up after three seconds, and whoever pressed presses again: on a machine that is busy with much else.
  for (let tries = 0; tries < 5; tries += 1) {
    const { status } = await lane.slack.click({ user, channel, ts, actionId });
    if (status === 200) return;
  }
  expect.fail(`${actionId} was not acknowledged`);
}

/** The card of an approval as it stands; undefined where there is none. */
export async function cardFor(lane: Lane, approvalId: string): Promise<StoredMessage | undefined> {
  const { channel, messageTs } = await lane.db.prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
  });
  return lane.slack.messages(channel).find(({ ts }) => ts === messageTs);
}

/** Nothing of it is on its way any more, and its card shows it. What waits for somebody gets its Retry. */
export async function isOver(lane: Lane, { approvalId }: Pick<Flow, 'approvalId'>): Promise<boolean> {
  const found = await lane.db.prisma.approval.findUniqueOrThrow({ where: { id: approvalId } });
  const rests = !isSoon(found.dueAt, new Date()) && found.cardShown >= found.cardRevision;
  if (!rests) return false;
  if (['done', 'voided'].includes(found.status)) return true;
  const card = await cardFor(lane, approvalId);
  if (found.trouble !== null && card && buttonsOf(card).includes('Retry'))
    await press(lane, 'U0FIN', card, 'retry');
  return false;
}

/** Once it is over; says how it stands where it is not in time. */
export async function untilOver(lane: Lane, flow: Pick<Flow, 'approvalId'>): Promise<void> {
  await vi.waitFor(
    async () => {
      if (await isOver(lane, flow)) return;
      const { status, dueAt, trouble, cardShown, cardRevision } =
        await lane.db.prisma.approval.findUniqueOrThrow({ where: { id: flow.approvalId } });
      throw new Error(JSON.stringify({ status, dueAt, trouble, cardShown, cardRevision }));
    },
    { timeout: 60_000, interval: 60 },
  );
}

/** A row that is ready, on the project's sheet; answers its id. */
export function readyRow(lane: Lane, code: Code, task: string): number {
  return lane.smartsheet.addRow(SHEETS(lane, code).billing, {
    Task: task,
    Date: TODAY,
    Hours: 2,
    Rate: 185,
    Billable: true,
    Status: READY,
    ...(code === 'HARBOR-WMS' ? { 'PO #': 'HL-PO-77120' } : {}),
  });
}

/** Asks until there is a card that waits: where a vendor refused for good, somebody asks again. */
async function draftedCard(lane: Lane, code: Code, task: string): Promise<string> {
  const channel = CHANNEL[code];
  for (let asked = 0; asked < 6; asked += 1) {
    const told = () => [...lane.slack.ephemerals('U0PAM'), ...lane.slack.directMessages('U0PAM')];
    const refusals = () => told().filter((one) => textOf(one).includes('No draft was made')).length;
    const before = refusals();
    await lane.slack.command({ user: 'U0PAM', channel, text: `/invoice-draft ${code}` });
    const card = await lane.slack.waitFor(() => {
      const found = lane.slack
        .messages(channel)
        .find((one) => textOf(one).includes(task) && buttonsOf(one).includes('Approve'));
      if (found) return found;
      return refusals() > before ? ('refused' as const) : undefined;
    }, 20_000);
    if (card === 'refused') continue;
    return untilWaiting(lane, card.ts);
  }
  throw new Error(`no draft of ${code} was made`);
}

export async function untilWaiting(lane: Lane, messageTs: string): Promise<string> {
  let id = '';
  await vi.waitFor(
    async () => {
      const found = await lane.db.prisma.approval.findFirstOrThrow({ where: { messageTs } });
      expect(isSoon(found.dueAt, new Date()) || found.cardShown < found.cardRevision).toBe(false);
      id = found.id;
    },
    { timeout: 20_000, interval: 20 },
  );
  return id;
}

const WRITTEN = ['Invoice Status', 'QuickBooks Invoice #', 'QB Transaction ID', 'Invoice Date'];

/** An invoice that QuickBooks mails: every step there is. */
export async function mailedInvoice(lane: Lane, task: string): Promise<Flow> {
  const code = 'HARBOR-WMS';
  const row = readyRow(lane, code, task);
  const approvalId = await draftedCard(lane, code, task);
  const card = await cardFor(lane, approvalId);
  if (!card) throw new Error('no card');
  return {
    name: 'invoice',
    approvalId,
    ids: [approvalId, String(row), card.ts],
    begin: () => press(lane, 'U0FIN', card, 'approve'),
    async check() {
      const [invoice, ...others] = invoicesOf(lane, approvalId);
      expect(others).toEqual([]);
      expect(lane.mails.filter((mailed) => mailed === invoice?.Id).length, 'mails').toBe(1);
      const { cells, comments } = lane.smartsheet.row(SHEETS(lane, code).billing, row);
      expect(cells).toMatchObject({
        'Invoice Status': 'Sent',
        'QuickBooks Invoice #': invoice?.DocNumber,
        'QB Transaction ID': invoice?.Id,
        'Invoice Date': invoice?.TxnDate,
      });
      expect(comments.filter(({ text }) => text.includes('Invoiced as')).length, 'comments').toBe(1);
      await expectFinal(lane, approvalId, 'The sheet is updated. QuickBooks mailed it.');
    },
  };
}

function invoicesOf(lane: Lane, approvalId: string) {
  return lane.quickbooks
    .entities('Invoice')
    .filter(({ PrivateNote }) => String(PrivateNote).includes(approvalId));
}

/** An invoice that was posted and is undone: `begin` presses Undo. */
export async function undoneInvoice(lane: Lane, task: string): Promise<Flow> {
  const code = 'ACME-WEB';
  const row = readyRow(lane, code, task);
  const sheet = SHEETS(lane, code).billing;
  const cellsNow = () => WRITTEN.map((title) => lane.smartsheet.cell(sheet, row, title) ?? '');
  const before = cellsNow();
  const approvalId = await draftedCard(lane, code, task);
  const waiting = await cardFor(lane, approvalId);
  if (!waiting) throw new Error('no card');
  await press(lane, 'U0FIN', waiting, 'approve');
  await untilOver(lane, { approvalId });
  const invoice = invoicesOf(lane, approvalId)[0];
  return {
    name: 'undo',
    approvalId,
    ids: [approvalId, String(row), waiting.ts],
    begin: () => press(lane, 'U0FIN', waiting, 'undo'),
    async check() {
      expect(lane.quickbooks.get('Invoice', invoice?.Id ?? '')).toMatchObject({ TotalAmt: 0 });
      expect(cellsNow()).toEqual(before);
      await expectFinal(lane, approvalId, '*Undone* by <@U0FIN>');
    },
  };
}

/** One card, without a button, and it says so. */
export async function expectFinal(lane: Lane, approvalId: string, words: string): Promise<void> {
  const { channel, number } = await lane.db.prisma.approval.findUniqueOrThrow({ where: { id: approvalId } });
  const mine = lane.slack
    .messages(channel)
    .filter((one) => one.botId !== undefined && textOf(one).includes(`pproval ${number} ·`));
  const card = await cardFor(lane, approvalId);
  expect(card ? buttonsOf(card).filter((label) => label !== 'Undo') : ['no card']).toEqual([]);
  expect(card && textOf(card)).toContain(words);
  expect(mine.length, 'cards').toBeLessThanOrEqual(1);
  const metadata = lane.slack
    .messages(channel)
    .filter((one) => JSON.stringify(one.metadata ?? null).includes(approvalId));
  expect(metadata.length, 'cards').toBe(1);
}
