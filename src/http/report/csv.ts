import { COLUMNS, FORMULA, plainAmount, type TableCell } from './table.ts';

/** Excel takes a file for UTF-8 by this mark alone. */
const MARK = '\uFEFF';
/** RFC 4180, every text quoted. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function toCsv(lines: Iterable<readonly TableCell[]>): string {
  const out = [COLUMNS.map(({ title }) => text(title)).join(',')];
  for (const line of lines) out.push(line.map(cell).join(','));
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
