import type { Way } from '../approval/way.ts';
import { contentHash } from '../core/identity.ts';
import { BOT } from '../log/entry.ts';
import { readBillingRows } from '../proposals/invoice/rows.ts';
import type { Project } from '../settings/types.ts';
import { resolveBillingColumns } from '../smartsheet/billing-columns.ts';
import type { Sheet } from '../smartsheet/types.ts';
import { claimedRows } from '../store/approvals.ts';
import { COMPANY, Prisma, type Transaction } from '../store/database.ts';
import type { Triggers } from './triggers.ts';

/** Read again at each look: clocks differ, and what changed while the last one ran is not lost. */
const OVERLAP_MS = 10 * 60_000;

const lockOf = (sheetId: string) => `sheet-watch/${sheetId}`;
const watchOf = (sheetId: string) => ({ company_sheetId: { company: COMPANY, sheetId } });

/** Begins to watch every billing sheet. What stands ready at the first start waits for the command. */
export async function beginWatching({ way }: Triggers): Promise<void> {
  const sheets = way.projects.projects.flatMap(({ billing }) => (billing ? [billing.sheet] : []));
  await way.db.prisma.sheetWatch.createMany({
    data: sheets.map((sheetId) => ({ company: COMPANY, sheetId, since: way.now() })),
    skipDuplicates: true,
  });
}

/** A change was told: looked at once it has been quiet for a moment, so that a burst of rows is one draft. */
export async function markDirty({ way, quiet, enqueueLook }: Triggers, tx: Transaction, sheetId: string) {
  const at = way.now();
  const { count } = await tx.sheetWatch.updateMany({
    where: { company: COMPANY, sheetId },
    data: { dirtyAt: at },
  });
  if (count === 0) return; // of no project any more
  await tx.sheetWatch.updateMany({
    where: { company: COMPANY, sheetId, firstDirtyAt: null },
    data: { firstDirtyAt: at },
  });
  await enqueueLook(tx, sheetId, new Date(at.getTime() + quiet.ms));
}

/** Looks at what was told, unless more is still coming in: then once that is over. */
export async function lookIfQuiet(triggers: Triggers, sheetId: string): Promise<void> {
  const { way, quiet, enqueueLook } = triggers;
  const watch = await way.db.prisma.sheetWatch.findUnique({ where: watchOf(sheetId) });
  if (!watch?.dirtyAt || !watch.firstDirtyAt) return;
  const due = new Date(
    Math.min(watch.dirtyAt.getTime() + quiet.ms, watch.firstDirtyAt.getTime() + quiet.atMostMs),
  );
  if (due > way.now()) return enqueueLook(way.db.prisma, sheetId, due);
  await look(triggers, sheetId);
}

/**
 * Reads what changed since the last look and asks for a draft where rows turned ready. Alone among all processes.
 * Throws VendorFailure; the next look reads the same again.
 */
export async function look(triggers: Triggers, sheetId: string): Promise<void> {
  const { way } = triggers;
  const project = way.projects.projects.find(({ billing }) => billing?.sheet === sheetId);
  if (!project) return;
  await way.locks.exclusively(lockOf(sheetId), async () => {
    const watch = await way.db.prisma.sheetWatch.findUnique({ where: watchOf(sheetId) });
    if (!watch) return;
    const at = way.now();
    const sheet =
      watch.checkedAt === null
        ? await way.smartsheet.getSheet(sheetId)
        : await way.smartsheet.getChangedRows(sheetId, new Date(watch.checkedAt.getTime() - OVERLAP_MS));
    const ready = readyIn(sheet, project);
    if (ready === null) return; // a required column is missing: the command says so, to whoever drafts
    const before = new Set([...watch.readyRows, ...(await claimedRows(way.db.prisma, sheetId))]);
    const first = watch.checkedAt === null;
    const turned = ready.filter((id) => !before.has(id) && !(first && wasBefore(sheet, id, watch)));
    const read = new Set(sheet.rows.map(({ id }) => id));
    const readyRows = [...new Set([...watch.readyRows.filter((id) => !read.has(id)), ...ready])];
    await way.db.prisma.$transaction(async (tx) => {
      await tx.sheetWatch.update({ where: watchOf(sheetId), data: { checkedAt: at, readyRows } });
      // What was told while this look ran is looked at again.
      await tx.sheetWatch.updateMany({
        where: { company: COMPANY, sheetId, dirtyAt: watch.dirtyAt },
        data: { dirtyAt: null, firstDirtyAt: null },
      });
      if (turned.length === 0) return;
      const except = readyRows.filter((id) => !turned.includes(id));
      await triggers.enqueueDraft(tx, {
        kind: 'invoice',
        project: project.code,
        requestedBy: BOT,
        channel: project.channel,
        since: null,
        requestKey: `ready:${sheetId}:${contentHash([at.toISOString(), turned])}`,
        except,
        turned: { sheetId, rows: turned },
      });
    });
    if (turned.length > 0)
      way.log.info({ project: project.code, sheetId, rows: turned.length }, 'rows turned ready');
  });
}

/** No draft came of them: the next one that begins by itself takes them along, and one that is touched begins one. */
export async function letTurnAgain(
  { db, locks }: Way,
  { sheetId, rows }: { sheetId: string; rows: readonly string[] },
): Promise<void> {
  // A look under way would write back what it read before.
  await locks.exclusively(lockOf(sheetId), async () => {
    await db.prisma.$executeRaw(Prisma.sql`
      UPDATE "SheetWatch" SET "readyRows" = ARRAY(
        SELECT "row" FROM unnest("readyRows") AS "row" WHERE NOT "row" = ANY(${[...rows]}))
      WHERE "company" = ${COMPANY} AND "sheetId" = ${sheetId}`);
  });
}

/** Ids of rows that a draft could take; null where the sheet lacks a column that it takes. */
function readyIn(sheet: Sheet, project: Project): string[] | null {
  const columns = resolveBillingColumns(sheet, project.billing?.columns ?? {});
  if (columns.missingRequired.length > 0) return null;
  const rows = readBillingRows({
    ...{ sheet, columns: columns.found, since: null, currency: project.currency },
    claimed: new Set(),
  });
  return rows.ready.map(({ rowId }) => rowId);
}

/**
 * At the first look: what is ready was ready before the first start, unless Smartsheet told of a change since and the
 * row is one of those that changed.
 */
function wasBefore(
  sheet: Sheet,
  rowId: string,
  { since, dirtyAt }: { since: Date; dirtyAt: Date | null },
): boolean {
  const modifiedAt = sheet.rows.find(({ id }) => id === rowId)?.modifiedAt;
  return dirtyAt === null || !modifiedAt || Date.parse(modifiedAt) < since.getTime();
}
