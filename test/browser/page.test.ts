import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageFixture } from '../sandbox/page-fixtures/server.ts';
import { CHROMIUM, launch, NO_CHROMIUM } from '../support/chromium.ts';

test('the page parses no data as HTML, and has no inline script or style', () => {
  const folder = fileURLToPath(new URL('../../src/sandbox/page/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|html)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(30);
  const forbidden =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|<script>|<style| style=| on\w+="|https?:\/\/(?!www\.w3\.org)\w/;
  const guilty = files.filter((name) => forbidden.test(readFileSync(join(folder, name), 'utf8')));
  expect(guilty).toEqual([]);
});

if (CHROMIUM) describe('the browser Slack', inChromium);
else console.log(NO_CHROMIUM);

interface Opened {
  page: Page;
  fixture: Awaited<ReturnType<typeof pageFixture>>;
  /** Addresses the page asked for outside its own server, and what its console complained of. */
  complaints: string[];
}

/** The action of the element that holds focus. */
function focused(page: Page): Promise<string | null> {
  return page.locator(':focus').getAttribute('data-action');
}

function inChromium(): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  async function onPage(
    use: (opened: Opened) => Promise<void>,
    { path = '/', ...options }: BrowserContextOptions & { path?: string } = {},
  ): Promise<void> {
    const fixture = await pageFixture();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => !request.url().startsWith(fixture.url) && complaints.push(request.url()));
    try {
      await page.goto(fixture.url + path);
      await page.locator('body[data-ready]').waitFor();
      await use({ page, fixture, complaints });
    } finally {
      await context.close();
      await fixture.stop();
    }
  }

  test('a newcomer approves with two clicks, and sees the invoice and the sheet change', () =>
    onPage(async ({ page, complaints }) => {
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
      await page.getByText('is in QuickBooks.').waitFor();
      expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
      await page.locator('.panel-quickbooks .record-row.flash', { hasText: '1042' }).waitFor();
      expect(await page.locator('.panel-smartsheet .record-row.flash').count()).toBe(4);
      expect(complaints).toEqual([]);
    }));

  test('the link to the invoice opens its record beside the conversation', () =>
    onPage(async ({ page }) => {
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: '#1042' }).click();
      await page.getByText('Approval A1 v1, approved by Pam Ortiz').waitFor();
    }));

  test('the keyboard alone approves: Enter on the button, Escape to think again, Enter twice to do it', () =>
    onPage(async ({ page, fixture }) => {
      const approve = page.getByRole('button', { name: 'Approve', exact: true });
      await approve.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      expect(await focused(page)).toBe('approve');
      expect(fixture.world.sent).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('is in QuickBooks.').waitFor();
      expect(fixture.world.sent[0]?.body).toMatchObject({
        as: 'U0PAM',
        channel: 'C0ACME',
        action: { action_id: 'approve', block_id: 'decide', type: 'button', value: 'A1:1' },
      });
    }));

  test('a person who may not approve is told so privately, and can dismiss it', () =>
    onPage(async ({ page }) => {
      await page.getByRole('radio', { name: /Bea/ }).click();
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.keyboard.press('Enter');
      await page.getByText('Only visible to you').waitFor();
      await page.getByText(/Only a project manager/).waitFor();
      await page.getByRole('button', { name: 'Dismiss message' }).click();
      await page.getByText('Only visible to you').waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.get('as')).toBe('U0BEA');
    }));

  test('a modal keeps Tab inside, shows the error under its field, keeps what was typed, and closes on Escape', () =>
    onPage(async ({ page, fixture }) => {
      const edit = page.getByRole('button', { name: 'Edit', exact: true });
      await edit.click();
      const modal = page.getByRole('dialog', { name: 'Edit invoice draft' });
      await modal.waitFor();
      expect(await page.locator(':focus').inputValue()).toBe('Homepage and navigation');
      for (let turn = 0; turn < 40; turn += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate<boolean>('document.activeElement.matches("dialog *")')).toBe(true);
      }
      const quantity = modal.getByLabel('Line 1 quantity');
      await quantity.fill('lots');
      await modal.getByLabel('Line 1 rate').fill('150.00');
      await modal.getByRole('button', { name: 'Save as v2' }).click();
      await modal.getByText('A quantity is a number like 18.5.').waitFor();
      expect(await quantity.getAttribute('aria-invalid')).toBe('true');
      expect(await modal.getByLabel('Line 1 rate').inputValue()).toBe('150.00');
      await quantity.fill('19');
      await page.keyboard.press('Enter');
      await modal.waitFor({ state: 'hidden' });
      const submitted = fixture.world.sent.at(-1);
      expect(submitted?.path).toBe('/page/submit');
      expect(submitted?.body.values).toMatchObject({
        'line1-quantity': { value: { type: 'plain_text_input', value: '19' } },
        'line1-rate': { value: { type: 'plain_text_input', value: '150.00' } },
        due: { value: { type: 'datepicker', selected_date: '2026-12-15' } },
        deliver: { value: { type: 'radio_buttons', selected_option: { value: 'email' } } },
      });
      await edit.click();
      await modal.waitFor();
      await page.keyboard.press('Escape');
      await modal.waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe('edit');
    }));

  test('a modal pushed on another goes back to it with what was typed', () =>
    onPage(async ({ page }) => {
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.getByLabel('Line 1 rate').fill('151.00');
      await page.getByRole('button', { name: 'Show history' }).click();
      await page.getByRole('dialog', { name: 'History' }).getByText('v1').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Edit invoice draft' }).waitFor();
      expect(await page.getByLabel('Line 1 rate').inputValue()).toBe('151.00');
    }));

  test('slash commands complete by arrow keys and Tab, and are sent as typed', () =>
    onPage(async ({ page, fixture }) => {
      const box = page.getByRole('combobox', { name: 'Message #acme-website' });
      await box.pressSequentially('/');
      expect(await page.getByRole('option').count()).toBe(3);
      await page.keyboard.press('ArrowDown');
      expect(await page.getByRole('option', { selected: true }).textContent()).toContain('/reconcile');
      await page.keyboard.press('Tab');
      expect(await box.inputValue()).toBe('/reconcile ');
      await box.pressSequentially('last-month');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => fixture.world.sent)
        .toEqual([
          { path: '/page/command', body: { as: 'U0PAM', channel: 'C0ACME', text: '/reconcile last-month' } },
        ]);
      await box.fill('/recncile now');
      await page.keyboard.press('Enter');
      await page.getByText('/recncile is not a command here.').waitFor();
      expect(await box.inputValue()).toBe('/recncile now');
    }));

  test('text from outside is shown as text: no markup, mention or formatting of its own takes effect', () =>
    onPage(async ({ page, complaints }) => {
      const cell = page.getByRole('cell', { name: /Accessibility review </ });
      expect(await cell.textContent()).toBe('Accessibility review <b>with fixes</b> <!channel>');
      expect(await cell.locator('b, .mention').count()).toBe(0);
      await page.getByRole('button', { name: 'bluebird-app' }).click();
      await page.getByText('*plain* <@U0PAM> _stays_ <b>plain</b>').waitFor();
      const formatted = page.locator('.block-section').first();
      expect(await formatted.locator('strong').allTextContents()).toEqual(['bold']);
      expect(await formatted.locator('em').allTextContents()).toEqual(['italic']);
      expect(await formatted.locator('.mk-code').allTextContents()).toEqual(['a*b*c']);
      expect(await formatted.locator('.mention').allTextContents()).toEqual([
        '@שירה לוי',
        '#finance',
        '@channel',
      ]);
      expect(await formatted.locator('blockquote').textContent()).toBe('quoted <b>');
      expect(await formatted.locator('a[target]').first().getAttribute('href')).toBe(
        'https://example.com/a?b=1&c=2',
      );
      expect(await formatted.textContent()).toContain('<script>alert(1)</script> &lt;');
      expect(complaints).toEqual([]);
    }));

  test('a block the page does not know stands there by its name', () =>
    onPage(
      async ({ page }) => {
        await page.getByText('hologram block is not drawn by this page').waitFor();
        expect(await page.locator('.chart').count()).toBe(3);
      },
      { path: '/?channel=C0BLUE' },
    ));

  test('a bot that does not answer is named, and its button works again', () =>
    onPage(
      async ({ page }) => {
        const button = page.getByRole('button', { name: 'See them' });
        await button.click();
        await page.getByRole('alert').getByText("Countersign didn't answer within 3 seconds").waitFor();
        await expect.poll(() => button.getAttribute('aria-disabled')).toBe(null);
      },
      { path: '/?channel=C0BLUE' },
    ));

  test('a reply goes into the thread, and Escape leads back', () =>
    onPage(async ({ page, fixture }) => {
      await page.getByRole('button', { name: /2 replies/ }).click();
      const thread = page.getByRole('complementary', { name: 'Thread' });
      await thread.getByText('Row 14 is the audit rate').waitFor();
      await page.keyboard.type('Thanks @Bea 🌿 Novák');
      await page.keyboard.press('Enter');
      await thread.getByText('Thanks').waitFor();
      expect(fixture.world.sent.at(-1)?.body).toMatchObject({
        text: 'Thanks <@U0BEA>',
        threadTs: expect.stringMatching(/^\d+/),
      });
      await page.keyboard.press('Escape');
      await thread.waitFor({ state: 'hidden' });
    }));

  test('what happened while the connection was lost is there once it is back', () =>
    onPage(async ({ page, fixture }) => {
      for (const listener of fixture.world.listeners) listener.hangUp();
      const words = { ts: fixture.world.nextTs(), user: 'U0FIN', text: 'Back?', blocks: [] };
      fixture.world.messages.get('C0ACME')?.push({ ...words, replyCount: 0, replyUsers: [] });
      await page.getByText('Back?').waitFor();
      expect(await page.getByText('Connection lost').isVisible()).toBe(false);
    }));

  test('App Home and the direct messages are one click away', () =>
    onPage(async ({ page }) => {
      await page.getByRole('button', { name: 'App Home' }).click();
      await page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
      await page.getByRole('button', { name: 'Messages' }).click();
      await page.getByText('I write here what only you need to know.').waitFor();
    }));

  test.for(['light', 'dark'] as const)(
    'on a phone of 360 px nothing is cut off and the drawers open (%s)',
    (colorScheme) =>
      onPage(
        async ({ page }) => {
          const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
          expect(sideways).toBeLessThanOrEqual(0);
          await page.getByRole('button', { name: 'Open the sidebar' }).click();
          await page.getByRole('radio', { name: /Finn/ }).click();
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: 'Approve', exact: true }).click();
          await page.keyboard.press('Enter');
          await page.getByRole('button', { name: /Show records, \d+ changed/ }).click();
          await page.locator('.panel-quickbooks').getByText('1042').waitFor();
        },
        { viewport: { width: 360, height: 700 }, colorScheme },
      ),
  );

  test('the theme follows the system, turns by a button and stays', () =>
    onPage(
      async ({ page }) => {
        const dark = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        expect(await dark()).toBe('rgb(26, 29, 33)');
        await page.getByRole('button', { name: 'Use the light theme' }).click();
        expect(await dark()).toBe('rgb(255, 255, 255)');
        await page.reload();
        await page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
      },
      { colorScheme: 'dark' },
    ));
}
