import { setImmediate } from 'node:timers/promises';
import { guarded } from '../approval/guarded.ts';
import { heldBy } from '../approval/switch.ts';
import { projectOf, type Way } from '../approval/way.ts';
import { money } from '../proposals/invoice/checks/say.ts';
import type { Subject } from '../proposals/variance/subject.ts';
import { CAUSE_WORDS, postingLine } from '../proposals/variance/words.ts';
import {
  type RowWrite,
  reviewStatus,
  signedNote,
  type Written,
  writeRows,
  writtenNotes,
} from '../proposals/variance/write-back.ts';
import type { Row, Sheet, SheetColumns } from '../smartsheet/types.ts';
import { COMPANY } from '../store/database.ts';
import type { MatchedRow } from './compare.ts';
import type { StoredRun } from './stored.ts';

/** What rows of the period should say: Matched where nothing is left to decide, else what is. */
export function wantedRows(matched: readonly MatchedRow[], undecided: readonly Subject[]): RowWrite[] {
  const review = undecided.flatMap((subject) => {
    const says = reviewOf(subject);
    return subject.sheet.filter(({ inPeriod }) => inPeriod).map(({ id }) => ({ rowId: id, ...says }));
  });
  return [...review, ...matched.map((row) => ({ ...row, status: 'Matched' as const, notes: null }))];
}

function reviewOf(subject: Subject): Pick<RowWrite, 'status' | 'transactionId' | 'notes'> {
  const { ledger, cause, differenceMinor, currency, why } = subject;
  const difference =
    differenceMinor === null || differenceMinor === 0 ? '' : ` (${money(differenceMinor, currency)})`;
  const against = ledger.length === 0 ? '' : `: ${ledger.slice(0, 3).map(postingLine).join('; ')}`;
  const notes = signedNote(`${CAUSE_WORDS[cause]}${difference}${against}. ${why.slice(0, 2).join('; ')}`);
  return { status: reviewStatus(cause), transactionId: null, notes };
}

/**
 * Writes what the rows do not say yet. The sheet is read again right before, so that what a person typed meanwhile
 * stays; writes that are held back throw HeldBack, and whoever resumes finds the rest still to be written.
 */
export async function writeStatuses(
  way: Way,
  { project: projectCode, startedAt }: Pick<StoredRun, 'project' | 'startedAt'>,
  wanted: readonly RowWrite[],
): Promise<string[]> {
  const project = projectOf(way, projectCode);
  if (!project.costs || wanted.length === 0) return [];
  const { smartsheet } = guarded(way, () => heldBy(way, projectCode));
  const { columns } = project.costs;
  const read = await smartsheet.getCostSheet(project.costs.sheet, [
    columns.reconciliation_status,
    columns.qb_transaction_id,
    columns.reconciliation_notes,
  ]);
  const places = new Map(read.rowId.map((id, place) => [id, place]));
  const written: Written = { kept: [], refused: [] };
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const decided = await decidedSince(way, projectCode, startedAt);
    const some = wanted.slice(from, from + AT_ONCE).filter(({ rowId }) => !decided.has(rowId));
    const { kept, refused } = await writeRows(smartsheet, asSheet(read, places, some), columns, some);
    written.kept.push(...kept);
    written.refused.push(...refused.filter((one) => !written.refused.includes(one)));
    await setImmediate();
  }
  return writtenNotes(read.name, written);
}

/** A card may be decided on before the run has written its sheet: then the decision's words stand. */
async function decidedSince(way: Way, project: string, since: Date): Promise<Set<string>> {
  const rows = await way.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT row->>'id' AS "id" FROM "Approval" a
    JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version",
      jsonb_array_elements(d."content"->'rows') AS row
    WHERE a."company" = ${COMPANY} AND a."project" = ${project} AND a."kind" = 'variance'
      AND a."decidedAt" >= ${since} AND a."status" IN ('approved', 'posting', 'posted', 'done', 'failed')`;
  return new Set(rows.map(({ id }) => id));
}

/** Rows taken apart at a time: all of a large sheet at once would be felt by whoever clicks meanwhile. */
const AT_ONCE = 2_000;

function asSheet(
  read: SheetColumns,
  places: ReadonlyMap<string, number>,
  wanted: readonly RowWrite[],
): Sheet {
  const { id, name, version, permalink, columns } = read;
  const cells = [...read.cells];
  return {
    ...{ id, name, version, permalink, columns },
    rows: wanted.flatMap(({ rowId }): Row[] => {
      const index = places.get(rowId);
      if (index === undefined) return [];
      const values = cells.map(
        ([column, all]) => [column, { value: all[index] ?? null, display: null }] as const,
      );
      return [
        {
          id: rowId,
          rowNumber: read.rowNumber[index] ?? 0,
          cells: new Map(values),
          comments: [],
          attachmentNames: [],
          modifiedAt: null,
        },
      ];
    }),
  };
}
