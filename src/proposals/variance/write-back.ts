import { localDate } from '../../core/instant.ts';
import { plainText } from '../../core/text.ts';
import { nameAmong } from '../../settings/people.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { Row, Sheet } from '../../smartsheet/types.ts';
import type { SheetContext } from '../context.ts';
import type { StoredDraft } from '../draft.ts';
import { listed } from '../say.ts';
import { POSTED, type Standing } from '../standing.ts';
import { doneWords, numberOrId } from './action-words.ts';
import { decidedRows, StoredBasis, StoredContent, type VarianceContent } from './content.ts';
import { isDone } from './done.ts';
import { STATUS_WORDS, type StatusWord, signedNote } from './row-words.ts';
import type { Subject } from './subject.ts';
import { writeRows, writtenNotes } from './write-rows.ts';

/** A run writes what is open; a decision writes what became of it. */
export function sheetStatus(standing: Standing, draft: StoredDraft): StatusWord | null {
  if (!POSTED.includes(standing.status)) return null;
  const content = StoredContent.parse(draft.content);
  const { action } = content;
  if (decidedRows(content).length === 0 || !isDone(standing)) return null;
  // Without the posting that it is not the same as, the row has none; the next run says so too, or finds it another.
  if (action.do === 'different') return 'Missing in QB';
  return action.do === 'accept' ? 'Accepted' : 'Resolved';
}

export async function markSheet(
  status: string,
  draft: StoredDraft,
  standing: Standing,
  context: SheetContext,
): Promise<{ notes: string[]; unsaid?: string | null }> {
  const content = StoredContent.parse(draft.content);
  const { subject } = StoredBasis.parse(draft.basis);
  const ids = decidedRows(content);
  const word = STATUS_WORDS.find((one) => one === status);
  if (!word || ids.length === 0) return { notes: [] };
  const sheet = await context.smartsheet.getRows(content.sheetId, ids);
  const transactionId = [...new Set(transactionsOf(content, subject, standing))].filter(Boolean).join(', ');
  const notes = signedNote(decisionNote(content, standing, context, transactionId));
  const parted =
    content.action.do === 'different' ? namingThese(sheet, subject, context.project) : new Set<string>();
  const named = transactionId === '' ? null : transactionId;
  const wanted = ids.map((rowId) => ({
    rowId,
    status: word,
    transactionId: parted.has(rowId) ? '' : named,
    notes,
  }));
  const written = await writeRows(context.smartsheet, sheet, context.project.costs?.columns ?? {}, wanted);
  return { notes: writtenNotes(sheet.name, written), unsaid: written.unsaid ?? null };
}

/** Ids in QuickBooks of what the rows are explained by. */
function transactionsOf(
  { action }: VarianceContent,
  { ledger }: Subject,
  { posting }: Standing,
): readonly string[] {
  const posted = posting ? [posting.id] : [];
  switch (action.do) {
    case 'bill':
      return posted;
    case 'same':
      return action.ledger.map(({ id }) => id.split(':')[1] ?? '');
    case 'different':
      return [];
    case 'journal': // together with the posting that it corrects
      return [...ledger.map(({ txnId }) => txnId), ...posted];
    default:
      return ledger.map(({ txnId }) => txnId);
  }
}

/** Ids of the rows that name its postings, and no other, as their own: what is not the same does not stand beside them. */
function namingThese(sheet: Sheet, { ledger }: Subject, project: SheetContext['project']): Set<string> {
  const { found } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  const column = found.get('qb_transaction_id')?.id ?? -1;
  const postings = new Set(ledger.map(({ txnId }) => txnId));
  const named = ({ cells }: Row) =>
    textIn(cells.get(column)?.value ?? null)
      .split(/[^\w-]+/)
      .filter(Boolean);
  const naming = sheet.rows.filter(
    (row) => named(row).length > 0 && named(row).every((id) => postings.has(id)),
  );
  return new Set(naming.map(({ id }) => id));
}

function decisionNote(
  { action }: VarianceContent,
  { posting, approvedBy, decided, auto }: Standing,
  { projects }: SheetContext,
  transactionId: string,
): string {
  const names = approvedBy.map((who) => nameAmong(projects.people, who));
  const by = auto ? 'by rule' : `by ${listed(names)}`;
  const on = decided ? `, ${localDate(decided.at, projects.company.timezone)}` : '';
  const why = decided?.reason ? `: ${plainText(decided.reason)}` : '';
  const of = transactionId === '' ? '' : ` (QuickBooks ${transactionId})`;
  return `${doneWords(action, numberOrId(posting))} ${by}${on}${why}${of}`;
}
