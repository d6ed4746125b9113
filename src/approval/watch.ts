import { z } from 'zod';
import { COMPANY, NOTHING } from '../store/database.ts';
import { draftOf } from './standing.ts';
import { note, POSTED, tell } from './watch-news.ts';
import { projectOf, type Way } from './way.ts';

/** What was posted is looked after for a while: whoever approved it hears what became of it and of its rows. */

const DAY_MS = 86_400_000;
const WATCHED_DAYS = 60;
/** QuickBooks tells changes of 30 days; a little less, because clocks differ. */
const CAPTURED_DAYS = 29;
/** Read again at each look: clocks differ, and what changed while the last one ran is not lost. */
const OVERLAP_MS = 10 * 60_000;

interface Watched {
  id: string;
  invoiceId: string;
  since: Date;
  rows: { sheetId: string; rowId: string }[];
}

/** One look, alone among all processes. A vendor that is down is asked again at the next. */
export async function watch(way: Way): Promise<void> {
  await way.locks.tryExclusively('watch', async () => {
    const all = await watchedNow(way);
    if (all.length === 0) return;
    const sheets = Map.groupBy(
      all.flatMap(({ id, since, rows }) => rows.map((row) => ({ ...row, id, since }))),
      ({ sheetId }) => sheetId,
    );
    await tolerant(way, 'QuickBooks', () => lookAtBooks(way, all));
    for (const [sheetId, rows] of sheets) await tolerant(way, sheetId, () => lookAtSheet(way, sheetId, rows));
    for (const { id } of all) await tolerant(way, id, () => tell(way, id));
  });
}

async function tolerant(way: Way, what: string, look: () => Promise<void>): Promise<void> {
  await look().catch((error: unknown) => {
    way.log.warn({ what, error: String(error) }, 'could not look for later changes');
  });
}

async function watchedNow(way: Way): Promise<Watched[]> {
  const rows = await way.db.prisma.approval.findMany({
    where: {
      company: COMPANY,
      status: { in: POSTED },
      posting: { not: NOTHING },
      decidedAt: { gte: new Date(way.now().getTime() - WATCHED_DAYS * DAY_MS) },
    },
    select: { id: true, posting: true, decidedAt: true, claims: { select: { sheetId: true, rowId: true } } },
  });
  return rows.flatMap(({ id, posting, decidedAt, claims }) => {
    const invoice = z.object({ id: z.string() }).safeParse(posting);
    return invoice.success && decidedAt
      ? [{ id, invoiceId: invoice.data.id, since: decidedAt, rows: claims }]
      : [];
  });
}

async function lookAtBooks(way: Way, all: readonly Watched[]): Promise<void> {
  await since(way, 'books', earliest(all), async (from) => {
    const reach = new Date(way.now().getTime() - CAPTURED_DAYS * DAY_MS);
    const { changed, deleted, complete } = await way.quickbooks.changedInvoices(from < reach ? reach : from);
    const byId = new Map(changed.map((invoice) => [invoice.id, invoice]));
    for (const { id, invoiceId } of all) {
      const gone = deleted.includes(invoiceId);
      if (!gone && !byId.has(invoiceId) && complete && from >= reach) continue;
      const now = gone ? null : (byId.get(invoiceId) ?? (await way.quickbooks.getInvoice(invoiceId)));
      await note(way, id, (before, approval, afterwards) => ({
        ...before,
        books: afterwards.postingChanges(draftOf(approval), now),
      }));
    }
  });
}

async function lookAtSheet(
  way: Way,
  sheetId: string,
  claims: readonly { id: string; rowId: string; since: Date }[],
): Promise<void> {
  await since(way, `sheet:${sheetId}`, earliest(claims), async (from) => {
    const sheet = await way.smartsheet.getChangedRows(sheetId, from);
    for (const [id, claimed] of Map.groupBy(claims, (claim) => claim.id)) {
      const ids = new Set(claimed.map(({ rowId }) => rowId));
      const mine = { ...sheet, rows: sheet.rows.filter((row) => ids.has(row.id)) };
      if (mine.rows.length === 0) continue;
      await note(way, id, (before, approval, afterwards) => {
        const found = afterwards.rowChanges(draftOf(approval), mine, projectOf(way, approval.project));
        const changed = found.map((row) => [row.rowId, row] as const);
        return { ...before, rows: { ...before.rows, ...Object.fromEntries(changed) } };
      });
    }
  });
}

function earliest(all: readonly { since: Date }[]): Date {
  return new Date(Math.min(...all.map(({ since: from }) => from.getTime())));
}

/** Remembers how far a look came, once it went well. */
async function since(
  way: Way,
  source: string,
  first: Date,
  look: (from: Date) => Promise<void>,
): Promise<void> {
  const at = way.now();
  const key = { company: COMPANY, source: 'watch', id: source };
  const where = { company_source_id: key };
  const last = await way.db.prisma.delivery.findUnique({ where });
  await look(new Date((last?.at ?? first).getTime() - OVERLAP_MS));
  await way.db.prisma.delivery.upsert({ where, create: { ...key, at }, update: { at } });
}
