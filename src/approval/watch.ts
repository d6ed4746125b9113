import { z } from 'zod';
import { sha256 } from '../core/identity.ts';
import { POSTED } from '../proposals/standing.ts';
import { COMPANY, NOTHING } from '../store/database.ts';
import { draftOf } from './standing.ts';
import { note, tell } from './watch-news.ts';
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
      status: { in: [...POSTED] },
      // What a kind does not look after is no invoice.
      kind: {
        in: [...way.kinds.values()].filter(({ afterwards }) => afterwards?.watched).map(({ name }) => name),
      },
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
      await note(way, id, (before, approval, watched) => ({
        ...before,
        books: watched.postingChanges(draftOf(approval), now),
      }));
    }
  });
}

/**
 * Only where the sheet's version is not the one of the last look at these rows: then they are read by their ids, since
 * what Smartsheet tells to have changed leaves out what was deleted.
 */
async function lookAtSheet(
  way: Way,
  sheetId: string,
  claims: readonly { id: string; rowId: string; since: Date }[],
): Promise<void> {
  const ids = [...new Set(claims.map(({ rowId }) => rowId))].sort();
  const { version } = await way.smartsheet.getRows(sheetId, []);
  const seen = { company: COMPANY, source: `watch:${sheetId}`, id: `${version}:${sha256(ids.join())}` };
  if (await way.db.prisma.delivery.findUnique({ where: { company_source_id: seen } })) return;
  const sheet = await way.smartsheet.getRows(sheetId, ids);
  const there = new Set(sheet.rows.map(({ id }) => id));
  for (const [id, claimed] of Map.groupBy(claims, (claim) => claim.id)) {
    const own = new Set(claimed.map(({ rowId }) => rowId));
    const gone = new Set([...own].filter((rowId) => !there.has(rowId)));
    const mine = { ...sheet, rows: sheet.rows.filter((row) => own.has(row.id)) };
    await note(way, id, (before, approval, watched) => {
      const project = projectOf(way, approval.project);
      const found = watched.rowChanges(draftOf(approval), mine, project, gone);
      const changed = found.map((row) => [row.rowId, row] as const);
      return { ...before, rows: { ...before.rows, ...Object.fromEntries(changed) } };
    });
  }
  const { company, source } = seen;
  await way.db.prisma.$transaction([
    way.db.prisma.delivery.deleteMany({ where: { company, source } }),
    way.db.prisma.delivery.create({ data: { ...seen, at: way.now() } }),
  ]);
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
