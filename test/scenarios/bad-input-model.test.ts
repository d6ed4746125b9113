import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { FaultSwitch } from '../../src/sandbox/faults.ts';
import { listen } from '../../src/sandbox/http.ts';
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
      expect(livingMarkup(sent, { people: USERS, links: 'https://app.sandbox.qbo.intuit.com/' })).toEqual([]);
      if (mode !== 'hostile') return;
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

test('what the model is asked holds the work, and no key, token, price, address or name of staff', async () => {
  const asked: string[] = [];
  const listening = await listen({
    faults: new FaultSwitch(),
    handle: ({ body }) => {
      asked.push(body.toString('utf8'));
      return { status: 500, body: {} };
    },
    faultResponse: () => ({ status: 500, body: {} }),
  });
  await inWorld({ company, env: { OPENAI_BASE_URL: `${listening.url}/v1` } }, async (world) => {
    await draft(world);
    const text = asked.join('\n');
    expect(text).toContain('Homepage wireframes');
    const secrets = Object.entries(world.env).filter(([name]) => /TOKEN$|SECRET$|KEY$/.test(name));
    expect(secrets).toHaveLength(6);
    for (const [, secret] of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/kwame@|Kwame|ap@acme|"rate"|12\.25/);
  });
  await listening.stop();
});
