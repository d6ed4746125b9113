import type { Currency } from '../core/money.ts';
import type { CostColumn } from '../settings/types.ts';
import { amountIn } from './cost-cells.ts';
import type { CellValue, Column, SheetColumns } from './types.ts';

/** `summary`: says again what other rows say. `doubtful`: may be a subtotal that is out of date. */
export type Summary = 'summary' | 'doubtful';

/** What a formula takes from its own row, from other sheets, and its texts: none of it is another row of this sheet. */
const OWN_OR_ELSEWHERE = /(\[[^\]]+\]|\w+)@row|\{[^}]*\}|"[^"]*"/gi;

/**
 * A sum over other rows: =SUM([Actual Cost]1:[Actual Cost]9) or =SUMIF(…) wherever it stands, =SUM(CHILDREN()) where
 * there are rows beneath. One formula for a whole column often sums up parents and multiplies in the other rows.
 */
function sumsOtherRows(formula: string, hasChildren: boolean): boolean {
  const rest = formula.replace(OWN_OR_ELSEWHERE, '');
  if (!/\bSUM(IFS?)?\b/i.test(rest)) return false;
  return /:\s*[[\w]/.test(rest) || (hasChildren && /CHILDREN|DESCENDANTS/i.test(rest));
}

/**
 * The rows of which an amount column says again what other rows say, by row; each column on its own, as a budget is
 * often set on the parent and the costs on the rows beneath it:
 * - a cell whose own formula sums other rows is a summary, with rows beneath it or without;
 * - a parent whose amount is the sum of the rows beneath it is a summary;
 * - a parent whose amount is another one, while rows beneath it have amounts, is doubtful: counting it would count
 *   the rows beneath twice, so it is not counted, and is named;
 * - a parent whose rows beneath have no amount is a row like any other.
 */
export function summaries(
  sheet: SheetColumns,
  found: ReadonlyMap<CostColumn, Column>,
  key: 'actual_cost' | 'budget',
  currency: Currency,
): Map<number, Summary> {
  const column = found.get(key);
  const values = column && sheet.cells.get(column.id);
  if (!column || !values) return new Map();
  const result = new Map<number, Summary>();
  const beneath = childrenOf(sheet);
  const formulas = sheet.formulas.get(column.id);
  for (let row = 0; formulas && row < sheet.count; row += 1) {
    const rowId = sheet.rowId[row] ?? '';
    if (sumsOtherRows(formulas.get(rowId) ?? '', beneath.has(rowId))) result.set(row, 'summary');
  }
  if (beneath.size === 0) return result;
  // Rows beneath come after their parent in the sheet, so that from the end each parent finds its own children's sums.
  const sums = new Map<number, number>();
  for (let row = sheet.count - 1; row >= 0; row -= 1) {
    const own = minorOf(values[row] ?? null, currency);
    const children = beneath.get(sheet.rowId[row] ?? '');
    const sum = children && sumOf(children, values, sums, currency);
    if (sum === undefined || sum === null) continue;
    sums.set(row, sum);
    if (own !== null && result.get(row) !== 'summary') result.set(row, own === sum ? 'summary' : 'doubtful');
  }
  return result;
}

function childrenOf(sheet: SheetColumns): Map<string, number[]> {
  const children = new Map<string, number[]>();
  for (let row = 0; row < sheet.count; row += 1) {
    const parent = sheet.parentId[row];
    if (!parent) continue;
    const list = children.get(parent);
    if (list) list.push(row);
    else children.set(parent, [row]);
  }
  return children;
}

/** A child that is a parent itself counts with what is beneath it; null where no child has an amount. */
function sumOf(
  children: readonly number[],
  values: readonly CellValue[],
  sums: ReadonlyMap<number, number>,
  currency: Currency,
): number | null {
  let sum: number | null = null;
  for (const child of children) {
    const minor = sums.get(child) ?? minorOf(values[child] ?? null, currency);
    if (minor !== null) sum = (sum ?? 0) + minor;
  }
  return sum;
}

function minorOf(value: CellValue, currency: Currency): number | null {
  const amount = amountIn(value, currency);
  return amount.kind === 'amount' ? amount.minor : null;
}
