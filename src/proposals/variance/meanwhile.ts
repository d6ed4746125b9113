import type { Finding } from '../../core/finding.ts';
import { daysBetween } from '../../core/iso-date.ts';
import { toDecimal } from '../../core/money.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { COST_TITLES, type CostColumn, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { KindContext } from '../kind.ts';
import type { Action, Doing } from './content.ts';
import type { Subject } from './subject.ts';
import { postingName } from './words.ts';

/** What somebody did by hand while its card waited: done again from here it would stand twice. Throws VendorFailure. */
export async function doneMeanwhile(
  action: Action,
  subject: Subject,
  context: KindContext,
): Promise<Finding[]> {
  if (action.do === 'bill') return meanwhileBilled(action, subject, context);
  if (action.do === 'add') return meanwhileAdded(action, subject, context);
  return [];
}

/** "BL-204" and "bl 0204" are one number, typed by two people. */
function bare(number: string): string {
  return number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/** Somebody may have entered the bill by hand while the card waited: then a second one would be a duplicate. */
async function meanwhileBilled(
  action: Doing<'bill'>,
  subject: Subject,
  { quickbooks, projects }: KindContext,
): Promise<Finding[]> {
  const [row] = subject.sheet;
  const { lines } = await quickbooks.expenseLines({
    customerIds: [action.customer.id],
    from: action.date,
    to: action.date,
    marginDays: Math.max(projects.tolerance.days, 31),
  });
  for (let line = 0; line < lines.count; line += 1) {
    const type = lines.type[line] ?? '';
    if (lines.vendorId[line] !== action.vendor.id || (lines.amountMinor[line] ?? 0) <= 0) continue;
    if (type !== 'Bill' && type !== 'Purchase') continue;
    const number = bare(action.number) !== '' && bare(lines.number[line] ?? '') === bare(action.number);
    const near =
      Math.abs(daysBetween(action.date, lines.date[line] ?? action.date)) <= projects.tolerance.days;
    const likely =
      number ||
      // Purchases by card have no number as a rule, and equal ones are nothing rare.
      (type === 'Bill' &&
        near &&
        lines.number[line] === '' &&
        lines.amountMinor[line] === action.amountMinor);
    if (!likely) continue;
    const posting = { type, number: lines.number[line] ?? '', txnId: lines.txnId[line] ?? '' };
    return [
      {
        code: 'billed-meanwhile',
        severity: 'block',
        message: `QuickBooks has ${postingName(posting)} of ${action.vendor.name} now, so a ${type === 'Bill' ? 'second bill' : 'bill'} would be a duplicate.`,
        remedy: `Run /reconcile again: it takes that ${type.toLowerCase()} into account.`,
        ...(row ? { rows: [row.rowNumber] } : {}),
      },
    ];
  }
  return [];
}

/** Somebody may have typed the row: the same amount under the same number, or with the posting's own Id beside it. */
async function meanwhileAdded(
  { posting, invoice, amountMinor, currency }: Doing<'add'>,
  { sheetId, sheetName }: Subject,
  { smartsheet, project }: KindContext,
): Promise<Finding[]> {
  const titles = { ...COST_TITLES, ...project.costs?.columns };
  const wanted: readonly CostColumn[] = ['actual_cost', 'invoice', 'qb_transaction_id'];
  const sheet = await smartsheet.getCostSheet(
    sheetId,
    wanted.map((key) => titles[key]),
  );
  const { found } = resolveCostColumns(sheet, titles);
  const cells = (key: CostColumn) => sheet.cells.get(found.get(key)?.id ?? -1);
  const [costs, numbers, ids] = wanted.map(cells);
  const amount = toDecimal(amountMinor, currency);
  const at = sheet.rowId.findIndex((_id, row) => {
    if (textIn(costs?.[row] ?? null) !== amount) return false;
    const named = textIn(ids?.[row] ?? null);
    // A row that names another transaction is about that one, whatever its number.
    if (named !== '') return named.split(/[^\w-]+/).includes(posting.txnId);
    return bare(invoice) !== '' && bare(textIn(numbers?.[row] ?? null)) === bare(invoice);
  });
  if (at < 0) return [];
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
