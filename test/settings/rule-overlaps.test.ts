import { expect, test } from 'vitest';
import { parseProjects } from '../../src/settings/projects.ts';

const FM = 'roles: [finance_manager]';
const PM = 'roles: [project_manager]';

/** What is said of these rules at the start, a line each. */
function warnings(...rules: string[]): string[] {
  const yaml = `people: { U0PAM: { name: Pam, roles: [project_manager] }, U0FIN: { name: Finn, roles: [finance_manager] } }
projects: [{ code: P, channel: C0P, quickbooks: { customer: Acme }, billing: { sheet: 1 } }, { code: Q, channel: C0P, quickbooks: { customer: Acme }, billing: { sheet: 2 } }]
approvals:
${rules.map((rule) => `  - { ${rule} }`).join('\n')}
`;
  const read = parseProjects(yaml, 'projects.yml');
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return read.warnings;
}

test('a rule that no question reaches is a warning at the start, with both lines', () => {
  expect(warnings(`kind: invoice, ${FM}`, `kind: invoice, over: 500, ${FM}`)).toEqual([
    'projects.yml:5: approvals[1] (invoice over $500.00: 1 approval by finance_manager) is never reached: “invoice: 1 approval by finance_manager” (line 4) stands before it and fits all that it fits; move the narrower rule up, or remove it.',
  ]);
});

test('two rules that cross, and ask for different people, are a warning; which one decides is said', () => {
  expect(warnings(`project: [P], ${PM}`, `over: 500, ${FM}`)).toEqual([
    expect.stringMatching(
      /^projects\.yml:5: .*overlaps with “anything of project P.*” \(line 4\), which decides/,
    ),
  ]);
});

test.each([
  ['a narrow rule before a wide one', [`kind: invoice, over: 500, ${FM}`, `kind: invoice, ${PM}`]],
  ['ranges that do not meet', [`up_to: 500, project: [P], ${PM}`, `over: 500, finding: true, ${FM}`]],
  ['kinds that differ', [`kind: invoice, over: 5, ${FM}`, `kind: variance, project: [P], ${PM}`]],
  ['projects that differ', [`project: [P], over: 5, ${FM}`, `project: [Q], finding: true, ${PM}`]],
  ['with findings and without', [`finding: false, project: [P], ${FM}`, `finding: true, over: 7, ${PM}`]],
  ['rules that cross and ask for the same', [`project: [P], ${FM}`, `over: 500, ${FM}`]],
  [
    'one that asks and one that goes by itself',
    [`kind: invoice, ${FM}`, 'auto: true, up_to: 10, daily_cap: 50'],
  ],
])('%s are no warning', (_what, rules) => {
  expect(warnings(...rules)).toEqual([]);
});
