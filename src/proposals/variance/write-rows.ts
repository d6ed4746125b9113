import type { CostColumn } from '../../settings/types.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { COST_TITLES, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { CellWrite, Column, Row, RowWriteFailure, Sheet, Smartsheet } from '../../smartsheet/types.ts';
import { firstOf, listed, named, quoted } from '../say.ts';
import { closedWords, unwrittenNotes, writeOrSay } from '../sheet-writes.ts';
import { isOurNote, STATUS_WORDS, type StatusWord } from './row-words.ts';

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
          `Somebody filled cells of “${sheetName}” that I would have written, so I left them: ${firstOf(kept)}.`,
        ]
      : [];
  return [...filled, ...unwrittenNotes(sheetName, refused)];
}
