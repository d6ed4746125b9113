import { VendorFailure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import { WRITTEN_COLUMNS } from '../../proposals/invoice/stored.ts';
import { REVIEW_WANTED } from '../../proposals/variance/review-row.ts';
import type { Env } from '../../settings/env.ts';
import type { Project, Projects } from '../../settings/types.ts';
import { resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import { createSmartsheet } from '../../smartsheet/client.ts';
import { type ResolvedColumns, resolveColumns } from '../../smartsheet/columns.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { Column, Sheet, Smartsheet } from '../../smartsheet/types.ts';
import { broken, failed, hint, type Line, oneByOne, works } from './line.ts';

/** A sheet that projects.yml names, and how its columns are found. */
interface NamedSheet {
  code: string;
  key: 'billing' | 'costs' | 'review';
  id: string;
  resolve(sheet: Sheet): ResolvedColumns<string>;
  written: readonly string[];
}

const COST_WRITTEN = ['qb_transaction_id', 'reconciliation_status', 'reconciliation_notes'];
const MAY_WRITE = ['OWNER', 'ADMIN', 'EDITOR', 'EDITOR_SHARE'];

export async function checkSheets(
  settings: Env['smartsheet'],
  { projects }: Projects,
  timeoutMs: number,
): Promise<Line[]> {
  const smartsheet = createSmartsheet({ ...settings, timeoutMs });
  let owner: string;
  try {
    owner = await smartsheet.currentUser();
  } catch (error) {
    return [failed('the token', error), broken('not checked for want of it: the sheets')];
  }
  // Projects share one Finance Review sheet: it is looked at once.
  const all = projects.flatMap(sheetsOf);
  const once = all.filter(
    ({ key, id }, at) => key !== 'review' || all.findIndex((one) => one.key === key && one.id === id) === at,
  );
  const lines = await oneByOne(once, nameOf, (named) => checkSheet(smartsheet, named, owner));
  return [works(`the token is ${owner}’s`), ...lines];
}

function sheetsOf({ code, billing, costs, review }: Project): NamedSheet[] {
  const sheets: NamedSheet[] = [];
  if (billing) {
    sheets.push({
      code,
      key: 'billing',
      id: billing.sheet,
      resolve: (sheet) => resolveBillingColumns(sheet, billing.columns),
      written: WRITTEN_COLUMNS,
    });
  }
  if (costs) {
    sheets.push({
      code,
      key: 'costs',
      id: costs.sheet,
      resolve: (sheet) => resolveCostColumns(sheet, costs.columns),
      written: COST_WRITTEN,
    });
  }
  if (review) {
    sheets.push({
      code,
      key: 'review',
      id: review.sheet,
      resolve: (sheet) => resolveColumns(sheet, REVIEW_WANTED),
      written: Object.keys(REVIEW_WANTED),
    });
  }
  return sheets;
}

const KINDS = { billing: 'billing', costs: 'cost', review: 'Finance Review' } as const;
const nameOf = ({ code, key, id }: NamedSheet) => `${KINDS[key]} sheet ${id} of ${code}`;

async function checkSheet(smartsheet: Smartsheet, named: NamedSheet, owner: string): Promise<Line[]> {
  const sheet = await readColumns(smartsheet, named.id);
  if (sheet === null) {
    return [
      broken(
        `${nameOf(named)}: there is none that ${owner} may see`,
        `Share it with ${owner} as an editor, or correct ${named.key}.sheet of ${named.code}: File > Properties has the Sheet ID.`,
      ),
    ];
  }
  const what = `“${sheet.name}”, ${nameOf(named)}`;
  const { found, missingRequired, missingOptional } = named.resolve(sheet);
  const problems = [
    ...missingRequired.map((title) => missingLine(what, title, sheet, named)),
    ...writingProblems(what, sheet, named, found, owner),
  ];
  const left =
    missingOptional.length > 0
      ? [
          hint(
            `${what}: it goes without the optional ${columnWord(missingOptional)} ${quoted(missingOptional)}`,
          ),
        ]
      : [];
  if (problems.length > 0) return [...problems, ...left];
  return [works(`${what}: ${found.size} columns found, and it may be written to`), ...left];
}

/** The columns alone, with a row at most: a sheet may have thousands. null where there is no such sheet for us. */
async function readColumns(smartsheet: Smartsheet, id: string): Promise<Sheet | null> {
  try {
    return await smartsheet.getRows(id, []);
  } catch (error) {
    const gone =
      error instanceof VendorFailure && (['1006', '1004'].includes(error.code ?? '') || error.status === 404);
    if (gone) return null;
    throw error;
  }
}

function missingLine(what: string, title: string, sheet: Sheet, { code, key }: NamedSheet): Line {
  const near = nearest(
    title,
    sheet.columns.map((column) => column.title),
    1,
  );
  const rename =
    near.length > 0 && key !== 'review'
      ? ` If it is ${quoted(near)} there, say so in ${key}.columns of ${code}.`
      : '';
  return broken(
    `${what}: the required column ${quoted([title])} is missing`,
    `Add it to the sheet.${rename}`,
  );
}

function writingProblems(
  what: string,
  { accessLevel }: Sheet,
  { written }: NamedSheet,
  found: ReadonlyMap<string, Column>,
  owner: string,
): Line[] {
  if (accessLevel !== undefined && !MAY_WRITE.includes(accessLevel)) {
    return [
      broken(
        `${what}: ${owner} may not write to it (${accessLevel})`,
        `Share it with ${owner} as an editor.`,
      ),
    ];
  }
  return written.flatMap((key) => {
    const column = found.get(key);
    if (column?.locked) {
      return [
        broken(
          `${what}: the column “${column.title}” is locked, and Countersign writes it`,
          `Unlock it, or make ${owner} an admin of the sheet.`,
        ),
      ];
    }
    if (!column?.hasFormula) return [];
    return [
      broken(
        `${what}: the column “${column.title}” is a formula, and Countersign writes it`,
        'Remove the column formula, or name another column for it.',
      ),
    ];
  });
}

const columnWord = (titles: readonly string[]) => (titles.length === 1 ? 'column' : 'columns');
const quoted = (titles: readonly string[]) => titles.map((title) => `“${title}”`).join(', ');
