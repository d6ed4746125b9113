import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProjects } from '../../src/settings/projects.ts';
import type { Projects } from '../../src/settings/types.ts';

/** The example in the contract, word for word. */
const example = `
company: { timezone: America/Chicago, currency: USD, hours: "09:00-17:00", days: mon-fri, holidays: [2026-12-25], undo: 15m }
people:                                  # Slack user id -> who they are here
  U0PAM: { name: Pam, roles: [project_manager] }
  U0FIN: { name: Finn, roles: [finance_manager] }     # finance_manager: may also change settings and use the kill switch
projects:
  - code: ACME-WEB
    name: Acme website
    channel: C0ACME
    mode: propose                        # observe: report only · propose: people approve · auto: post what a rule below lets through
    quickbooks: { customer: "Acme Corp:Website", item: Consulting, class: Web, location: Chicago }   # names or Ids
    billing: { sheet: 4583173393803140, columns: { status: Status } }     # column titles, where they differ from the defaults
    costs:   { sheet: 7960873114331012 }
    deliver: email                       # email: QuickBooks mails the invoice once it is posted · none (default)
approvals:                               # first rule that fits decides; amounts in the company's currency
  - { kind: invoice, over: 50000, approvals: 2, roles: [finance_manager] }
  - { kind: invoice, approvals: 1, roles: [project_manager, finance_manager] }
  - { kind: variance, approvals: 1, roles: [finance_manager] }
  # in mode auto: - { kind: invoice, up_to: 2000, auto: true, daily_cap: 20000, sample: 10 }    one in 10 still goes to people
waiting: { remind: 4h, escalate: 8h, escalate_to: [finance_manager], expire: 5d }      # working time; m, h, d
tolerance: { amount: 1.00, percent: 0.5, days: 7 }
digest: { at: "09:00", days: mon-fri }  # or mon-sun, or [mon, wed]; in the company's time zone
reconcile: { at: "02:00" }
`.trimStart();

const project = '{ code: A, channel: C0A, quickbooks: { customer: Acme }, billing: { sheet: 1 } }';

/** A file with one good project; `more` is added to it. */
const withProject = (more: string): string => `projects:\n  - ${project}\n${more}`;

const withFinance = (more: string): string =>
  withProject(`people: { U0FIN: { name: Finn, roles: [finance_manager] } }\n${more}`);

function errorsOf(text: string): string[] {
  const result = parseProjects(text, 'projects.yml');
  return result.ok ? [] : result.errors;
}

function warningsOf(text: string): string[] {
  const result = parseProjects(text, 'projects.yml');
  return result.ok ? result.warnings : ['did not parse'];
}

function settingsOf(text: string): Projects {
  const result = parseProjects(text, 'projects.yml');
  if (!result.ok) throw new Error(result.errors.join('\n'));
  return result.value;
}

