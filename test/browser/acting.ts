import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What people do at their browsers, in the words of the tests. */

/** Somebody's own browser, in a channel. */
export async function sit(browser: Browser, url: string, who: string, channel = 'C0ACME'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(40_000);
  await page.goto(`${url}/?as=${who}&channel=${channel}`);
  await page.locator('body[data-ready]').waitFor();
  return page;
}

/** The same browser, acting as somebody else: by the list of people at its side. Settles once their messages are read. */
export async function become(page: Page, who: string): Promise<void> {
  const person = page.locator(`[data-person="${who}"]`);
  if ((await person.getAttribute('aria-checked')) === 'true') return;
  await Promise.all([
    page.waitForResponse((response) => response.url().includes(`/page/views?as=${who}`)),
    person.click(),
  ]);
}

/** Everybody closes theirs. */
export async function leave(browser: Browser | undefined): Promise<void> {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
}

const { SHOTS } = process.env;

/** A picture for whoever wants to look: SHOTS=/tmp/shots npx vitest run test/browser */
export async function look(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

export async function type(where: Page | Locator, text: string): Promise<void> {
  const box = where.getByRole('combobox', { name: /message|reply/i });
  await box.fill(text);
  await box.press('Enter');
}

export async function press(where: Locator, name: string): Promise<void> {
  await where.getByRole('button', { name, exact: true }).click();
}

/** From the “⋯” menu; a card that is drawn anew takes its open menu along, so it is opened again. */
export async function choose(page: Page, card: Locator, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name });
  const chosen = async () => {
    if (!(await item.isVisible())) await card.getByRole('button', { name: 'More actions' }).click();
    return item.click({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(chosen, { timeout: 40_000 }).toBe(true);
}

/** Where a rule or a finding asks once more before a click is taken at its word. */
export async function confirmed(page: Page, where: Locator, name: string): Promise<void> {
  await press(where, name);
  await press(page.getByRole('alertdialog'), name);
}

/** What the bot told this person alone. */
export async function said(where: Page | Locator, words: string): Promise<void> {
  await where.getByRole('article').filter({ hasText: 'Only visible to you' }).getByText(words).waitFor();
}

export function cardOf(page: Page, number: number): Locator {
  const messages = page.getByRole('log', { name: 'Messages' }).getByRole('article');
  return messages.filter({ hasText: new RegExp(`Approval ${number}\\b`) });
}

export async function threadOf(page: Page, number: number): Promise<Locator> {
  const card = cardOf(page, number);
  await card.hover();
  await press(card, 'Reply in thread');
  return page.getByRole('complementary', { name: 'Thread' });
}

export async function place(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
}

export async function homeOf(page: Page): Promise<Locator> {
  await place(page, 'App Home');
  return page.getByRole('region', { name: 'App Home' });
}

/** What the bot wrote to this person directly. */
export async function mailOf(page: Page): Promise<Locator> {
  await place(page, 'Countersign');
  return page.getByRole('log', { name: 'Messages' });
}

/** The modal on top, filled in by its labels and sent. */
export async function fillIn(
  page: Page,
  title: string,
  texts: Record<string, string>,
  picks: Record<string, string> = {},
): Promise<Locator> {
  const modal = page.getByRole('dialog', { name: title });
  for (const [label, text] of Object.entries(texts)) await modal.getByLabel(label).fill(text);
  for (const [label, pick] of Object.entries(picks)) await modal.getByLabel(label).selectOption(pick);
  await modal.locator('button[type=submit]').click();
  return modal;
}
