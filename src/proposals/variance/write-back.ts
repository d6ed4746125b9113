import { sha256 } from '../../core/identity.ts';
import { localDate } from '../../core/instant.ts';
import { plainText, shorten } from '../../core/text.ts';
import type { Cause } from '../../reconciliation/types.ts';
import { nameAmong } from '../../settings/people.ts';
import type { CostColumn } from '../../settings/types.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { COST_TITLES, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { CellWrite, Column, Row, RowWriteFailure, Sheet, Smartsheet } from '../../smartsheet/types.ts';
import type { SheetContext } from '../context.ts';
import type { StoredDraft } from '../draft.ts';
import { listed, named, quoted } from '../say.ts';
import { closedWords, firstEight, unwrittenNotes, writeOrSay } from '../sheet-writes.ts';
import type { Standing } from '../standing.ts';
import type { CarryOutStep } from '../step.ts';
import { decidedRows, StoredBasis, StoredContent, type VarianceContent } from './content.ts';
import type { Subject } from './subject.ts';
import { doneWords, numberOrId } from './words.ts';

/** The words that Countersign writes into Reconciliation Status: one of these is never a person's own. */
export const STATUS_WORDS = [
  'Matched',
  'Variance - Review',
  'Missing in QB',
  'Accepted',
  'Resolved',
] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

/** What a row says that is to be decided on. */
export function reviewStatus(cause: Cause): StatusWord {
  return cause === 'missing-in-ledger' ? 'Missing in QB' : 'Variance - Review';
}

const NOTE_CHARACTERS = 1_000;
const SIGNED = /^([\s\S]*) \[cs·([0-9a-f]{6})\]$/;

/** A note of ours says so by itself: changed by a person it is not ours any more, and is kept. */
export function signedNote(text: string): string {
  const plain = shorten(plainText(text), NOTE_CHARACTERS);
  return `${plain} [cs·${sha256(`note/${plain}`).slice(0, 6)}]`;
}

export function isOurNote(text: string): boolean {
  const [, said = '', hash] = SIGNED.exec(text) ?? [];
  return hash !== undefined && sha256(`note/${said}`).slice(0, 6) === hash;
}

export interface RowWrite {
  rowId: string;
  status: StatusWord;
  /** null: left as it is. */
  transactionId: string | null;
  notes: string | null;
}

export interface Written {
  /** Cells that a person filled and that stay as they are, in words. */
  kept: string[];
  /** What the sheet did not take, in words. */
  refused: string[];
  /** Why rows do not have their status, in a clause; null where all do. */
  unsaid?: string | null;
}

/**
 * Writes status, transaction and notes of these rows as absolute values, those alone that do not say so already.
 * A blank cell and one of our own words are ours to write; whatever else stands there a person typed, and stays.
 */
export async function writeRows(
  smartsheet: Pick<Smartsheet, 'writeCells'>,
  sheet: Sheet,
  columns: Readonly<Partial<Record<CostColumn, string>>>,
  wanted: readonly RowWrite[],
): Promise<Written> {
  const { found } = resolveCostColumns(sheet, columns);
  const byId = new Map(wanted.map((one) => [one.rowId, one]));
  const kept: string[] = [];
  const closed = new Set<string>();
  const writes = sheet.rows.flatMap((row): CellWrite[] => {
    const one = byId.get(row.id);
    if (!one) return [];
    return cellsOf(row, one, found, kept, closed);
  });
  const status = found.get('reconciliation_status')?.title;
  const words = (title: string, failure: RowWriteFailure) => refusalWords(title, failure, title === status);
  const refused = await writeOrSay(smartsheet, sheet, writes, words);
  const unsaid = unsaidIn(found.get('reconciliation_status'), columns, { kept, closed, refused });
  return { kept, refused: [...closed, ...refused], unsaid };
}

function unsaidIn(
  column: Column | undefined,
  titles: Readonly<Partial<Record<CostColumn, string>>>,
  { kept, closed, refused }: { kept: string[]; closed: ReadonlySet<string>; refused: string[] },
): string | null {
  if (!column)
    return `it has no column “${titles.reconciliation_status ?? COST_TITLES.reconciliation_status}”`;
  const { title } = column;
  const named = `“${title}”`;
  const why = [...closed].find((one) => one.includes(named));
  if (why !== undefined) return why;
  if (refused.some((one) => one.includes(named))) return `it did not take the word in ${named}`;
  return kept.some((one) => one.includes(`, ${title}: kept`))
    ? `somebody’s own word stands in ${named}`
    : null;
}

