import type { Finding } from '../../core/finding.ts';
import { toDecimal } from '../../core/money.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { COST_TITLES, type CostColumn, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { KindContext } from '../context.ts';
import { listed } from '../say.ts';
import { noCurrency, readsOtherwise } from './add-row.ts';
import type { Action, Doing } from './content.ts';
import { meanwhileCorrected } from './corrected-meanwhile.ts';
import { PERHAPS } from './forms/anyway.ts';
import { bare, type Lookalike, lookalikes } from './lookalikes.ts';
import { ledgerType } from './sides-now.ts';
import type { Subject } from './subject.ts';

/** What somebody did by hand while its card waited: done again from here it would stand twice. Throws VendorFailure. */
export async function doneMeanwhile(
  action: Action,
  subject: Subject,
  context: KindContext,
): Promise<Finding[]> {
  if (action.do === 'bill') return meanwhileBilled(action, subject, context);
  if (action.do === 'add') return meanwhileAdded(action, subject, context);
  if (action.do === 'journal') return meanwhileCorrected(action, subject, context);
  return [];
}

/**
 * Somebody may have entered the bill by hand while the card waited: then a second one would be a duplicate. Under the
 * same number it is that bill; under another one, or none, it may be, and people say so.
 */
async function meanwhileBilled(
  action: Doing<'bill'>,
  subject: Subject,
  context: KindContext,
): Promise<Finding[]> {
  const [row] = subject.sheet;
  const rows = row ? { rows: [row.rowNumber] } : {};
  const found = await lookalikes(action, subject, context);
  const certain = found.find((one) => one.certain);
  if (certain)
    return [
      {
        code: 'billed-meanwhile',
        severity: 'block',
        message: `QuickBooks has ${certain.name} of ${action.vendor.name}${certain.coded === null ? ' now' : `, coded to ${certain.coded}`}, so a ${certain.type === 'Bill' ? 'second bill' : 'bill'} would be a duplicate.`,
        remedy: `${recodedFirst(certain, action)}Run /reconcile again: it takes that ${certain.type.toLowerCase()} into account.`,
        ...rows,
      },
    ];
  const known = new Set(action.anyway?.postings.map(({ id }) => id));
  const others = found.filter(({ id }) => !known.has(id));
  if (others.length === 0) return [];
  return [
    {
      code: PERHAPS,
      severity: 'block',
      message: `QuickBooks has ${listed(others.map(({ name, coded }) => (coded === null ? name : `${name}, coded to ${coded},`)))} of ${action.vendor.name}, the same amount at about the same date: a bill would count it twice if that is this cost.`,
      remedy: `${others.some(({ coded }) => coded !== null) ? `If it is, code its line to ${action.customer.name} in QuickBooks and run /reconcile again.` : 'If it is, run /reconcile again, and match them by hand where it does not.'} If it is another purchase, press Create it anyway and say why.`,
      ...rows,
    },
  ];
}

/** What is coded to somebody else is not among what a reconciliation of this project reads. */
function recodedFirst({ coded }: Lookalike, { customer }: Doing<'bill'>): string {
  return coded === null ? '' : `Code its line to ${customer.name} in QuickBooks. `;
}

/** Somebody may have typed the row: the same amount under the same number, or with the posting's own Id beside it. */
async function meanwhileAdded(
  action: Doing<'add'>,
  { sheetId, sheetName }: Subject,
  { smartsheet, quickbooks, project }: KindContext,
): Promise<Finding[]> {
  const { posting, invoice, amountMinor, currency } = action;
  const titles = { ...COST_TITLES, ...project.costs?.columns };
  const wanted: readonly CostColumn[] = ['actual_cost', 'invoice', 'qb_transaction_id', 'currency'];
  const sheet = await smartsheet.getCostSheet(
    sheetId,
    wanted.map((key) => titles[key]),
  );
  const { found } = resolveCostColumns(sheet, titles);
  if (readsOtherwise(action, found, project.currency))
    return [
      {
        code: 'no-currency',
        severity: 'block',
        message: `${noCurrency(action, sheetName, project)}.`,
        remedy: 'Then press Approve again; or accept the variance as it is.',
      },
    ];
  const cells = (key: CostColumn) => sheet.cells.get(found.get(key)?.id ?? -1);
  const [costs, numbers, ids] = wanted.map(cells);
  const amount = toDecimal(amountMinor, currency);
  const rows = [...sheet.rowId.keys()].filter((row) => {
    if (textIn(costs?.[row] ?? null) !== amount) return false;
    const named = textIn(ids?.[row] ?? null);
    // A row that names another transaction is about that one, whatever its number.
    if (named !== '') return named.split(/[^\w-]+/).includes(posting.txnId);
    return bare(invoice) !== '' && bare(textIn(numbers?.[row] ?? null)) === bare(invoice);
  });
  const [at] = rows;
  if (at === undefined || rows.length < (await linesAlike(action, quickbooks))) return [];
  const number = sheet.rowNumber[at] ?? 0;
  return [
    {
      code: 'added-meanwhile',
      severity: 'block',
      message: `Row ${number} of “${sheetName}” says the same as ${posting.name} now, so a second row would count it twice.`,
      remedy: 'Run /reconcile again: it takes that row into account.',
      rows: [number],
    },
  ];
}

/** How many lines of its transaction are of that amount, each of which is a row of its own; at least one. */
async function linesAlike(
  { posting, amountMinor }: Doing<'add'>,
  quickbooks: KindContext['quickbooks'],
): Promise<number> {
  const type = ledgerType(posting.id.split(':')[0] ?? '');
  const stored = type && (await quickbooks.getTransaction(type, posting.txnId));
  return Math.max(1, (stored?.lines ?? []).filter((line) => line.amountMinor === amountMinor).length);
}
