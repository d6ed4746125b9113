import { daysBetween } from '../../../core/iso-date.ts';
import { counted, listed, named, quoted, rowsNamed } from '../../say.ts';
import type { BillingRow } from '../types.ts';
import type { Check } from './check.ts';

const OLD_DAYS = 90;

/** Rows that stand ready and are not on the draft, each with its reason: nothing is left out in silence. */
export const skippedRows: Check = ({ facts }) => {
  const { skipped } = facts;
  if (skipped.length === 0) return [];
  const reasons = skipped.slice(0, 10).map((row) => {
    const task = named(row.task, 40);
    return `row ${row.rowNumber}${task === '' ? '' : ` (${task})`}: ${named(row.reason, 160)}`;
  });
  if (skipped.length > reasons.length) reasons.push(`and ${skipped.length - reasons.length} more`);
  return [
    {
      code: 'rows-left-out',
      severity: 'warn',
      message: `${counted(skipped.length, 'ready row')} left out. ${capital(reasons.join('; '))}.`,
      remedy: 'Correct the cells and draft again; what is on this draft is not billed twice.',
      rows: skipped.map((row) => row.rowNumber),
    },
  ];
};

/** Cells that could not be read and touch no amount: the line stands, without what they should have said. */
export const unreadableCells: Check = ({ facts }) => {
  const rows = facts.rows.filter((row) => (row.remarks ?? []).length > 0);
  if (rows.length === 0) return [];
  const remarks = rows.map((row) => `row ${row.rowNumber}: ${(row.remarks ?? []).join(', ')}`);
  const message = `Not everything could be read. ${capital(listed(remarks))}.`;
  return [{ code: 'unreadable-cells', severity: 'warn', message, rows: rows.map((row) => row.rowNumber) }];
};

/** The sheet says that a row was invoiced already; billing it again must be a person's decision on the sheet. */
export const billedBefore: Check = ({ facts }) => {
  const billed = facts.rows.filter(
    (row) => row.billedAs !== '' || /^(invoiced|sent)$/i.test(row.invoiceStatus),
  );
  if (billed.length === 0) return [];
  const rows = billed.map((row) => row.rowNumber);
  const evidence = billed.map((row) => {
    const as = row.billedAs === '' ? `says ${quoted(row.invoiceStatus)}` : `carries ${quoted(row.billedAs)}`;
    return `row ${row.rowNumber} ${as}`;
  });
  return [
    {
      code: 'billed-before',
      severity: 'block',
      message: `Billed before: ${listed(evidence)}.`,
      remedy: `Clear QuickBooks Invoice #, QB Transaction ID and Invoice Status on ${rowsNamed(rows).toLowerCase()} if that invoice no longer stands, or change Status so that the row is not ready; then press Approve, which reads the sheet again.`,
      rows,
    },
  ];
};

/** Work that has not happened yet. */
export const futureDate: Check = ({ facts }) => {
  const rows = datedRows(facts.rows, (date) => date > facts.today);
  if (rows.length === 0) return [];
  const message = `${datesNamed(rows)}: the date is after today, ${facts.today}.`;
  return [{ code: 'date-in-future', severity: 'warn', message, rows: rows.map((row) => row.rowNumber) }];
};

/** Work that should have been billed long ago, or a mistyped year. */
export const oldDate: Check = ({ facts }) => {
  const rows = datedRows(facts.rows, (date) => daysBetween(date, facts.today) > OLD_DAYS);
  if (rows.length === 0) return [];
  const message = `${datesNamed(rows)}: the date is more than ${OLD_DAYS} days before today, ${facts.today}.`;
  return [{ code: 'date-too-old', severity: 'warn', message, rows: rows.map((row) => row.rowNumber) }];
};

function datedRows(rows: readonly BillingRow[], wanted: (date: string) => boolean): BillingRow[] {
  return rows.filter((row) => row.date !== null && wanted(row.date));
}

/** "Row 4 (2019-03-04) and rows 7 and 9 (2018-03-04)": each date once. */
function datesNamed(rows: readonly BillingRow[]): string {
  const byDate = Map.groupBy(rows, (row) => row.date);
  const said = [...byDate].map(
    ([date, same]) => `${rowsNamed(same.map((row) => row.rowNumber)).toLowerCase()} (${date})`,
  );
  return capital(listed(said, 5));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
