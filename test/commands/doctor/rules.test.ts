import { expect, test } from 'vitest';
import { checkRules } from '../../../src/commands/doctor/check-rules.ts';
import { parseProjects } from '../../../src/settings/projects.ts';

const PEOPLE = `
  U0PAM: { name: Pam, roles: [project_manager] }
  U0RAJ: { name: Raj, roles: [project_manager] }
  U0FIN: { name: Finn, roles: [finance_manager] }
  U0MEI: { name: Mei, roles: [finance_manager] }
  U0CEO: { name: Sam, roles: [finance_manager, owner] }`;

function lines(rules: readonly string[], people = PEOPLE): string[] {
  const yaml = `people:${people}
projects: [{ code: P, channel: C0P, quickbooks: { customer: Acme }, billing: { sheet: 1 } }, { code: Q, channel: C0P, quickbooks: { customer: Acme }, billing: { sheet: 2 } }]
approvals:
${rules.map((rule) => `  - { ${rule} }`).join('\n')}
`;
  const read = parseProjects(yaml, 'projects.yml');
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return checkRules(read.value).map(({ mark, text }) => `${mark} ${text}`);
}

const FM = 'roles: [finance_manager]';
const never = /^! .* is never reached: /;

test('a rule says who can answer it', () => {
  expect(lines([`kind: invoice, ${FM}`])).toEqual([expect.stringMatching(/^✓ .*: Finn, Mei, Sam$/)]);
});

test('a rule that takes more people than there are, or as many as must not ask, is marked', () => {
  expect(lines([`approvals: 4, ${FM}`])).toEqual([
    expect.stringMatching(/^✗ .*\(line 9\) can never be met.*Finn, Mei, Sam alone/),
  ]);
  expect(lines([`approvals: 3, ${FM}`])).toEqual([
    expect.stringMatching(/^! .*not where Finn or Mei or Sam asks/),
  ]);
  expect(lines([`approvals: 3, self_approval: true, ${FM}`])).toEqual([expect.stringMatching(/^✓/)]);
  expect(lines(['from: [[owner], [owner]]'])).toEqual([expect.stringMatching(/^✗ .*can never be met/)]);
  expect(lines(['from: [[finance_manager], [owner]], order: true'])).toEqual([
    expect.stringMatching(/^! .*not where Sam asks/),
  ]);
  expect(lines(['from: [[owner], [finance_manager]], any: true'])).toEqual([expect.stringMatching(/^✓/)]);
});

test('a user group has as many people as it takes, as far as settings go; the seats beside it have not', () => {
  expect(lines(['approvals: 3, roles: [S0FINANCE0]'])).toEqual([
    expect.stringMatching(/^✓ .*: whoever is in the user group S0FINANCE0$/),
  ]);
  expect(lines(['from: [[S0FINANCE0], [owner]]'])).toEqual([expect.stringMatching(/^✓ .*: Sam, whoever/)]);
  expect(lines(['from: [[S0FINANCE0], [owner], [owner]]'])).toEqual([
    expect.stringMatching(/^✗ .*can never be met/),
  ]);
});

test.each([
  [`kind: invoice, ${FM}`, `kind: invoice, over: 50000, ${FM}`],
  [FM, `kind: variance, ${FM}`],
  [`over: 100, ${FM}`, `over: 100, up_to: 200, ${FM}`],
  [`up_to: 200, ${FM}`, `up_to: 200, project: [P], ${FM}`],
  [`project: [P, Q], ${FM}`, `project: [Q], ${FM}`],
  [`customer: [Acme, "Bell"], ${FM}`, `customer: [acme], ${FM}`],
  [`finding: true, ${FM}`, `finding: [rate-differs-from-item], ${FM}`],
  [`known_customer: true, ${FM}`, `known_customer: true, over: 5, ${FM}`],
  ['auto: true, up_to: 20', 'kind: invoice, auto: true, up_to: 10'],
])('after “%s” the rule “%s” is never reached', (first, second) => {
  expect(lines([first, second])[1]).toMatch(never);
});

test.each([
  [`kind: variance, ${FM}`, `kind: invoice, ${FM}`],
  [`over: 50000, ${FM}`, `kind: invoice, ${FM}`],
  [`over: 100, ${FM}`, `over: 99.99, ${FM}`],
  [`up_to: 200, ${FM}`, `up_to: 200.01, ${FM}`],
  [`project: [P], ${FM}`, FM],
  [`project: [P], ${FM}`, `project: [P, Q], ${FM}`],
  [`finding: [a-finding], ${FM}`, `finding: true, ${FM}`],
  [`finding: false, ${FM}`, `finding: true, ${FM}`],
  [`known_customer: true, ${FM}`, `known_customer: false, ${FM}`],
  ['kind: invoice, auto: true, up_to: 10', `kind: invoice, up_to: 10, ${FM}`],
  [`kind: invoice, ${FM}`, 'kind: invoice, auto: true, up_to: 10'],
])('after “%s” the rule “%s” is still reached', (first, second) => {
  expect(lines([first, second])[1]).not.toMatch(never);
});
