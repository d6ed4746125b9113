import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { CAFE_SHEET, holdAll, plainRow } from '../support/auto.ts';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { startWorld, TODAY, type World } from '../support/world.ts';
import { become, cardOf, confirmed, look, place, press, sit, type } from './acting.ts';

const AUTO = '{ kind: invoice, project: ACME-WEB, up_to: 8000, auto: true, daily_cap: 12000, sample: 0 }';
const SAMPLED =
  '{ kind: invoice, project: CAFE-LOYAL, up_to: 8000, auto: true, daily_cap: 12000, sample: 1 }';

/** ACME-WEB posts by itself, CAFE-LOYAL as well but for a sample of every one, HARBOR-WMS is only observed. */
function company() {
  const demo = demoCompany(TODAY);
  const mode = (yaml: string, code: string, word: string) =>
    yaml.replace(new RegExp(`(code: ${code}[^]*?mode: )propose`), `$1${word}`);
  const modes = mode(
    mode(mode(demo.projectsYaml, 'ACME-WEB', 'auto'), 'CAFE-LOYAL', 'auto'),
    'HARBOR-WMS',
    'observe',
  );
  const projectsYaml = modes.replace('approvals:\n', `approvals:\n  - ${AUTO}\n  - ${SAMPLED}\n`);
  return { ...demo, projectsYaml };
}

describe.runIf(CHROMIUM)('what each mode does, in a browser', () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld({ company: company() }), launch()]);
    holdAll(world);
    holdAll(world, CAFE_SHEET);
    page = await sit(browser, world.slack.url, 'U0PAM');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  test('auto posts by itself, says so in the channel, and an approver undoes it with one button', async () => {
    plainRow(world, 40);
    await type(page, '/invoice-draft ACME-WEB');
    await become(page, 'U0RAJ');
    const card = cardOf(page, 1);
    await card.getByText(/by itself under rule “.*up to \$8,000\.00.*”; nobody was asked/).waitFor();
    await card.getByText('The sheet is updated').waitFor();
    expect(await card.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await card.getByText('Undo is possible until').waitFor();
    await look(page, 'modes-auto-posted');

    await press(card, 'Undo');
    await look(page, 'modes-auto-undo-asks');
    await press(page.getByRole('alertdialog'), 'Keep it');
    await confirmed(page, card, 'Undo');
    await card.getByText('Undone by').waitFor();
    await card.getByText('The sheet is cleared').waitFor();
    await look(page, 'modes-auto-undone');
  });

  test('what was undone goes to people the next time, and the card says why', async () => {
    await become(page, 'U0PAM');
    await type(page, '/invoice-draft ACME-WEB');
    await become(page, 'U0FIN');
    const card = cardOf(page, 2);
    await card.getByText(/not posted by itself: some of its rows were rejected, undone/).waitFor();
    await look(page, 'modes-auto-asks');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
  });

  test('one of the sample goes to people, who approve it as any other', async () => {
    await become(page, 'U0RAJ');
    await place(page, 'cafe-noura-app');
    plainRow(world, 30, 'Design of the card', { sheet: CAFE_SHEET, rate: 135 });
    await type(page, '/invoice-draft CAFE-LOYAL');
    await become(page, 'U0FIN');
    const card = cardOf(page, 3);
    await card.getByText(/not posted by itself: it is one of the sample/).waitFor();
    await look(page, 'modes-sample');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
  });

  test('observe shows what it would have asked, offers nothing to press, and writes nothing', async () => {
    await become(page, 'U0PAM');
    await place(page, 'harborline-rollout');
    const books = page.getByRole('region', { name: 'QuickBooks' }).getByRole('row');
    const before = await books.nth(1).textContent();
    await type(page, '/invoice-draft HARBOR-WMS');
    await become(page, 'U0MEI');
    const card = cardOf(page, 4);
    await card.getByText('$55,234.30').first().waitFor();
    await card.getByText('nothing is posted or written').waitFor();
    expect(await card.getByRole('button', { name: /Approve|Edit|Reject|More actions/ }).count()).toBe(0);
    await look(page, 'modes-observe');
    expect(await page.getByRole('region', { name: 'Smartsheet' }).getByText('In Review').count()).toBe(0);
    expect(await books.nth(1).textContent()).toBe(before);
  });
});
