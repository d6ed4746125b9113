import { describe, expect, test } from 'vitest';
import { type Replayed, replay } from '../../src/approval/replay.ts';
import type { Logged } from '../../src/log/logged.ts';
import { parseProjects } from '../../src/settings/projects.ts';
import { entriesOf, versionData } from '../log/entries.ts';

const BASE = `people:
  U0PAM: { name: Pam, roles: [project_manager] }
  U0RAJ: { name: Raj, roles: [project_manager] }
  U0FIN: { name: Finn, roles: [finance_manager] }
  U0MEI: { name: Mei, roles: [finance_manager] }
`;

function under(rules: readonly string[], entries: readonly Logged[], project = 'mode: propose'): Replayed[] {
  const yaml = `${BASE}projects: [{ code: ACME-WEB, ${project}, channel: C0P, quickbooks: { customer: Acme }, billing: { sheet: 1 } }]
approvals:
${rules.map((rule) => `  - { ${rule} }`).join('\n')}
`;
  const read = parseProjects(yaml, 'projects.new.yml');
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return replay(entries, read.value, read.hash);
}

/** Pam asks for $6,666.48, and these approve it one after the other. */
function approvedBy(names: readonly string[], data: Record<string, unknown> = {}, id = 'apr_a'): Logged[] {
  return entriesOf(
    { type: 'draft.made', actor: 'U0PAM', data: versionData(data) },
    ...names.map((actor, index) => ({
      type: 'approval.given',
      actor,
      data: { version: 1, final: index === names.length - 1 },
    })),
  ).map((entry) => ({ ...entry, approvalId: id }));
}

const ONE_FM = 'kind: invoice, roles: [finance_manager]';

