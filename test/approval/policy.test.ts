import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChosenRule, chooseRule, type Question } from '../../src/approval/chosen-rule.ts';
import { mayApprove, refusal, type Situation, tally } from '../../src/approval/policy.ts';
import type { ApprovalRule, Person } from '../../src/settings/types.ts';
import { RULE as ASKED } from './approval.ts';

const RULE: ApprovalRule = {
  index: 0,
  line: 1,
  label: 'a rule',
  kind: null,
  overMinor: null,
  upToMinor: null,
  projects: null,
  customers: null,
  knownCustomer: null,
  finding: null,
  approvals: 1,
  roles: ['project_manager'],
  from: null,
  needs: 'all',
  inOrder: false,
  selfApproval: false,
  editorCounts: true,
  auto: false,
  dailyCapMinor: null,
  sampleOneIn: 0,
  undo: null,
  confirmOverMinor: null,
};
const QUESTION: Question = {
  kind: 'invoice',
  amountMinor: 500_000,
  project: 'ACME-WEB',
  customerNames: ['Website', 'Acme Corp:Website', '2'],
  knownCustomer: true,
  findings: [],
};

/** The label of the rule that decides; each rule is labelled by its place in the list. */
function decides(rules: Partial<ApprovalRule>[], question: Partial<Question> = {}): string {
  const list = rules.map((rule, index) => ({ ...RULE, label: `rule ${index + 1}`, ...rule }));
  return chooseRule(list, { ...QUESTION, ...question }, 'hash').label;
}

const FALLBACK = 'no rule fits this invoice: 1 approval by finance_manager';

describe('which rule decides', () => {
  test('"over" is strictly more', () => {
    expect(decides([{ overMinor: 500_000 }], { amountMinor: 500_000 })).toBe(FALLBACK);
    expect(decides([{ overMinor: 500_000 }], { amountMinor: 500_001 })).toBe('rule 1');
  });

  test('"up_to" is at most', () => {
    expect(decides([{ upToMinor: 500_000 }], { amountMinor: 500_000 })).toBe('rule 1');
    expect(decides([{ upToMinor: 500_000 }], { amountMinor: 500_001 })).toBe(FALLBACK);
  });

  test('of several that fit, the first decides', () => {
    expect(decides([{ kind: 'variance' }, { overMinor: 100 }, {}])).toBe('rule 2');
  });

  test('where none fits, one approval by a finance manager is asked', () => {
    const chosen = chooseRule([{ ...RULE, kind: 'variance' }], QUESTION, 'hash');
    expect(chosen).toMatchObject({
      label: FALLBACK,
      approvals: 1,
      roles: ['finance_manager'],
      selfApproval: false,
    });
  });

  test('a rule that posts without asking is passed over when people are asked', () => {
    expect(decides([{ auto: true }, {}])).toBe('rule 2');
  });

  test('a rule for a kind does not decide on another kind', () => {
    expect(decides([{ kind: 'variance' }])).toBe(FALLBACK);
    expect(decides([{ kind: 'invoice' }])).toBe('rule 1');
  });

  test.each([
    ['a project', { projects: ['OTHER'] }, { projects: ['OTHER', 'acme-web'] }],
    ['a customer by any of its names', { customers: ['Acme Corp'] }, { customers: [' acme corp:website '] }],
    ['a customer by its Id', { customers: ['22'] }, { customers: ['2'] }],
    ['known customers', { knownCustomer: false }, { knownCustomer: true }],
  ])('a rule can be for %s', (_what, another, fitting) => {
    expect(decides([another])).toBe(FALLBACK);
    expect(decides([fitting])).toBe('rule 1');
  });

  test('a rule can ask for some finding, for none, or for certain ones', () => {
    const found = { findings: ['rate-differs'] };
    expect(decides([{ finding: true }], found)).toBe('rule 1');
    expect(decides([{ finding: true }])).toBe(FALLBACK);
    expect(decides([{ finding: false }])).toBe('rule 1');
    expect(decides([{ finding: false }], found)).toBe(FALLBACK);
    expect(decides([{ finding: ['rate-differs', 'no-po'] }], found)).toBe('rule 1');
    expect(decides([{ finding: ['no-po'] }], found)).toBe(FALLBACK);
  });

  test('Approve asks once more above the rule’s own amount, else above its "over"', () => {
    const confirm = (rule: Partial<ApprovalRule>) => chooseRule([{ ...RULE, ...rule }], QUESTION, '').confirm;
    expect(confirm({})).toBe(false);
    expect(confirm({ overMinor: 100 })).toBe(true);
    expect(confirm({ confirmOverMinor: 500_000 })).toBe(false);
    expect(confirm({ confirmOverMinor: 499_999 })).toBe(true);
    expect(confirm({ overMinor: 100, confirmOverMinor: 900_000 })).toBe(false);
  });
});

