import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { ROOT } from '../support/demo.ts';
import { startWorld, type World } from '../support/world.ts';
import { leave, look, press, sit, type } from './acting.ts';

/** The README's pictures are made by this test: SCREENSHOTS=1 npx vitest run test/browser/reconcile.test.ts */
const PICTURES = process.env.SCREENSHOTS === '1' ? join(ROOT, 'test/browser/screenshots') : null;

const PHONE = { width: 390, height: 844 };

/** One reconciliation and what becomes of it, one test after the other: each goes on from what the one before left. */
describe.runIf(CHROMIUM)('a reconciliation, in a browser', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld(), launch()]);
  });
  afterEach(() => leave(browser));
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  const finn = () => sit(browser, world.slack.url, 'U0FIN');

  test('/reconcile: one summary with its chart and its budget, and the worst ten to decide on', async () => {
    const page = await finn();
    await type(page, '/reconcile');
    const summary = summaryOf(page, 1);
    await summary.getByText(/^To decide/).waitFor();
    await summary.getByText('Variances by cause, USD').first().waitFor();
    for (const words of ['Budget against actual', 'Agreeing, with nothing to decide', 'Show all'])
      await summary
        .getByText(words, { exact: words === 'Show all' })
        .first()
        .waitFor();
    await expect.poll(() => variances(page).count(), { timeout: 20_000 }).toBe(10);
    await expect.poll(() => page.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(10);
    await summary.evaluate((node) => node.scrollIntoView({ block: 'start' }));
    if (PICTURES) await page.screenshot({ path: join(PICTURES, 'reconciliation.png') });
    await look(page, 'summary');
    await press(summary, 'Show all');
    await page.getByRole('dialog').getByText('to decide, worst first').waitFor();
    await look(page, 'show-all');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('on a phone a card is decided on without scrolling sideways: what, cause and why, both figures, buttons', async () => {
    const page = await finn();
    await page.setViewportSize(PHONE);
    const card = varianceOf(page, 'NP-117');
    await card.evaluate((node) => node.scrollIntoView({ block: 'start' }));
    await look(page, 'phone-card');
    const lines = (await card.innerText()).split('\n').map((line) => line.trim());
    const at = (words: string) => lines.findIndex((line) => line.includes(words));
    const order = [
      '$42.50 more in QuickBooks',
      'Cause: amount differs',
      'Why:',
      'Sheet: $780.00',
      'QuickBooks: $822.50',
      'Accept',
    ];
    const places = order.map(at);
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(await page.locator('html').evaluate((node) => node.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    for (const [index, words] of [
      'KT-0977',
      'BL-204',
      'SKY-4410',
      'SC-7718',
      'SOL-2240',
      'DE-3071',
      'ZU-5521',
    ].entries()) {
      await varianceOf(page, words).evaluate((node) => node.scrollIntoView({ block: 'start' }));
      await look(page, `phone-${index}-${words}`);
    }
  });

  test('Accept is one click: the card says by whom, and the sheet says Accepted', async () => {
    const page = await finn();
    const card = varianceOf(page, 'NP-117');
    await press(card, 'Accept');
    await card.getByText('Accepted', { exact: true }).waitFor();
    await card.getByText('The sheet is updated: Accepted.').waitFor();
    expect(await card.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0);
    await look(page, 'accepted');
  });

  test('a recoding is chosen from QuickBooks’ own accounts, shown old and new, and done once it is approved', async () => {
    const page = await finn();
    const card = varianceOf(page, 'SOL-2240');
    await press(card, 'Recode');
    const form = page.getByRole('dialog', { name: 'Recode' });
    await form.getByLabel('Account').waitFor();
    await look(page, 'recode-form');
    await send(form);
    await card.getByText('Account: 5020 Software & Hosting → 5010 Subcontractors').waitFor();
    await look(page, 'recode-proposed');
    await press(card, 'Approve: recode Bill SOL-2240');
    await card.getByText('Recoded in QuickBooks').first().waitFor();
    await card.getByText('The sheet is updated: Resolved.').waitFor();
    await look(page, 'recoded');
  });

  test('the missing bill is drafted from its row, approved with the amount on the button, and stands in QuickBooks', async () => {
    const page = await finn();
    const card = varianceOf(page, 'BL-204');
    await press(card, 'Create bill');
    const form = page.getByRole('dialog', { name: 'Create bill' });
    await form.getByLabel('Vendor').waitFor();
    await look(page, 'bill-form');
    await send(form);
    await card.getByText('Create a bill in QuickBooks: $1,120.00').waitFor();
    await look(page, 'bill-proposed');
    if (PICTURES) {
      await card.evaluate((node) => node.scrollIntoView({ block: 'center' }));
      await page.screenshot({ path: join(PICTURES, 'variance.png') });
    }
    await press(card, 'Approve: create bill $1,120.00');
    await card.getByRole('link', { name: 'BL-204' }).first().waitFor();
    await card.getByText('The sheet is updated: Resolved.').waitFor();
    await look(page, 'billed');
    const books = page.getByRole('region', { name: 'QuickBooks' });
    await books.getByRole('tab', { name: 'Bills and expenses' }).click();
    await books.getByRole('cell', { name: 'BL-204' }).first().waitFor();
  });

  test('“not the same” is remembered, and the journal form and the menu say what they do', async () => {
    const page = await finn();
    const card = varianceOf(page, 'DE-3071');
    await press(card, 'Not the same');
    const form = page.getByRole('dialog', { name: 'Not the same' });
    await form.getByLabel('Why').fill('Two different days of work');
    await look(page, 'different-form');
    await send(form);
    await press(card, 'Approve: they are not the same');
    await card.getByText('Not the same, decided by hand').waitFor();
    await press(varianceOf(page, 'ZU-5521'), 'Journal entry');
    await page.getByRole('dialog', { name: 'Journal entry' }).getByLabel('Debit').waitFor();
    await look(page, 'journal-form');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('run again, nothing that is decided is asked again, and what waits stays one card', async () => {
    const page = await finn();
    await type(page, '/reconcile');
    await summaryOf(page, 2)
      .getByText(/^To decide/)
      .waitFor();
    await expect.poll(() => settledRuns(), { timeout: 20_000 }).toBe(2);
    for (const words of ['NP-117', 'SOL-2240', 'BL-204']) expect(await cardsWith(page, words)).toBe(1);
    const waiting = page.getByRole('button', { name: 'Accept', exact: true });
    const open = await world.db.prisma.approval.count({ where: { status: { in: ['drafted', 'waiting'] } } });
    await expect.poll(() => waiting.count()).toBe(open);
    await look(page, 'again');
  });

  const settledRuns = () => world.db.prisma.reconciliation.count({ where: { status: 'done' } });
});

async function send(form: Locator): Promise<void> {
  await form.locator('button[type=submit]').click();
}

function messages(page: Page): Locator {
  return page.getByRole('log', { name: 'Messages' }).getByRole('article');
}

function summaryOf(page: Page, number: number): Locator {
  return messages(page)
    .filter({ hasText: 'Reconciliation of' })
    .nth(number - 1);
}

function variances(page: Page): Locator {
  return messages(page).filter({ hasText: /Variance: / });
}

function varianceOf(page: Page, words: string): Locator {
  return variances(page).filter({ hasText: words }).first();
}

const cardsWith = (page: Page, words: string) => variances(page).filter({ hasText: words }).count();
