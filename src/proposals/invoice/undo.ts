import { VendorFailure } from '../../core/failure.ts';
import { requestId } from '../../core/identity.ts';
import type { Invoice } from '../../quickbooks/types.ts';
import { type BillingColumn, resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import type { CellWrite, Column, Sheet } from '../../smartsheet/types.ts';
import type { SheetContext } from '../context.ts';
import type { StoredDraft } from '../draft.ts';
import { firstOf, quoted } from '../say.ts';
import { writeOrSay } from '../sheet-writes.ts';
import type { Posting, Standing } from '../standing.ts';
import type { StepContext, StepOutcome } from '../step.ts';
import { postingOf } from './post.ts';
import {
  type InvoiceBasis,
  StoredBasis,
  StoredContent,
  WRITTEN_COLUMNS,
  type WrittenColumn,
} from './stored.ts';
import { asText, refusalWords, STATUS_WORDS } from './write-back.ts';

/** Once QuickBooks mailed it, the customer has it: nothing takes that back. Until it is mailed, that is about to happen. */
export function undoable(draft: StoredDraft, { status, posting, done, trouble, undo }: Standing): boolean {
  if (posting === null || undo.until === null || (status !== 'posted' && status !== 'done')) return false;
  const mailed = StoredContent.parse(draft.content).deliver === 'email';
  return !mailed || (!done.has('send') && trouble !== null);
}

/** A voided invoice stays in QuickBooks with zero amounts and this word before its note. */
export function isVoided({ totalMinor, privateNote }: Invoice): boolean {
  return totalMinor === 0 && /^voided/i.test(privateNote.trim());
}

/** Reads the invoice again and voids exactly what was posted; whatever happened to it since is a reason not to. */
export async function takeBack(
  context: StepContext,
  inDoubt: boolean,
): Promise<{ refused: string } | StepOutcome> {
  const posting = postingOf(context);
  const number = posting.number ?? posting.id;
  const stored = await context.quickbooks.getInvoice(posting.id);
  if (stored && inDoubt && isVoided(stored)) return voided(stored, true);
  const why = reasonNot(stored, posting);
  if (why !== null || !stored) return { refused: `invoice ${number} ${why}` };
  const key = context.refusals === 0 ? 'void' : `void.${context.refusals + 1}`;
  const id = requestId(context.approvalId, context.draft.version, key);
  try {
    return voided(await context.quickbooks.voidInvoice(stored.id, stored.syncToken, id), false);
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'refused') throw error;
    const said =
      error.code === '5010' ? 'was changed in QuickBooks in the same moment.' : `stays: ${error.message}`;
    return { refused: `invoice ${number} ${said}` };
  }
}

function voided({ id, docNumber, syncToken }: Invoice, found: boolean): StepOutcome {
  return { data: { invoiceId: id, docNumber, syncToken, found } };
}

function reasonNot(stored: Invoice | null, { syncToken }: Posting): string | null {
  if (!stored) return 'was deleted in QuickBooks.';
  if (isVoided(stored)) return 'was voided in QuickBooks already.';
  if (stored.emailStatus === 'EmailSent')
    return 'was mailed to the customer. Correct it in QuickBooks, with a credit memo.';
  if (stored.balanceMinor < stored.totalMinor)
    return 'was paid, in part or whole. Give the payment back in QuickBooks first.';
  if (syncToken !== undefined && stored.syncToken !== syncToken)
    return 'was changed in QuickBooks since it was posted. Void it there if it is still wrong.';
  return null;
}

/** Each cell that still says what we wrote says again what it said before; what a person wrote since is kept. */
export async function clearSheet(
  draft: StoredDraft,
  { posting }: Standing,
  context: SheetContext,
): Promise<{ notes: string[] }> {
  const { sheetId } = StoredContent.parse(draft.content);
  const { facts, before } = StoredBasis.parse(draft.basis);
  const elsewhere = await context.claimedElsewhere(sheetId);
  const ids = facts.rows.map(({ rowId }) => rowId).filter((id) => !elsewhere.has(id));
  const read = await context.smartsheet.getRows(sheetId, ids);
  const columns = resolveBillingColumns(read, context.project.billing?.columns ?? {}).found;
  const { writes, kept } = plan(read, columns, posting, before);
  const unwritten = await writeOrSay(context.smartsheet, read, writes, refusalWords);
  const notes: string[] = [];
  if (kept.length > 0)
    notes.push(
      `The invoice was undone. Somebody changed cells of “${read.name}” that I had written, so I left them: ${firstOf(kept)}.`,
    );
  if (unwritten.length > 0)
    notes.push(
      `The invoice was undone, and I could not clear everything on “${read.name}”: ${firstOf(unwritten)}. Please clear these by hand.`,
    );
  return { notes };
}

function plan(
  sheet: Sheet,
  columns: ReadonlyMap<BillingColumn, Column>,
  posting: Posting | null,
  before: InvoiceBasis['before'],
): { writes: CellWrite[]; kept: string[] } {
  const ours: Record<WrittenColumn, readonly string[]> = {
    invoice_status: STATUS_WORDS,
    quickbooks_invoice: [posting?.number ?? ''],
    qb_transaction_id: [posting?.id ?? ''],
    invoice_date: [posting?.date ?? ''],
  };
  const writes: CellWrite[] = [];
  const kept: string[] = [];
  for (const key of WRITTEN_COLUMNS) {
    const column = columns.get(key);
    if (!column || column.locked || column.hasFormula) continue;
    for (const row of sheet.rows) {
      const current = asText(row, column.id);
      const was = before[row.id]?.[key]?.trim() ?? '';
      if (current === was || current === '') continue;
      if (ours[key].includes(current)) writes.push({ rowId: row.id, columnId: column.id, value: was });
      else kept.push(`row ${row.rowNumber}, ${column.title}: kept ${quoted(current, 60)}`);
    }
  }
  return { writes, kept };
}
