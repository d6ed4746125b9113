import { minorDigits } from '../../core/money.ts';
import { CAUSE_WORDS } from '../../proposals/variance/words.ts';
import type { LedgerRow, SheetRow } from '../../reconciling/run.ts';
import { webAddress } from './columnar.ts';
import { type Group, STATE_WORDS } from './groups.ts';

/** One cell of a download: text is text whatever it begins with, an amount is a number to the cent. */
export type TableCell = string | number | { amountMinor: number; currency: string } | { date: string } | null;

/**
 * What a spreadsheet would take for a formula, after any blanks it passes over: OWASP's list (CSV Injection), the
 * full-width signs that some of them fold among it.
 */
export const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

interface Line {
  place: number;
  /** Of what stands once a group: its first line, so that a column adds up. */
  group: Group | null;
  row: SheetRow | undefined;
  posting: LedgerRow | undefined;
}

interface Column {
  title: string;
  /** In characters. */
  width: number;
  cell(line: Line): TableCell;
}

const yes = (value: boolean | undefined) => (value === undefined ? null : value ? 'yes' : 'no');
const dateOf = (row: { date: string } | undefined) => (row ? { date: row.date } : null);
/** Of the amount alone: a row has a date too, and a cell is one or the other. */
const amountOf = (row: SheetRow | LedgerRow | undefined): TableCell =>
  row ? { amountMinor: row.amountMinor, currency: row.currency } : null;

export const COLUMNS: readonly Column[] = [
  { title: 'Group', width: 8, cell: ({ place }) => place },
  { title: 'Cause', width: 20, cell: ({ group }) => group && CAUSE_WORDS[group.cause] },
  { title: 'Status', width: 14, cell: ({ group }) => group && STATE_WORDS[group.state] },
  { title: 'Difference', width: 14, cell: ({ group }) => group && differenceOf(group) },
  { title: 'Difference currency', width: 10, cell: ({ group }) => group?.currency ?? null },
  { title: 'Confidence %', width: 12, cell: ({ group }) => group && percent(group.confidence) },
  { title: 'Why', width: 50, cell: ({ group }) => group?.why.join('; ') ?? null },
  { title: 'Decision', width: 30, cell: ({ group }) => group?.words ?? null },
  { title: 'Sheet row', width: 9, cell: ({ row }) => row?.rowNumber ?? null },
  { title: 'Sheet date', width: 11, cell: ({ row }) => dateOf(row) },
  { title: 'Sheet vendor', width: 26, cell: ({ row }) => row?.vendor ?? null },
  { title: 'Sheet description', width: 30, cell: ({ row }) => row?.description ?? null },
  { title: 'Sheet invoice #', width: 14, cell: ({ row }) => row?.invoice ?? null },
  { title: 'Sheet PO #', width: 12, cell: ({ row }) => row?.po ?? null },
  { title: 'Sheet GL code', width: 16, cell: ({ row }) => row?.account ?? null },
  { title: 'Sheet amount', width: 14, cell: ({ row }) => amountOf(row) },
  { title: 'Sheet currency', width: 9, cell: ({ row }) => row?.currency ?? null },
  { title: 'Sheet row in period', width: 9, cell: ({ row }) => yes(row?.inPeriod) },
  { title: 'QuickBooks type', width: 14, cell: ({ posting }) => posting?.type ?? null },
  { title: 'QuickBooks number', width: 14, cell: ({ posting }) => posting?.number ?? null },
  { title: 'QuickBooks Id', width: 10, cell: ({ posting }) => posting?.txnId ?? null },
  { title: 'QuickBooks date', width: 11, cell: ({ posting }) => dateOf(posting) },
  { title: 'QuickBooks vendor', width: 26, cell: ({ posting }) => posting?.vendor ?? null },
  { title: 'QuickBooks memo', width: 30, cell: ({ posting }) => posting?.memo ?? null },
  { title: 'QuickBooks PO', width: 12, cell: ({ posting }) => posting?.po ?? null },
  { title: 'QuickBooks account', width: 24, cell: ({ posting }) => posting?.account ?? null },
  { title: 'QuickBooks class', width: 14, cell: ({ posting }) => posting?.class ?? null },
  { title: 'QuickBooks amount', width: 14, cell: ({ posting }) => amountOf(posting) },
  { title: 'QuickBooks currency', width: 9, cell: ({ posting }) => posting?.currency ?? null },
  { title: 'QuickBooks in period', width: 9, cell: ({ posting }) => yes(posting?.inPeriod) },
  { title: 'QuickBooks link', width: 30, cell: ({ posting }) => webAddress(posting?.url ?? '') },
];

/** A group is as many lines as its longer side has rows. */
export function* tableLines(groups: readonly Group[]): Generator<TableCell[]> {
  for (const [index, group] of groups.entries()) {
    const lines = Math.max(group.sheet.length, group.ledger.length);
    for (let line = 0; line < lines; line += 1) {
      const [row, posting] = [group.sheet[line], group.ledger[line]];
      const about = { place: index + 1, group: line === 0 ? group : null, row, posting };
      yield COLUMNS.map(({ cell }) => cell(about));
    }
  }
}

/** "1234.50": every digit of the currency's minor unit, nothing between thousands. */
export function plainAmount(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${amountMinor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
}

function differenceOf({ differenceMinor, currency }: Group): TableCell {
  return differenceMinor === null ? null : { amountMinor: differenceMinor, currency };
}

/** Cut, not rounded: what is not certain is never said to be. */
function percent(confidence: number | null): number | null {
  return confidence === null ? null : Math.floor(confidence * 1000) / 10;
}
