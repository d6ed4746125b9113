import { BOT } from '../log/entry.ts';
import type { Elsewhere, Kind, StoredDraft } from '../proposals/kind.ts';
import { type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { DECIDABLE } from './record-decision.ts';
import { renew } from './renew.ts';
import { settle } from './settle.ts';
import { draftOf } from './standing.ts';
import { projectOf, type Way } from './way.ts';

/**
 * What one decision accounts for, no other may account for too that was found before it: a row matched by hand is not
 * billed as well, nor a posting added to the sheet. Decisions of a project take their turns here, right before each is
 * carried out; whoever comes second ends, or loses what it proposed, and says so.
 */

/** Carried out, or being so: its row or posting is taken whatever was read since. */
const UNDER_WAY = ['posting', 'failed'];
/** Over, and not taken back: what was read since knows of it. */
const OVER = ['posted', 'done', 'undoing'];

interface Other {
  id: string;
  number: number;
  status: string;
  content: unknown;
  /** When the last of what moves money or figures was done; null where nothing of it was begun. */
  doneAt: Date | null;
}

type About = Pick<LoadedApproval, 'project' | 'kind'> & { id?: string };

async function others(
  db: Transaction,
  kind: Kind,
  about: About,
  statuses: readonly string[],
): Promise<Other[]> {
  const early = kind.steps.filter(({ after }) => !after.includes('sheet')).map(({ key }) => key);
  return db.$queryRaw<Other[]>`
    SELECT a."id", a."number", a."status", d."content",
      (SELECT max(s."outcomeAt") FROM "Step" s WHERE s."approvalId" = a."id" AND s."version" = a."version"
        AND s."status" = 'done' AND s."key" = ANY(${['drift', ...early]})) AS "doneAt"
    FROM "Approval" a JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE a."company" = ${COMPANY} AND a."project" = ${about.project} AND a."kind" = ${about.kind}
      AND a."id" <> ${about.id ?? ''} AND a."status" = ANY(${[...statuses]})
    ORDER BY a."number"`;
}

/** Until the transaction ends, no other decision of the project gets past here. */
async function takeTurn(tx: Transaction, project: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`taken/${project}`}, 0))::text`;
}

/** The decision that took what this draft is about, or proposes to use, since that was read; null where none did. */
export async function takenSince(
  db: Transaction,
  kind: Kind,
  about: About,
  draft: Pick<StoredDraft, 'content' | 'basis'>,
): Promise<Elsewhere | null> {
  const { accounts } = kind;
  if (!accounts) return null;
  const mine = accounts.takes(draft.content);
  for (const other of await others(db, kind, about, [...UNDER_WAY, ...OVER])) {
    const { doneAt, status, content, number } = other;
    if (doneAt === null) continue;
    const theirs = new Set(accounts.takes(content));
    const isNews = (id: string) =>
      UNDER_WAY.includes(status) || doneAt > (accounts.readAt(draft, id) ?? doneAt);
    const ids = mine.filter((id) => theirs.has(id) && isNews(id));
    if (ids.length > 0) return { ids: new Set(ids), number, content };
  }
  return null;
}

export type Passed =
  /** Nothing is in its way; it may be carried out. */
  { passed: true } | { settled: string } | { renewed: boolean };

/** In the transaction that begins to carry it out, before anything of it is changed. */
export async function passTaken(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  kind: Kind,
): Promise<Passed> {
  if (!kind.accounts) return { passed: true };
  await takeTurn(tx, approval.project);
  const taken = await takenSince(tx, kind, approval, draftOf(approval));
  if (taken === null) return { passed: true };
  return yieldTo(way, tx, approval, kind, taken, ['approved']);
}

/** It ends, or goes on without what it proposed. */
async function yieldTo(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  { accounts }: Kind,
  taken: Elsewhere,
  from: readonly string[],
): Promise<{ settled: string } | { renewed: boolean }> {
  if (!accounts) return { renewed: false };
  const context = { projects: way.projects, project: projectOf(way, approval.project) };
  const next = accounts.without(draftOf(approval), taken, context);
  if ('settled' in next)
    return (await settle(way, tx, approval, next.settled, from)) ? next : { renewed: false };
  const why = { actor: BOT, event: 'draft.drifted', from } as const;
  return { renewed: await renew(way, tx, approval, next.drafted, why) };
}

/** Once it may be carried out: every card that waits about something of it says so, and asks nobody about that any more. */
export async function yieldOthers(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  kind: Kind,
): Promise<void> {
  const { accounts } = kind;
  if (!accounts) return;
  const { content } = draftOf(approval);
  const mine = new Set(accounts.takes(content));
  const open = await others(tx, kind, approval, DECIDABLE);
  const met = open.flatMap((other) => {
    const ids = accounts.takes(other.content).filter((id) => mine.has(id));
    return ids.length > 0 ? [{ id: other.id, ids: new Set(ids) }] : [];
  });
  // All at once and in one order, so that two who click on them meanwhile are waited for and wait for nobody in turn.
  const rows = met.map(({ id }) => id);
  await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ANY(${rows}) ORDER BY "id" FOR UPDATE`;
  for (const { id, ids } of met) {
    const other = await loadApproval(tx, id);
    if (other) await yieldTo(way, tx, other, kind, { ids, number: approval.number, content }, DECIDABLE);
  }
}