describe('a past decision under new rules', () => {
  test('goes the same way where the same people are enough', () => {
    const [same] = under([ONE_FM], approvedBy(['U0FIN']));
    expect(same).toMatchObject({ name: 'approval 12', amountMinor: 666_648, otherwise: null, assumed: null });
  });

  test('is told where more people would be needed', () => {
    const [one] = under(
      ['over: 5000, approvals: 2, roles: [finance_manager]', ONE_FM],
      approvedBy(['U0FIN']),
    );
    expect(one?.otherwise).toEqual({ how: 'too-few', why: '1 of 2: it would also take finance_manager' });
    expect(one?.was).toBe('invoice: 1 approval by finance_manager');
    expect(one?.now).toBe('anything over $5,000.00: 2 approvals by finance_manager');
  });

  test('a journal entry is asked about as such, and takes the people it wants whatever the rule says', () => {
    const atLeast = { people: 2, why: 'a journal entry over $10,000.00 always takes two people' };
    const entries = approvedBy(['U0FIN'], { kind: 'variance', ruleKind: 'journal', atLeast });
    const variance = 'kind: variance, roles: [finance_manager]';
    const [few] = under([variance], entries);
    expect(few?.otherwise).toMatchObject({ how: 'too-few' });
    expect(few?.now).toContain('2 people, because a journal entry over $10,000.00');
    const [own] = under(['kind: journal, approvals: 3, roles: [finance_manager]', variance], entries);
    expect(own?.now).toContain('journal: 3 approvals');
    const both = approvedBy(['U0FIN', 'U0MEI'], { kind: 'variance', ruleKind: 'journal', atLeast });
    expect(under([variance], both)[0]?.otherwise).toBeNull();
  });

  test('is told where who decided would not be allowed to, approving or rejecting', () => {
    const [approved] = under([ONE_FM], approvedBy(['U0RAJ']));
    expect(approved?.otherwise).toMatchObject({
      how: 'not-allowed',
      why: expect.stringContaining('Raj would be refused'),
    });
    const rejected = entriesOf(
      { type: 'draft.made', actor: 'U0PAM', data: versionData() },
      { type: 'approval.rejected', actor: 'U0RAJ', data: { version: 1, reason: 'no' } },
    );
    expect(under([ONE_FM], rejected)[0]?.otherwise).toMatchObject({ how: 'not-allowed' });
    expect(under(['roles: [project_manager]'], rejected)[0]?.otherwise).toBeNull();
    const own = under(['roles: [project_manager]'], approvedBy(['U0PAM']))[0];
    expect(own?.otherwise?.why).toContain('You asked for this draft');
  });

  test('is told where fewer people would have been enough', () => {
    const [one] = under([ONE_FM], approvedBy(['U0FIN', 'U0MEI']));
    expect(one?.otherwise).toEqual({
      how: 'sooner',
      why: '1 approval would have been enough, and 2 were given',
    });
  });

  test('is told where it would go by itself, within the day’s cap and not beyond', () => {
    const auto = 'up_to: 10000, auto: true, daily_cap: 10000, sample: 0';
    const two = [...approvedBy(['U0FIN']), ...approvedBy(['U0FIN'], { number: 13 }, 'apr_b')];
    expect(under([auto, ONE_FM], two, 'mode: auto').map(({ otherwise }) => otherwise?.how)).toEqual([
      'by-itself',
      undefined,
    ]);
    expect(under([auto, ONE_FM], two).map(({ otherwise }) => otherwise)).toEqual([null, null]);
    const second = 'up_to: 20000, auto: true, daily_cap: 15000, sample: 0';
    const dear = { number: 13, amount: { amountMinor: 1_100_000, currency: 'USD' } };
    const cheap = [...approvedBy(['U0FIN']), ...approvedBy(['U0FIN'], dear, 'apr_b')];
    // What another rule let through that day counts against this one's cap.
    expect(under([auto, second, ONE_FM], cheap, 'mode: auto')[1]?.otherwise).toBeNull();
    const found = { findings: [{ code: 'unusual-total', severity: 'warn' }] };
    expect(under([auto, ONE_FM], approvedBy(['U0FIN'], found), 'mode: auto')[0]?.otherwise).toBeNull();
    const went = entriesOf(
      { type: 'draft.made', actor: 'U0PAM', data: versionData() },
      { type: 'approval.automatic', data: { version: 1, final: true } },
    );
    expect(under([ONE_FM], went)[0]?.otherwise).toMatchObject({ how: 'asked' });
  });

  test('counts from the version that was decided, with its editor', () => {
    const entries = entriesOf(
      { type: 'draft.made', actor: 'U0PAM', data: versionData() },
      { type: 'approval.given', actor: 'U0MEI', data: { version: 1, final: false } },
      {
        type: 'draft.edited',
        actor: 'U0FIN',
        data: versionData({
          version: 2,
          author: { kind: 'person', who: 'U0FIN' },
          amount: { amountMinor: 100, currency: 'USD' },
        }),
      },
      { type: 'approval.given', actor: 'U0FIN', data: { version: 2, final: true } },
    );
    expect(under([ONE_FM], entries)).toMatchObject([{ version: 2, amountMinor: 100, otherwise: null }]);
    const [strict] = under([`${ONE_FM}, editor_counts: false`], entries);
    expect(strict?.otherwise?.why).toContain('Finn would be refused');
  });

  test('counts a delegate’s approval in the place of who was away', () => {
    const entries = approvedBy(['U0RAJ']).map((entry) =>
      entry.type === 'approval.given' ? { ...entry, data: { ...entry.data, standsFor: ['U0FIN'] } } : entry,
    );
    expect(under([ONE_FM], entries)[0]?.otherwise).toBeNull();
  });

  test('from a log older than the fields is judged by what there is, and that is said', () => {
    const old = approvedBy(['U0FIN'], {
      customerNames: undefined,
      knownCustomer: undefined,
      kind: undefined,
      number: undefined,
    });
    const [one] = under([`customer: ["acme corp:website"], ${'roles: [finance_manager]'}`], old);
    expect(one).toMatchObject({
      name: 'apr_a',
      otherwise: null,
      assumed: 'the customer was known',
      now: expect.stringContaining('for acme corp:website'),
    });
  });

  test('of a project that the new file does not name is told', () => {
    const other = approvedBy(['U0FIN']).map((entry) => ({ ...entry, project: 'GONE' }));
    expect(under([ONE_FM], other)[0]?.otherwise).toMatchObject({ how: 'not-known' });
  });

  test('that is still waiting is none', () => {
    expect(under([ONE_FM], approvedBy(['U0FIN']).slice(0, 1))).toEqual([]);
  });
});
