import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import type { Behaviour } from '../../src/sandbox/model/stand-in.ts';
import { approve, draft, inWorld, shownIn, tableOf } from '../support/drafting.ts';
import { everythingSent, livingMarkup } from '../support/said.ts';
import { TODAY } from '../support/world.ts';

const company = demoCompany(TODAY);
const USERS = company.slack.users.map(({ id }) => id);
const FIGURES = [
  ['7.5', '$150.00', '$1,125.00'],
  ['6', '$165.00', '$990.00'],
  ['12.25', '$150.00', '$1,837.50'],
  ['5', '$150.00', '$750.00'],
  ['1', '$312.48', '$312.48'],
  ['1', '$189.00', '$189.00'],
  ['9.75', '$150.00', '$1,462.50'],
];

test.each<Behaviour>(['hostile', 'refuse', 'garbage', 'truncated', 'empty'])(
  'a model that answers “%s” changes no figure and smuggles in nothing',
  (mode) =>
    inWorld({ company }, async (world) => {
      world.model.behave(mode);
      const found = await draft(world);
      expect(tableOf(found).map(([, ...figures]) => figures)).toEqual(FIGURES);
      const shown = shownIn(found);
      expect(shown).not.toMatch(/evil\.example|999|1,000,000|<!channel>|<!here>/);
      expect(shown).toContain('Homepage wireframes');
      const sent = everythingSent(world, USERS);
      expect(livingMarkup(sent, { people: USERS, links: 'https://sandbox.qbo.intuit.com/' })).toEqual([]);
      await approve(world, found);
      expect(world.quickbooks.entities('Invoice').at(-1)?.TotalAmt).toBe(6666.48);
    }),
);

test('a dead model costs its words and nothing else', () =>
  inWorld({ company }, async (world) => {
    world.model.faults.set({ kind: 'status-500' });
    const found = await draft(world);
    expect(tableOf(found).map(([, ...figures]) => figures)).toEqual(FIGURES);
    expect(tableOf(found)[2]?.[0]).toBe('Content migration: 140 articles moved and redirected');
    expect(tableOf(found)[4]?.[0]).toMatch(/^Expenses: Client workshop/);
  }));

test('what the model is asked holds the work, and no key, token, price, address or name of staff', () =>
  inWorld({ company }, async (world) => {
    const asked: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      if (String(input instanceof Request ? input.url : input).startsWith(world.model.url))
        asked.push(input instanceof Request ? await input.clone().text() : String(init?.body ?? ''));
      return fetch(input, init);
    };
    try {
      await draft(world);
    } finally {
      globalThis.fetch = fetch;
    }
    const text = asked.join('\n');
    expect(text).toContain('Homepage wireframes');
    for (const name of [
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'QUICKBOOKS_CLIENT_SECRET',
      'SMARTSHEET_ACCESS_TOKEN',
      'OPENAI_API_KEY',
    ])
      expect(text).not.toContain(world.env[name] ?? 'absent');
    expect(text).not.toMatch(/kwame@|Kwame|ap@acme|"rate"|12\.25/);
  }));
