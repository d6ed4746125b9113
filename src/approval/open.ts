import { approvalId } from '../core/identity.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import type { Drafted } from '../proposals/draft.ts';
import type { Project } from '../settings/types.ts';
import { claimedRows, json } from '../store/approvals.ts';
import { COMPANY, Prisma } from '../store/database.ts';
import { autoVerdict } from './auto.ts';
import { guarded } from './guarded.ts';
import { lessonsFor } from './lessons.ts';
import { heldBy } from './switch.ts';
import { takenSince } from './taken.ts';
import { claimRows, insertVersion, questionOf, ruleFor, versionEntry } from './versions.ts';
import { kindOf, projectOf, type Way } from './way.ts';

export interface Opening {
  kind: string;
  project: string;
  requestedBy: string;
  /** ISO date or null. */
  since: string | null;
  /** The same for every try of one request, so that a request that is worked off twice opens one approval. */
  requestKey: string;
  /** What was found already and is to be decided on, for kinds that do not gather by themselves. */
  subject?: unknown;
  /** The caller advances it: there is no job for it, so that several can be shown one after the other. */
  byCaller?: boolean;
}

/** A request for a draft, worked off after it was acknowledged. */
export interface DraftJob extends Opening {
  /** Where to answer privately. */
  channel: string;
  /** What began it where nobody asked, in a sentence; default: rows that turned ready. */
  because?: string;
  /** Rows that it leaves alone; where rows that turned ready began it, those that were ready before. */
  except?: string[];
  /** The rows that turned ready, where they began it. */
  turned?: { sheetId: string; rows: string[] };
}

export type Opened =
  | { opened: string; notes: string[] }
  /** Told privately to who asked; `nothing`: and to nobody where nobody did. */
  | { refused: string; nothing: boolean };

/** Facts → draft → checks → the approval's row; its card follows as a job of the same transaction. */
export async function open(way: Way, opening: Opening & Pick<DraftJob, 'except'>): Promise<Opened> {
  const project = projectOf(way, opening.project);
  const kind = kindOf(way, opening.kind);
  // Two people may ask for the same rows at once: the second is turned away by the rows' claims and looks again.
  for (let tries = 0; ; tries += 1) {
    const already = await alreadyOpened(way, opening.requestKey);
    if (already) return { opened: already, notes: [] };
    const claimed = await claimedRows(way.db.prisma, project.billing?.sheet ?? '');
    for (const rowId of opening.except ?? []) claimed.add(rowId);
    const vendors = guarded(way, () => heldBy(way, project.code));
    const context = { ...way, ...vendors, project, now: way.now() };
    const begun = await kind.begin(
      {
        requestedBy: opening.requestedBy,
        since: opening.since,
        claimed,
        subject: opening.subject,
        lessonsOf: (customerId) => lessonsFor(way, project, customerId),
      },
      context,
    );
    if ('refused' in begun)
      return { refused: begun.refused.message, nothing: begun.refused.nothing === true };
    const about = { project: project.code, kind: kind.name };
    const taken = await takenSince(way.db.prisma, kind, about, begun.drafted);
    if (taken)
      return {
        refused: `What this is about was decided on with approval ${taken.number} since it was found. Nothing was changed; the next reconciliation asks about what is left of it.`,
        nothing: true,
      };
    try {
      return { opened: await store(way, opening, project, begun.drafted), notes: begun.notes };
    } catch (error) {
      if (tries >= 3 || !isTaken(error)) throw error;
    }
  }
}

async function store(way: Way, opening: Opening, project: Project, drafted: Drafted): Promise<string> {
  const id = approvalId(way.random(10));
  const at = way.now();
  const people = ruleFor(way, opening.kind, project, drafted);
  const question = questionOf(opening.kind, project, drafted);
  const observed = project.mode === 'observe';
  await way.db.prisma.$transaction(async (tx) => {
    const rowIds = drafted.claims.map(({ rowId }) => rowId);
    const { rule, auto, sampleOneIn } = await autoVerdict(way, tx, id, project, question, people, rowIds);
    const { number } = await tx.approval.create({
      data: {
        id,
        company: COMPANY,
        kind: opening.kind,
        project: project.code,
        status: observed ? 'observed' : auto ? 'approved' : 'drafted',
        mode: project.mode,
        auto,
        amountMinor: drafted.amount.amountMinor,
        ...(auto ? { decidedAt: at } : {}),
        version: 1,
        requestedBy: opening.requestedBy,
        requestKey: opening.requestKey,
        requestedAt: at,
        channel: project.channel,
        rule: json(rule),
        dueAt: at,
      },
    });
    const hash = await insertVersion(tx, id, 1, drafted, at);
    if (!observed) await claimRows(tx, id, drafted);
    if (!opening.byCaller) await way.enqueue(tx, id);
    const event = observed ? 'draft.observed' : 'draft.made';
    await appendLog(
      tx,
      versionEntry(event, id, 1, project.code, opening.requestedBy, at, drafted, hash, rule, {
        kind: opening.kind,
        number,
        mode: project.mode,
        channel: project.channel,
      }),
    );
    if (!auto) return;
    const sample = { oneIn: sampleOneIn, chosen: false };
    const what = { version: 1, hash, rule, sample, from: 'drafted', to: 'approved', final: true };
    await appendLog(tx, {
      at,
      actor: BOT,
      type: 'approval.automatic',
      project: project.code,
      approvalId: id,
      data: what,
    });
  });
  return id;
}

async function alreadyOpened(way: Way, requestKey: string): Promise<string | null> {
  const found = await way.db.prisma.approval.findUnique({ where: { requestKey }, select: { id: true } });
  return found?.id ?? null;
}

/** P2002: a unique key is taken, a row's claim or the request's. */
function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
