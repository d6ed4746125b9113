import { daysBetween } from '../../core/iso-date.ts';
import { toDecimal } from '../../core/money.ts';
import type { LedgerLines } from '../../quickbooks/ledger-line-types.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { COST_TITLES, type CostColumn, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { KindContext } from '../context.ts';
import { money } from '../say.ts';
import type { Doing } from './content.ts';
import type { Subject } from './subject.ts';
import { postingName } from './words.ts';

/** What stands in QuickBooks already and may be the bill that is to be created. */
export interface Lookalike {
  /** "Bill:123". */
  id: string;
  type: string;
  /** "Bill BL-204 · 2026-10-12: $1,120.00". */
  name: string;
  /** The number is the same: it is that bill. Otherwise vendor, amount and about the date are. */
  certain: boolean;
  /** Whose cost it is in QuickBooks, where that is not this project's, so that no reconciliation sees it: "no customer". */
  coded: string | null;
}

/** "BL-204" and "bl 0204" are one number, typed by two people. */
export function bare(number: string): string {
  return number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/**
 * Bills and expenses of the vendor for the project, near the bill's date: of its number, or of its amount under another
 * number or none. What another row of the sheet names as its own, for the same amount, is that row's. A bill that was
 * entered without its customer, or for another one, is that bill all the same: of its number whosever it is, of its
 * amount where it is nobody's. Throws VendorFailure.
 */
export async function lookalikes(
  action: Doing<'bill'>,
  subject: Subject,
  context: Pick<KindContext, 'quickbooks' | 'smartsheet' | 'project' | 'projects'>,
): Promise<Lookalike[]> {
  const { quickbooks, projects } = context;
  const { lines, customerIds } = await quickbooks.expenseLines({
    customerIds: [action.customer.id],
    andOthers: true,
    from: action.date,
    to: action.date,
    marginDays: Math.max(projects.tolerance.days, 31),
  });
  const found = transactionsOf(lines, action.vendor.id, new Set(customerIds)).flatMap((one) => {
    const certain = bare(action.number) !== '' && bare(one.number) === bare(action.number);
    const near = Math.abs(daysBetween(action.date, one.date)) <= projects.tolerance.days;
    const equal = one.currency === action.currency && one.amounts.includes(action.amountMinor);
    // Somebody else's cost of the same amount is theirs: subscriptions come once for every customer.
    const perhaps = near && equal && (one.coded === null || one.coded === NOBODY);
    return certain || perhaps ? [{ ...one, certain }] : [];
  });
  if (found.length === 0) return [];
  const taken = found.every(({ certain }) => certain) ? [] : await namedByOthers(action, subject, context);
  return found
    .filter(
      ({ certain, txnId, equals }) =>
        certain || taken.filter((ids) => ids.includes(txnId)).length < equals(action),
    )
    .map(({ type, number, txnId, date, total, currency, certain, coded }) => ({
      id: `${type}:${txnId}`,
      type,
      name: `${postingName({ type, number, txnId })} · ${date}: ${money(total, currency)}`,
      certain,
      coded,
    }));
}

const NOBODY = 'no customer';

/** Of one vendor, costs alone: a credit is no bill. Each by its lines of `own` customers; by all of them where it has none. */
function transactionsOf(lines: LedgerLines, vendorId: string, own: ReadonlySet<string>) {
  const places = Array.from({ length: lines.count }, (_, line) => line).filter((line) => {
    const type = lines.type[line];
    const isCost = (type === 'Bill' || type === 'Purchase') && (lines.amountMinor[line] ?? 0) > 0;
    return isCost && lines.vendorId[line] === vendorId;
  });
  const byTransaction = Map.groupBy(places, (line) => `${lines.type[line]}:${lines.txnId[line]}`);
  return [...byTransaction.values()].flatMap((all) => {
    const ours = all.filter((at) => own.has(lines.customerId[at] ?? ''));
    const counted = ours.length > 0 ? ours : all;
    const [line] = counted;
    if (line === undefined) return [];
    const customers = new Set(counted.map((at) => lines.customer[at] || NOBODY));
    const parts = counted.map((at) => lines.amountMinor[at] ?? 0);
    const total = parts.reduce((sum, amount) => sum + amount, 0);
    return [
      {
        type: lines.type[line] ?? 'Bill',
        txnId: lines.txnId[line] ?? '',
        number: lines.number[line] ?? '',
        date: lines.date[line] ?? '',
        currency: lines.currency[line] ?? '',
        coded: ours.length > 0 ? null : [...customers].join(', '),
        total,
        /** A bill entered in several lines is the same bill. */
        amounts: [...parts, total],
        /** How many rows of the sheet it takes until nothing of it is left for this one. */
        equals: ({ amountMinor }: Doing<'bill'>) =>
          Math.max(1, parts.filter((amount) => amount === amountMinor).length),
      },
    ];
  });
}

/** The transactions that other rows with this amount name, a list for each row. */
async function namedByOthers(
  { amountMinor, currency }: Doing<'bill'>,
  { sheetId, sheet: [own] }: Subject,
  { smartsheet, project }: Pick<KindContext, 'smartsheet' | 'project'>,
): Promise<string[][]> {
  const titles = { ...COST_TITLES, ...project.costs?.columns };
  const wanted: readonly CostColumn[] = ['actual_cost', 'qb_transaction_id'];
  const read = await smartsheet.getCostSheet(
    sheetId,
    wanted.map((key) => titles[key]),
  );
  const { found } = resolveCostColumns(read, titles);
  const [costs, ids] = wanted.map((key) => read.cells.get(found.get(key)?.id ?? -1));
  const amount = toDecimal(amountMinor, currency);
  return read.rowId.flatMap((id, place) => {
    if (id === own?.id || textIn(costs?.[place] ?? null) !== amount) return [];
    return [
      textIn(ids?.[place] ?? null)
        .split(/[^\w-]+/)
        .filter(Boolean),
    ];
  });
}
