import { Temporal } from 'temporal-polyfill';
import { VendorFailure } from '../../core/failure.ts';
import { localDate } from '../../core/instant.ts';
import type { Customer, QuickBooks, TaxCode, Term } from '../../quickbooks/types.ts';
import { type BillingColumn, resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import type { Column, Sheet } from '../../smartsheet/types.ts';
import type { KindContext, Refusal, Request } from '../kind.ts';
import { findNamed, type Named } from './books.ts';
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

type BooksAgain = Pick<
  InvoiceFacts,
  'customer' | 'item' | 'expenseItem' | 'class' | 'location' | 'term' | 'taxCode'
>;

async function readBooksAgain(old: InvoiceFacts, { quickbooks }: KindContext): Promise<BooksAgain> {
  const [customer, item, expenseItem, theClass, location] = await Promise.all([
    still(old.customer, (id) => quickbooks.getCustomer(id)),
    still(old.item, (id) => quickbooks.getItem(id)),
    old.expenseItem.id === old.item.id ? null : still(old.expenseItem, (id) => quickbooks.getItem(id)),
    old.class && still(old.class, (id) => quickbooks.getClass(id)),
    old.location && still(old.location, (id) => quickbooks.getLocation(id)),
  ]);
  const [term, taxCode] = await Promise.all([termOf(quickbooks, customer), taxCodeOf(quickbooks, customer)]);
  return { customer, item, expenseItem: expenseItem ?? item, class: theClass, location, term, taxCode };
}

/** Informs, and is not needed to post: where QuickBooks refuses to show it, the draft says so and goes on. */
async function readable<T>(what: string, read: () => Promise<T>, without: T, unread: string[]): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.passing) throw error;
    unread.push(what);
    return without;
  }
}

function termOf(quickbooks: QuickBooks, { termsId }: Customer): Promise<Term | null> {
  if (termsId === null) return Promise.resolve(null);
  return readable('the terms', () => quickbooks.getTerm(termsId), null, []);
}

/** The id alone is enough to tax by, should QuickBooks not show what stands behind it. */
async function taxCodeOf(
  quickbooks: QuickBooks,
  { defaultTaxCodeId: id }: Customer,
): Promise<TaxCode | null> {
  if (id === null) return null;
  const found = await readable('the tax code', () => quickbooks.getTaxCode(id), null, []);
  return found ?? { id, name: id, active: true, taxable: true };
}

/** A company that does not tell is taken for one of the US, as QuickBooks' own samples are. */
async function countryOf(quickbooks: QuickBooks): Promise<string> {
  try {
    return (await quickbooks.company()).country;
  } catch (error) {
    if (error instanceof VendorFailure && !error.passing) return 'US';
    throw error;
  }
}

/** What can no longer be found is as good as inactive: the draft stays, and a check blocks it. */
async function still<T extends { id: string; active: boolean }>(
  before: T,
  get: (id: string) => Promise<T | null>,
): Promise<T> {
  return (await get(before.id)) ?? { ...before, active: false };
}

type Books = Named &
  Pick<
    InvoiceFacts,
    | 'term'
    | 'taxCode'
    | 'salesTax'
    | 'automatedSalesTax'
    | 'country'
    | 'recentInvoices'
    | 'openEstimates'
    | 'openBalanceMinor'
    | 'unread'
  >;

async function readBooks(context: KindContext): Promise<Books | Refusal> {
  const { quickbooks, project, now, projects } = context;
  const [named, preferences, country] = await Promise.all([
    findNamed(quickbooks, project),
    quickbooks.preferences(),
    countryOf(quickbooks),
  ]);
  if ('message' in named) return named;
  const { customer } = named;
  const yearAgo = Temporal.PlainDate.from(localDate(now, projects.company.timezone)).subtract({ years: 1 });
  const unread: string[] = [];
  const [term, taxCode, invoices, estimates, openBalanceMinor] = await Promise.all([
    termOf(quickbooks, customer),
    taxCodeOf(quickbooks, customer),
    readable('past invoices', () => quickbooks.recentInvoices(customer.id, yearAgo.toString()), [], unread),
    readable('open estimates', () => quickbooks.openEstimates(customer.id), [], unread),
    project.creditLimitMinor === null
      ? 0
      : readable('open balance', () => quickbooks.openBalance(customer.id), 0, unread),
  ]);
  return {
    ...named,
    term,
    taxCode,
    salesTax: preferences.salesTax,
    automatedSalesTax: preferences.automatedSalesTax,
    country,
    recentInvoices: invoices.map(({ id, docNumber, txnDate, totalMinor, taxMinor, purchaseOrder }) => ({
      id,
      docNumber,
      txnDate,
      totalMinor,
      taxMinor,
      purchaseOrder,
    })),
    openEstimates: estimates.map(({ id, docNumber, totalMinor, currency }) => ({
      id,
      docNumber,
      totalMinor,
      currency,
    })),
    openBalanceMinor,
    unread,
  };
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

function missingColumns(sheet: Sheet, titles: readonly string[]): Refusal {
  const list = titles.map((title) => `“${title}”`).join(' and ');
  const [noun, pronoun] = titles.length > 1 ? ['columns', 'them'] : ['column', 'it'];
  return {
    message: `The sheet “${sheet.name}” (${sheet.id}) has no ${noun} ${list}, and nothing can be billed without ${pronoun}. Nothing was drafted. Add ${pronoun} to the sheet, or name the right title under billing.columns in projects.yml.`,
  };
}

/** Without the column every row would seem to have left the draft, which is not what happened. */
function columnsGone(sheet: Sheet, titles: readonly string[]): VendorFailure {
  const list = titles.map((title) => `“${title}”`).join(' and ');
  const message = `The sheet “${sheet.name}” no longer has ${titles.length > 1 ? 'columns' : 'a column'} ${list}`;
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code: 'column-gone', message });
}

function nothingReady(
  sheet: Sheet,
  rows: BillingRows,
  request: Request,
  columns: ReadonlyMap<BillingColumn, Column>,
): string {
  const status = columns.get('status')?.title ?? 'Status';
  const since = request.since === null ? '' : ` dated ${request.since} or later`;
  const lines = [`No row of “${sheet.name}”${since} is ready to bill, so there is no draft.`];
  if (rows.readyButClaimed > 0) {
    lines.push(`${count(rows.readyButClaimed)} ready, but on another draft that is open or posted.`);
  }
  for (const { rowNumber, reason } of rows.skipped.slice(0, 10))
    lines.push(`Row ${rowNumber} is left out: ${reason}.`);
  if (rows.skipped.length > 10) lines.push(`And ${rows.skipped.length - 10} more rows are left out.`);
  lines.push(
    `A row becomes ready when its ${status} is “Ready to Bill” or “Ready for Billing”, Billable is not unticked, it has Hours or Expenses, and no other draft has it.`,
  );
  return lines.join('\n');
}

const count = (n: number) => (n === 1 ? '1 row is' : `${n} rows are`);
