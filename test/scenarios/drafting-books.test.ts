import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { withRecord, withSetting } from '../../src/sandbox/company/vary.ts';
import { draft, draftedFrom, inWorld, refusedFrom, shownIn, tableOf, told } from '../support/drafting.ts';
import { TODAY } from '../support/world.ts';

const company = demoCompany(TODAY);
const { ids } = company;
const customer = (name: string) => withSetting(company, '"Acme Corp:Website"', JSON.stringify(name));
const item = (name: string) => withSetting(company, 'item: "Consulting"', `item: ${JSON.stringify(name)}`);

test('an unknown customer is answered with the nearest names and the setting to correct', async () => {
  const text = await refusedFrom(customer('Acme Corp:Web site'), 'has no customer called');
  expect(text).toContain('“Acme Corp:Website”');
  expect(text).toContain('quickbooks.customer of ACME-WEB');
});

test('an ambiguous customer is answered with every full name and Id', async () => {
  const twins = withRecord(customer('Website'), 'Customer', ids.customer.cafeLoyalty, {
    DisplayName: 'Website',
    FullyQualifiedName: 'Café Noura ☕ قهوة نورا:Website',
  });
  const text = await refusedFrom(twins, 'has 2 customers called “Website”');
  expect(text).toContain('Acme Corp:Website');
  expect(text).toContain(`(Id ${ids.customer.acmeWebsite})`);
  expect(text).toContain(`(Id ${ids.customer.cafeLoyalty})`);
});

test.each([
  ['its name', 'Website'],
  ['its name in other letters', 'acme corp:website'],
  ['its Id', ids.customer.acmeWebsite],
])('a customer is found by %s', async (_how, name) => {
  expect((await draftedFrom(customer(name))).text).toContain('Invoice for Acme Corp:Website: $6,666.48');
});

test('an inactive customer blocks the card, until it is active again', () =>
  inWorld(
    { company: withRecord(company, 'Customer', ids.customer.acmeWebsite, { Active: false }) },
    async (world) => {
      const blocked = await draft(world);
      expect(blocked.text).toContain('cannot be approved yet');
      expect(shownIn(blocked)).toMatch(
        /🔴 Customer Acme Corp:Website is inactive.*→ Make Acme Corp:Website active/,
      );
      const approve = { user: 'U0FIN', channel: 'C0ACME', ts: blocked.ts, actionId: 'approve' };
      await world.slack.click(approve);
      await told(world, 'can’t be approved yet'.replace('’', "'"), 'U0FIN');
      world.quickbooks.edit('Customer', ids.customer.acmeWebsite, { Active: true });
      await world.slack.click(approve);
      await world.slack.waitFor(
        () => world.slack.messages('C0ACME').some(({ text }) => text.includes('v2, waiting for approval')),
        10_000,
      );
      expect(
        world.quickbooks.requests.some((line) => line.startsWith('POST') && line.includes('/invoice')),
      ).toBe(false);
    },
  ));

test('an inactive item, class and location each block the card', async () => {
  const inactive = [
    withRecord(company, 'Item', ids.item.consulting, { Active: false }),
    withRecord(company, 'Class', ids.class.web, { Active: false }),
    withRecord(company, 'Department', ids.location.chicago, { Active: false }),
  ];
  const found = await Promise.all(inactive.map((made) => draftedFrom(made)));
  const expected = [
    '🔴 Item Consulting is inactive',
    '🔴 Class Web is inactive',
    '🔴 Location Chicago is inactive',
  ];
  found.forEach((one, index) => {
    expect(shownIn(one)).toContain(expected[index]);
    expect(one.text).toContain('cannot be approved yet');
  });
});

test('an unknown item, class or location is named with its setting', async () => {
  const noItem = await refusedFrom(item('Consultng'), 'has no item called “Consultng”');
  expect(noItem).toContain('The nearest are “Consulting”');
  expect(noItem).toContain('quickbooks.item of ACME-WEB');
  const noClass = withSetting(company, 'class: Web', 'class: Weeb');
  expect(await refusedFrom(noClass, 'has no class called “Weeb”')).toContain('quickbooks.class');
  const noLocation = withSetting(company, 'location: Chicago', 'location: Chicagoo');
  expect(await refusedFrom(noLocation, 'has no location called “Chicagoo”')).toContain('quickbooks.location');
});

test('a currency other than the customer’s blocks, and the amounts stay in the project’s own', async () => {
  const found = await draftedFrom(customer('Brasserie Lumière SARL'));
  expect(shownIn(found)).toContain(
    '🔴 The project is billed in USD, and Brasserie Lumière SARL in QuickBooks in EUR',
  );
  expect(found.text).toContain('$6,666.48');
});

test('a customer in yen is billed in whole yen', async () => {
  const inYen = withRecord(company, 'Customer', ids.customer.acmeWebsite, { CurrencyRef: { value: 'JPY' } });
  const found = await draftedFrom(
    withSetting(inYen, '    mode: propose', '    mode: propose\n    currency: JPY'),
  );
  expect(tableOf(found).slice(2, 5)).toEqual([
    ['Content migration', '12.25', '¥150', '¥1,838'],
    [expect.stringContaining('Client workshop'), '5', '¥150', '¥750'],
    [expect.stringContaining('Expenses: Client workshop'), '1', '¥312.48', '¥312'],
  ]);
  expect(found.text).not.toContain('cannot be approved');
});
