import { type BillingColumn, resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import type { CellValue, CellWrite, Column, Row, RowWriteFailure, Sheet } from '../../smartsheet/types.ts';
import type { SheetContext } from '../context.ts';
import type { StoredDraft } from '../draft.ts';
import { firstOf, named, quoted } from '../say.ts';
import { closedWords, unwrittenNotes, writeOrSay } from '../sheet-writes.ts';
import type { Standing } from '../standing.ts';
import {
  type InvoiceBasis,
  StoredBasis,
  StoredContent,
  WRITTEN_COLUMNS,
  type WrittenColumn,
} from './stored.ts';

/** Every word that Countersign writes into Invoice Status: one of these is never a person's own. */
export const STATUS_WORDS = ['In Review', 'Approved', 'Invoiced', 'Sent', 'Rejected', 'Failed'];

/** No word of its own: each row gets back what stood there before the card. */
export const AS_BEFORE = 'As before';

export function sheetStatus({ status, done, posting }: Standing): string | null {
  switch (status) {
    case 'drafted':
    case 'observed':
    case 'undoing':
    case 'voided':
      return null;
    case 'waiting':
      return 'In Review';
    case 'approved':
      return 'Approved';
    case 'rejected':
      return 'Rejected';
    case 'expired':
      return AS_BEFORE;
    case 'failed':
      return 'Failed';
    default:
      if (posting === null || !done.has('verify')) return 'Approved';
      return done.has('send') ? 'Sent' : 'Invoiced';
  }
}

/**
 * Writes the status, and with a posting its number, id and date, as absolute values. A cell that a person changed
 * since it was read is kept, and one that the sheet does not let us write is left; both are said in the notes, and
 * keep no other cell from being written. The notes are the same at every status, so that they need saying once.
 */
export async function markSheet(
  status: string,
  draft: StoredDraft,
  { posting }: Standing,
  context: SheetContext,
): Promise<{ notes: string[] }> {
  const { sheetId } = StoredContent.parse(draft.content);
  const { facts, before } = StoredBasis.parse(draft.basis);
  const ids = facts.rows.map(({ rowId }) => rowId);
  const left = Object.keys(before).filter((id) => !ids.includes(id));
  const elsewhere = await context.claimedElsewhere(sheetId);
  const wantedIds = [...ids, ...left].filter((id) => !elsewhere.has(id));
  const read = await context.smartsheet.getRows(sheetId, wantedIds);
  const sheet = { ...read, rows: read.rows.filter(({ id }) => ids.includes(id)) };
  const columns = resolveBillingColumns(sheet, context.project.billing?.columns ?? {}).found;
  const wanted: Partial<Record<WrittenColumn, string>> = { invoice_status: status };
  if (posting) {
    wanted.quickbooks_invoice = posting.number ?? '';
    wanted.qb_transaction_id = posting.id;
    wanted.invoice_date = posting.date;
  }
  const restores = status === AS_BEFORE;
  const plan = restores ? NO_WRITES : planWrites(sheet, columns, wanted, before);
  const writes = [...plan.writes, ...givenBack(read, restores ? wantedIds : left, columns, before)];
  const refused = await writeOrSay(context.smartsheet, read, writes, refusalWords);
  const notes: string[] = [];
  if (plan.kept.length > 0)
    notes.push(
      `Somebody changed cells of “${sheet.name}” that I would have written, so I left them: ${firstOf(plan.kept)}.`,
    );
  const gone = ids.filter((id) => !elsewhere.has(id)).length - sheet.rows.length;
  if (gone > 0 && status !== 'Rejected' && !restores)
    notes.push(`${gone} of the invoiced rows are no longer in “${sheet.name}”, so nothing is written there.`);
  return { notes: [...notes, ...unwrittenNotes(sheet.name, [...plan.closed, ...refused])] };
}

/** Rows that have left the draft no longer wait on its card: where our word still stands, what was there before. */
function givenBack(
  read: Sheet,
  left: readonly string[],
  columns: ReadonlyMap<BillingColumn, Column>,
  before: InvoiceBasis['before'],
): CellWrite[] {
  const column = columns.get('invoice_status');
  if (!column || column.locked || column.hasFormula) return [];
  return read.rows
    .filter((row) => left.includes(row.id) && ['In Review', 'Approved'].includes(asText(row, column.id)))
    .map((row) => ({ rowId: row.id, columnId: column.id, value: before[row.id]?.invoice_status ?? '' }));
}

interface Plan {
  writes: CellWrite[];
  kept: string[];
  /** Columns that take no value of ours, each with its reason. */
  closed: string[];
}

const NO_WRITES: Plan = { writes: [], kept: [], closed: [] };

function planWrites(
  sheet: Sheet,
  columns: ReadonlyMap<BillingColumn, Column>,
  wanted: Partial<Record<WrittenColumn, string>>,
  before: InvoiceBasis['before'],
): Plan {
  const plan: Plan = { writes: [], kept: [], closed: [] };
  for (const key of WRITTEN_COLUMNS) {
    const column = columns.get(key);
    const value = wanted[key];
    if (!column || value === undefined) continue;
    const rows = sheet.rows.filter((row) => !same(asText(row, column.id), value));
    const closed = closedWords(column);
    if (rows.length > 0 && closed !== null) {
      plan.closed.push(`the ${closed}`);
      continue;
    }
    for (const row of rows) {
      const current = asText(row, column.id);
      if (row.cells.get(column.id)?.computed) {
        plan.kept.push(`row ${row.rowNumber}, ${column.title}: kept its formula`);
        continue;
      }
      if (!isAPersons(key, current, before[row.id]?.[key] ?? '', wanted)) {
        plan.writes.push({ rowId: row.id, columnId: column.id, value });
        continue;
      }
      const instead = key === 'invoice_status' ? '' : `, not “${value}”`;
      plan.kept.push(`row ${row.rowNumber}, ${column.title}: kept ${quoted(current, 60)}${instead}`);
    }
  }
  return plan;
}

export function refusalWords(title: string, { code, message }: RowWriteFailure): string {
  // 1042: the column is restricted to a list that does not have the word.
  if (code !== '1042') return `“${title}”: ${named(message, 160)}`;
  return `“${title}” is restricted to values that mine are not among; Invoice Status needs ${STATUS_WORDS.join(', ')}`;
}

export function asText(row: Row, columnId: number): string {
  const value: CellValue = row.cells.get(columnId)?.value ?? '';
  return String(value).trim();
}

/** "1042" typed as text or kept as a number is the same. */
const same = (a: string, b: string) => a === b.trim();

/** Blank, as it was read, or one of our own words: ours to write. Anything else a person typed meanwhile. */
function isAPersons(
  key: WrittenColumn,
  current: string,
  before: string,
  wanted: Partial<Record<WrittenColumn, string>>,
): boolean {
  if (current === '' || current === before.trim() || current === wanted[key]) return false;
  return key !== 'invoice_status' || !STATUS_WORDS.includes(current);
}
