import { resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import type { CellValue, CellWrite, Row } from '../../smartsheet/types.ts';
import type { CarryOutStep, KindContext, Standing, StepContext, StoredDraft } from '../kind.ts';
import { postingOf } from './post.ts';
import { StoredBasis, StoredContent, WRITTEN_COLUMNS, type WrittenColumn } from './stored.ts';

/** Every word that Countersign writes into Invoice Status: one of these is never a person's own. */
const STATUS_WORDS = ['In Review', 'Approved', 'Invoiced', 'Sent', 'Rejected', 'Failed'];

export function sheetStatus({ status, done, posting }: Standing): string | null {
  switch (status) {
    case 'drafted':
    case 'observed':
      return null;
    case 'waiting':
      return 'In Review';
    case 'approved':
      return 'Approved';
    case 'rejected':
      return 'Rejected';
    case 'failed':
      return 'Failed';
    default:
      if (posting === null || !done.has('verify')) return 'Approved';
      return done.has('send') ? 'Sent' : 'Invoiced';
  }
}

/**
 * Writes the status, and with a posting its number, id and date, as absolute values. A cell that a person changed
 * since it was read is kept, and said in the notes.
 */
export async function markSheet(
  status: string,
  draft: StoredDraft,
  { posting }: Standing,
  context: KindContext,
): Promise<{ notes: string[] }> {
  const { sheetId } = StoredContent.parse(draft.content);
  const { facts, before } = StoredBasis.parse(draft.basis);
  const ids = facts.rows.map(({ rowId }) => rowId);
  const sheet = await context.smartsheet.getRows(sheetId, ids);
  const columns = resolveBillingColumns(sheet, context.project.billing?.columns ?? {}).found;
  const wanted: Partial<Record<WrittenColumn, string>> = { invoice_status: status };
  if (posting) {
    wanted.quickbooks_invoice = posting.number ?? '';
    wanted.qb_transaction_id = posting.id;
    wanted.invoice_date = posting.date;
  }
  const kept: string[] = [];
  const writes: CellWrite[] = [];
  for (const row of sheet.rows) {
    for (const key of WRITTEN_COLUMNS) {
      const column = columns.get(key);
      const value = wanted[key];
      if (!column || value === undefined) continue;
      const current = asText(row, column.id);
      if (same(current, value)) continue;
      if (isAPersons(key, current, before[row.id]?.[key] ?? '', wanted)) {
        kept.push(`row ${row.rowNumber}, ${column.title}: kept “${current.slice(0, 60)}”, not “${value}”`);
        continue;
      }
      writes.push({ rowId: row.id, columnId: column.id, value });
    }
  }
  const failed = writes.length > 0 ? await context.smartsheet.writeCells(sheetId, writes) : [];
  const numberOf = new Map(sheet.rows.map(({ id, rowNumber }) => [id, rowNumber]));
  const notes: string[] = [];
  if (kept.length > 0)
    notes.push(
      `Somebody changed cells of “${sheet.name}” that I would have written, so I left them: ${list(kept)}.`,
    );
  const gone = ids.filter((id) => !numberOf.has(id)).length;
  if (gone > 0 && status !== 'Rejected')
    notes.push(`${gone} of the invoiced rows are no longer in “${sheet.name}”, so nothing is written there.`);
  if (failed.length > 0) {
    const reasons = failed.map(({ rowId, message }) => `row ${numberOf.get(rowId) ?? rowId}: ${message}`);
    notes.push(
      `Smartsheet did not take ${status} on some rows of “${sheet.name}”: ${list(reasons)}. Please enter it by hand.`,
    );
  }
  return { notes };
}

function list(entries: readonly string[]): string {
  const shown = entries.slice(0, 8).join('; ');
  return entries.length > 8 ? `${shown}; and ${entries.length - 8} more` : shown;
}

function asText(row: Row, columnId: number): string {
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

/** On each row, with the number: whoever works in the sheet finds the invoice. Looks first, so twice says it once. */
export const comment: CarryOutStep = {
  key: 'comment',
  title: 'Comment on the sheet’s rows',
  after: ['verify', 'sheet'],
  applies: () => true,
  async run(context) {
    const { sheetId } = StoredContent.parse(context.draft.content);
    const { facts } = StoredBasis.parse(context.draft.basis);
    const posting = postingOf(context);
    const text = `Invoiced as QuickBooks invoice ${posting.number ?? posting.id} (approval ${context.standing.number}).`;
    const said = await alreadySaid(context, sheetId, text);
    let added = 0;
    for (const { rowId } of facts.rows) {
      if (said.has(rowId)) continue;
      await context.smartsheet.addRowComment(sheetId, rowId, text);
      added += 1;
    }
    return { data: { added, rows: facts.rows.length } };
  },
};

async function alreadySaid(context: StepContext, sheetId: string, text: string): Promise<Set<string>> {
  const { facts } = StoredBasis.parse(context.draft.basis);
  const ids = facts.rows.map(({ rowId }) => rowId);
  const sheet = await context.smartsheet.getRows(sheetId, ids, { discussions: true });
  const present = new Set(sheet.rows.map(({ id }) => id));
  const said = sheet.rows.filter(({ comments }) => comments.includes(text)).map(({ id }) => id);
  // A row that is gone takes no comment; markSheet has said that it is gone.
  return new Set([...said, ...ids.filter((id) => !present.has(id))]);
}
