import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { READY } from '../../src/sandbox/company/plan.ts';
import type { SeedSheet } from '../../src/sandbox/smartsheet/seed.ts';

export const APPROVERS = Array.from({ length: 50 }, (_, index) => `U0P${String(index).padStart(3, '0')}`);
/** Who asks for the drafts, and so does not count among the approvers. */
export const ASKER = 'U0PAM';
/** One approval posts it. */
export const SINGLE = codes('S', 20);
/** Twenty approvals post it. */
export const CROWD = codes('C', 50);
export const CROWD_APPROVALS = 20;

function codes(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);
}

export const channelOf = (code: string) => `C0${code}`;

/** The demo company with many small projects and fifty approvers, so that every measured run has a draft of its own. */
export function benchCompany(today: string): DemoCompany {
  const company = demoCompany(today);
  const pattern = company.smartsheet.sheets[0];
  if (!pattern) throw new Error('the demo company has no sheet');
  const all = [...SINGLE, ...CROWD];
  const sheets = all.map((code, index) => sheetLike(pattern, code, index, today));
  const members = [ASKER, ...APPROVERS, company.slack.botUser.id];
  return {
    ...company,
    smartsheet: { ...company.smartsheet, sheets: [...company.smartsheet.sheets, ...sheets] },
    slack: {
      ...company.slack,
      users: [
        ...company.slack.users,
        ...APPROVERS.map((id) => ({
          id,
          name: id.toLowerCase(),
          realName: `Approver ${id}`,
          title: 'Approver',
        })),
      ],
      channels: [
        ...company.slack.channels,
        ...all.map((code) => ({ id: channelOf(code), name: code.toLowerCase(), topic: code, members })),
      ],
    },
    projectsYaml: projectsYaml(all.map((code, index) => ({ code, sheet: sheets[index]?.id ?? 0 }))),
  };
}

function sheetLike(pattern: SeedSheet, code: string, index: number, today: string): SeedSheet {
  const id = pattern.id + 1_000_000 + index * 100;
  const rows = [0, 1, 2].map((row) => ({
    id: 6_400_000_000_000_000 + index * 100 + row * 4,
    cells: {
      Task: `Work package ${code} ${row + 1}`,
      Date: today,
      Hours: 2 + index / 4 + row,
      Rate: 150,
      Billable: true,
      Status: READY,
    },
  }));
  const columns = pattern.columns.map((column) => ({
    ...column,
    id: column.id + 100_000_000 + index * 1000,
  }));
  return { ...pattern, id, name: `${code} – billing`, columns, rows };
}

function projectsYaml(projects: { code: string; sheet: number }[]): string {
  const people = APPROVERS.map((id) => `  ${id}: { name: "Approver ${id}", roles: [approver] }`);
  const lines = projects.map(
    ({ code, sheet }) =>
      `  - { code: ${code}, name: "Project ${code}", channel: ${channelOf(code)}, quickbooks: { customer: "Acme Corp:Website", item: Consulting }, billing: { sheet: ${sheet} } }`,
  );
  return `company: { timezone: America/Chicago, currency: USD }
people:
  ${ASKER}: { name: Pam, roles: [project_manager, finance_manager] }
${people.join('\n')}
projects:
${lines.join('\n')}
approvals:
  - { kind: invoice, project: [${CROWD.join(', ')}], approvals: ${CROWD_APPROVALS}, roles: [approver] }
  - { kind: invoice, approvals: 1, roles: [approver] }
`;
}
