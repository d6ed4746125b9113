import { z } from 'zod';
import { appendLog } from '../log/append.ts';
import type { Afterwards, RowChanges } from '../proposals/kind.ts';
import { json, type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { COMPANY, NOTHING } from '../store/database.ts';
import { draftOf, standingOf } from './standing.ts';
import { entry } from './steps.ts';
import { kindOf, projectOf, type Way } from './way.ts';

/** What was posted is looked after for a while: whoever approved it hears what became of it and of its rows. */

const POSTED = ['posted', 'done'];
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

const SeenRow: z.ZodType<RowChanges> = z.object({
  rowId: z.string(),
  rowNumber: z.number().int(),
  changes: z.array(z.string()),
});

/** What was seen last: differences from what was approved, and what is still to be said in the thread. */
const Seen = z.object({
  books: z.array(z.string()),
  rows: z.record(z.string(), SeenRow),
  untold: z.array(z.string()),
});
type Seen = z.infer<typeof Seen>;

function seenOf({ watched }: LoadedApproval): Seen {
  return Seen.safeParse(watched).data ?? { books: [], rows: {}, untold: [] };
}

/** Told once per change: whatever was seen before, the same way, is no news. */
async function note(
  way: Way,
  id: string,
  look: (before: Seen, approval: LoadedApproval, afterwards: Afterwards) => Seen,
): Promise<void> {
  await way.db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ${id} FOR UPDATE`;
    const approval = await loadApproval(tx, id);
    // An undo that began meanwhile is our own change.
    if (!approval || !POSTED.includes(approval.status)) return;
    const { afterwards } = kindOf(way, approval.kind);
    if (!afterwards) return;
    const before = seenOf(approval);
    const now = look(before, approval, afterwards);
    const news = newsOf(before, now, numberOf(way, approval));
    if (news.length === 0) return;
    const watched = { ...now, untold: [...before.untold, ...news.map(({ words }) => words)] };
    await tx.approval.update({ where: { id }, data: { watched: json(watched) } });
    const { version, posting } = approval;
    for (const { type, before: was, now: is } of news)
      await appendLog(tx, entry(approval, way.now(), type, { version, posting, before: was, changes: is }));
  });
}

function numberOf(way: Way, approval: LoadedApproval): string {
  const { posting } = standingOf(approval, way.projects.people);
  return posting?.number ?? posting?.id ?? '';
}

interface News {
  type: 'posting.changed' | 'rows.changed';
  before: string[];
  now: string[];
  words: string;
}

function newsOf(before: Seen, now: Seen, number: string): News[] {
  const news: News[] = [];
  if (!same(before.books, now.books)) {
    const words =
      now.books.length === 0
        ? `Invoice ${number} in QuickBooks is again as it was approved.`
        : `Invoice ${number} was changed in QuickBooks after it was posted: ${listed(now.books)}. Nobody approved that here.`;
    news.push({ type: 'posting.changed', before: before.books, now: now.books, words });
  }
  const ids = Object.keys(now.rows).filter(
    (id) => !same(before.rows[id]?.changes ?? [], now.rows[id]?.changes ?? []),
  );
  if (ids.length > 0) {
    const [was, is] = [before, now].map(({ rows }) =>
      ids.flatMap((id) => rows[id]?.changes.map((one) => `row ${rows[id]?.rowNumber}, ${one}`) ?? []),
    );
    const words =
      is?.length === 0
        ? `The rows of invoice ${number} say again what was billed.`
        : `Rows of invoice ${number} were changed after they were billed: ${listed(is ?? [])}. The invoice stays as it was approved.`;
    news.push({ type: 'rows.changed', before: was ?? [], now: is ?? [], words });
  }
  return news;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function listed(changes: readonly string[]): string {
  const shown = changes.slice(0, 6).join('; ');
  return changes.length > 6 ? `${shown}; and ${changes.length - 6} more` : shown;
}

/** What could not be said at an earlier look is said at this one. */
async function tell(way: Way, id: string): Promise<void> {
  const approval = await loadApproval(way.db.prisma, id);
  if (!approval || approval.messageTs === null) return;
  const seen = seenOf(approval);
  for (const words of seen.untold) {
    await way.messenger.reply({ channel: approval.channel, ts: approval.messageTs }, words);
    seen.untold = seen.untold.filter((one) => one !== words);
    await way.db.prisma.approval.update({ where: { id }, data: { watched: json(seen) } });
  }
}
