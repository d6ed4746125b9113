import { type Decimal, parseDecimal } from '../../core/decimal.ts';
import type { BillingColumn } from '../../smartsheet/billing-columns.ts';
import type { CellValue, Column, Row } from '../../smartsheet/types.ts';
import { quoted } from '../say.ts';

/** A cell's number, exactly; null where blank; undefined where there is something that is no number. */
type Reading = Decimal | null | undefined;

/** One row's cells by what their column means. */
export interface Cells {
  text(key: BillingColumn): string;
  /** As the sheet shows it: a contact's name, not the address. */
  shown(key: BillingColumn): string;
  number(key: BillingColumn): Reading;
  title(key: BillingColumn): string;
  /** `Hours is “eight”`, in the sheet's own title. */
  says(key: BillingColumn): string;
}

/** Columns the sheet lacks read as blank. */
export function cellReader(row: Row, columns: ReadonlyMap<BillingColumn, Column>): Cells {
  const cell = (key: BillingColumn) => {
    const column = columns.get(key);
    return column === undefined ? undefined : row.cells.get(column.id);
  };
  const text = (key: BillingColumn) => cellText(cell(key)?.value ?? null);
  return {
    text,
    shown: (key) => cell(key)?.display?.trim() || text(key),
    number: (key) => {
      const value = cell(key)?.value ?? null;
      if (cellText(value) === '') return null;
      return parseDecimal(value) ?? undefined;
    },
    title: (key) => columns.get(key)?.title ?? key,
    says: (key) => `${columns.get(key)?.title ?? key} is ${quoted(text(key))}`,
  };
}

function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return parseDecimal(value) ?? String(value);
  return String(value).trim();
}