function cellsOf(
  row: Row,
  one: RowWrite,
  columns: ReadonlyMap<CostColumn, Column>,
  kept: string[],
  closed: Set<string>,
): CellWrite[] {
  const at = (key: CostColumn) => textIn(row.cells.get(columns.get(key)?.id ?? -1)?.value ?? null);
  const notes = at('reconciliation_notes');
  const ourNote = notes === '' || isOurNote(notes);
  const status = at('reconciliation_status');
  const id = at('qb_transaction_id');
  const cells: [CostColumn, string | null, boolean][] = [
    ['reconciliation_status', one.status, status === '' || STATUS_WORDS.some((word) => word === status)],
    // An id beside a note of ours that names it was written by us.
    ['qb_transaction_id', one.transactionId, id === '' || (notes !== '' && ourNote && notes.includes(id))],
    ['reconciliation_notes', one.notes, ourNote],
  ];
  return cells.flatMap(([key, value, ours]) => {
    const column = columns.get(key);
    if (!column || value === null || at(key) === value) return [];
    const why = closedWords(column);
    if (why !== null) {
      closed.add(`the ${why}`);
      return [];
    }
    if (row.cells.get(column.id)?.computed) {
      kept.push(`row ${row.rowNumber}, ${column.title}: kept its formula, not ${quoted(value, 60)}`);
      return [];
    }
    if (ours) return [{ rowId: row.id, columnId: column.id, value }];
    // Nobody is told again and again that a note of theirs stands where ours would.
    if (key !== 'reconciliation_notes')
      kept.push(
        `row ${row.rowNumber}, ${column.title}: kept ${quoted(at(key), 60)}, not ${value === '' ? 'blank' : `“${value}”`}`,
      );
    return [];
  });
}

function refusalWords(title: string, { code, message }: RowWriteFailure, isStatus: boolean): string {
  // 1042: the column is restricted to a list that does not have the word, or to another kind of values.
  if (code !== '1042') return `“${title}”: ${named(message, 160)}`;
  return isStatus
    ? `“${title}” is restricted to a list without my words; add ${listed(STATUS_WORDS)} to it`
    : `“${title}” is restricted to values that mine is not among; make it a column of text`;
}

/** What the channel is told of a writing; nothing where all went as it should. */
export function writtenNotes(sheetName: string, { kept, refused }: Written): string[] {
  const filled =
    kept.length > 0
      ? [
          `Somebody filled cells of “${sheetName}” that I would have written, so I left them: ${firstEight(kept)}.`,
        ]
      : [];
  return [...filled, ...unwrittenNotes(sheetName, refused)];
}

/** A run writes what is open; a decision writes what became of it. */
export function sheetStatus({ status, done }: Standing, draft: StoredDraft): StatusWord | null {
  if (status !== 'posted' && status !== 'done') return null;
  const content = StoredContent.parse(draft.content);
  const { action } = content;
  if (decidedRows(content).length === 0 || (!done.has('keep') && !done.has('verify'))) return null;
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
  const transactions =
    content.action.do === 'bill'
      ? [standing.posting?.id ?? '']
      : content.action.do === 'same'
        ? content.action.ledger.map(({ id }) => id.split(':')[1] ?? '')
        : content.action.do === 'different'
          ? []
          : [...subject.ledger.map(({ txnId }) => txnId), ...entryOf(content, standing)];
  const transactionId = [...new Set(transactions)].filter(Boolean).join(', ');
  const notes = signedNote(decisionNote(draft, standing, context, transactionId));
  const parted =
    content.action.do === 'different'
      ? namingThese(sheet, subject.ledger, context.project)
      : new Set<string>();
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

/** Ids of the rows that name its postings, and no other, as their own: what is not the same does not stand beside them. */
function namingThese(sheet: Sheet, ledger: Subject['ledger'], project: SheetContext['project']): Set<string> {
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

/** A journal entry explains the row together with the posting that it corrects. */
function entryOf({ action }: VarianceContent, { posting }: Standing): string[] {
  return action.do === 'journal' && posting ? [posting.id] : [];
}

function decisionNote(
  draft: StoredDraft,
  { posting, approvedBy, decided, auto }: Standing,
  { projects }: SheetContext,
  transactionId: string,
): string {
  const { action } = StoredContent.parse(draft.content);
  const names = approvedBy.map((who) => nameAmong(projects.people, who));
  const by = auto ? 'by rule' : `by ${listed(names)}`;
  const on = decided ? `, ${localDate(decided.at, projects.company.timezone)}` : '';
  const why = decided?.reason ? `: ${plainText(decided.reason)}` : '';
  const of = transactionId === '' ? '' : ` (QuickBooks ${transactionId})`;
  return `${doneWords(action, numberOrId(posting))} ${by}${on}${why}${of}`;
}

/** On the first of its rows: where the whole run can be read. Looks first, so twice says it once. */
export const comment: CarryOutStep = {
  key: 'comment',
  title: 'Comment on the sheet’s row',
  after: ['sheet'],
  applies: (draft) => decidedRows(StoredContent.parse(draft.content)).length > 0,
  async run(context) {
    const content = StoredContent.parse(context.draft.content);
    const { sheetId, action } = content;
    const { subject } = StoredBasis.parse(context.draft.basis);
    const [row] = decidedRows(content);
    if (!row) return { data: {} };
    const url = context.reportUrl(subject.run);
    const by = context.approverNames.join(' and ') || 'a rule';
    const what = doneWords(action, numberOrId(context.standing.posting));
    const text = `Reconciliation ${subject.run}: ${what} by ${by} (approval ${context.standing.number}).${url === null ? '' : ` Report: ${url}`}`;
    const lead = `Reconciliation ${subject.run}: ${what} by ${by} (approval ${context.standing.number}).`;
    const said = await context.smartsheet.rowComments(sheetId, row);
    if (said.some((one) => one.startsWith(lead))) return { data: { added: 0 } };
    await context.smartsheet.addRowComment(sheetId, row, text);
    return { data: { added: 1 } };
  },
};
