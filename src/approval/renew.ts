import { appendLog } from '../log/append.ts';
import type { Drafted } from '../proposals/draft.ts';
import type { FieldError } from '../proposals/kind.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { changeIf, json, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING, type Transaction } from '../store/database.ts';
import { type Click, forDecision } from './for-decision.ts';
import { keepCorrections } from './lessons.ts';
import { draftOf } from './standing.ts';
import { insertVersion, replaceClaims, ruleFor, versionEntry } from './versions.ts';
import { kindOf, projectOf, type Way } from './way.ts';

export type Edited =
  | { version: number }
  | { unchanged: true }
  | { errors: FieldError[] }
  | { refused: string };

/** An edit makes a new version and takes back approvals given to the old one. */
export async function edit(way: Way, click: Click, values: unknown): Promise<Edited> {
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'edit');
    if ('refused' in approval) return approval;
    const project = projectOf(way, approval.project);
    const context = { projects: way.projects, project, now: way.now() };
    const edited = kindOf(way, approval.kind).edit(draftOf(approval), values, click.who, context);
    if (!('drafted' in edited)) return edited;
    const made = await renew(way, tx, approval, edited.drafted, {
      actor: click.who,
      event: 'draft.edited',
      from: UNDECIDED,
    });
    return made
      ? { version: approval.version + 1 }
      : { refused: 'The draft changed in the same moment. Open Edit again.' };
  });
}

/** What was changed is for people, even where a rule would have let it through. */
const CHANGED = {
  'draft.edited': 'a person changed it',
  'draft.drifted': 'sheet or books changed since it was drafted',
};

/** The next version: waiting, undecided, under the rule its new amount asks for. False where the old one moved on. */
export async function renew(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  drafted: Drafted,
  why: { actor: string; event: 'draft.edited' | 'draft.drifted'; from: readonly string[] },
): Promise<boolean> {
  const at = way.now();
  const version = approval.version + 1;
  const project = projectOf(way, approval.project);
  const chosen = ruleFor(way, approval.kind, project, drafted);
  const rule = project.mode === 'auto' ? { ...chosen, notAutomatic: CHANGED[why.event] } : chosen;
  const { amountMinor } = drafted.amount;
  const first = { version, status: 'waiting', auto: false, amountMinor, rule: json(rule) };
  const data = { ...first, decidedAt: null, dueAt: at, trouble: NOTHING };
  // Deadlines are a version's own: the new one has all of its time before it.
  const anew = { waitingSince: at, remindedAt: null, escalatedAt: null };
  if (!(await changeIf(tx, approval.id, approval.version, why.from, { ...data, ...anew }))) return false;
  const taken = { approvalId: approval.id, version: approval.version, verb: 'approve', revokedAt: null };
  await tx.decision.updateMany({ where: taken, data: { revokedAt: at } });
  const hash = await insertVersion(tx, approval.id, version, drafted, at);
  await replaceClaims(tx, approval.id, drafted);
  if (why.event === 'draft.edited')
    await keepCorrections(way, tx, approval, { who: why.actor, at, ...drafted });
  await way.enqueue(tx, approval.id);
  const entry = versionEntry(
    why.event,
    approval.id,
    version,
    approval.project,
    why.actor,
    at,
    drafted,
    hash,
    rule,
    approval,
  );
  await appendLog(tx, entry);
  return true;
}
