import { expect, test } from 'vitest';
import { isSoon } from '../support/deciding.ts';
import { reconciled, varianceCards } from '../support/reconciling.ts';
import { expectLog, expectSound } from '../support/sound.ts';
import { isOver, mailedInvoice, readyRow, undoneInvoice } from '../support/sweep/flows.ts';
import { type Going, walk } from '../support/sweep/kills.ts';
import { type Lane, startLane } from '../support/sweep/lane.ts';
import { buttonsOf, TODAY, textOf } from '../support/world.ts';

const [COSTS, REVIEW] = [7960873114331012, 7960873114331036];

const cardsWith = (lane: Lane, channel: string, words: string) =>
  lane.slack.messages(channel).filter((one) => one.botId !== undefined && textOf(one).includes(words));

async function atRest(lane: Lane, project: string): Promise<boolean> {
  const all = await lane.db.prisma.approval.findMany({ where: { project } });
  return all.every(
    ({ dueAt, cardShown, cardRevision }) => !isSoon(dueAt, new Date()) && cardShown >= cardRevision,
  );
}

async function said(lane: Lane, channel: string, text: string): Promise<void> {
  expect((await lane.slack.command({ user: 'U0FIN', channel, text })).status).toBe(200);
}

/** A draft that somebody asks for. */
function asked(lane: Lane): Going {
  const row = readyRow(lane, 'CAFE-LOYAL', 'Asked for');
  const sheet = lane.company.projects.find(({ code }) => code === 'CAFE-LOYAL')?.billingSheet;
  return {
    name: 'draft',
    ids: [String(sheet), String(row), 'C0CAFE'],
    begin: () => said(lane, 'C0CAFE', '/invoice-draft CAFE-LOYAL'),
    isOver: async () =>
      cardsWith(lane, 'C0CAFE', 'Asked for').some((card) => buttonsOf(card).includes('Approve')) &&
      (await atRest(lane, 'CAFE-LOYAL')) &&
      lane.smartsheet.row(sheet ?? 0, row).cells['Invoice Status'] === 'In Review',
  };
}

/** A second reconciliation, which finds one variance settled, one changed and one that is new. */
async function again(lane: Lane): Promise<Going> {
  await reconciled(lane);
  const rows = () => lane.smartsheet.sheet(COSTS).rows;
  const rowOf = (number: string) => rows().find(({ cells }) => cells['Invoice #'] === number)?.id ?? 0;
  const bill = lane.quickbooks.entities('Bill').find(({ DocNumber }) => DocNumber === 'NP-117');
  lane.smartsheet.edit(COSTS, rowOf('NP-117'), { 'Actual Cost': Number(bill?.TotalAmt) });
  lane.smartsheet.edit(COSTS, rowOf('BL-204'), { 'Actual Cost': 1130 });
  lane.smartsheet.addRow(COSTS, {
    Description: 'Hall for the fair',
    Vendor: 'Northgate',
    Date: TODAY,
    'Actual Cost': 9_800,
  });
  return {
    name: 'reconciliation',
    ids: [String(COSTS), String(REVIEW), 'C0ACME'],
    begin: () => said(lane, 'C0ACME', '/reconcile ACME-WEB'),
    isOver: async () => {
      const all = await lane.db.prisma.reconciliation.findMany({ select: { status: true } });
      return all.length === 2 && all.every(({ status }) => status === 'done') && atRest(lane, 'ACME-WEB');
    },
  };
}

/** Each variance has one card, each row its word, each large one a row to review: once, however often it was begun. */
function expectTold(lane: Lane): void {
  expect(cardsWith(lane, 'C0ACME', 'Reconciliation of').length, 'messages of runs').toBe(2);
  const titles = varianceCards(lane).map(({ text }) => text);
  expect(new Set(titles).size, 'cards').toBe(titles.length);
  const one = (words: string) => {
    const found = varianceCards(lane).filter((card) => textOf(card).includes(words));
    expect(found.length, words).toBe(1);
    return found[0] ? [textOf(found[0]), buttonsOf(found[0]).length] : [];
  };
  expect(one('NP-117')).toEqual([expect.stringContaining('Settled'), 0]);
  expect(one('BL-204')[0]).toContain('*v2*');
  expect(one('Hall for the fair')[0]).toContain('9,800.00');
  const words = lane.smartsheet
    .sheet(COSTS)
    .rows.map(({ cells }) => [cells.Description, cells['Reconciliation Status']]);
  expect(words).toContainEqual(['Hall for the fair', 'Missing in QB']);
  expect(words).toContainEqual(['Product photographs, spring range', 'Matched']);
  const references = lane.smartsheet.sheet(REVIEW).rows.map(({ cells }) => cells.Reference);
  expect(new Set(references).size, 'rows to review').toBe(references.length);
  const large = lane.smartsheet.sheet(REVIEW).rows.filter(({ cells }) => cells['Sheet Amount'] === 9_800);
  expect(large.length).toBe(1);
}

test('a draft, an invoice, an undo and a reconciliation, cut off at every request to every vendor: each as if nothing had happened', async () => {
  const lane = await startLane();
  try {
    const flows = [await mailedInvoice(lane, 'Swept'), await undoneInvoice(lane, 'Swept back')];
    const going = [
      ...flows.map((flow) => ({ ...flow, isOver: () => isOver(lane, flow) })),
      asked(lane),
      await again(lane),
    ];
    const { cuts } = await walk(lane, 'draft, invoice, undo, reconciliation', going);
    for (const flow of flows) await flow.check();
    expect(cardsWith(lane, 'C0CAFE', 'Asked for').length).toBe(1);
    expectTold(lane);
    await expectSound(lane, { invoices: 1, voided: 1 });
    await expectLog(lane);
    expect(cuts.map(({ boundary, moment }) => `${boundary}, ${moment}`)).toEqual(
      expect.arrayContaining([
        'invoice | quickbooks POST invoice, before',
        'invoice | quickbooks POST invoice, after',
        'invoice | quickbooks POST invoice/send, after',
        'invoice | smartsheet PUT rows: Sent, after',
        'invoice | smartsheet POST row discussions, after',
        'undo | quickbooks POST invoice void, after',
        'draft | slack POST chat.postMessage: to decide, after',
        'reconciliation | slack POST chat.postMessage: variance, after',
        'reconciliation | smartsheet PUT rows: Matched, after',
      ]),
    );
  } finally {
    await lane.end();
  }
}, 300_000);
