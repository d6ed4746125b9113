import { expect } from 'vitest';
import { decidedRows, StoredContent } from '../../../src/proposals/variance/content.ts';
import type { StoredMessage } from '../../../src/sandbox/slack/types.ts';
import { cardOf, optionOf } from '../reconciling.ts';
import { TODAY, textOf } from '../world.ts';
import { expectFinal, type Flow, press, SHEETS, untilWaiting } from './flows.ts';
import type { Lane } from './lane.ts';

interface Choice {
  /** Words that stand on its card alone. */
  card: string;
  labels?: Record<string, string>;
  options?: Record<string, string>;
  status: string | null;
  /** What its card says once it is done. */
  says: string;
}

/** Of each action one of the first project's variances that it fits. */
export const ACTIONS: Readonly<Record<string, Choice>> = {
  accept: { card: 'NP-117', status: 'Accepted', says: '*Accepted* by' },
  correct: { card: 'INV-008790', status: 'Resolved', says: 'Sheet corrected' },
  recode: { card: 'SOL-2240', status: 'Resolved', says: 'Recoded in QuickBooks' },
  bill: { card: 'BL-204', status: 'Resolved', says: 'created in QuickBooks' },
  journal: {
    card: 'ZU-5521',
    labels: { 'Amount (USD)': '120.00' },
    options: { Debit: '5030' },
    status: 'Resolved',
    says: 'ournal entry',
  },
  add: {
    card: 'Purchase Id 6019',
    labels: { Description: 'Taxi to the client' },
    status: null,
    says: 'Added to the sheet',
  },
  different: { card: 'KT-0977', labels: { Why: 'Two shoots' }, status: 'Missing in QB', says: 'ot the same' },
  same: {
    card: 'SKY-4410',
    options: { 'Rows of the sheet': 'Hotel Alder' },
    status: 'Resolved',
    says: 'atched',
  },
};

/** A row that belongs to no posting as far as anybody can tell: one that is billed is not matched by hand as well. */
export function rowToMatch(lane: Lane): void {
  const cells = { Description: 'Two nights', Vendor: 'Hotel Alder', Date: TODAY, 'Actual Cost': 512.35 };
  lane.smartsheet.addRow(SHEETS(lane, 'ACME-WEB').costs, cells);
}

/** A variance with its action chosen, waiting: `begin` approves it. */
export async function decided(lane: Lane, name: string, instead: Partial<Choice> = {}): Promise<Flow> {
  const known = ACTIONS[name];
  if (!known) throw new Error(`no action ${name}`);
  const choice = { ...known, ...instead };
  const shown = cardOf(lane, choice.card);
  if (name !== 'accept') await choose(lane, shown, name, choice);
  const approvalId = await untilWaiting(lane, shown.ts);
  const { drafts } = await lane.db.prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    include: { drafts: { orderBy: { version: 'desc' }, take: 1 } },
  });
  const content = StoredContent.parse(drafts[0]?.content);
  const rows = decidedRows(content);
  const postings = content.postings.map(({ id }) => id.split(':').slice(0, 2).join('/').toLowerCase());
  const sheet = SHEETS(lane, 'ACME-WEB').costs;
  const rowsBefore = lane.smartsheet.sheet(sheet).rows.length;
  return {
    name,
    approvalId,
    ids: [approvalId, ...rows, ...postings, shown.ts],
    begin: () => press(lane, 'U0MEI', shown, 'approve'),
    async check() {
      await expectFinal(lane, approvalId, choice.says);
      const [first] = rows;
      if (choice.status !== null) {
        const { cells, comments } = lane.smartsheet.row(sheet, Number(first));
        expect(cells['Reconciliation Status']).toBe(choice.status);
        const mine = comments.filter(({ text }) => /^Reconciliation \d+: /.test(text));
        expect(mine.length, 'comments').toBe(1);
      }
      await expectSheet(lane, name, sheet, rowsBefore, Number(first));
    },
  };
}

async function choose(lane: Lane, shown: StoredMessage, name: string, choice: Choice): Promise<void> {
  await press(lane, 'U0FIN', shown, `act:${name}`);
  const view = await lane.slack.waitFor(
    () => lane.slack.openViews('U0FIN').find(({ blocks }) => JSON.stringify(blocks).includes(`"${name}:`)),
    15_000,
  );
  const options = Object.entries(choice.options ?? {}).map(([label, words]) => [
    label,
    optionOf(view, label, words),
  ]);
  const labels = { ...choice.labels, ...Object.fromEntries(options) };
  const answer = await lane.slack.submitView({ user: 'U0FIN', viewId: view.id, labels });
  expect(answer).toMatchObject({ status: 200 });
  await lane.slack.waitFor(() => {
    const now = lane.slack.messages(shown.channel).find(({ ts }) => ts === shown.ts);
    return now && textOf(now).includes('*v2*') ? now : undefined;
  }, 15_000);
}

/** What an action does to the sheet beside its status. */
async function expectSheet(
  lane: Lane,
  name: string,
  sheet: number,
  known: number,
  row: number,
): Promise<void> {
  const { rows } = lane.smartsheet.sheet(sheet);
  if (name === 'correct') expect(lane.smartsheet.cell(sheet, row, 'Actual Cost')).toBe(364);
  if (name === 'bill') {
    const bill = lane.quickbooks.entities('Bill').find(({ DocNumber }) => DocNumber === 'BL-204');
    expect(lane.smartsheet.cell(sheet, row, 'QB Transaction ID')).toBe(bill?.Id);
  }
  if (name !== 'add') return;
  const added = rows.filter(({ cells }) => cells.Description === 'Taxi to the client');
  expect(rows.length).toBe(known + 1);
  expect(added.map(({ cells }) => [cells['Actual Cost'], cells['QB Transaction ID']])).toEqual([
    [187.4, '6019'],
  ]);
}
