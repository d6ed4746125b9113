import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { CAFE_SHEET, holdAll, plainRow } from '../support/auto.ts';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { startWorld, TODAY, type World } from '../support/world.ts';
import { cardOf, confirmed, leave, look, press, sit, type } from './acting.ts';

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
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld({ company: company() }), launch()]);
    holdAll(world);
    holdAll(world, CAFE_SHEET);
  });
  afterEach(() => leave(browser));
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });
  const as = (who: string, channel?: string) => sit(browser, world.slack.url, who, channel);

  test('auto posts by itself, says so in the channel, and an approver undoes it with one button', async () => {
    const [pam, raj] = await Promise.all([as('U0PAM'), as('U0RAJ')]);
    plainRow(world, 40);
    await type(pam, '/invoice-draft ACME-WEB');
    const card = cardOf(raj, 1);
    await card.getByText(/by itself under rule “.*up to \$8,000\.00.*”; nobody was asked/).waitFor();
    await card.getByText('The sheet is updated').waitFor();
    expect(await card.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await card.getByText('Undo is possible until').waitFor();
    await look(raj, 'modes-auto-posted');

    await press(card, 'Undo');
    await look(raj, 'modes-auto-undo-asks');
    await press(raj.getByRole('alertdialog'), 'Keep it');
    await confirmed(raj, card, 'Undo');
    await card.getByText('Undone by').waitFor();
    await card.getByText('The sheet is cleared').waitFor();
    await look(raj, 'modes-auto-undone');
  });

  test('what was undone goes to people the next time, and the card says why', async () => {
    const [pam, finn] = await Promise.all([as('U0PAM'), as('U0FIN')]);
    await type(pam, '/invoice-draft ACME-WEB');
    const card = cardOf(finn, 2);
    await card.getByText(/not posted by itself: some of its rows were rejected, undone/).waitFor();
    await look(finn, 'modes-auto-asks');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
  });

  test('one of the sample goes to people, who approve it as any other', async () => {
    const [raj, finn] = await Promise.all([as('U0RAJ', 'C0CAFE'), as('U0FIN', 'C0CAFE')]);
    plainRow(world, 30, 'Design of the card', { sheet: CAFE_SHEET, rate: 135 });
    await type(raj, '/invoice-draft CAFE-LOYAL');
    const card = cardOf(finn, 3);
    await card.getByText(/not posted by itself: it is one of the sample/).waitFor();
    await look(finn, 'modes-sample');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
  });

  test('observe shows what it would have asked, offers nothing to press, and writes nothing', async () => {
    const [pam, mei] = await Promise.all([as('U0PAM', 'C0HARBOR'), as('U0MEI', 'C0HARBOR')]);
    const books = mei.getByRole('region', { name: 'QuickBooks' }).getByRole('row');
    const before = await books.nth(1).textContent();
    await type(pam, '/invoice-draft HARBOR-WMS');
    const card = cardOf(mei, 4);
    await card.getByText('$55,234.30').first().waitFor();
    await card
      .getByText(/observe/i)
      .first()
      .waitFor();
    expect(await card.getByRole('button', { name: /Approve|Edit|Reject|More actions/ }).count()).toBe(0);
    await mei
      .getByRole('region', { name: 'Smartsheet' })
      .getByRole('button', { name: /Warehouse rollout – billing|Harborline/ })
      .first()
      .click();
    await look(mei, 'modes-observe');
    expect(await mei.getByRole('region', { name: 'Smartsheet' }).getByText('In Review').count()).toBe(0);
    expect(await books.nth(1).textContent()).toBe(before);
  });
});
