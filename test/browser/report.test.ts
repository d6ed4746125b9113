import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatMoney } from '../../src/core/money.ts';
import { linkKey } from '../../src/core/signed-text.ts';
import { reportToken } from '../../src/reconciling/report-link.ts';
import { everyCause, HOSTILE, kept, manyRows } from '../http/report-runs.ts';
import { CHROMIUM, launch, NO_CHROMIUM } from '../support/chromium.ts';
import { startWorld, type World } from '../support/world.ts';

if (CHROMIUM) describe('the report in a browser', inChromium);
else console.log(NO_CHROMIUM);

const SHOTS = process.env.REPORT_SCREENSHOTS;

function inChromium(): void {
  let browser: Browser;
  let world: World;
  const runs = { causes: 0, many: 0 };
  beforeAll(async () => {
    [browser, world] = await Promise.all([launch(), startWorld()]);
    runs.causes = await kept(world.db, everyCause());
    runs.many = await kept(world.db, manyRows(20_000));
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  interface Opened {
    page: Page;
    /** What its console complained of, and what it asked of others. */
    complaints: string[];
  }

  async function onPage(
    run: keyof typeof runs,
    use: (opened: Opened) => Promise<void>,
    options: BrowserContextOptions & { hash?: string } = {},
  ): Promise<void> {
    const { hash = '', ...context } = options;
    const origin = `http://127.0.0.1:${world.app.port}`;
    const token = reportToken({ key: linkKey(Buffer.alloc(32, 7)), now: world.now }, runs[run]);
    const opened = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context });
    const page = await opened.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() !== 'log' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => !request.url().startsWith(origin) && complaints.push(request.url()));
    try {
      await page.goto(`${origin}/reports/reconciliation?token=${token}${hash}`);
      await page.locator('body[data-ready]').waitFor();
      await use({ page, complaints });
      expect(complaints).toEqual([]);
    } finally {
      await opened.close();
    }
  }

  const shot = async (page: Page, name: string, fullPage = false) => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage });
  };
  const bands = (page: Page) => page.locator('.band');

  test('shots', async () => {
    const tall = { viewport: { width: 1280, height: 2000 } };
    await onPage(
      'causes',
      async ({ page }) => {
        await shot(page, 'causes', true);
        await page.locator('.verdict').nth(1).click();
        await page.locator('.verdict').nth(8).click();
        await shot(page, 'causes-open', true);
      },
      tall,
    );
    await onPage('causes', async ({ page }) => shot(page, 'causes-dark', true), {
      ...tall,
      colorScheme: 'dark',
    });
    await onPage('causes', async ({ page }) => shot(page, 'causes-phone', true), {
      viewport: { width: 390, height: 2900 },
      deviceScaleFactor: 1,
      isMobile: true,
      hasTouch: true,
    });
    await onPage('many', async ({ page }) => {
      await shot(page, 'many');
      await page.evaluate('scrollTo(0, 400000)');
      await shot(page, 'many-later');
    });
    await onPage('causes', async ({ page }) => {
      if (SHOTS) await page.pdf({ path: `${SHOTS}/causes.pdf`, preferCSSPageSize: true });
      await page.emulateMedia({ media: 'print' });
      await shot(page, 'causes-print', true);
    });
  });
}
