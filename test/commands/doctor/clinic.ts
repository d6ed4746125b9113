import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctor } from '../../../src/commands/doctor/doctor.ts';
import { type DemoCompany, demoCompany } from '../../../src/sandbox/company/company.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { SeedColumn, SeedSheet } from '../../../src/sandbox/smartsheet/seed.ts';
import { freshDatabase, TODAY } from '../../support/world.ts';

export interface Finding {
  status: number;
  /** All that was said. */
  text: string;
  /** The lines marked ✗, each with its advice. */
  broken: string[];
  /** The lines marked !, each with its advice. */
  hints: string[];
}

export interface Examination {
  /** projects.yml before it is read. */
  yaml?: (text: string) => string;
  env?: Record<string, string>;
  scopes?: readonly string[] | null;
  timeoutMs?: number;
  /** The first project and no other: QuickBooks allows ten requests a second. */
  firstAlone?: boolean;
}

/** The sandbox, with people, channels, sheets and books added that something is wrong with; and a database. */
export interface Clinic extends Sandbox {
  company: DemoCompany;
  /** DATA_DIR. */
  folder: string;
  databaseUrl: string;
  examine(examination?: Examination): Promise<Finding>;
  end(): Promise<void>;
}

const OTHER_PROJECTS = /^ {2}- code: CAFE-LOYAL$[\s\S]*?(?=^approvals:)/m;

export const KEY = Buffer.alloc(32, 5).toString('base64');

export async function openClinic(): Promise<Clinic> {
  const company = demoCompany(TODAY);
  const yaml = company.projectsYaml;
  addPatients(company);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-doctor-'));
  const database = await freshDatabase();
  const sandbox = await startSandbox({ company, folder });
  const env = { ...sandbox.env, DATA_DIR: folder, DATABASE_URL: database.url, ENCRYPTION_KEY: KEY };
  return {
    ...sandbox,
    company,
    folder,
    databaseUrl: database.url,
    async examine(examination = {}) {
      const said: string[] = [];
      const changed = examination.yaml?.(yaml) ?? yaml;
      const { firstAlone } = examination;
      const status = await doctor({
        env: { ...env, ...examination.env },
        readFile: () => (firstAlone ? changed.replace(OTHER_PROJECTS, '') : changed),
        manifestScopes: examination.scopes === undefined ? ['chat:write', 'commands'] : examination.scopes,
        now: () => new Date(),
        say: (line) => said.push(line),
        ...(examination.timeoutMs === undefined ? {} : { timeoutMs: examination.timeoutMs }),
      });
      const marked = (mark: string) => said.filter((line) => line.startsWith(`  ${mark} `));
      return { status, text: said.join('\n'), broken: marked('✗'), hints: marked('!') };
    },
    async end() {
      await sandbox.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const SHEET = { viewer: 9001, locked: 9002, formula: 9003, renamed: 9004, bare: 9005, costs: 9006 };

function addPatients({ slack, smartsheet, quickbooks }: DemoCompany): void {
  const person = (id: string, more: object) => ({ id, name: id, realName: `Real ${id}`, title: '', ...more });
  slack.users.push(
    person('U0GONE', { deleted: true }),
    person('U0GUEST', { isGuest: true }),
    person('U0ROBOT', { isBot: true }),
  );
  slack.channels.push(
    { id: 'C0EMPTY', name: 'nobody-invited-it', topic: '', members: ['U0PAM'] },
    { id: 'C0HIDDEN', name: 'secret', topic: '', members: ['U0PAM'], isPrivate: true },
  );
  const [billing] = smartsheet.sheets;
  if (!billing) throw new Error('the demo company has no sheet');
  const copy = (
    id: number,
    alter: (column: SeedColumn) => SeedColumn | null,
    more: Partial<SeedSheet> = {},
  ) => {
    const columns = billing.columns.flatMap(
      (column, index) => alter({ ...column, id: id * 100 + index }) ?? [],
    );
    smartsheet.sheets.push({ ...billing, id, name: `Copy ${id}`, columns, rows: [], ...more });
  };
  const on = (title: string, more: Partial<SeedColumn>) => (column: SeedColumn) =>
    column.title === title ? { ...column, ...more } : column;
  copy(SHEET.viewer, (column) => column, { accessLevel: 'VIEWER' });
  copy(SHEET.locked, on('Invoice Status', { locked: true }), { accessLevel: 'EDITOR' });
  copy(SHEET.formula, on('QB Transaction ID', { formula: '=1' }));
  copy(SHEET.renamed, on('Status', { title: 'Stauts' }));
  copy(SHEET.bare, (column) => (['Task', 'Hours', 'Status'].includes(column.title) ? column : null));
  copy(SHEET.costs, (column) => (column.title === 'Date' ? column : null));
  const money = { SalesTermRef: { value: '3' }, CurrencyRef: { value: 'USD' } };
  quickbooks.Customer?.push(
    { Id: '901', DisplayName: 'Nomail', ...money },
    { Id: '902', DisplayName: 'Twin', ParentRef: { value: '901' }, Job: true, ...money },
    {
      Id: '903',
      DisplayName: 'Twin',
      ParentRef: { value: quickbooks.Customer[0]?.Id ?? '' },
      Job: true,
      ...money,
    },
  );
  quickbooks.Item?.push(
    { Id: '911', Name: 'Fax', Type: 'Service', Active: false },
    { Id: '912', Name: 'All of it', Type: 'Category' },
  );
  quickbooks.Class?.push({ Id: '921', Name: 'Past', Active: false });
}
