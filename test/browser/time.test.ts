import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import type { World } from '../support/world.ts';
import {
  become,
  cardOf,
  confirmed,
  look,
  mailOf,
  place,
  press,
  said,
  sit,
  threadOf,
  type,
} from './acting.ts';

/** remind: 4h, escalate: 8h to finance managers, expire: 5d; the company works from nine to five, Monday to Friday. */
describe.runIf(CHROMIUM)('what time does to a card, in a browser', () => {
  let clock: TestClock;
  let world: World;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    clock = testClock('2033-03-16 10:00'); // a Wednesday
    const company = (demo: World['company']) => {
      // So that escalation has somebody to go on to.
      demo.projectsYaml = demo.projectsYaml.replace(
        'approvals: 1, roles: [project_manager, finance_manager]',
        'approvals: 1, roles: [project_manager]',
      );
    };
    [world, browser] = await Promise.all([worldAt(clock, company), launch()]);
    page = await sit(browser, world.slack.url, 'U0PAM');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  test('who may decide is reminded in the thread and by direct message, and who asked is not', async () => {
    await type(page, '/invoice-draft ACME-WEB');
    const card = cardOf(page, 1);
    await card.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    clock.set('2033-03-16 14:01');
    await card.getByRole('button', { name: /1 reply/ }).waitFor();
    expect(await (await mailOf(page)).getByText('waits for your decision').count()).toBe(0);

    await become(page, 'U0RAJ');
    const mail = await mailOf(page);
    await mail
      .getByText(/Approval 1 \(Invoice for Acme Corp:Website: .*\) waits for your decision/)
      .waitFor();
    await look(page, 'time-reminded-mail');
    await place(page, 'acme-website');
    const thread = await threadOf(page, 1);
    await thread.getByText(/has waited 4 working hours, 0 of 1 approved. Reminded: Rajesh\./).waitFor();
    await look(page, 'time-reminded-thread');
  });

  test('nobody decides, so it goes on to the next role, whose button works from then on', async () => {
    const card = cardOf(page, 1);
    await become(page, 'U0FIN');
    await press(card, 'Approve');
    await said(page, 'it takes a project manager');
    clock.set('2033-03-17 10:01');
    await card.getByText('Escalated to finance manager').waitFor();
    const thread = await threadOf(page, 1);
    await thread.getByText(/goes on to finance manager, .* Told: Finn, Mei-Ling\./).waitFor();
    await look(page, 'time-escalated');
    await (await mailOf(page)).getByText('so you may approve it as well').waitFor();
    await place(page, 'acme-website');
    await press(card, 'Approve');
    await card.getByText('The sheet is updated').waitFor();
  });

  test('who is away is not reminded; their delegate is, and decides in their place from the card', async () => {
    await become(page, 'U0PAM');
    await place(page, 'harborline-rollout');
    await type(page, '/invoice-draft HARBOR-WMS');
    const card = cardOf(page, 2);
    await card.getByText('Approvals: 0 of 2').waitFor();
    await become(page, 'U0FIN');
    await type(page, '/countersign away until 2033-04-01 delegate @raj');
    await said(page, 'Rajesh may decide in your place');
    clock.set('2033-03-17 14:10');
    await become(page, 'U0RAJ');
    const thread = await threadOf(page, 2);
    await thread.getByText(/Reminded: Rajesh \(for Finn\), Mei-Ling\./).waitFor();
    await thread.getByText(/Finn is away until .* and is not reminded; Rajesh is told instead/).waitFor();
    await look(page, 'time-delegate-reminded');
    await press(thread, 'Close the thread');
    await confirmed(page, card, 'Approve');
    await card.getByText(/Approvals: 1 of 2 by .*Rajesh.* \(for Finn, away until 1 Apr 2033\)/).waitFor();
    await look(page, 'time-delegate-decided');
  });

  test('what nobody decides expires: the card says so without buttons, and who asked is told directly', async () => {
    const card = cardOf(page, 2);
    clock.set('2033-03-24 10:30');
    await card.getByText(/Expired after 5 working days without a decision/).waitFor();
    await card.getByText('The sheet says again what it said before').waitFor();
    await expect
      .poll(() => card.getByRole('button', { name: /Approve|Edit|^Reject|More actions/ }).count())
      .toBe(0);
    await look(page, 'time-expired');
    await become(page, 'U0PAM');
    await (await mailOf(page)).getByText(/which you asked for, expired after 5 working days/).waitFor();
    await look(page, 'time-expired-mail');
  });
});
