import type { SeedColumn, SeedValue } from './seed.ts';
import {
  type Attachment,
  type Comment,
  type Discussion,
  placeOf,
  type State,
  type StoredRow,
  type StoredSheet,
} from './state.ts';

export interface RenderOptions {
  /** discussions, attachments, columnType, objectValue, columns. */
  include: ReadonlySet<string>;
  exclude: ReadonlySet<string>;
  /** null: every column. */
  columnIds: ReadonlySet<number> | null;
}

const DOLLARS = ',,,,,,,,,,,13,2,1,2,,';

export function renderColumn(column: SeedColumn, index: number): Record<string, unknown> {
  const { id, title, type, options, validation, contactOptions, locked, formula, format } = column;
  return {
    id,
    version: 0,
    index,
    title,
    type,
    ...(index === 0 && { primary: true }),
    ...(options && { options }),
    ...(contactOptions && { contactOptions }),
    ...(formula !== undefined && { formula }),
    ...(locked && { locked: true, lockedForUser: true }),
    ...(format === 'currency' && { format: DOLLARS }),
    validation: validation ?? false,
    width: 150,
  };
}

/** As people see the cell. Dates and checkboxes have no text of their own; blank cells have neither. */
export function displayValue(column: SeedColumn, value: SeedValue): string | undefined {
  if (column.type === 'DATE' || typeof value === 'boolean') return undefined;
  if (column.type === 'CONTACT_LIST') {
    return column.contactOptions?.find(({ email }) => email === value)?.name ?? String(value);
  }
  if (column.format === 'currency' && typeof value === 'number') {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(value);
  }
  return String(value);
}

export function renderRow(
  state: State,
  sheet: StoredSheet,
  row: StoredRow,
  { include, exclude, columnIds }: RenderOptions,
): Record<string, unknown> {
  const rowNumber = placeOf(sheet, row) + 1;
  const columns = sheet.columns.filter(({ id }) => columnIds?.has(id) ?? true);
  const cells = columns
    .filter(({ id }) => row.cells.has(id) || !exclude.has('nonexistentCells'))
    .map((column) => renderCell(column, row, include));
  return {
    id: row.id,
    sheetId: sheet.id,
    rowNumber,
    ...(rowNumber > 1 && { siblingId: sheet.rows[rowNumber - 2]?.id }),
    ...(row.parentId !== null && { parentId: row.parentId }),
    expanded: true,
    accessLevel: sheet.accessLevel,
    createdAt: row.createdAt,
    modifiedAt: row.modifiedAt,
    ...(include.has('columns') && { columns: columns.map(renderColumn) }),
    cells,
    ...(include.has('discussions') &&
      row.discussions.length > 0 && {
        discussions: row.discussions.map((discussion) => renderDiscussion(state, row, discussion, false)),
      }),
    ...(include.has('attachments') &&
      row.attachments.length > 0 && {
        attachments: row.attachments.map((attachment) => renderAttachment(state, row, attachment)),
      }),
  };
}

function renderCell(column: SeedColumn, row: StoredRow, include: ReadonlySet<string>) {
  const value = row.cells.get(column.id);
  const formula = row.formulas.get(column.id) ?? column.formula;
  const display = value === undefined ? undefined : displayValue(column, value);
  return {
    columnId: column.id,
    ...(include.has('columnType') && { columnType: column.type }),
    ...(value !== undefined && { value }),
    ...(include.has('objectValue') &&
      value !== undefined && {
        objectValue:
          column.type === 'CONTACT_LIST' ? { objectType: 'CONTACT', email: value, name: display } : value,
      }),
    ...(display !== undefined && { displayValue: display }),
    ...(formula !== undefined && { formula }),
  };
}

export function renderDiscussion(
  state: State,
  row: StoredRow,
  discussion: Discussion,
  withComments: boolean,
): Record<string, unknown> {
  const last = discussion.comments.at(-1);
  return {
    id: discussion.id,
    title: discussion.title,
    accessLevel: 'OWNER',
    parentType: 'ROW',
    parentId: row.id,
    commentCount: discussion.comments.length,
    readOnly: false,
    lastCommentedAt: last?.createdAt,
    lastCommentedUser: person(state, last?.author ?? ''),
    createdBy: person(state, discussion.comments[0]?.author ?? ''),
    ...(withComments && {
      comments: discussion.comments.map((comment) => renderComment(state, discussion, comment)),
    }),
  };
}

export function renderComment(state: State, discussion: Discussion, comment: Comment) {
  return {
    id: comment.id,
    discussionId: discussion.id,
    text: comment.text,
    createdBy: person(state, comment.author),
    createdAt: comment.createdAt,
    modifiedAt: comment.createdAt,
  };
}

export function renderAttachment(state: State, row: StoredRow, attachment: Attachment) {
  return {
    id: attachment.id,
    name: attachment.name,
    attachmentType: 'FILE',
    mimeType: attachment.name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream',
    sizeInKb: 84,
    parentType: 'ROW',
    parentId: row.id,
    createdAt: attachment.createdAt,
    createdBy: person(state, userName(state)),
  };
}

export function userName(state: State): string {
  return `${state.user.firstName} ${state.user.lastName}`;
}

function person(state: State, name: string): { name: string; email?: string } {
  return name === userName(state) ? { name, email: state.user.email } : { name };
}
