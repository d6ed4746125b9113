import { Temporal } from 'temporal-polyfill';
import { localDate } from '../../core/instant.ts';
import { resolveBillingColumns, type BillingColumn } from '../../smartsheet/billing-columns.ts';
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
    return { message: `${project.code} has no billing sheet in projects.yml, so there is nothing to invoice from.` };
  }
  const [sheet, books] = await Promise.all([
    context.smartsheet.getSheet(project.billing.sheet, { discussions: true, attachments: true }),
    readBooks(context),
  ]);
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
  if (rows.ready.length === 0) return { message: nothingReady(sheet, rows, request, columns.found) };
  return {
    facts: factsOf(sheet, rows, columns.missingOptional, books, context),
    before: writtenCells(sheet, columns.found),
    columns: columns.found,
  };
}

/** The same rows and the same books as they stand now. What is no longer ready has left the draft. */
export async function gatherAgain(basis: InvoiceBasis, context: KindContext): Promise<Gathered> {
  const { project } = context;
  const ids = basis.facts.rows.map(({ rowId }) => rowId);
  const wanted = { discussions: true, attachments: true };
  const read =
    ids.length > ROWS_BY_ID
      ? context.smartsheet.getSheet(basis.facts.sheetId, wanted)
      : context.smartsheet.getRows(basis.facts.sheetId, ids, wanted);
  const [sheet, books] = await Promise.all([read, readBooks(context)]);
  const columns = resolveBillingColumns(sheet, project.billing?.columns ?? {});
  const ours = new Set(ids);
  const rows = readBillingRows({
    sheet: { ...sheet, rows: sheet.rows.filter(({ id }) => ours.has(id)) },
    columns: columns.found,
    claimed: new Set(),
    since: null,
    currency: project.currency,
    itemPrice: 'message' in books ? null : books.item.unitPrice,
  });
  // A customer or item that can no longer be found is as good as inactive: the draft stays, and a check blocks it.
  const named = 'message' in books ? lostBooks(basis.facts) : books;
  const { today, projectHours } = basis.facts;
  const facts = factsOf(sheet, { ...rows, projectHours }, columns.missingOptional, named, context);
  return { facts: { ...facts, today }, before: basis.before, columns: columns.found };
}

type Books = Named &
  Pick<
    InvoiceFacts,
    'term' | 'taxCode' | 'salesTax' | 'country' | 'recentInvoices' | 'openEstimates' | 'openBalanceMinor'
  >;

async function readBooks(context: KindContext): Promise<Books | Refusal> {
  const { quickbooks, project, now, projects } = context;
  const [named, preferences, company] = await Promise.all([
    findNamed(quickbooks, project),
    quickbooks.preferences(),
    quickbooks.company(),
  ]);
  if ('message' in named) return named;
  const { customer } = named;
  const yearAgo = Temporal.PlainDate.from(localDate(now, projects.company.timezone)).subtract({ years: 1 });
  const [term, taxCode, invoices, estimates, openBalanceMinor] = await Promise.all([
    customer.termsId === null ? null : quickbooks.getTerm(customer.termsId),
    customer.defaultTaxCodeId === null ? null : quickbooks.getTaxCode(customer.defaultTaxCodeId),
    quickbooks.recentInvoices(customer.id, yearAgo.toString()),
    quickbooks.openEstimates(customer.id),
    project.creditLimitMinor === null ? 0 : quickbooks.openBalance(customer.id),
  ]);
  return {
    ...named,
    term,
    taxCode,
    salesTax: preferences.salesTax,
    country: company.country,
    recentInvoices: invoices.map(({ id, docNumber, txnDate, totalMinor, taxMinor, purchaseOrder }) => ({
      id,
      docNumber,
      txnDate,
      totalMinor,
      taxMinor,
      purchaseOrder,
    })),
    openEstimates: estimates.map(({ id, docNumber, totalMinor, currency }) => ({ id, docNumber, totalMinor, currency })),
    openBalanceMinor,
  };
}

function lostBooks(facts: InvoiceFacts): Books {
  const { item, expenseItem, customer } = facts;
  return { ...facts, customer: { ...customer, active: false }, item, expenseItem };
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
  for (const { rowNumber, reason } of rows.skipped.slice(0, 10)) lines.push(`Row ${rowNumber} is left out: ${reason}.`);
  if (rows.skipped.length > 10) lines.push(`And ${rows.skipped.length - 10} more rows are left out.`);
  lines.push(
    `A row becomes ready when its ${status} is “Ready to Bill” or “Ready for Billing”, Billable is not unticked, it has Hours or Expenses, and no other draft has it.`,
  );
  return lines.join('\n');
}

const count = (n: number) => (n === 1 ? '1 row is' : `${n} rows are`);
