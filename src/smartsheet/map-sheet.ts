import { z } from 'zod';
import { failureFromContent } from './faults.ts';
import type { CellValue, Column, Row, Sheet } from './types.ts';

/** Ids of sheets and rows; Smartsheet's are numbers below 2^53, and a string is taken as it is. */
export const rowId = z.union([z.number().int(), z.string().min(1)]).transform(String);

export const columnBody = z.looseObject({
  id: z.coerce.number().int(),
  title: z.string(),
  type: z.string().default('TEXT_NUMBER'),
  locked: z.boolean().default(false),
  lockedForUser: z.boolean().optional(),
  formula: z.string().nullish(),
  systemColumnType: z.string().nullish(),
});

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const cellBody = z.looseObject({
  columnId: z.coerce.number().int(),
  value: z.unknown().optional(),
  displayValue: z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish().catch(null),
  objectValue: z.unknown().optional(),
});

const commentBody = z.looseObject({
  text: z.string().nullish(),
  createdAt: z.string().nullish().catch(null),
});

export const discussionBody = z.looseObject({
  parentType: z.string().nullish(),
  parentId: rowId.nullish(),
  title: z.string().nullish(),
  comments: z.array(commentBody).optional(),
});

export type Discussion = z.infer<typeof discussionBody>;

const rowBody = z.looseObject({
  id: rowId,
  rowNumber: z.coerce.number().int().positive().optional(),
  cells: z.array(cellBody).default([]),
  modifiedAt: z.coerce.string().nullish(),
  discussions: z.array(discussionBody).nullish(),
  attachments: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
});

const sheetBody = z.looseObject({
  id: rowId,
  name: z.string().default(''),
  version: z.coerce.number().default(0),
  permalink: z.string().nullish(),
  accessLevel: z.string().nullish().catch(null),
  totalRowCount: z.number().optional(),
  columns: z.array(columnBody),
  rows: z.array(rowBody).default([]),
});

/** A sheet as read, with what only the reading needs: how many rows there are, and each row's discussions. */
export interface ReadSheet {
  sheet: Sheet;
  totalRowCount: number;
  /** By row id; a row is absent where the answer did not speak of its discussions. */
  discussions: Map<string, Discussion[]>;
}

/** Throws VendorFailure (down) where the answer is not a sheet. */
export function toSheet(answer: unknown): ReadSheet {
  const parsed = sheetBody.safeParse(answer);
  if (!parsed.success)
    throw failureFromContent(`it is not a sheet (${where(parsed.error)})`, false, parsed.error);
  const { rows, columns, ...body } = parsed.data;
  return {
    sheet: {
      id: body.id,
      name: body.name,
      version: body.version,
      permalink: body.permalink ?? null,
      ...(body.accessLevel ? { accessLevel: body.accessLevel } : {}),
      columns: columns.map(toColumn),
      rows: rows.map(toRow),
    },
    totalRowCount: body.totalRowCount ?? rows.length,
    discussions: new Map(
      rows.flatMap((row) => (row.discussions ? [[row.id, row.discussions] as const] : [])),
    ),
  };
}

/** The path and message of the first thing zod missed: "columns.0.id: expected number". */
export function where(error: z.ZodError): string {
  const [first] = error.issues;
  return first ? `${first.path.join('.') || 'answer'}: ${first.message}` : 'unknown';
}

export function toColumn(column: z.infer<typeof columnBody>): Column {
  return {
    id: column.id,
    title: column.title,
    type: column.type,
    // Owners and admins may write into a locked column, so what counts is whether it is locked for us. Columns
    // that Smartsheet fills itself (Modified By, auto numbers) refuse everyone.
    locked: (column.lockedForUser ?? column.locked) || Boolean(column.systemColumnType),
    hasFormula: Boolean(column.formula),
    ...(column.systemColumnType ? { bySmartsheet: true as const } : {}),
  };
}

function toRow(row: z.infer<typeof rowBody>, index: number): Row {
  return {
    id: row.id,
    rowNumber: row.rowNumber ?? index + 1,
    cells: new Map(row.cells.flatMap(toCell)),
    comments: [],
    attachmentNames: (row.attachments ?? []).flatMap(({ name }) => (name ? [name] : [])),
    modifiedAt: row.modifiedAt ?? null,
  };
}

function toCell(cell: z.infer<typeof cellBody>): [number, { value: CellValue; display: string | null }][] {
  const value = cellValue(cell, false);
  return value === null ? [] : [[cell.columnId, { value, display: cell.displayValue ?? null }]];
}

/**
 * What a cell holds: its value, else what its object says, else what people see; null for a blank one. `asShown`: what
 * people see first, for a column of people, whose values are e-mail addresses.
 */
export function cellValue(
  cell: { value?: unknown; displayValue?: unknown; objectValue?: unknown },
  asShown: boolean,
): CellValue {
  const shown = typeof cell.displayValue === 'string' ? cell.displayValue : null;
  const value = scalar.safeParse(cell.value ?? null);
  const held = value.success && value.data !== null ? value.data : (fromObject(cell.objectValue) ?? shown);
  return (asShown ? shown || held : held) || (held === 0 || held === false ? held : null);
}

const objectValue = z.union([
  scalar,
  z.looseObject({ value: scalar }).transform(({ value }) => value),
  z
    .looseObject({
      values: z.array(
        z.union([z.string(), z.looseObject({ name: z.string().nullish(), email: z.string().nullish() })]),
      ),
    })
    .transform(({ values }) =>
      values.map((each) => (typeof each === 'string' ? each : (each.name ?? each.email ?? ''))).join(', '),
    ),
  z
    .looseObject({ name: z.string().nullish(), email: z.string().nullish() })
    .transform(({ name, email }) => name ?? email ?? null),
]);

// Contacts, several picklist values and typed dates come as objects where the value itself is left out.
function fromObject(value: unknown): CellValue {
  const parsed = objectValue.safeParse(value);
  return parsed.success ? parsed.data : null;
}