describe('projects.yml', () => {
  it("reads the contract's own example", () => {
    const { company, people, projects, approvals, waiting, tolerance, digest, reconcile } =
      settingsOf(example);
    expect(company).toEqual({
      timezone: 'America/Chicago',
      currency: 'USD',
      hours: { startMinute: 540, endMinute: 1020 },
      days: [1, 2, 3, 4, 5],
      holidays: ['2026-12-25'],
      undo: { value: 15, unit: 'm' },
    });
    expect(people).toContainEqual({ id: 'U0PAM', name: 'Pam', roles: ['project_manager'] });
    expect(projects).toMatchObject([
      {
        code: 'ACME-WEB',
        mode: 'propose',
        quickbooks: { customer: 'Acme Corp:Website', expenseItem: null, location: 'Chicago' },
        billing: {
          sheet: '4583173393803140',
          columns: { status: 'Status', quickbooks_invoice: 'QuickBooks Invoice #' },
        },
        costs: { sheet: '7960873114331012', columns: { actual_cost: 'Actual Cost' } },
        deliver: 'email',
        creditLimitMinor: null,
      },
    ]);
    expect(approvals.map(({ line, label }) => `${line}: ${label}`)).toEqual([
      '15: invoice over $50,000.00: 2 approvals by finance_manager',
      '16: invoice: 1 approval by project_manager or finance_manager',
      '17: variance: 1 approval by finance_manager',
    ]);
    expect(approvals[0]).toMatchObject({ index: 0, overMinor: 5_000_000, upToMinor: null, approvals: 2 });
    expect(waiting).toEqual({
      remind: { value: 4, unit: 'h' },
      escalate: { value: 8, unit: 'h' },
      escalateTo: ['finance_manager'],
      expire: { value: 5, unit: 'd' },
    });
    expect(tolerance).toEqual({ amountMinor: 100, percent: '0.5', days: 7 });
    expect(digest).toEqual({ at: { hour: 9, minute: 0 }, days: [1, 2, 3, 4, 5] });
    expect(reconcile).toEqual({ at: { hour: 2, minute: 0 } });
  });

  it('needs only code, channel, customer and one sheet: the rest is as the contract shows it', () => {
    const { company, projects, approvals, ...rest } = settingsOf(withProject(''));
    const { company: _, projects: __, approvals: ___, people: ____, ...shown } = settingsOf(example);
    expect(rest).toEqual({ ...shown, people: [] });
    expect(company).toMatchObject({ timezone: 'UTC', currency: 'USD', undo: { value: 0, unit: 'm' } });
    expect(projects[0]).toMatchObject({ name: 'A', mode: 'propose', deliver: 'none', costs: null });
    expect(approvals).toEqual([]);
  });

  it('keeps sheet ids and amounts exact, and takes numbers for names and Ids', () => {
    const { projects, approvals } = settingsOf(
      `projects:
  - { code: 007, channel: C0A, quickbooks: { customer: 58, item: 9007199254740993 }, costs: { sheet: 9223372036854775807 }, credit_limit: 1234.50, budget_hours: 37.5 }
people: { U0FIN: { roles: finance_manager } }
approvals: [{ over: 0.29, roles: finance_manager }]`,
    );
    expect(projects[0]).toMatchObject({
      code: '007',
      quickbooks: { customer: '58', item: '9007199254740993' },
      costs: { sheet: '9223372036854775807' },
      creditLimitMinor: 123_450,
      budgetHours: '37.5',
    });
    expect(approvals[0]?.overMinor).toBe(29);
  });

  it('counts amounts in the currency they are in', () => {
    const { projects, approvals, tolerance } = settingsOf(
      `company: { currency: jpy }
people: { U0FIN: { roles: [finance_manager] } }
projects: [{ code: A, channel: C0A, quickbooks: { customer: A }, costs: { sheet: 1 }, currency: KWD, credit_limit: 1.234 }]
approvals: [{ kind: invoice, up_to: 5000, roles: [finance_manager] }]`,
    );
    expect(projects[0]).toMatchObject({ currency: 'KWD', creditLimitMinor: 1234 });
    expect(approvals[0]).toMatchObject({
      upToMinor: 5000,
      label: 'invoice up to ¥5,000: 1 approval by finance_manager',
    });
    expect(tolerance.amountMinor).toBe(1);
  });

  it('gives every project a limit for receipts and purchase orders, and a finance review only where one is named', () => {
    const plain = settingsOf(withProject('')).projects[0];
    expect(plain?.review).toBeNull();
    expect(plain?.checks).toEqual({ poRequiredOverMinor: 250_000, receiptOverMinor: 7_500 });
    const { projects } = settingsOf(`review: { sheet: 9 }
checks: { receipt_over: 100 }
projects:
  - ${project}
  - { code: B, channel: C0B, quickbooks: { customer: B }, costs: { sheet: 2 }, review: { sheet: 8, over: 0 }, checks: { po_required_over: 9.50 } }`);
    expect(projects.map(({ review }) => review)).toEqual([
      { sheet: '9', overMinor: 500_000 },
      { sheet: '8', overMinor: 0 },
    ]);
    expect(projects.map(({ checks }) => checks)).toEqual([
      { poRequiredOverMinor: 250_000, receiptOverMinor: 10_000 },
      { poRequiredOverMinor: 950, receiptOverMinor: 10_000 },
    ]);
  });

  it('refuses a finance review in a sheet that is billed or compared', () => {
    expect(errorsOf(withProject('review: { sheet: 1 }'))).toEqual([
      'projects.yml:2: projects[0].review puts its rows into a billing or cost sheet of A: give the finance review a sheet of its own.',
    ]);
  });

  it('takes a column by its key or by its default title, case aside', () => {
    const columns = '{ status: Stage, "QB Transaction Id": "QB #", PO: Order }';
    const { projects } = settingsOf(
      `projects: [{ code: A, channel: C0A, quickbooks: { customer: A }, billing: { sheet: 1, columns: ${columns} } }]`,
    );
    expect(projects[0]?.billing?.columns).toMatchObject({
      status: 'Stage',
      qb_transaction_id: 'QB #',
      po: 'Order',
      task: 'Task',
    });
  });

  it('reads days as a range, around the weekend too, or as a list', () => {
    const daysOf = (days: string) => settingsOf(withProject(`digest: { days: ${days} }`)).digest.days;
    expect(daysOf('mon-sun')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(daysOf('[wed, Mon]')).toEqual([1, 3]);
    expect(daysOf('sat-mon')).toEqual([1, 6, 7]);
  });

  it('takes a key without a value for an absent one', () => {
    expect(settingsOf(withProject('approvals:\ncompany:\n  holidays:\n')).approvals).toEqual([]);
  });

  it('gives each text its own hash, and the same text the same', () => {
    const hashOf = (text: string) => {
      const result = parseProjects(text, 'projects.yml');
      return result.ok ? result.hash : null;
    };
    expect(hashOf(example)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(example)).toBe(hashOf(example));
    expect(hashOf(example)).not.toBe(hashOf(`${example}\n`));
  });
});

describe('errors in projects.yml', () => {
  it('come all at once, in the order of the file, each with its line and what to write', () => {
    const text = `company: { timezone: America/Chicgo }
people:
  U0PAM: { name: Pam, roles: [project_manager], rolls: x }
projects:
  - code: ACME WEB
    chanel: C0ACME
    mode: prpose
    quickbooks: { costumer: Acme }
    billing: { sheet: 4.5e15, columns: { statsu: Status } }
approvals:
  - { kind: invoce, roles: [projct_manager] }
waiting: { remind: soon }
tolerence: {}
`;
    expect(errorsOf(text)).toEqual([
      'projects.yml:1: company.timezone is "America/Chicgo": write an IANA time zone, such as America/Chicago.',
      'projects.yml:3: people.U0PAM.rolls is not a key that Countersign knows: did you mean roles?',
      'projects.yml:5: projects[0].code is "ACME WEB": write a short code without spaces, such as ACME-WEB.',
      "projects.yml:5: projects[0].channel is missing: write the channel's id (C…), which stands at the end of its details in Slack.",
      'projects.yml:6: projects[0].chanel is not a key that Countersign knows: did you mean channel?',
      'projects.yml:7: projects[0].mode is "prpose": write observe, propose or auto.',
      'projects.yml:8: projects[0].quickbooks.customer is missing: write a name or an Id in QuickBooks.',
      'projects.yml:8: projects[0].quickbooks.costumer is not a key that Countersign knows: did you mean customer?',
      `projects.yml:9: projects[0].billing.sheet is "4.5e15": write the sheet's id, the digits under File > Properties > Sheet ID in Smartsheet.`,
      'projects.yml:9: projects[0].billing.columns.statsu is not a key that Countersign knows: did you mean status?',
      'projects.yml:11: approvals[0].kind is "invoce": write invoice, variance or journal.',
      'projects.yml:11: approvals[0].roles asks projct_manager, which nobody holds: did you mean project_manager?',
      'projects.yml:12: waiting.remind is "soon": write a whole number and m, h or d, such as 4h.',
      'projects.yml:13: tolerence is not a key that Countersign knows: did you mean tolerance?',
    ]);
  });

  it.each([
    ['company: { currency: USX }', /company\.currency is "USX": write an ISO 4217 code/],
    ['company: { hours: "17:00-09:00" }', /write opening hours such as "09:00-17:00"/],
    ['company: { days: [] }', /company\.days is empty: write mon-fri/],
    ['company: { holidays: [2026-02-30] }', /holidays\[0\] is "2026-02-30": write a date such as/],
    ['company: { undo: 1.5h }', /company\.undo is "1\.5h": write a whole number and m, h or d/],
    ['company: Acme', /company is "Acme": write keys and values/],
    ['people: { pam: { name: Pam } }', /people\.pam is not a Slack user id: write the id/],
    ['people: [U0PAM]', /people is a list: write Slack user ids/],
    ['tolerance: { amount: $1 }', /tolerance\.amount is "\$1": write an amount such as/],
    ['tolerance: { amount: 0.001 }', /USD has 2 decimals, write no more/],
    ['tolerance: { percent: 101 }', /percentage from 0 to 100/],
    ['tolerance: { days: -1 }', /write a whole number of days/],
    ['digest: { at: "24:30" }', /digest\.at is "24:30": write a time of day such as "09:00"/],
    ['reconcile: 02:00', /reconcile is "02:00": write keys and values, such as \{ at: … \}/],
    ['waiting: { escalate_to: [boss] }', /asks boss, which nobody holds: give someone/],
    ['review: { over: 5000 }', /review\.sheet is missing: write the sheet's id/],
    ['review: { sheet: 9, ower: 1 }', /review\.ower is not a key that Countersign knows: did you mean over/],
    ['checks: { receipts_over: 1 }', /checks\.receipts_over is not a key .* did you mean receipt_over/],
    ['checks: { receipt_over: -1 }', /checks\.receipt_over is "-1": write an amount such as/],
    ['approvals: 5', /approvals is "5": write a list/],
    ['approvals: [{ kind: invoice }]', /roles is missing: write who may approve/],
    ['approvals: [{ over: 5k, roles: [finance_manager] }]', /over is "5k": write an amount such as/],
    ['approvals: [{ over: 99999999999, roles: [finance_manager] }]', /write an amount below 90 million/],
    ['approvals: [{ over: 9, up_to: 9, roles: [finance_manager] }]', /fits no amount: write an up_to/],
    ['approvals: [{ approvals: 0, roles: [finance_manager] }]', /write a whole number from 1 to 20/],
    ['approvals: [{ roles: [finance_manger] }]', /nobody holds: did you mean finance_manager\?/],
    [
      'approvals: [{ project: B, roles: [finance_manager] }]',
      /asks for "B", which no project has as its code: write one of A\./,
    ],
    ['approvals: [{ auto: yes }]', /auto is "yes": write true or false/],
    ['approvals: [{ from: [finance_manager], roles: [finance_manager] }]', /stands beside roles/],
    ['approvals: [{ from: [[]] }]', /has an empty group/],
    ['approvals: [{ any: true, roles: [finance_manager] }]', /means nothing without from/],
    [
      'approvals: [{ from: [[finance_manager], [finance_manager]], any: true, order: true }]',
      /order stands beside any, where one group is enough/,
    ],
    [
      'approvals: [{ from: [[finance_manager], [finance_manager]], any: true, approvals: 2 }]',
      /approvals is 2, but any asks for one approval/,
    ],
  ])('say what to write instead of %s', (more, advice) => {
    const text = more.startsWith('people') ? withProject(more) : withFinance(more);
    const errors = errorsOf(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(advice);
    expect(errors[0]).toMatch(text === withProject(more) ? /^projects\.yml:3: / : /^projects\.yml:4: /);
  });

  it('name the twin of a repeated code and of a billing sheet used twice, even in a project with other errors', () => {
    const text = `projects:
  - ${project}
  - ${project.replace('code: A', 'code: B')}
  - ${project.replace('code: A', 'code: a').replace('sheet: 1', 'sheet: 2').replace('channel: C0A', 'channel: general')}
`;
    expect(errorsOf(text)).toEqual([
      'projects.yml:3: projects[1].billing.sheet is the billing sheet of A too, whose rows would be billed twice: give each project its own sheet.',
      expect.stringContaining('projects.yml:4: projects[2].channel is "general"'),
      'projects.yml:4: projects[2].code is the code of another project too (A): give each its own.',
    ]);
  });

  it('let two projects share a channel and a cost sheet', () => {
    const shared = 'channel: C0A, quickbooks: { customer: Acme }, costs: { sheet: 1 }';
    expect(errorsOf(`projects: [{ code: A, ${shared} }, { code: B, ${shared} }]`)).toEqual([]);
  });

  it('ask for a sheet where a project has none, and for a project where there is none', () => {
    expect(errorsOf('projects: [{ code: A, channel: C0A, quickbooks: { customer: A } }]')[0]).toMatch(
      /has neither billing nor costs: write at least one/,
    );
    expect(errorsOf('company: {}')[0]).toMatch(/projects is missing: write a list/);
    expect(errorsOf('projects: []')[0]).toMatch(/projects is missing: write a list/);
    expect(errorsOf('# nothing')[0]).toMatch(/the file is empty: write at least one project/);
    expect(errorsOf('hello')[0]).toMatch(/is "hello": write keys and values/);
  });

  it('refuse two columns of one title', () => {
    const text = withProject('').replace('sheet: 1', 'sheet: 1, columns: { hours: Task }');
    expect(errorsOf(text)[0]).toMatch(/columns\.hours is "Task", which is the column of task too/);
  });

  it.each([
    ['projects: [\nb: 2', /^projects\.yml:2: is not valid YAML/],
    ['a:\n\tb: 1', /^projects\.yml:2: is indented with a tab: write spaces/],
    [withProject('digest: {}\ndigest: {}'), /^projects\.yml:4: the key "digest" stands twice/],
    [withProject('digest: !!js/function x'), /^projects\.yml:3: the tag !!js\/function is not allowed/],
    [withProject('---\ndigest: {}'), /^projects\.yml:3: a second document starts here/],
    [withProject('digest: *gone'), /^projects\.yml:3: \*gone stands for nothing/],
    ['a: &a [*a]', /nested too deeply or repeats itself/],
    ['['.repeat(20_000), /nested too deeply/],
    ['#'.repeat(1_000_001), /larger than a megabyte/],
  ])('name what is wrong with the YAML itself: %#', (text, message) => {
    expect(errorsOf(text)[0]).toMatch(message);
  });

  it('stop a few lines of aliases from standing for millions of values', () => {
    const levels = 'abcdefghi'.split('').map((name, index, all) => {
      const before = all[index - 1];
      return `${name}: &${name} [${Array(9)
        .fill(before ? `*${before}` : 'x')
        .join(', ')}]`;
    });
    expect(errorsOf(levels.join('\n'))[0]).toMatch(/repeats itself too often through aliases/);
  });
});

describe('approval rules', () => {
  const people = `people:
  U0PAM: { name: Pam, roles: [project_manager] }
  U0FIN: { name: Finn, roles: [finance_manager] }
  U0BOTH: { name: Bo, roles: [project_manager, finance_manager] }
`;
  const ruleOf = (rule: string) => settingsOf(withProject(`${people}approvals: [${rule}]`)).approvals[0];
  const ruleWarnings = (rule: string) => warningsOf(withProject(`${people}approvals: [${rule}]`));

  it('carry every condition and demand that the contract and its next issue name', () => {
    const rule = ruleOf(
      '{ kind: invoice, over: 100, up_to: 2000, project: a, customer: [Acme, 58], known_customer: true, finding: [rate-differs-from-item], from: [[project_manager], [finance_manager]], all: true, order: true, editor_counts: false, self_approval: true, undo: 1h, confirm_over: 1500 }',
    );
    expect(rule).toMatchObject({
      label:
        'invoice over $100.00 and up to $2,000.00 of project A for Acme or 58 for a known customer with rate-differs-from-item: 2 approvals, one each by project_manager, then finance_manager',
      projects: ['A'],
      customers: ['Acme', '58'],
      knownCustomer: true,
      finding: ['rate-differs-from-item'],
      approvals: 2,
      roles: ['project_manager', 'finance_manager'],
      from: [['project_manager'], ['finance_manager']],
      needs: 'all',
      inOrder: true,
      editorCounts: false,
      selfApproval: true,
      undo: { value: 1, unit: 'h' },
      confirmOverMinor: 150_000,
    });
  });

  it('that post by themselves need no roles, and let one in ten go to people', () => {
    const rule = ruleOf('{ kind: invoice, up_to: 2000, auto: true, daily_cap: 20000 }');
    expect(rule).toMatchObject({ auto: true, roles: [], dailyCapMinor: 2_000_000, sampleOneIn: 10 });
    expect(rule?.label).toBe('invoice up to $2,000.00: posted without asking');
  });

  it('that ask more people than there are are named with their line', () => {
    expect(ruleWarnings('{ approvals: 3, roles: [finance_manager] }')).toEqual([
      'projects.yml:7: approvals[0] (anything: 3 approvals by finance_manager) can never be met: only 2 people can answer it, and nobody counts twice; give more people finance_manager, or ask for fewer approvals.',
    ]);
    expect(ruleWarnings('{ approvals: 2, roles: [finance_manager] }')).toEqual([]);
  });

  it('take a Slack user group for a role, held by whom Slack says; a word that is no id must be held', () => {
    const group = withFinance('approvals: [{ approvals: 5, roles: [S0615G0KT] }]');
    expect(warningsOf(group)).toEqual([]);
    expect(settingsOf(group).approvals[0]?.roles).toEqual(['S0615G0KT']);
    expect(errorsOf(withFinance('approvals: [{ roles: [SALES] }]'))[0]).toMatch(/SALES, which nobody holds/);
    // What the group cannot fill has to be filled by people here.
    const beside = (seats: string) =>
      warningsOf(withFinance(`approvals: [{ from: [[S0615G0KT], ${seats}] }]`));
    expect(beside('[finance_manager]')).toEqual([]);
    expect(beside('[finance_manager], [finance_manager]')[0]).toMatch(
      /approvals\[0\] .*can never be met: only 2 people/,
    );
  });

  it('count one person for one seat only, whatever the roles', () => {
    const two = '[project_manager], [finance_manager]';
    expect(ruleWarnings(`{ from: [${two}] }`)).toEqual([]);
    expect(ruleWarnings(`{ from: [${two}, [finance_manager]] }`)).toEqual([]);
    expect(ruleWarnings(`{ from: [${two}, [finance_manager], [project_manager]] }`)[0]).toMatch(
      /only 3 people/,
    );
  });

  it('warn of what has no effect or no bound', () => {
    expect(ruleWarnings('{ auto: true }')[0]).toMatch(/posts any amount without asking: write up_to/);
    expect(ruleWarnings('{ auto: true, up_to: 2000 }')).toEqual([
      'projects.yml:7: approvals[0] posts without asking, however much it is on one day: write daily_cap, such as daily_cap: 20000.',
    ]);
    expect(ruleWarnings('{ auto: true, up_to: 2000, daily_cap: 20000 }')).toEqual([]);
    expect(ruleWarnings('{ sample: 5, roles: [finance_manager] }')[0]).toMatch(/means nothing without auto/);
    expect(warningsOf(withProject(''))[0]).toMatch(/has no finance_manager/);
    expect(warningsOf(withFinance('waiting: { remind: 6d }'))[0]).toMatch(/remind is not before expire/);
  });
});

describe('any text at all', () => {
  const oneLineEach = (text: string): void => {
    const result = parseProjects(text, 'projects.yml');
    const lines = result.ok ? result.warnings : result.errors;
    if (!result.ok) expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^projects\.yml[: ][^\n]+$/);
  };

  it('is answered, never thrown at', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), oneLineEach), { numRuns: 500 });
  });

  it('is answered where a piece of the example is replaced by anything', () => {
    const pieces = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '[',
        '{',
        '&a ',
        '*a',
        '!x ',
        '- ',
        ': ',
        '\n',
        '\t',
        '"',
        '__proto__',
        '<<: ',
        '? ',
        '|\n',
        '---\n',
      ),
    );
    fc.assert(
      fc.property(fc.nat(example.length), fc.nat(40), pieces, (at, length, piece) =>
        oneLineEach(example.slice(0, at) + piece + example.slice(at + length)),
      ),
      { numRuns: 1000 },
    );
  });

  it('is answered where any value stands in any place', () => {
    const keys = [
      'company',
      'people',
      'projects',
      'approvals',
      'waiting',
      'tolerance',
      'digest',
      'reconcile',
    ];
    const { anything } = fc.letrec((tie) => ({
      anything: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'x', 'U0PAM', 'finance_manager', '4h'),
        fc.array(tie('anything'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('code', 'sheet', 'columns', 'roles', 'from', 'over', 'U0PAM', 'auto', 'billing'),
          tie('anything'),
        ),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), anything), (file) =>
        oneLineEach(JSON.stringify(file)),
      ),
      { numRuns: 500 },
    );
  });
});
