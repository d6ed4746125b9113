import { VendorFailure } from '../../core/failure.ts';
import type { BillingColumn } from '../../smartsheet/billing-columns.ts';
import type { Column, Sheet } from '../../smartsheet/types.ts';
import type { Refusal, Request } from '../draft.ts';
import type { BillingRows } from './rows.ts';

/** What a person reads where a sheet has nothing to draft from. */
export function missingColumns(sheet: Sheet, titles: readonly string[]): Refusal {
  const list = titles.map((title) => `“${title}”`).join(' and ');
  const [noun, pronoun] = titles.length > 1 ? ['columns', 'them'] : ['column', 'it'];
  return {
    message: `The sheet “${sheet.name}” (${sheet.id}) has no ${noun} ${list}, and nothing can be billed without ${pronoun}. Nothing was drafted. Add ${pronoun} to the sheet, or name the right title under billing.columns in projects.yml.`,
  };
}

/** Without the column every row would seem to have left the draft, which is not what happened. */
export function columnsGone(sheet: Sheet, titles: readonly string[]): VendorFailure {
  const list = titles.map((title) => `“${title}”`).join(' and ');
  const message = `The sheet “${sheet.name}” no longer has ${titles.length > 1 ? 'columns' : 'a column'} ${list}`;
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code: 'column-gone', message });
}

export function nothingReady(
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
