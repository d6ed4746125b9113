import { demoCompany } from '../../src/sandbox/company/company.ts';
import { CHANNEL, type Code } from './deciding.ts';
import { TODAY, type World } from './world.ts';

/** ACME-WEB in a mode of its own, under these rules above the demo's. */
export function companyIn(mode: 'auto' | 'observe', rules: readonly string[] = []) {
  const demo = demoCompany(TODAY);
  const projectsYaml = demo.projectsYaml
    .replace('mode: propose', `mode: ${mode}`)
    .replace('approvals:\n', ['approvals:', ...rules.map((rule) => `  - ${rule}`), ''].join('\n'));
  return { ...demo, projectsYaml };
}

export const SHEET = 4583173393803140;
export const CAFE_SHEET = 4583173393803148;

/** No row is ready, so that a test's own rows are the only ones. */
export function holdAll(world: World, sheet = SHEET): void {
  for (const { id, cells } of world.smartsheet.sheet(sheet).rows)
    if (String(cells.Status).startsWith('Ready')) world.smartsheet.edit(sheet, id, { Status: 'On Hold' });
}

/** A row at the item's price, 150 an hour; from 30 to 45 hours are what the customer is used to. Answers its id. */
export function plainRow(
  world: World,
  hours: number,
  task = 'Design of the start page',
  { sheet = SHEET, rate = 150 } = {},
): number {
  const date = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const cells = { Task: task, Date: date, Hours: hours, Rate: rate, Billable: true };
  return world.smartsheet.addRow(sheet, { ...cells, Status: 'Ready to Bill' });
}

export async function ask(world: World, user = 'U0PAM', code: Code = 'ACME-WEB'): Promise<void> {
  await world.slack.command({ user, channel: CHANNEL[code], text: `/invoice-draft ${code}` });
}
