import { z } from 'zod';
import { appendLog } from '../log/append.ts';
import type { RowChanges, Watched } from '../proposals/afterwards.ts';
import { firstOf } from '../proposals/say.ts';
import { POSTED } from '../proposals/standing.ts';
import { json, type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { standingOf } from './standing.ts';
import { entry } from './steps.ts';
import { kindOf, type Way } from './way.ts';

/** What is new about a posting that is looked after: remembered with its log entry, then said in its thread. */

/** Whose postings are looked after. */

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
export async function note(
  way: Way,
  id: string,
  look: (before: Seen, approval: LoadedApproval, watched: Watched) => Seen,
): Promise<void> {
  await way.db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ${id} FOR UPDATE`;
    const approval = await loadApproval(tx, id);
    // An undo that began meanwhile is our own change.
    if (!approval || !POSTED.includes(approval.status)) return;
    const looks = kindOf(way, approval.kind).afterwards?.watched;
    if (!looks) return;
    const before = seenOf(approval);
    const now = look(before, approval, looks);
    const news = newsOf(before, now, numberOf(way, approval));
    if (news.length === 0) return;
    const watched = { ...now, untold: [...before.untold, ...news.map(({ words }) => words)] };
    await tx.approval.update({ where: { id }, data: { watched: json(watched) } });
    const { version, posting } = approval;
    const seen = { books: now.books, rows: now.rows };
    for (const { type, before: was, now: is } of news) {
      const what = { version, posting, before: was, changes: is, seen };
      await appendLog(tx, entry(approval, way.now(), type, what));
    }
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
        : `Invoice ${number} was changed in QuickBooks after it was posted: ${firstOf(now.books, 6)}. Nobody approved that here.`;
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
        : `Rows of invoice ${number} were changed after they were billed: ${firstOf(is ?? [], 6)}. The invoice stays as it was approved.`;
    news.push({ type: 'rows.changed', before: was ?? [], now: is ?? [], words });
  }
  return news;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** What could not be said at an earlier look is said at this one. */
export async function tell(way: Way, id: string): Promise<void> {
  const approval = await loadApproval(way.db.prisma, id);
  if (!approval || approval.messageTs === null) return;
  const seen = seenOf(approval);
  for (const words of seen.untold) {
    await way.messenger.reply({ channel: approval.channel, ts: approval.messageTs }, words);
    seen.untold = seen.untold.filter((one) => one !== words);
    await way.db.prisma.approval.update({ where: { id }, data: { watched: json(seen) } });
  }
}
