import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { READY } from '../../src/sandbox/company/plan.ts';
import type { SeedSheet } from '../../src/sandbox/smartsheet/seed.ts';

export interface ManyProjects {
  codes: readonly string[];
  /** Rows that are ready to bill on each project's sheet. */
  rows: number;
  /** Slack ids: all of them are in every channel. */
  approvers: readonly string[];
  /** Who asks for the drafts, and so does not count among the approvers. */
  asker: string;
  /** The list under `approvals:`. */
  rules: string;
}

export const channelOf = (code: string) => `C0${code}`;

/** S000, S001, … */
export function codesOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);
}

/** The demo company with many projects of one customer, each with a sheet and a channel of its own. */
export function manyProjects(today: string, many: ManyProjects): DemoCompany {
  const company = demoCompany(today);
  const pattern = company.smartsheet.sheets[0];
  if (!pattern) throw new Error('the demo company has no sheet');
  const sheets = many.codes.map((code, index) => sheetLike(pattern, code, index, today, many.rows));
  const members = [many.asker, ...many.approvers, company.slack.botUser.id];
  const people = many.approvers.map((id) => ({
    id,
    name: id.toLowerCase(),
    realName: `Approver ${id}`,
    title: 'Approver',
  }));
  const channels = many.codes.map((code) => ({
    id: channelOf(code),
    name: code.toLowerCase(),
    topic: code,
    members,
  }));
  return {
    ...company,
    smartsheet: { ...company.smartsheet, sheets: [...company.smartsheet.sheets, ...sheets] },
    slack: {
      ...company.slack,
      users: [...company.slack.users, ...people],
      channels: [...company.slack.channels, ...channels],
    },
    projectsYaml: projectsYaml(
      many,
      sheets.map(({ id }) => id),
    ),
  };
}

function sheetLike(pattern: SeedSheet, code: string, index: number, today: string, count: number): SeedSheet {
  const id = pattern.id + 1_000_000 + index * 100;
  const rows = Array.from({ length: count }, (_, row) => ({
    id: 6_400_000_000_000_000 + index * 10_000 + row * 4,
    cells: {
      Task: `Work package ${code} ${row + 1}`,
      Date: today,
      Hours: 2 + index / 4 + (row % 8),
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

function projectsYaml({ codes, approvers, asker, rules }: ManyProjects, sheets: readonly number[]): string {
  const people = approvers.map((id) => `  ${id}: { name: "Approver ${id}", roles: [approver] }`);
  const lines = codes.map(
    (code, index) =>
      `  - { code: ${code}, name: "Project ${code}", channel: ${channelOf(code)}, quickbooks: { customer: "Acme Corp:Website", item: Consulting }, billing: { sheet: ${sheets[index] ?? 0} } }`,
  );
  return `company: { timezone: America/Chicago, currency: USD }
people:
  ${asker}: { name: Pam, roles: [project_manager, finance_manager] }
${people.join('\n')}
projects:
${lines.join('\n')}
approvals:
${rules}
`;
}
