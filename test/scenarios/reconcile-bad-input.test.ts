import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDocument } from '../../src/reconciling/stored.ts';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import type { StoredMessage, StoredView } from '../../src/sandbox/slack/types.ts';
import { approve, atRest, click, now } from '../support/deciding.ts';
import { shownIn } from '../support/drafting.ts';
import { cardOf, reconciled } from '../support/reconciling.ts';
import { buttonsOf, startWorld, TODAY, textOf, type World } from '../support/world.ts';

const SHEET = 7960873114331012;
const REVIEW = 7960873114331036;
const TRAP = '=HYPERLINK("https://evil.example","Click")';

/** The demo company, with what people and other programs type. */
function troubled() {
  const company = demoCompany(TODAY);
  const { Vendor: vendors = [], Bill: bills = [] } = company.quickbooks;
  const [vendor] = vendors;
  const last = bills.at(-1);
  if (!last) throw new Error('the demo company has no bills');
  vendors.push({ ...vendor, Id: '990', DisplayName: TRAP });
  const bill = (Id: string, DocNumber: string, amount: number) => ({
    ...last,
    ...{ Id, DocNumber, VendorRef: { value: '990' }, TotalAmt: amount, Balance: amount },
    Line: last.Line.slice(0, 1).map((line) => ({ ...line, Amount: amount, Description: TRAP })),
  });
  bills.push(bill('9901', 'TRAP-1', 2_500), bill('9902', 'FINE-1', 100.01));
  const sheet = company.smartsheet.sheets.find(({ id }) => id === SHEET);
  const row = sheet?.rows.find(({ cells }) => cells['Invoice #'] === 'INV-008790');
  if (!sheet || !row) throw new Error('the demo company has changed');
  const cells = {
    Description: '@channel *bold* <https://evil.example|x>',
    Vendor: TRAP,
    Date: row.cells.Date ?? '',
  };
  const fine = { ...cells, 'Invoice #': 'FINE-1', 'Actual Cost': 100.005, 'GL Code': '5040 Equipment' };
  const typed = { ...cells, 'Invoice #': 'TYPED-1', 'Actual Cost': 'about 40' };
  sheet.rows.push({ id: 3200331012990001, cells: fine }, { id: 3200331012990005, cells: typed });
  return company;
}

describe('what people and other programs type into sheet and books', () => {
  let world: World;
  let message: StoredMessage;
  beforeAll(async () => {
    world = await startWorld({ company: troubled() });
    message = await reconciled(world);
  });
  afterAll(() => world.end());

  const formulas = (sheet: number) =>
    world.smartsheet
      .sheet(sheet)
      .rows.filter(({ id }) => id !== 3200331012990001 && id !== 3200331012990005)
      .flatMap(({ cells }) => Object.values(cells))
      .filter((value) => typeof value === 'string' && /^\s*[=+@]/.test(value));
  async function form(card: StoredMessage, action: string): Promise<StoredView> {
    await click(world, 'U0FIN', card, `act:${action}`);
    return world.slack.waitFor(() =>
      world.slack.openViews('U0FIN').find(({ blocks }) => JSON.stringify(blocks).includes(`"${action}:`)),
    );
  }

  test('an amount finer than a cent is compared as rounded, half a cent away from zero, and said', async () => {
    const document = await runDocument(world.db.prisma, 1);
    const row = document?.sheetRows.find(({ invoice }) => invoice === 'FINE-1');
    expect(row?.amountMinor).toBe(10_001);
    expect(shownIn(message)).toContain('finer than the smallest coin');
    const match = document?.matches.find(({ sheet }) =>
      sheet.some((place) => document.sheetRows[place]?.invoice === 'FINE-1'),
    );
    expect(match?.differenceMinor).toBe(0);
  });

  test('an amount in words is left out of every figure, and its row is named', async () => {
    expect(shownIn(message)).toContain('“about 40” in Actual Cost');
    const document = await runDocument(world.db.prisma, 1);
    expect(document?.sheetRows.some(({ invoice }) => invoice === 'TYPED-1')).toBe(false);
  });

  test('two currencies: each has its own totals, and none is added to the other', async () => {
    const document = await runDocument(world.db.prisma, 1);
    const { totals } = document ?? {};
    expect(totals?.others).toEqual([{ currency: 'EUR', sheetMinor: 0, ledgerMinor: 125_000 }]);
    const own = document?.ledgerRows.filter(({ inPeriod, currency }) => inPeriod && currency === 'USD') ?? [];
    expect(totals?.ledgerMinor).toBe(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
    expect(shownIn(message)).toContain('In EUR');
    expect(textOf(cardOf(world, 'KT-0977'))).toContain('€1,250.00 in QuickBooks, $1,356.25 in the sheet');
  });

  test('a vendor whose name is a formula stands as text on the card, in the review sheet, and in the row that is added', async () => {
    expect(formulas(REVIEW)).toEqual([]);
    const card = cardOf(world, 'TRAP-1');
    expect(textOf(card)).toContain('$2,500.00 not in the sheet');
    expect(shownIn(card)).toContain('HYPERLINK');
    const view = await form(card, 'add');
    expect((await world.slack.submitView({ user: 'U0FIN', viewId: view.id })).status).toBe(200);
    await atRest(world);
    await approve(world, 'U0FIN', now(world, card));
    await atRest(world);
    const added = world.smartsheet
      .sheet(SHEET)
      .rows.find(({ cells }) => cells['QB Transaction ID'] === '9901');
    expect(String(added?.cells.Vendor)).toBe(`'${TRAP}`);
    expect(formulas(SHEET)).toEqual([]);
    await click(world, 'U0FIN', now(world, card), 'undo');
    await atRest(world);
    expect(shownIn(now(world, card))).toContain('*Undone*');
    expect(buttonsOf(now(world, card))).toEqual([]);
    expect(world.smartsheet.sheet(SHEET).rows.filter(({ id }) => id === added?.id)).toEqual([]);
  });

  test('text of the sheet has no effect in Slack: no mention, no link, no bold', () => {
    for (const { blocks } of world.slack.messages('C0ACME')) {
      const marked = JSON.stringify(blocks).match(/\{"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/g) ?? [];
      for (const text of marked) {
        expect(text).not.toContain('<https://evil.example');
        expect(text).not.toMatch(/<!(channel|here|everyone)/);
      }
    }
  });
});
