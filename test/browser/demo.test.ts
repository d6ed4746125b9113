import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, NO_CHROMIUM } from '../support/chromium.ts';
import { type Demo, ROOT, startDemo, stopDemo } from '../support/demo.ts';

/** The README's pictures are made by this test: SCREENSHOTS=1 npx vitest run test/browser/demo.test.ts */
const PICTURES = process.env.SCREENSHOTS === '1' ? join(ROOT, 'test/browser/screenshots') : null;

test('the browser Slack stands in for a real one', () => {
  if (!CHROMIUM) console.log(NO_CHROMIUM);
  expect(NO_CHROMIUM).toContain('left out');
});

describe.runIf(CHROMIUM)('the demo, in a browser', () => {
  let folder: string;
  let demo: Demo;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
    [demo, browser] = await Promise.all([startDemo(folder), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stopDemo(demo);
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(path = '/'): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(40_000);
    await page.goto(demo.url + path);
    await page.locator('body[data-ready]').waitFor();
    return page;
  }

  test('the first click is Approve, and the invoice appears in QuickBooks and its number on the sheet', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    if (PICTURES) await page.screenshot({ path: join(PICTURES, 'waiting.png') });
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByText('The sheet is updated').waitFor();
    const link = page.getByRole('log').getByRole('link', { name: /^\d+$/ });
    const number = (await link.textContent()) ?? '';
    expect(number).toMatch(/^\d+$/);
    const books = page.getByRole('region', { name: 'QuickBooks' });
    await books.getByRole('cell', { name: number }).waitFor();
    const sheet = page.getByRole('region', { name: 'Smartsheet' });
    await expect.poll(() => sheet.getByRole('cell', { name: number, exact: true }).count()).toBe(6);
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    if (PICTURES) await page.screenshot({ path: join(PICTURES, 'posted.png') });
    await page.close();
  });

  test('/reconcile answers with the link to its report, which opens in the same browser', async () => {
    const page = await open('/?as=U0FIN&channel=C0ACME');
    const box = page.getByRole('combobox', { name: 'Message #acme-website' });
    await box.fill('/reconcile');
    await box.press('Enter');
    const link = page.getByRole('log', { name: 'Messages' }).getByRole('link', { name: 'Open the report' });
    await page.goto((await link.getAttribute('href')) ?? '');
    await page.getByRole('heading', { name: /^Acme website/ }).waitFor();
    await page.getByText(/^All \d+ groups · sheet/).waitFor();
    await page.close();
  });

  test('a command typed as one person is edited, approved by two others, and mailed', async () => {
    const page = await open('/?as=U0PAM&channel=C0HARBOR');
    await page.getByRole('combobox', { name: /message/i }).fill('/invoice-draft HARBOR-WMS');
    await page.keyboard.press('Enter');
    await page.getByText('Approvals: 0 of 2').waitFor();
    await page.close();

    const finn = await open('/?as=U0FIN&channel=C0HARBOR');
    await finn.getByRole('button', { name: 'Edit', exact: true }).click();
    await finn.getByRole('textbox', { name: 'Line 5 quantity' }).fill('3');
    await finn.getByRole('button', { name: 'Save new version' }).click();
    await finn.getByText('Changed by').waitFor();
    await approve(finn);
    await finn.getByText('Approvals: 1 of 2').waitFor();
    await finn.close();

    const mei = await open('/?as=U0MEI&channel=C0HARBOR');
    await approve(mei);
    await mei.getByText('QuickBooks mailed it').waitFor();
    await mei.close();
  });

  async function approve(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Approve', exact: true }).first().click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
  }

  test('SIGTERM to npm stops all of it and leaves nothing running', async () => {
    demo.child.kill('SIGTERM');
    await once(demo.child, 'exit');
    await expect.poll(() => answers(demo.url), { timeout: 15_000 }).toBe(false);
  });
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
