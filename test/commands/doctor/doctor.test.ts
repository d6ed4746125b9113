import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runScript } from '../../support/script.ts';
import { startWorld } from '../../support/world.ts';
import { type Clinic, type Examination, KEY, openClinic, SHEET } from './clinic.ts';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.end());
afterEach(() => {
  for (const { faults } of [clinic.slack, clinic.quickbooks, clinic.smartsheet, clinic.model]) faults.clear();
});

const swap = (from: string | RegExp, to: string): Examination => ({
  yaml: (text) => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${from} is not in projects.yml`);
    return changed;
  },
});
const billing = (sheet: number) => swap(/billing: \{ sheet: \d+ \}/, `billing: { sheet: ${sheet} }`);
const customer = (name: string) => swap(/customer: .*/, `customer: ${name}`);

describe('where everything works', () => {
  test('every connection, sheet, name and rule has its ✓, and the exit status is 0', async () => {
    const { status, text, broken } = await clinic.examine();
    expect(broken).toEqual([]);
    for (const part of [
      '3 projects, 4 people, 3 approval rules',
      'is reached and migrated',
      'a process of Countersign opens up to 56, so there is room for',
      'the token is @countersign’s in “Larkfield Studio”',
      'all 2 scopes of manifest.yml',
      'channel #acme-website of ACME-WEB: the bot is in it',
      'Finn (U0FIN, finance_manager) is Finn Larsen in Slack',
      'the token is aisha@larkfield.example’s',
      'billing sheet 4583173393803140 of ACME-WEB',
      'cost sheet 7960873114331012 of ACME-WEB: 11 columns found',
      'Finance Review sheet 7960873114331036 of ACME-WEB: 11 columns found, and it may be written to',
      'the tokens renew',
      'ACME-WEB: customer “Acme Corp:Website”',
      'ACME-WEB: item “Consulting”',
      'ACME-WEB: class “Web”',
      'ACME-WEB: location “Chicago”',
      'words drafts',
      'invoice: 1 approval by project_manager or finance_manager: Pam, Rajesh, Finn, Mei-Ling',
      'public key ',
      'Everything works',
    ]) {
      expect(text).toContain(part);
    }
    expect(status).toBe(0);
  });

  test('no secret of the settings stands in what it says', async () => {
    const { text } = await clinic.examine();
    for (const name of Object.keys(clinic.env).filter((key) => /TOKEN$|SECRET$|API_KEY$/.test(key))) {
      expect(text).not.toContain(clinic.env[name]);
    }
    expect(text).not.toContain(KEY);
  });

  test('optional things are marked and do not fail', async () => {
    const without = await clinic.examine({ env: { OPENAI_API_KEY: '' }, scopes: null });
    expect(without.text).toContain('no OPENAI_API_KEY: drafts are worded by templates');
    expect(without.hints).toContainEqual(expect.stringContaining('manifest.yml cannot be read'));
    expect(without.status).toBe(0);
    const bare = await clinic.examine(billing(SHEET.bare));
    expect(bare.hints).toContainEqual(
      expect.stringMatching(/goes without the optional columns .*“Invoice Status”/),
    );
    expect(bare.status).toBe(0);
  });
});

describe('what does not work has its line, with what to do, and the exit status is 1', () => {
  const cases: [string, Examination, RegExp, RegExp][] = [
    [
      'a channel without the bot',
      swap('channel: C0ACME', 'channel: C0EMPTY'),
      /#nobody-invited-it of ACME-WEB: the bot is not in it/,
      /\/invite @countersign/,
    ],
    [
      'a private channel without it',
      swap('channel: C0ACME', 'channel: C0HIDDEN'),
      /C0HIDDEN of ACME-WEB: there is none, or it is private/,
      /\/invite/,
    ],
    [
      'an unknown channel',
      swap('channel: C0ACME', 'channel: C0NOWHERE'),
      /C0NOWHERE of ACME-WEB: there is none/,
      /channel in projects.yml/,
    ],
    ['an approver who left', swap('U0FIN:', 'U0GONE:'), /Finn \(U0GONE.*deactivated/, /projects.yml/],
    ['an approver who is a guest', swap('U0FIN:', 'U0GUEST:'), /U0GUEST.*is a guest/, /projects.yml/],
    ['an approver who is a bot', swap('U0FIN:', 'U0ROBOT:'), /U0ROBOT.*is a bot/, /projects.yml/],
    ['an approver nobody knows', swap('U0FIN:', 'U0NOBODY:'), /U0NOBODY.*nobody in Slack/, /Copy member ID/],
    [
      'a user group nobody knows',
      swap('roles: [project_manager, finance_manager]', 'roles: [S0NOWHERE1]'),
      /user group S0NOWHERE1: Slack has no such group/,
      /Copy group ID/,
    ],
    [
      'a scope that the token lacks',
      { scopes: ['chat:write', 'files:write'] },
      /the token lacks files:write/,
      /reinstall/,
    ],
    [
      'a wrong bot token',
      { env: { SLACK_BOT_TOKEN: 'xoxb-other' } },
      /the bot’s token: .*invalid_auth/,
      /SLACK_BOT_TOKEN/,
    ],
    [
      'a wrong app-level token',
      { env: { SLACK_APP_TOKEN: 'xapp-other' } },
      /Socket Mode: /,
      /connections:write/,
    ],
    [
      'a wrong Smartsheet token',
      { env: { SMARTSHEET_ACCESS_TOKEN: 'other' } },
      /the token: /,
      /SMARTSHEET_ACCESS_TOKEN/,
    ],
    [
      'a sheet that is not there',
      billing(12345),
      /billing sheet 12345 of ACME-WEB: there is none that aisha@/,
      /Share it/,
    ],
    [
      'a sheet shared for reading only',
      billing(SHEET.viewer),
      /may not write to it \(VIEWER\)/,
      /as an editor/,
    ],
    ['a locked column', billing(SHEET.locked), /“Invoice Status” is locked/, /Unlock/],
    [
      'a formula where something is written',
      billing(SHEET.formula),
      /“QB Transaction ID” is a formula/,
      /Remove/,
    ],
    [
      'a required column that is missing',
      billing(SHEET.renamed),
      /the required column “Status” is missing/,
      /“Stauts” there, say so in billing.columns of ACME-WEB/,
    ],
    [
      'a cost sheet without its columns',
      swap(/costs: \{ sheet: \d+ \}/, `costs: { sheet: ${SHEET.costs} }`),
      /required column “Vendor or Description”/,
      /Add it/,
    ],
    [
      'a finance review sheet without the column its rows are known by',
      swap(/review: \{ sheet: \d+/, `review: { sheet: ${SHEET.costs}`),
      /Finance Review sheet 9006 of ACME-WEB: the required column “Reference” is missing/,
      /Add it/,
    ],
    [
      'an unknown customer',
      customer('Acme Corp:Websit'),
      /there is no customer “Acme Corp:Websit”/,
      /nearest are .*“Acme Corp:Website”/,
    ],
    [
      'a customer of two meanings',
      customer('Twin'),
      /“Twin” is several customers: .*Id 902.*Id 903/,
      /full name or the Id/,
    ],
    [
      'an inactive customer',
      customer(`"D'Angelo's Old Mill Bakery"`),
      /Old Mill Bakery” is inactive/,
      /Make it active/,
    ],
    [
      'a customer in another currency',
      customer('Brasserie Lumière SARL'),
      /ACME-WEB is billed in USD, and “Brasserie Lumière SARL” in EUR/,
      /currency: EUR/,
    ],
    [
      'a customer without e-mail whose invoices are mailed',
      {
        yaml: (text) =>
          text.replace(/customer: .*/, 'customer: Nomail').replace('deliver: none', 'deliver: email'),
      },
      /“Nomail” has no e-mail address/,
      /deliver: none/,
    ],
    [
      'an unknown item',
      swap('item: "Consulting"', 'item: Konsulting'),
      /there is no item “Konsulting”/,
      /quickbooks.item of ACME-WEB/,
    ],
    ['an inactive item', swap('item: "Consulting"', 'item: Fax'), /item “Fax” is inactive/, /Make it active/],
    [
      'a category as an item',
      swap('expense_item: Expenses', 'expense_item: All of it'),
      /“All of it” is a category/,
      /quickbooks.expense_item/,
    ],
    ['an inactive class', swap('class: Web', 'class: Past'), /class “Past” is inactive/, /quickbooks.class/],
    [
      'an unknown location',
      swap('location: Chicago', 'location: Atlantis'),
      /there is no location “Atlantis”/,
      /quickbooks.location/,
    ],
    [
      'a rule for a customer that is none',
      swap(
        '- { kind: variance',
        '- { kind: invoice, customer: Nobody Inc, roles: [finance_manager] }\n  - { kind: variance',
      ),
      /there is no customer “Nobody Inc”/,
      /rule/,
    ],
    ['another company’s id', { env: { QUICKBOOKS_REALM_ID: '42' } }, /the company: /, /QUICKBOOKS_REALM_ID/],
    [
      'a wrong client secret',
      { env: { QUICKBOOKS_CLIENT_SECRET: 'other' } },
      /the tokens cannot be renewed: /,
      /QUICKBOOKS_CLIENT_SECRET/,
    ],
    [
      'a database that is not there',
      { env: { DATABASE_URL: 'postgres://me:hidden@127.0.0.1:9/none' } },
      /the database: .*127\.0\.0\.1:9\/none/,
      /needs the database/,
    ],
  ];
  test.each(cases)('%s', async (_name, examination, line, advice) => {
    const { status, text, broken } = await clinic.examine({ ...examination, firstAlone: true });
    expect(broken).toContainEqual(expect.stringMatching(line));
    expect(text).toMatch(advice);
    expect(text).not.toContain('hidden');
    expect(status).toBe(1);
  });

  test('settings that cannot be read: every error at once, and nothing else is tried', async () => {
    const { status, text, broken } = await clinic.examine({
      env: { SLACK_BOT_TOKEN: '', PORT: 'many' },
      yaml: (yaml) => yaml.replace('code: ACME-WEB', 'cod: ACME-WEB'),
    });
    expect(broken.length).toBeGreaterThanOrEqual(3);
    expect(text).toContain('nothing else was checked');
    expect(status).toBe(1);
  });

  test('an encryption key that does not open the stored tokens', async () => {
    await clinic.examine();
    const { status, broken } = await clinic.examine({
      env: { ENCRYPTION_KEY: Buffer.alloc(32, 6).toString('base64') },
    });
    expect(broken).toContainEqual(
      expect.stringContaining('the encryption key does not open QuickBooks’ tokens'),
    );
    expect(status).toBe(1);
  });

  test('a model that answers nonsense', async () => {
    clinic.model.behave('garbage');
    const { status, broken } = await clinic.examine();
    clinic.model.behave('good');
    expect(broken).toEqual([expect.stringContaining('does not word drafts: what it answers cannot be used')]);
    expect(status).toBe(1);
  });
});

describe('one vendor that is down', () => {
  test.each(['slack', 'smartsheet', 'quickbooks', 'model'] as const)(
    '%s: the others are checked',
    async (down) => {
      clinic[down].faults.set({ kind: 'hang' });
      const started = performance.now();
      const { status, text } = await clinic.examine({ timeoutMs: 400 });
      const whole = {
        slack: 'channel #acme-website of ACME-WEB: the bot is in it',
        smartsheet: 'cost sheet 7960873114331012 of ACME-WEB: 11 columns found',
        quickbooks: 'ACME-WEB: customer “Acme Corp:Website”',
        model: 'words drafts: ',
      };
      for (const [service, line] of Object.entries(whole)) {
        if (service === down) expect(text).not.toContain(line);
        else expect(text).toContain(line);
      }
      expect(status).toBe(1);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );

  test('in the middle of it: the rest of its checks is not waited for', async () => {
    clinic.smartsheet.faults.set({ kind: 'hang', match: /sheets/ });
    const { broken } = await clinic.examine({ timeoutMs: 300 });
    expect(broken).toContainEqual(expect.stringMatching(/not checked, for want of an answer: .*HARBOR-WMS/));
    expect(broken).toHaveLength(3);
  });

  test('a vendor that asks to wait a second is waited for', async () => {
    clinic.slack.faults.set({ kind: 'status-429', match: /users\.info/, times: 1, retryAfter: 1 });
    expect(await clinic.examine()).toMatchObject({ status: 0, broken: [] });
  });
});

describe('beside a running bot', () => {
  test('the tokens are renewed under the bot’s lock, and the bot goes on working with them', async () => {
    const world = await startWorld();
    try {
      const env = {
        ...world.env,
        DATABASE_URL: world.settings.env.databaseUrl ?? '',
        ENCRYPTION_KEY: world.settings.env.encryptionKey?.toString('base64') ?? '',
      };
      const draft = async (project: string, channel: string) => {
        await world.slack.command({ user: 'U0PAM', channel, text: `/invoice-draft ${project}` });
        const said = () => JSON.stringify(world.slack.messages(channel));
        await world.slack.waitFor(() => said().includes('waiting for approval'), 15_000);
      };
      await draft('ACME-WEB', 'C0ACME');
      const [first, second] = await Promise.all([
        runScript('src/doctor.ts', [], env),
        runScript('src/doctor.ts', [], env),
      ]);
      expect([first.out, first.status]).toEqual([expect.stringContaining('Everything works'), 0]);
      expect([second.out, second.status]).toEqual([expect.stringContaining('Everything works'), 0]);
      // The bot's own access token dies, as in an hour: what it renews from must be what the doctor left.
      world.quickbooks.faults.set({ kind: 'expired-token', match: /\/v3\/company/, times: 1 });
      await draft('HARBOR-WMS', 'C0HARBOR');
      await world.restart();
      expect((await runScript('src/doctor.ts', [], env)).status).toBe(0);
    } finally {
      await world.end();
    }
  });
});

test('with no bot and no database given it works on the embedded one, and leaves nothing running', async () => {
  const fresh = await openClinic();
  try {
    const { status, text } = await fresh.examine({ env: { DATABASE_URL: '', ENCRYPTION_KEY: '' } });
    expect(text).toContain('embedded, under');
    expect(status).toBe(0);
    expect(readdirSync(join(fresh.folder, 'postgres'))).not.toContain('postmaster.pid');
  } finally {
    await fresh.end();
  }
});
