import { BOT } from '../log/entry.ts';
import type { StoredDraft } from '../proposals/draft.ts';
import type { Accounts, Elsewhere, Kind } from '../proposals/kind.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { type LoadedApproval, loadApproval } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
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
/** Where a draft does not say when it was read, what is over was known to it. */
const LAST = new Date('9999-12-31');

interface Other {
  id: string;
  number: number;
  status: string;
  content: unknown;
  /** When the last of what moves money or figures was done; null where nothing of it was begun. */
  doneAt: Date | null;
}

type About = Pick<LoadedApproval, 'project' | 'kind'> & { id?: string };

/** Those that are done since a moment alone: of a project's years of decisions nobody asks about the earlier ones. */
async function others(
  db: Transaction,
  kind: Kind,
  about: About,
  statuses: readonly string[],
  since: Date,
): Promise<Other[]> {
  const early = kind.steps.filter(({ after }) => !after.includes('sheet')).map(({ key }) => key);
  return db.$queryRaw<Other[]>`
    SELECT a."id", a."number", a."status", d."content",
      (SELECT max(s."outcomeAt") FROM "Step" s WHERE s."approvalId" = a."id" AND s."version" = a."version"
        AND s."status" = 'done' AND s."key" = ANY(${['drift', ...early]})) AS "doneAt"
    FROM "Approval" a JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE a."company" = ${COMPANY} AND a."project" = ${about.project} AND a."kind" = ${about.kind}
      AND a."id" <> ${about.id ?? ''} AND a."status" = ANY(${[...statuses]})
      AND (a."status" <> 'done' OR a."doneAt" > ${since})
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
  const mine = accounts
    .takes(draft.content)
    .map((id) => ({ id, readAt: accounts.readAt(draft, id) ?? LAST }));
  const since = new Date(Math.min(LAST.getTime(), ...mine.map(({ readAt }) => readAt.getTime())));
  for (const other of await others(db, kind, about, [...UNDER_WAY, ...OVER], since)) {
    const { doneAt, status, content, number } = other;
    if (doneAt === null) continue;
    const theirs = new Set(accounts.takes(content));
    const isNews = (readAt: Date) => UNDER_WAY.includes(status) || doneAt > readAt;
    const ids = mine.flatMap(({ id, readAt }) => (theirs.has(id) && isNews(readAt) ? [id] : []));
    if (ids.length > 0) return { ids: new Set(ids), number, content };
  }
  return null;
}

/** It ended, in words; or it asks again without what is taken: false where somebody else changed it in the same moment. */
type Yielded = { settled: string } | { renewed: boolean };

/** In the transaction that begins to carry it out, before anything of it is changed; null where nothing is in its way. */
export async function passTaken(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  kind: Kind,
): Promise<Yielded | null> {
  if (!kind.accounts) return null;
  await takeTurn(tx, approval.project);
  const taken = await takenSince(tx, kind, approval, draftOf(approval));
  return taken && yieldTo(way, tx, approval, kind.accounts, taken, ['approved']);
}

async function yieldTo(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  accounts: Accounts,
  taken: Elsewhere,
  from: readonly string[],
): Promise<Yielded> {
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
  const meeting = (other: unknown) => new Set(accounts.takes(other).filter((id) => mine.has(id)));
  const open = await others(tx, kind, approval, UNDECIDED, LAST);
  const met = open.flatMap(({ id, content: other }) => (meeting(other).size > 0 ? [id] : []));
  // All at once and in one order, so that two who click on them meanwhile are waited for and wait for nobody in turn.
  await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ANY(${met}) ORDER BY "id" FOR UPDATE`;
  for (const id of met) {
    const other = await loadApproval(tx, id);
    const ids = other && meeting(other.draft.content);
    if (ids && ids.size > 0)
      await yieldTo(way, tx, other, accounts, { ids, number: approval.number, content }, UNDECIDED);
  }
}
