import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatMoney } from '../../src/core/money.ts';
import { linkKey } from '../../src/core/signed-text.ts';
import { reportToken } from '../../src/reconciling/report-link.ts';
import { documentOf, everyCause, HOSTILE, kept, manyRows } from '../http/report-runs.ts';
import { CHROMIUM, launch, NO_CHROMIUM } from '../support/chromium.ts';
import { startWorld, type World } from '../support/world.ts';

if (CHROMIUM) describe('the report in a browser', inChromium);
else console.log(NO_CHROMIUM);

/** Where screenshots go, for a person to look at; unset: none are made. */
const SHOTS = process.env.REPORT_SCREENSHOTS;
/** Room for every group of a small run. */
const TALL = { viewport: { width: 1280, height: 3_000 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Machines of CI are slow, and now and then all at once. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 40_000 });

interface Opened {
  page: Page;
  /** From asking for the page to its lists being there, in milliseconds. */
  tookMs: number;
}

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

  /** Every use ends with a look at what its console complained of and what it asked of others: nothing. */
  async function onPage(
    run: keyof typeof runs,
    use: (opened: Opened) => Promise<void>,
    { hash = '', ...options }: BrowserContextOptions & { hash?: string } = {},
  ): Promise<void> {
    const origin = `http://127.0.0.1:${world.app.port}`;
    const token = reportToken({ key: linkKey(Buffer.alloc(32, 7)), now: world.now }, runs[run]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => !request.url().startsWith(origin) && complaints.push(request.url()));
    try {
      const began = performance.now();
      await page.goto(`${origin}/reports/reconciliation?token=${token}${hash}`);
      await page.locator('body[data-ready]').waitFor();
      await use({ page, tookMs: performance.now() - began });
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  const shot = async (page: Page, name: string, fullPage = false) => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage });
  };
  const shown = (page: Page) => page.locator('#shown');
  const bands = (page: Page) => page.locator('.band');
  const noSideways = (page: Page) =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  test('20,000 rows are there at once even on a busy machine, and few of them are in the page', async () => {
    // The first one starts the thread and warms the cache, as the first reader of a link does.
    await onPage('many', async ({ page }) => {
      const painted = await page.evaluate<number>(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime",
      );
      expect(painted).toBeLessThan(10_000);
    });
    await onPage('many', async ({ page, tookMs }) => {
      expect(tookMs).toBeLessThan(10_000);
      await shown(page).getByText('All 20,000 groups').waitFor();
      expect(await bands(page).count()).toBeLessThan(60);
      await shot(page, 'many');
    });
  });

  test('a short list is in the page whole, however small the window, for the browser’s own search to find', () =>
    onPage('causes', async ({ page }) => {
      const said = (await shown(page).textContent()) ?? '';
      const count = Number(/^All (\d+) groups/.exec(said)?.[1]);
      expect(count).toBeGreaterThan(10);
      expect(await bands(page).count()).toBe(count);
    }));

  test('what the lists come to is what the header says, to the cent', () =>
    onPage('many', async ({ page }) => {
      const { totals } = documentOf(manyRows(20_000)).document;
      const money = (amountMinor: number) => formatMoney({ amountMinor, currency: 'USD' });
      const words = await shown(page).textContent();
      for (const amount of [totals.sheetMinor, totals.ledgerMinor, totals.differenceMinor]) {
        expect(words).toContain(money(amount));
        expect(await page.locator('.tiles').textContent()).toContain(money(Math.abs(amount)));
      }
    }));

  test('scrolling shows later rows, by hand and by key, down to the last one', () =>
    onPage('many', async ({ page }) => {
      expect(await page.getByText('Row 12001 ·').count()).toBe(0);
      await page.getByLabel('Order').selectOption('row');
      await page.locator('#bands').evaluate((node: { getBoundingClientRect(): { top: number } }) => {
        const scroll = globalThis as unknown as { scrollY: number; scrollTo(x: number, y: number): void };
        scroll.scrollTo(0, node.getBoundingClientRect().top + scroll.scrollY + 500_000);
      });
      const first = bands(page).first();
      await eventually(async () => Number(await first.getAttribute('aria-posinset'))).toBeGreaterThan(5_000);
      await shot(page, 'many-later');
      await first.locator('.verdict').focus();
      await page.keyboard.press('End');
      await eventually(() =>
        page
          .locator(':focus')
          .evaluate((node) =>
            (node as unknown as { closest(of: string): { getAttribute(name: string): string } })
              .closest('.band')
              .getAttribute('aria-posinset'),
          ),
      ).toBe('20000');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      expect(await page.locator(':focus').getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Home');
      await eventually(() => bands(page).first().getAttribute('aria-posinset')).toBe('1');
    }));

  test('filters narrow the lists without asking the server, stand in the address, and are taken from it', () =>
    onPage('many', async ({ page }) => {
      const asked: string[] = [];
      page.on('request', (request) => !request.url().endsWith('icon.svg') && asked.push(request.url()));
      await page.getByLabel('Cause').selectOption('amount');
      await shown(page).getByText('400 of 20,000 groups').waitFor();
      await expect(page.locator('.chip').first().textContent()).resolves.toBe('amount differs');
      await page.getByLabel('Find').fill('brook in-10');
      const few = await shown(page).textContent();
      expect(Number(/^(\d+) of/.exec(few ?? '')?.[1])).toBeLessThan(20);
      expect(new URL(page.url()).hash).toBe('#q=brook+in-10&cause=amount');
      await page.reload();
      await page.locator('body[data-ready]').waitFor();
      expect(await shown(page).textContent()).toBe(few);
      expect(await page.getByLabel('Find').inputValue()).toBe('brook in-10');
      asked.length = 0;
      await page.getByRole('button', { name: 'Clear' }).click();
      await shown(page).getByText('All 20,000 groups').waitFor();
      expect(new URL(page.url()).hash).toBe('');
      await page.getByLabel('Only unmatched').check();
      await shown(page).getByText('800 of 20,000 groups').waitFor();
      await page.getByLabel('Over: how much').fill('8,999');
      await page.getByLabel('Status').selectOption('open');
      expect(Number(/^(\d+) of/.exec((await shown(page).textContent()) ?? '')?.[1])).toBeLessThan(10);
      await page.getByLabel('Find').fill('no such thing');
      await shown(page).getByText('Nothing fits these filters').waitFor();
      await page.getByLabel('Over: how much').fill('a lot');
      expect(await page.getByLabel('Over: how much').getAttribute('aria-invalid')).toBe('true');
      expect(asked).toEqual([]);
    }));

  test('a cause in the chart leads to its rows', () =>
    onPage('causes', async ({ page }) => {
      await page.getByRole('link', { name: 'Missing in QuickBooks' }).click();
      await shown(page).getByText('2 of 14 groups').waitFor();
      expect(await page.getByLabel('Cause').inputValue()).toBe('missing-in-ledger');
    }));

  test('rows are linked as they were matched: one to one, to several, through a knot, dashed where it only may be', () =>
    onPage('causes', async ({ page }) => {
      const lines = async (group: string) => {
        const links = page.locator('.band').filter({ hasText: group }).first().locator('.links');
        return [await links.locator('path').count(), await links.locator('.dashed').count()];
      };
      await page.setViewportSize(TALL.viewport);
      await page.getByText('Row 33 ').waitFor();
      expect(await lines('Row 1 ')).toEqual([1, 0]);
      expect(await lines('Row 5 ')).toEqual([3, 0]);
      expect(await lines('Row 31 ')).toEqual([5, 0]);
      expect(await lines('Row 11 ')).toEqual([2, 2]);
      await shot(page, 'causes', true);
    }));

  test('a group opens to its reasons, what the difference is made of, and every field of its rows', () =>
    onPage(
      'causes',
      async ({ page }) => {
        const tax = bands(page).filter({ hasText: /Row 3 ·/ });
        await tax.locator('.verdict').click();
        await tax.getByText('same invoice number; 8.25 % tax in QuickBooks').waitFor();
        await tax.getByText('+$82.50 tax').waitFor();
        await tax
          .getByText('6100 Advertising')
          .or(tax.getByText('6200 Hosting'))
          .or(tax.getByText('6500 Equipment'))
          .first()
          .waitFor();
        await shot(page, 'open');
        await tax.locator('.verdict').press('Enter');
        expect(await tax.locator('.detail').count()).toBe(0);
      },
      TALL,
    ));

  test('a vendor that is a formula or markup is shown as text, and a link that is a script is none', () =>
    onPage(
      'causes',
      async ({ page }) => {
        await page.getByText(HOSTILE.formula, { exact: true }).first().waitFor();
        await page.getByText(HOSTILE.markup, { exact: true }).first().waitFor();
        expect(await page.locator('img, [onerror], a[href^="javascript"]').count()).toBe(0);
        expect(await page.title()).toBe('Reconciliation 1 · Acme website: October 2026');
      },
      TALL,
    ));

  test('on a phone the lists stack, links are words, nothing runs out of sight and nothing is too small to touch', () =>
    onPage(
      'causes',
      async ({ page }) => {
        expect(await noSideways(page)).toBe(true);
        await bands(page).first().scrollIntoViewIfNeeded();
        expect(await page.locator('.links').first().isVisible()).toBe(false);
        await page.getByText('↕ matched').first().waitFor();
        const sides = await bands(page)
          .nth(1)
          .locator('.side')
          .evaluateAll((nodes) =>
            nodes.map(
              (node) =>
                (node as unknown as { getBoundingClientRect(): { top: number } }).getBoundingClientRect().top,
            ),
          );
        expect(sides[1]).toBeGreaterThan((sides[0] ?? 0) + 40);
        expect((await page.locator('.verdict').first().boundingBox())?.height).toBeGreaterThanOrEqual(44);
        await shot(page, 'phone-lists');
        await page.locator('.verdict').first().tap();
        await page.locator('.detail').waitFor();
        expect(await noSideways(page)).toBe(true);
        await page.evaluate('scrollTo(0, 0)');
        await shot(page, 'phone', true);
      },
      PHONE,
    ));

  test('20,000 rows scroll on a phone too', () =>
    onPage(
      'many',
      async ({ page }) => {
        expect(await noSideways(page)).toBe(true);
        await page.evaluate('scrollTo(0, 1_000_000)');
        await eventually(async () =>
          Number(await bands(page).first().getAttribute('aria-posinset')),
        ).toBeGreaterThan(3_000);
        expect(await bands(page).count()).toBeLessThan(60);
        await shot(page, 'phone-later');
      },
      PHONE,
    ));

  test('paper has every group below the other with its reasons, no buttons, and says where it was cut', () =>
    onPage('many', async ({ page }) => {
      await page.getByLabel('Cause').selectOption('coding');
      await page.emulateMedia({ media: 'print' });
      await eventually(() => bands(page).count()).toBe(400);
      expect(
        await page
          .locator('#filters, .take')
          .evaluateAll((nodes) =>
            nodes.map((node) => (node as unknown as { checkVisibility(): boolean }).checkVisibility()),
          ),
      ).toEqual([false, false]);
      await bands(page).last().getByText('Why: same invoice number; coded differently').waitFor();
      await page.setViewportSize({ width: 1040, height: 735 });
      await shot(page, 'paper');
      if (SHOTS) await page.pdf({ path: `${SHOTS}/paper.pdf`, preferCSSPageSize: true });
      await page.emulateMedia({ media: 'screen' });
      await eventually(() => bands(page).count()).toBeLessThan(60);
      await page.getByLabel('Cause').selectOption('');
      await page.emulateMedia({ media: 'print' });
      await page.getByText('Printed here: the first 1,500 of 20,000 groups').waitFor();
    }));

  test('on upright paper, as wide as a phone lies, both lists still stand side by side and nothing covers anything', () =>
    onPage(
      'causes',
      async ({ page }) => {
        await page.emulateMedia({ media: 'print' });
        await page.locator('.bands.flat').waitFor();
        const boxes = async (selector: string) =>
          Promise.all((await page.locator(`.band ${selector}`).all()).map((one) => one.boundingBox()));
        const [sides, gutters, verdicts] = await Promise.all(['.side', '.gutter', '.verdict'].map(boxes));
        expect(verdicts?.length).toBeGreaterThan(8);
        verdicts?.forEach((verdict, group) => {
          const inOrder = [sides?.[group * 2], gutters?.[group], sides?.[group * 2 + 1], verdict];
          inOrder.reduce((before, next) => {
            expect(next?.x).toBeGreaterThanOrEqual((before?.x ?? 0) + (before?.width ?? 0));
            expect(next?.width).toBeGreaterThan(30);
            return next;
          });
        });
        await shot(page, 'paper-upright', true);
      },
      { viewport: { width: 703, height: 1000 } },
    ));

  test('what is worth a look is folded up, unfolds, is whole on paper, and fits a phone', async () => {
    const receipt = (page: Page) => page.getByText('Bill 4006 of Atlas Print has nothing attached');
    await onPage('causes', async ({ page }) => {
      await page.getByText('Bill 4001 of Atlas Print has nothing attached').waitFor();
      expect(await receipt(page).isVisible()).toBe(false);
      await page.getByRole('button', { name: 'Show 3 more' }).click();
      expect(await receipt(page).isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Show less' }).click();
      expect(await receipt(page).isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await receipt(page).isVisible()).toBe(true);
      await shot(page, 'checks-paper', true);
    });
    await onPage(
      'causes',
      async ({ page }) => {
        await page.getByRole('heading', { name: 'Worth a look' }).scrollIntoViewIfNeeded();
        expect(await noSideways(page)).toBe(true);
        await shot(page, 'checks-phone', true);
      },
      PHONE,
    );
  });

  test('without scripts the figures, causes, budget and downloads are there, and it says what is missing', () =>
    onPageWithoutScripts(async (page) => {
      await page.locator('noscript p', { hasText: 'The two lists need JavaScript' }).waitFor();
      for (const text of ['$8,870.56', '6300 Subcontractors', 'Bill 4006 of Atlas Print'])
        await page.getByText(text).first().waitFor();
      expect(await page.getByRole('link', { name: 'Excel' }).getAttribute('href')).toContain('.xlsx?token=');
    }));

  test('dark and light have figures that can be read', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      await onPage(
        'causes',
        async ({ page }) => {
          await page.setViewportSize({ width: 1280, height: 2_400 });
          const tooFaint = await page.evaluate<string[]>(FAINT);
          expect(tooFaint).toEqual([]);
          await shot(page, colorScheme);
        },
        { colorScheme },
      );
  });

  async function onPageWithoutScripts(use: (page: Page) => Promise<void>): Promise<void> {
    const token = reportToken({ key: linkKey(Buffer.alloc(32, 7)), now: world.now }, runs.causes);
    const context = await browser.newContext({ javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${world.app.port}/reports/reconciliation?token=${token}`);
      await use(page);
    } finally {
      await context.close();
    }
  }
}

/** Texts whose contrast with what they stand on is below WCAG's 4.5. */
const FAINT = `(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((part) => Number(part) / 255).map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(color) && color !== 'transparent') return color;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '') && node.checkVisibility())
    .filter((node) => {
      const [a, b] = [light(getComputedStyle(node).color), light(ground(node))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
    })
    .map((node) => node.className + ': ' + node.textContent.slice(0, 40));
})()`;
