import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdAll, plainRow } from '../support/auto.ts';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { newInvoices } from '../support/sound.ts';
import { startWorld, type World } from '../support/world.ts';
import { become, cardOf, confirmed, look, press, said, sit, type } from './acting.ts';

describe.runIf(CHROMIUM)('an Undo that comes too late, in a browser', () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld(), launch()]);
    holdAll(world);
    page = await sit(browser, world.slack.url, 'U0PAM');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  const since = [
    ['paid', { Balance: 10 }, 'was paid'],
    ['mailed', { EmailStatus: 'EmailSent' }, 'was mailed'],
    ['changed', { DueDate: '2031-01-31' }, 'was changed'],
  ] as const;
  test.each(since)(
    'once it was %s in QuickBooks, the card says why it stays',
    async (what, fields, words) => {
      const number = since.findIndex(([one]) => one === what) + 1;
      await become(page, 'U0PAM');
      plainRow(world, 40, `Design of page ${number}`);
      await type(page, '/invoice-draft ACME-WEB');
      await become(page, 'U0FIN');
      const card = cardOf(page, number);
      await press(card, 'Approve');
      await card.getByText('Undo is possible until').waitFor();
      world.quickbooks.edit('Invoice', newInvoices(world).at(-1)?.Id ?? '', fields);
      await confirmed(page, card, 'Undo');
      await card
        .getByText(/Not undone, although Finn asked: /)
        .getByText(words)
        .waitFor();
      await said(page, words);
      await expect.poll(() => card.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(0);
      await look(page, `undo-refused-${what}`);
    },
  );
});
