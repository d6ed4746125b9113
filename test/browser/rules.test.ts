import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { startWorld, TODAY, type World } from '../support/world.ts';
import { become, cardOf, choose, confirmed, fillIn, look, place, press, said, sit, type } from './acting.ts';

const IN_ORDER =
  '{ kind: invoice, project: ACME-WEB, from: [[project_manager], [finance_manager]], order: true }';
const NO_EDITOR = '{ kind: invoice, project: CAFE-LOYAL, roles: [finance_manager], editor_counts: false }';

/** ACME-WEB: one of each role, in order. CAFE-LOYAL: whoever edits does not count. HARBOR-WMS: two of one role. */
function company() {
  const demo = demoCompany(TODAY);
  const projectsYaml = demo.projectsYaml.replace(
    'approvals:\n',
    `approvals:\n  - ${IN_ORDER}\n  - ${NO_EDITOR}\n`,
  );
  return { ...demo, projectsYaml };
}

describe.runIf(CHROMIUM)('who may approve what, in a browser', () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld({ company: company() }), launch()]);
    page = await sit(browser, world.slack.url, 'U0PAM');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  test('who asked is refused privately; one of each role approves, in order', async () => {
    const card = cardOf(page, 1);
    await type(page, '/invoice-draft ACME-WEB');
    await press(card, 'Approve');
    await said(page, 'You asked for this draft');
    await look(page, 'rules-self-refused');
    await become(page, 'U0FIN');
    await press(card, 'Approve');
    await said(page, 'project manager');
    await look(page, 'rules-order-refused');
    await card.getByText('Approvals: 0 of 2').waitFor();
    expect(await page.getByText('You asked for this draft').count()).toBe(0);

    await become(page, 'U0RAJ');
    await press(card, 'Approve');
    await card.getByText(/Approvals: 1 of 2 by .*Rajesh/).waitFor();
    await look(page, 'rules-order-one');
    await press(card, 'Approve');
    await said(page, 'You have approved this version already');
    await become(page, 'U0FIN');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
    await card.getByText(/Approved by .*Rajesh.* and .*Finn/).waitFor();
    await look(page, 'rules-order-posted');
  });

  test('whoever changed a draft does not approve that version; somebody else does', async () => {
    const card = cardOf(page, 2);
    await become(page, 'U0RAJ');
    await place(page, 'cafe-noura-app');
    await type(page, '/invoice-draft CAFE-LOYAL');
    await become(page, 'U0FIN');
    await press(card, 'Edit');
    await page.getByLabel('Line 1 quantity').waitFor();
    await look(page, 'rules-edit-form');
    await fillIn(page, 'Edit', { 'Line 1 quantity': '7' });
    await card.getByText('Changed by').waitFor();
    await card.getByText(/Line 1 quantity: .* → 7/).waitFor();
    await press(card, 'Approve');
    await said(page, 'You changed this version');
    await look(page, 'rules-editor-refused');
    await become(page, 'U0MEI');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
  });

  async function change(picks: Record<string, string>, Reason: string) {
    await choose(page, cardOf(page, 3), 'Change who approves');
    await fillIn(page, 'Change who approves', { Reason }, picks);
    await page.getByRole('dialog', { name: 'Change who approves' }).waitFor({ state: 'hidden' });
  }

  test('approvers are added, taken off and replaced while the card waits, each with its reason', async () => {
    const card = cardOf(page, 3);
    await become(page, 'U0PAM');
    await place(page, 'harborline-rollout');
    await type(page, '/invoice-draft HARBOR-WMS');
    await become(page, 'U0MEI');
    await confirmed(page, card, 'Approve');
    await card.getByText(/Approvals: 1 of 2 by .*Mei-Ling/).waitFor();

    await become(page, 'U0FIN');
    await change({ Add: 'U0TOM' }, 'He knows the contract');
    await card.getByText(/Tomás.* may approve too/).waitFor();
    await change({ 'Take off': 'U0TOM' }, 'He is on the train');
    await card.getByText(/Tomás.* may not approve/).waitFor();
    await change({ 'Take off': 'U0MEI', Add: 'U0AIS' }, 'Mei knows the customer');
    await card.getByText('Because: Mei knows the customer').first().waitFor();
    await card.getByText('Approvals: 0 of 2').waitFor();
    await look(page, 'rules-approvers-changed');

    await become(page, 'U0MEI');
    await confirmed(page, card, 'Approve');
    await said(page, 'Finn took you off its approvers, because: Mei knows the customer');
    await become(page, 'U0AIS');
    await confirmed(page, card, 'Approve');
    await card.getByText('Approvals: 1 of 2').waitFor();
    await become(page, 'U0FIN');
    await confirmed(page, card, 'Approve');
    await card.getByText('QuickBooks mailed it').waitFor();
    await look(page, 'rules-approvers-posted');
  });
});
