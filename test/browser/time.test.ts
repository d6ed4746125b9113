import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from '../support/chromium.ts';
import { type TestClock, testClock, worldAt } from '../support/clock.ts';
import type { World } from '../support/world.ts';
import { cardOf, confirmed, leave, look, mailOf, place, press, said, sit, threadOf, type } from './acting.ts';

/** remind: 4h, escalate: 8h to finance managers, expire: 5d; the company works from nine to five, Monday to Friday. */
describe.runIf(CHROMIUM)('what time does to a card, in a browser', () => {
  let clock: TestClock;
  let world: World;
  let browser: Browser;
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
  });
  afterEach(() => leave(browser));
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });
  const as = (who: string, channel?: string) => sit(browser, world.slack.url, who, channel);

  test('who may decide is reminded in the thread and by direct message, and who asked is not', async () => {
    const [pam, raj] = await Promise.all([as('U0PAM'), as('U0RAJ')]);
    await type(pam, '/invoice-draft ACME-WEB');
    const card = cardOf(raj, 1);
    await card.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    clock.set('2033-03-16 14:01');
    await card.getByRole('button', { name: /1 reply/ }).waitFor();
    const thread = await threadOf(raj, 1);
    await thread.getByText(/has waited 4 working hours, 0 of 1 approved. Reminded: Rajesh\./).waitFor();
    await look(raj, 'time-reminded-thread');
    const mail = await mailOf(raj);
    await mail
      .getByText(/Approval 1 \(Invoice for Acme Corp:Website: .*\) waits for your decision/)
      .waitFor();
    await look(raj, 'time-reminded-mail');
    expect(await (await mailOf(pam)).getByText('waits for your decision').count()).toBe(0);
  });

  test('nobody decides, so it goes on to the next role, whose button works from then on', async () => {
    const [finn, mei] = await Promise.all([as('U0FIN'), as('U0MEI')]);
    await press(cardOf(finn, 1), 'Approve');
    await said(finn, 'it takes a project manager');
    clock.set('2033-03-17 10:01');
    const card = cardOf(mei, 1);
    await card.getByText('Escalated to finance manager').waitFor();
    await (await mailOf(mei)).getByText('so you may approve it as well').waitFor();
    await place(mei, 'acme-website');
    const thread = await threadOf(mei, 1);
    await thread.getByText(/goes on to finance manager, .* Told: Finn, Mei-Ling\./).waitFor();
    await look(mei, 'time-escalated');
    await press(cardOf(mei, 1), 'Approve');
    await card.getByText('The sheet is updated').waitFor();
    await look(mei, 'time-escalated-approved');
  });

  test('who is away is not reminded; their delegate is, and decides in their place from the card', async () => {
    const channel = 'C0HARBOR';
    const [pam, finn, raj] = await Promise.all([
      as('U0PAM', channel),
      as('U0FIN', channel),
      as('U0RAJ', channel),
    ]);
    await type(pam, '/invoice-draft HARBOR-WMS');
    const card = cardOf(raj, 2);
    await card.getByText('Approvals: 0 of 2').waitFor();
    await type(finn, '/countersign away until 2033-04-01 delegate @raj');
    await said(finn, 'Rajesh may decide in your place');
    clock.set('2033-03-17 14:10');
    const thread = await threadOf(raj, 2);
    await thread.getByText(/Reminded: Rajesh \(for Finn\), Mei-Ling\./).waitFor();
    await thread.getByText(/Finn is away until .* and is not reminded; Rajesh is told instead/).waitFor();
    await look(raj, 'time-delegate-reminded');
    await press(thread, 'Close the thread');
    await confirmed(raj, card, 'Approve');
    await card.getByText('Approvals: 1 of 2').waitFor();
    await card
      .getByText(/for Finn, away until/)
      .first()
      .waitFor();
    await look(raj, 'time-delegate-decided');
  });

  test('what nobody decides expires: the card says so without buttons, and who asked is told directly', async () => {
    const [pam, mei] = await Promise.all([as('U0PAM', 'C0HARBOR'), as('U0MEI', 'C0HARBOR')]);
    clock.set('2033-03-24 10:30');
    const card = cardOf(mei, 2);
    await card.getByText(/Expired after 5 working days without a decision/).waitFor();
    await card.getByText('The sheet says again what it said before').waitFor();
    await expect.poll(() => card.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await (await mailOf(pam)).getByText(/which you asked for, expired after 5 working days/).waitFor();
    await look(pam, 'time-expired-mail');
    await threadOf(mei, 2);
    await look(mei, 'time-expired');
  });
});
