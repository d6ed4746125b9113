import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { startWorld, type World } from '../support/world.ts';
import {
  cardOf,
  choose,
  confirmed,
  homeOf,
  leave,
  place,
  press,
  said,
  sit,
  threadOf,
  type,
} from './acting.ts';

const INVOICE_STATUS = 3;
const INVOICE_NUMBER = 4;
const DAY = 86_400_000;

/** One company and its first approvals, one test after the other: each goes on from what the one before left. */
describe.runIf(CHROMIUM)('what a finance team does, in a browser', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld(), launch()]);
    await world.slack.command({ user: 'U0RAJ', channel: 'C0ACME', text: '/invoice-draft ACME-WEB' });
  });
  afterEach(() => leave(browser));
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  const as = (who: string, channel?: string) => sit(browser, world.slack.url, who, channel);

  test('while everything is stopped an approval posts nothing; resumed, it is posted', async () => {
    const [finn, pam] = await Promise.all([as('U0FIN'), as('U0PAM')]);
    await type(finn, '/countersign stop because the auditors are in');
    await said(finn, 'Everything is stopped');
    const card = cardOf(pam, 1);
    await card.getByText('Countersign is stopped', { exact: true }).waitFor();
    await card.getByText('the auditors are in').waitFor();
    const before = await newestInvoice(pam).textContent();
    await press(card, 'Approve');
    await card.getByText('Approved by').waitFor();
    await card.getByText('Countersign is stopped', { exact: true }).waitFor();
    expect(await card.getByText('The sheet is updated').count()).toBe(0);
    expect(await newestInvoice(pam).textContent()).toBe(before);

    await type(finn, '/countersign resume because it is settled');
    await card.getByText('The sheet is updated').waitFor();
    expect(await card.getByText('the auditors are in').count()).toBe(0);
    const number = await card.getByRole('link', { name: /^\d+$/ }).textContent();
    expect(number).not.toBe(before);
    await expect.poll(() => newestInvoice(pam).textContent()).toBe(number);
  });

  test('Undo asks once more, voids the invoice in QuickBooks and clears the rows of the sheet', async () => {
    const pam = await as('U0PAM');
    const card = cardOf(pam, 1);
    const number = (await card.getByRole('link', { name: /^\d+$/ }).textContent()) ?? '';
    expect(number).toMatch(/^\d+$/);
    const sheet = pam.getByRole('region', { name: 'Smartsheet' });
    const written = sheet.getByRole('cell', { name: number, exact: true });
    await expect.poll(() => written.count()).toBe(6);
    const rows = sheet.getByRole('row').filter({ has: pam.getByText(number, { exact: true }) });
    const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row')));

    await press(card, 'Undo');
    const asked = pam.getByRole('alertdialog', { name: 'Undo this posting?' });
    await asked.getByText(`Invoice ${number} over`).waitFor();
    await press(asked, 'Undo');
    await card.getByText('Undone by').waitFor();
    await expect.poll(() => card.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(0);

    const books = pam.getByRole('region', { name: 'QuickBooks' });
    const voided = books.getByRole('row').filter({ has: pam.getByText(number, { exact: true }) });
    await voided.getByRole('cell', { name: '0.00', exact: true }).waitFor();
    await voided.getByRole('cell', { name: 'Voided', exact: true }).waitFor();
    await expect.poll(() => written.count()).toBe(0);
    expect(ids).toHaveLength(6);
    for (const id of ids) {
      const cells = sheet.locator(`[data-row="${id}"]`).getByRole('cell');
      expect(await cells.nth(INVOICE_STATUS).textContent()).toBe('');
      expect(await cells.nth(INVOICE_NUMBER).textContent()).toBe('');
    }
  });

  test('a question from the card’s menu waits for who asked for the draft, who answers in the thread', async () => {
    const [raj, finn] = await Promise.all([as('U0RAJ'), as('U0FIN')]);
    await type(raj, '/invoice-draft ACME-WEB');
    const card = cardOf(finn, 2);
    await choose(finn, card, 'Ask a question');
    const modal = finn.getByRole('dialog');
    await modal.getByRole('textbox', { name: 'Question' }).fill('Is the second rate right?');
    await modal.locator('button[type=submit]').click();
    await card.getByText('“Is the second rate right?”').waitFor();
    await card.getByText(/asked.*waiting for/).waitFor();

    const thread = await threadOf(raj, 2);
    await thread.getByRole('log').getByText('Is the second rate right?').last().waitFor();
    await type(thread, 'Yes, it was agreed with Acme in May.');
    await card.getByText(/answered: see the thread/).waitFor();
    expect(await card.getByText('waiting for').filter({ hasText: 'asked' }).count()).toBe(0);
    await card.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  });

  test('a typed “looks good” counts only once its private button is pressed', async () => {
    const [finn, mei] = await Promise.all([as('U0FIN'), as('U0MEI')]);
    const thread = await threadOf(finn, 2);
    const meis = await threadOf(mei, 2);
    await type(thread, 'looks good');
    const offer = thread.getByRole('article').filter({ hasText: 'Only visible to you' });
    await offer.getByText('approve nothing by themselves').waitFor();
    await meis.getByText('looks good', { exact: true }).waitFor();
    expect(await meis.getByRole('button', { name: 'Make it count' }).count()).toBe(0);
    await cardOf(finn, 2).getByRole('button', { name: 'Approve', exact: true }).waitFor();

    await press(offer, 'Make it count');
    await cardOf(finn, 2).getByText('The sheet is updated').waitFor();
  });

  test('a delegate finds on App Home what waits for who is away, and approves it there', async () => {
    const [pam, finn, raj] = await Promise.all([
      as('U0PAM', 'C0HARBOR'),
      as('U0FIN', 'C0HARBOR'),
      as('U0RAJ', 'C0HARBOR'),
    ]);
    await type(pam, '/invoice-draft HARBOR-WMS');
    await cardOf(finn, 3).getByText('Approvals: 0 of 2').waitFor();
    const home = await homeOf(raj);
    await home.getByText('Nothing waits for your decision.').waitFor();

    const until = new Date(Date.now() + 10 * DAY).toISOString().slice(0, 10);
    await type(finn, `/countersign away until ${until} delegate @raj`);
    await said(finn, 'Rajesh may decide in your place');
    await place(raj, 'harborline-rollout');
    await homeOf(raj);
    await home.getByText('HARBOR-WMS · approval 3').waitFor();
    await confirmed(raj, home, 'Approve');
    await cardOf(finn, 3).getByText('Approvals: 1 of 2').waitFor();
    await home.getByText('Nothing waits for your decision.').waitFor();

    const mei = await as('U0MEI', 'C0HARBOR');
    const meis = await homeOf(mei);
    await meis.getByText('HARBOR-WMS · approval 3').waitFor();
    await confirmed(mei, meis, 'Approve');
    await cardOf(finn, 3).getByText('QuickBooks mailed it').waitFor();
  });

  test('/countersign log tells the story of an approval, from the draft to its undoing', async () => {
    const finn = await as('U0FIN');
    await type(finn, '/countersign log 1');
    const told = finn.getByRole('article').filter({ hasText: 'entries in the log' });
    for (const words of [
      'Rajesh drafted v1',
      'Pam approved v1, 1 of 1',
      'done: post to QuickBooks',
      'done: void it in QuickBooks',
    ])
      await told.getByText(words).waitFor();
  });
});

/** The panel shows the newest first, under its heading. */
function newestInvoice(page: Page): Locator {
  const books = page.getByRole('region', { name: 'QuickBooks' });
  return books.getByRole('row').nth(1).getByRole('cell').first();
}
