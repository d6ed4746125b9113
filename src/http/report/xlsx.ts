import writeXlsx, { type Cell, type Row } from 'write-excel-file/node';
import { parseIsoDate } from '../../core/iso-date.ts';
import { minorDigits, toDecimal } from '../../core/money.ts';
import { CAUSE_WORDS } from '../../proposals/variance/words.ts';
import type { RunCheck } from '../../reconciling/checks/finding.ts';
import type { RunDocument } from '../../reconciling/run.ts';
import { CHECK_COLUMNS } from './check-columns.ts';
import type { Group } from './groups.ts';
import { COLUMNS, FORMULA, type TableCell, tableLines } from './table.ts';

type Options = NonNullable<Parameters<typeof writeXlsx>[1]>;

/** Excel's own limit of one cell. */
const CELL_LIMIT = 32_767;
/** Excel's own limit of one sheet, its heading left out. */
const LINE_LIMIT = 1_048_575;

/** A workbook of every figure: the whole in short, both lists, the budget, what is worth a look, what could not be read. No cell is a formula. */
export async function toXlsx(
  document: RunDocument,
  groups: readonly Group[],
  facts: readonly Fact[],
): Promise<Uint8Array> {
  const lines: Row[] = [COLUMNS.map(({ title }) => heading(title))];
  for (const line of tableLines(groups)) if (lines.length <= LINE_LIMIT) lines.push(line.map(cell));
  const sheets = [
    {
      sheet: 'Summary',
      data: summary(document, facts),
      columns: [{ width: 30 }, { width: 24 }, { width: 18 }],
    },
    {
      sheet: 'Reconciliation',
      data: lines,
      columns: COLUMNS.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: 'Budget',
      data: budget(document),
      columns: [{ width: 30 }, ...Array(4).fill({ width: 16 })],
      stickyRowsCount: 1,
    },
    ...(document.checks === undefined || document.checks.length === 0 ? [] : [worthALook(document.checks)]),
    ...(document.problems.length === 0 ? [] : [problems(document)]),
  ];
  return writeXlsx(sheets, { features: [filters(lines.length)] }).toBuffer();
}

/** A line of the summary: what it is called, and what it is. */
export type Fact = readonly [string, TableCell];

function cell(value: TableCell): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return value;
  if ('date' in value) return dateOf(value.date);
  const { amountMinor, currency } = value;
  const digits = minorDigits(currency);
  const format = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  return { value: Number(toDecimal(amountMinor, currency)), type: Number, format };
}

/** Written as text, and of the format "Text" where somebody's next keystroke in it would make it a formula. */
function text(value: string): Cell {
  const short = value.slice(0, CELL_LIMIT);
  return FORMULA.test(short) ? { value: short, type: String, format: '@' } : short;
}

/** A day that Excel can sort and group; what is no date stays text. */
function dateOf(date: string): Cell {
  return parseIsoDate(date) === null
    ? text(date)
    : { value: new Date(date), type: Date, format: 'yyyy-mm-dd' };
}

const heading = (title: string): Cell => ({
  ...{ value: title, type: String, fontWeight: 'bold', wrap: true, alignVertical: 'top' },
  backgroundColor: '#E8EDF3',
});

function summary({ totals }: RunDocument, facts: readonly Fact[]): Row[] {
  const { currency, byCause } = totals;
  const amount = (amountMinor: number) => cell({ amountMinor, currency });
  return [
    ...facts.map(([name, value]): Row => [heading(name), cell(value)]),
    [],
    [heading('Cause'), heading(`Difference, ${currency}`), heading('Variances')],
    ...byCause.map(
      ({ cause, amountMinor, count }): Row => [cell(CAUSE_WORDS[cause]), amount(amountMinor), cell(count)],
    ),
    [
      heading('All'),
      amount(totals.differenceMinor),
      cell(byCause.reduce((sum, { count }) => sum + count, 0)),
    ],
  ];
}

function budget({ budget: { currency, total, lines } }: RunDocument): Row[] {
  const row = (name: string, { budgetMinor, actualMinor, forecastMinor }: typeof total): Row => [
    cell(name),
    ...[budgetMinor, actualMinor, forecastMinor, budgetMinor - forecastMinor].map((amountMinor) =>
      cell({ amountMinor, currency }),
    ),
  ];
  return [
    ['GL code', 'Budget', 'Spent', 'At completion', 'Left'].map((title) => heading(title)),
    ...lines.map((line) => row(line.name, line)),
    row('Whole project', total),
  ];
}

function worthALook(checks: readonly RunCheck[]) {
  const data: Row[] = [
    CHECK_COLUMNS.map(({ title }) => heading(title)),
    ...checks.slice(0, LINE_LIMIT).map((check) => CHECK_COLUMNS.map((column) => cell(column.cell(check)))),
  ];
  return {
    sheet: 'Worth a look',
    data,
    columns: CHECK_COLUMNS.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  };
}

function problems({ problems: rows }: RunDocument) {
  const data: Row[] = [
    [heading('Row of the sheet'), heading('Why it was left out')],
    ...rows.map(({ rowNumber, message }): Row => [cell(rowNumber), cell(message)]),
  ];
  return { sheet: 'Left out', data, columns: [{ width: 18 }, { width: 90 }] };
}

/** Excel's filter buttons on the heading of both lists. */
function filters(lines: number): NonNullable<Options['features']>[number] {
  const last = columnName(COLUMNS.length - 1);
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _options, { sheetIndex }) =>
            sheetIndex === 1
              ? content.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${last}${lines}"/>`)
              : content,
        },
      },
    },
  };
}

/** 0 is "A", 26 is "AA". */
function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnName(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}
