import type { RunCheck } from '../../reconciling/checks/finding.ts';
import { CHECK_COLUMNS } from './check-columns.ts';
import type { Group } from './groups.ts';
import { COLUMNS, FORMULA, plainAmount, type TableCell, tableLines } from './table.ts';

/** Excel takes a file for UTF-8 by this mark alone. */
const MARK = '\uFEFF';

/**
 * RFC 4180, every text quoted. A text that a spreadsheet would take for a formula gets an apostrophe before it. What is
 * worth a look follows the two lists, in columns of its own, so that theirs still add up.
 */
export function toCsv(groups: readonly Group[], checks: readonly RunCheck[]): string {
  const out = [[...COLUMNS, ...CHECK_COLUMNS].map(({ title }) => text(title)).join(',')];
  const add = (line: readonly TableCell[]) => out.push(line.map(cell).join(','));
  const [noRow, noCheck] = [COLUMNS.map(() => null), CHECK_COLUMNS.map(() => null)];
  for (const line of tableLines(groups)) add([...line, ...noCheck]);
  for (const check of checks) add([...noRow, ...CHECK_COLUMNS.map((column) => column.cell(check))]);
  return `${MARK}${out.join('\r\n')}\r\n`;
}

function cell(value: TableCell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'object' && 'date' in value) return text(value.date);
  return typeof value === 'number' ? String(value) : plainAmount(value.amountMinor, value.currency);
}

function text(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('\0', '').replaceAll('"', '""')}"`;
}
