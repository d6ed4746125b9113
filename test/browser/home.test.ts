import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdAll, plainRow, SHEET } from '../support/auto.ts';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { copiesOf } from '../support/many-waiting.ts';
import { startWorld, type World } from '../support/world.ts';
import {
  become,
  cardOf,
  choose,
  fillIn,
  homeOf,
  look,
  mailOf,
  place,
  press,
  sit,
  threadOf,
  type,
} from './acting.ts';

/** One company and its first approvals, one test after the other. */
describe.runIf(CHROMIUM)('App Home, and what begins by itself, in a browser', () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const starting = startWorld({
      env: { PORT: String(port), PUBLIC_URL: origin },
      overrides: { rhythm: { lookMs: 3_600_000, repairMs: 300 }, quiet: { ms: 300, atMostMs: 3_000 } },
    });
    [world, browser] = await Promise.all([starting, launch()]);
    holdAll(world);
    page = await sit(browser, world.slack.url, 'U0FIN');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  test('rows that turn ready draft by themselves, as one card; a question about it is answered by whoever knows', async () => {
    const watched = () =>
      world.db.prisma.sheetWatch.count({
        where: { sheetId: String(SHEET), checkedAt: { not: null }, webhookId: { not: null } },
      });
    await expect.poll(watched, { timeout: 15_000 }).toBe(1);
    await world.smartsheet.flushWebhooks();
    plainRow(world, 20, 'Design of the start page');
    plainRow(world, 20, 'Design of the shop');
    await world.smartsheet.flushWebhooks();
    const card = cardOf(page, 1);
    await card.getByText('drafted by itself, as rows turned ready').waitFor();
    await card.getByText('Design of the shop').first().waitFor();
    await choose(page, card, 'Ask a question');
    await page.getByRole('textbox', { name: 'Question' }).waitFor();
    await look(page, 'home-ask-form');
    await fillIn(page, 'Ask a question', { Question: 'Was the shop agreed?' });
    await card.getByText('waiting for an answer in the thread').waitFor();
    await become(page, 'U0TOM');
    const thread = await threadOf(page, 1);
    await thread.getByText('Whoever knows may answer').waitFor();
    await look(page, 'home-asked');
    await type(thread, 'Yes, in May.');
    await card.getByText(/answered: see the thread/).waitFor();
    await become(page, 'U0FIN');
    await (await mailOf(page)).getByText(/answered your question .*: Yes, in May\./).waitFor();
    await look(page, 'home-answered');
  });

  test('what waits stands on App Home with its buttons: approved there, rejected there with a reason', async () => {
    await become(page, 'U0PAM');
    await place(page, 'harborline-rollout');
    await type(page, '/invoice-draft HARBOR-WMS');
    await cardOf(page, 2).getByText('Approvals: 0 of 2').waitFor();
    await become(page, 'U0MEI');
    const home = await homeOf(page);
    await home.getByText('HARBOR-WMS · approval 2').waitFor();
    await look(page, 'home-waiting');
    await home.getByRole('button', { name: 'Approve', exact: true }).first().click();
    await home.getByText('Recently decided').waitFor();
    await press(home, 'Reject');
    await fillIn(page, 'Reject', { Reason: 'Not this month' });
    await home.getByText('Nothing waits for your decision.').waitFor();
    await home.getByText(/rejected by Mei-Ling: Not this month/).waitFor();
    await look(page, 'home-decided');
    await become(page, 'U0PAM');
    await home.getByText(/rejected by Mei-Ling: Not this month/).waitFor();
  });

  test('a finance manager stops a project with a reason and resumes it; a project manager has no such button', async () => {
    await become(page, 'U0FIN');
    const home = await homeOf(page);
    const row = home.locator('.block-section').filter({ hasText: 'ACME-WEB · Acme website' });
    await press(row, 'Stop');
    await page.getByRole('textbox', { name: 'Reason' }).waitFor();
    await look(page, 'home-stop-asks');
    await fillIn(page, 'Stop', { Reason: 'rates change' });
    await home.getByText(/ACME-WEB is stopped by Finn since .*: rates change/).waitFor();
    await look(page, 'home-stopped');
    await become(page, 'U0PAM');
    await home.getByText(/ACME-WEB is stopped by Finn/).waitFor();
    expect(await home.getByRole('button', { name: /Stop|Resume|QuickBooks/ }).count()).toBe(0);
    await become(page, 'U0FIN');
    await press(row, 'Resume');
    await fillIn(page, 'Resume', { Reason: 'they are agreed' });
    await row.getByRole('button', { name: 'Stop' }).waitFor();
    await expect.poll(() => home.getByText('is stopped').count()).toBe(0);
  });

  test('Connect QuickBooks opens a modal with a link, which leads to Intuit and back', async () => {
    await press(await homeOf(page), 'Connect QuickBooks');
    const modal = page.getByRole('dialog', { name: 'Connect QuickBooks' });
    const link = modal.getByRole('link', { name: 'Open Intuit' });
    await link.waitFor();
    await look(page, 'home-connect');
    const [intuit] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await intuit.getByText('QuickBooks is connected').waitFor();
    await look(intuit, 'home-connected');
    await intuit.close();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });

  test('with more waiting than a page holds, Next and Back turn the pages, oldest first', async () => {
    await become(page, 'U0RAJ');
    await place(page, 'acme-website');
    plainRow(world, 40, 'Design of the blog');
    await world.smartsheet.flushWebhooks();
    await cardOf(page, 3).getByText('drafted by itself').waitFor();
    await copiesOf(world, 3, 11);
    const home = await homeOf(page);
    await home.getByText('Waiting for you: 12').waitFor();
    await home.getByText(/1 to 8 of 12, oldest first/).waitFor();
    await press(home, 'Next');
    await home.getByText(/9 to 12 of 12/).waitFor();
    expect(await home.getByRole('button', { name: 'Next', exact: true }).count()).toBe(0);
    await look(page, 'home-page-2');
    await press(home, 'Back');
    await home.getByText(/1 to 8 of 12/).waitFor();
  });
});
