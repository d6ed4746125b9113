import { VendorFailure } from '../../core/failure.ts';
import { localDate } from '../../core/instant.ts';
import { type BillingColumn, resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import type { Column, Sheet } from '../../smartsheet/types.ts';
import type { KindContext } from '../context.ts';
import type { Refusal, Request } from '../draft.ts';
import { columnsGone, missingColumns, nothingReady } from './nothing-to-draft.ts';
import { type Books, readBooks, readBooksAgain } from './read-books.ts';
import { type BillingRows, readBillingRows } from './rows.ts';
import { type InvoiceBasis, WRITTEN_COLUMNS } from './stored.ts';
import type { InvoiceFacts } from './types.ts';

export interface Gathered {
  facts: InvoiceFacts;
  before: InvoiceBasis['before'];
  columns: ReadonlyMap<BillingColumn, Column>;
}

/** More rows than this are cheaper to read with the whole sheet than by their ids. */
const ROWS_BY_ID = 100;

/** Reads sheet and books, side by side: what a first draft is made of, or why there is nothing to draft. */
export async function gather(request: Request, context: KindContext): Promise<Gathered | Refusal> {
  const { project } = context;
  if (!project.billing) {
    return {
      message: `${project.code} has no billing sheet in projects.yml, so there is nothing to invoice from.`,
    };
  }
  const [sheet, books] = await Promise.all([
    readWholeSheet(project.billing.sheet, context),
    readBooks(context),
  ]);
  if ('message' in sheet) return sheet;
  const columns = resolveBillingColumns(sheet, project.billing.columns);
  if (columns.missingRequired.length > 0) return missingColumns(sheet, columns.missingRequired);
  if ('message' in books) return books;
  const rows = readBillingRows({
    sheet,
    columns: columns.found,
    claimed: request.claimed,
    since: request.since,
    currency: project.currency,
    itemPrice: books.item.unitPrice,
  });
  if (rows.ready.length === 0)
    return { message: nothingReady(sheet, rows, request, columns.found), nothing: true };
  return {
    facts: factsOf(sheet, rows, columns.missingOptional, books, context),
    before: writtenCells(sheet, columns.found),
    columns: columns.found,
  };
}

/** A sheet that is not there, or not for us to see, is a setting to correct: which one and where, instead of "Not Found". */
async function readWholeSheet(id: string, { smartsheet, project }: KindContext): Promise<Sheet | Refusal> {
  try {
    return await smartsheet.getSheet(id, { discussions: true, attachments: true });
  } catch (error) {
    if (!(error instanceof VendorFailure) || (error.status !== 404 && error.status !== 403)) throw error;
    return {
      message: `Smartsheet does not show me the sheet ${id} (${error.message}). Nothing was drafted. Correct billing.sheet of ${project.code} in projects.yml, or share the sheet with the owner of Countersign's Smartsheet token.`,
    };
  }
}

/**
 * The same rows, customer, items, terms as they stand now, found by their ids. What is no longer ready has left the
 * draft. History only informs, so it is not read again: a click is to be quick, and QuickBooks takes ten requests a
 * second.
 */
export async function gatherAgain(basis: InvoiceBasis, context: KindContext): Promise<Gathered> {
  const { project } = context;
  const old = basis.facts;
  // Rows that were left out are read too, so that a new version still names those that would be.
  const ids = [...old.rows, ...old.skipped].map(({ rowId }) => rowId);
  const wanted = { discussions: false, attachments: false };
  const read =
    ids.length > ROWS_BY_ID
      ? context.smartsheet.getSheet(old.sheetId, wanted)
      : context.smartsheet.getRows(old.sheetId, ids, wanted);
  const [sheet, books] = await Promise.all([read, readBooksAgain(old, context)]);
  const columns = resolveBillingColumns(sheet, project.billing?.columns ?? {});
  if (columns.missingRequired.length > 0) throw columnsGone(sheet, columns.missingRequired);
  const before = new Map(old.rows.map((row) => [row.rowId, row]));
  const known = new Set(ids);
  const rows = readBillingRows({
    sheet: { ...sheet, rows: sheet.rows.filter(({ id }) => known.has(id)) },
    columns: columns.found,
    claimed: new Set(),
    since: null,
    currency: project.currency,
    itemPrice: books.item.unitPrice,
  });
  const ready = rows.ready.flatMap((row) => {
    const was = before.get(row.rowId);
    if (!was) return []; // was left out, and is right now: for the next draft
    // A row that only moved within the sheet is the same row; comments and files changed no figure.
    const { rowNumber, comments, attachmentNames } = was;
    return [{ ...row, rowNumber, comments, attachmentNames }];
  });
  const facts = {
    ...old,
    ...books,
    rows: ready,
    skipped: rows.skipped,
    missingColumns: columns.missingOptional,
  };
  return { facts, before: basis.before, columns: columns.found };
}

function factsOf(
  sheet: Sheet,
  rows: BillingRows,
  missing: string[],
  books: Books,
  { project, now, projects }: KindContext,
): InvoiceFacts {
  return {
    ...books,
    today: localDate(now, projects.company.timezone),
    sheetId: sheet.id,
    sheetName: sheet.name,
    rows: rows.ready,
    skipped: rows.skipped,
    missingColumns: missing,
    currency: project.currency,
    projectHours: rows.projectHours,
  };
}

function writtenCells(sheet: Sheet, columns: ReadonlyMap<BillingColumn, Column>): InvoiceBasis['before'] {
  return Object.fromEntries(
    sheet.rows.map((row) => [
      row.id,
      Object.fromEntries(
        WRITTEN_COLUMNS.flatMap((key) => {
          const column = columns.get(key);
          return column ? [[key, String(row.cells.get(column.id)?.value ?? '')]] : [];
        }),
      ),
    ]),
  );
}
