import { expect, test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { parseProjects } from '../../src/settings/projects.ts';
import { parseReconcileCommand } from '../../src/slack/listeners/commands/reconcile.ts';

const TODAY = '2026-11-22';
const parsed = parseProjects(demoCompany(TODAY).projectsYaml, 'projects.yml');
const projects = parsed.ok ? parsed.value.projects : [];
const asked = (text: string) => parseReconcileCommand(text, 'C0ACME', projects, TODAY);

test.each([
  'last month',
  'Last Month',
  'last-month',
  'ACME-WEB last month',
  'last month acme-web',
  '2026-10',
  'October',
  'october 2026',
  'ACME-WEB Oct 2026',
  'ACME-WEB period: 2026-10',
  'period:2026-10',
])('“/reconcile %s” is of October', (text) => {
  expect(asked(text)).toMatchObject({
    project: { code: 'ACME-WEB' },
    period: { from: '2026-10-01', to: '2026-10-31' },
  });
});

test.each(['last', 'month', 'ACNE-WEB last month'])(
  '“/reconcile %s” names neither a project nor a period, and is answered with those there are',
  (text) => {
    expect(asked(text)).toEqual({
      problem: expect.stringMatching(/neither a project nor a period.*ACME-WEB/),
    });
  },
);

test('of a period that has not begun it is said so, once it is asked for', () => {
  expect(asked('ACME-WEB 2027-05')).toMatchObject({ periodNote: 'May 2027 has not begun yet.' });
  expect(asked('ACME-WEB 2026-11')).toMatchObject({ periodNote: null });
});