const PEOPLE: Person[] = [
  { id: 'PAM', name: 'Pam', roles: ['project_manager'] },
  { id: 'RAJ', name: 'Raj', roles: ['project_manager'] },
  { id: 'FIN', name: 'Finn', roles: ['finance_manager'] },
  { id: 'MEI', name: 'Mei', roles: ['finance_manager', 'project_manager'] },
  { id: 'OWN', name: 'Olga', roles: ['owner'] },
  { id: 'TOM', name: 'Tom', roles: [] },
];
const CHOSEN: ChosenRule = { ...ASKED, roles: ['project_manager', 'finance_manager'] };

function situation(rule: Partial<ChosenRule> = {}, more: Partial<Situation> = {}): Situation {
  return { rule: { ...CHOSEN, ...rule }, requestedBy: 'TOM', editedBy: null, approvedBy: [], ...more };
}

describe('who may decide', () => {
  test('anyone whose role stands in the rule may approve, edit, reject and retry', () => {
    for (const verb of ['approve', 'edit', 'reject', 'retry'] as const)
      for (const who of ['PAM', 'FIN', 'MEI']) expect(refusal(verb, who, situation(), PEOPLE)).toBeNull();
  });

  test('nobody else may, and is told which role it takes', () => {
    for (const verb of ['approve', 'edit', 'reject', 'retry'] as const)
      for (const who of ['OWN', 'TOM', 'U0STRANGER'])
        expect(refusal(verb, who, situation(), PEOPLE)).toMatch(/project.manager or finance.manager/);
  });

  test('who asked does not count among the approvers, and may still edit and reject', () => {
    const own = situation({}, { requestedBy: 'PAM' });
    expect(refusal('approve', 'PAM', own, PEOPLE)).toContain('asked for this draft');
    expect(refusal('edit', 'PAM', own, PEOPLE)).toBeNull();
    expect(refusal('reject', 'PAM', own, PEOPLE)).toBeNull();
  });

  test('who asked may approve where the rule says so', () => {
    expect(
      refusal('approve', 'PAM', situation({ selfApproval: true }, { requestedBy: 'PAM' }), PEOPLE),
    ).toBeNull();
  });

  test('who changed the version may approve it, unless the rule says otherwise', () => {
    expect(refusal('approve', 'PAM', situation({}, { editedBy: 'PAM' }), PEOPLE)).toBeNull();
    const strict = situation({ editorCounts: false }, { editedBy: 'PAM' });
    expect(refusal('approve', 'PAM', strict, PEOPLE)).toContain('changed this version');
    expect(refusal('approve', 'RAJ', strict, PEOPLE)).toBeNull();
  });

  test('nobody approves twice', () => {
    const once = situation({ approvals: 2 }, { approvedBy: ['PAM'] });
    expect(refusal('approve', 'PAM', once, PEOPLE)).toContain('Nobody counts twice');
    expect(tally({ ...once, approvedBy: ['PAM', 'PAM'] }, PEOPLE)).toEqual({
      have: 1,
      need: 2,
      enough: false,
    });
  });

  test('those who could still approve are exactly those who would not be refused', () => {
    expect(
      mayApprove(situation({ approvals: 2 }, { requestedBy: 'RAJ', approvedBy: ['PAM'] }), PEOPLE),
    ).toEqual(['FIN', 'MEI']);
  });
});

describe('groups', () => {
  const from = [['project_manager'], ['finance_manager']];
  const groups = (approvedBy: string[], rule: Partial<ChosenRule> = {}) =>
    situation({ from, approvals: 2, ...rule }, { approvedBy });

  test('needs all: one approval of each group is enough, two of one group are not', () => {
    expect(tally(groups(['PAM', 'FIN']), PEOPLE)).toEqual({ have: 2, need: 2, enough: true });
    expect(tally(groups(['PAM', 'RAJ']), PEOPLE)).toEqual({ have: 1, need: 2, enough: false });
  });

  test('an approval that would fill no group is refused, saying what is missing', () => {
    expect(refusal('approve', 'RAJ', groups(['PAM']), PEOPLE)).toMatch(/finance.manager/);
    expect(refusal('approve', 'FIN', groups(['PAM']), PEOPLE)).toBeNull();
  });

  test('one person fills one group, whichever roles they hold', () => {
    expect(tally(groups(['MEI']), PEOPLE)).toEqual({ have: 1, need: 2, enough: false });
  });

  test('who holds both roles never takes the place that only another can fill', () => {
    for (const other of ['PAM', 'FIN'])
      for (const approvedBy of [
        ['MEI', other],
        [other, 'MEI'],
      ])
        expect(tally(groups(approvedBy), PEOPLE).enough).toBe(true);
  });

  test('needs any: one approval of any group is enough', () => {
    expect(tally(groups(['FIN'], { needs: 'any' }), PEOPLE)).toEqual({ have: 1, need: 1, enough: true });
    expect(tally(groups([], { needs: 'any' }), PEOPLE).enough).toBe(false);
  });

  test('in order: the second group waits for the first', () => {
    const ordered = (approvedBy: string[]) => groups(approvedBy, { inOrder: true });
    expect(refusal('approve', 'FIN', ordered([]), PEOPLE)).toMatch(/project.manager/);
    expect(refusal('approve', 'PAM', ordered([]), PEOPLE)).toBeNull();
    expect(refusal('approve', 'FIN', ordered(['PAM']), PEOPLE)).toBeNull();
    expect(tally(ordered(['PAM', 'FIN']), PEOPLE).enough).toBe(true);
  });
});

const ROLES = ['a', 'b', 'c', 'd'];
const anyPeople = fc
  .array(fc.subarray(ROLES), { minLength: 1, maxLength: 7 })
  .map((all) => all.map((roles, index): Person => ({ id: `P${index}`, name: `P${index}`, roles })));
const anyGroups = fc.array(fc.subarray(ROLES, { minLength: 1 }), { minLength: 1, maxLength: 3 });
const anyRule = fc
  .record({
    approvals: fc.integer({ min: 1, max: 4 }),
    named: fc.subarray(ROLES, { minLength: 1 }),
    from: fc.option(anyGroups),
    needs: fc.constantFrom('all' as const, 'any' as const),
    inOrder: fc.boolean(),
    selfApproval: fc.boolean(),
    editorCounts: fc.boolean(),
  })
  .map(({ named, from, ...rest }): ChosenRule => {
    const roles = from ? [...new Set(from.flat())] : named;
    return { ...CHOSEN, ...rest, from, roles };
  });
const anyClicks = fc.array(
  fc.nat({ max: 9 }).map((index) => `P${index}`),
  { maxLength: 25 },
);
/** People click one after the other; who is refused leaves nothing behind. */
const anyRun = fc.record({ people: anyPeople, rule: anyRule, clicks: anyClicks }).map((run) => {
  const at = { rule: run.rule, requestedBy: 'P0', editedBy: 'P1' };
  const approvedBy: string[] = [];
  for (const who of run.clicks) {
    if (!refusal('approve', who, { ...at, approvedBy }, run.people)) approvedBy.push(who);
  }
  return { ...run, at, approvedBy };
});

/** Whether each group can be given an approver of its own, by trying them all. */
function covers(groups: readonly string[][], approvers: readonly Person[]): boolean {
  const [first, ...rest] = groups;
  if (!first) return true;
  return approvers.some(
    (person) =>
      person.roles.some((role) => first.includes(role)) &&
      covers(
        rest,
        approvers.filter((other) => other !== person),
      ),
  );
}

describe('whoever clicks, however often, in whatever order', () => {
  test('approvals by people without the right never make enough', () => {
    fc.assert(
      fc.property(anyRun, ({ people, rule, at, clicks }) => {
        const without = people.map((person) =>
          person.roles.some((role) => rule.roles.includes(role)) ? { ...person, roles: [] } : person,
        );
        const approvedBy = clicks.filter(
          (who) => refusal('approve', who, { ...at, approvedBy: [] }, without) === null,
        );
        expect(approvedBy).toEqual([]);
        expect(tally({ rule, approvedBy }, without).enough).toBe(false);
      }),
    );
  });

  test('enough means as many different people with the right as the rule asks for', () => {
    fc.assert(
      fc.property(anyRun, ({ people, rule, approvedBy }) => {
        const approvers = people.filter(({ id }) => approvedBy.includes(id));
        expect(new Set(approvedBy).size).toBe(approvedBy.length);
        expect(approvers.every(({ roles }) => roles.some((role) => rule.roles.includes(role)))).toBe(true);
        if (!rule.selfApproval) expect(approvedBy).not.toContain('P0');
        if (!rule.editorCounts) expect(approvedBy).not.toContain('P1');
        const { enough } = tally({ rule, approvedBy }, people);
        if (!rule.from) expect(enough).toBe(approvers.length >= rule.approvals);
        else if (rule.needs === 'all' && enough) expect(covers(rule.from, approvers)).toBe(true);
        else if (rule.needs === 'any' && enough) expect(approvers.length).toBeGreaterThan(0);
      }),
    );
  });

  test('approvals that cover all groups, in no order, are enough', () => {
    fc.assert(
      fc.property(anyPeople, anyGroups, (people, from) => {
        const rule = { ...CHOSEN, from };
        const approvedBy = people.map(({ id }) => id);
        expect(tally({ rule, approvedBy }, people).enough).toBe(covers(from, people));
      }),
    );
  });
});
