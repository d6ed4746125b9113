import { z } from 'zod';
import type { Finding } from '../core/finding.ts';
import { wordingAuthor } from '../model/author.ts';
import type { Author, Change, StoredDraft } from '../proposals/draft.ts';
import type { Posting, Standing, Status, Trouble, UndoStanding } from '../proposals/standing.ts';
import type { Person } from '../settings/types.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { ChosenRule } from './chosen-rule.ts';
import { mayApprove, type Situation, tally } from './policy.ts';
import { knownNotDone } from './steps.ts';

/** Stored JSON is parsed on its way in, like everything else. */
const StoredPosting: z.ZodType<Posting> = z.object({
  id: z.string(),
  number: z.string().nullable(),
  totalMinor: z.number().int(),
  url: z.string(),
  date: z.string(),
  syncToken: z.string().optional(),
});
const StoredTrouble: z.ZodType<Trouble> = z.object({
  service: z.string(),
  step: z.string(),
  message: z.string(),
  passing: z.boolean(),
});
const StoredFindings: z.ZodType<Finding[]> = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['block', 'warn', 'info']),
    message: z.string(),
    remedy: z.string().optional(),
    rows: z.array(z.number()).optional(),
  }),
);
const StoredAuthor: z.ZodType<Author> = z.union([
  wordingAuthor,
  z.object({ kind: z.literal('person'), who: z.string() }),
  z.object({ kind: z.literal('drift') }),
]);
const StoredChanges: z.ZodType<Change[]> = z.array(
  z.object({ field: z.string(), old: z.string(), new: z.string() }),
);
const StoredStatus: z.ZodType<Status> = z.enum([
  'drafted',
  'waiting',
  'approved',
  'posting',
  'posted',
  'done',
  'rejected',
  'failed',
  'observed',
  'undoing',
  'voided',
  'expired',
  'settled',
]);

export function statusOf(approval: LoadedApproval): Status {
  return StoredStatus.parse(approval.status);
}

export function draftOf({ draft }: LoadedApproval): StoredDraft {
  const { approvalId, version, content, basis, hash } = draft;
  return {
    approvalId,
    version,
    content,
    basis,
    hash,
    findings: StoredFindings.parse(draft.findings),
    author: StoredAuthor.parse(draft.author),
    changes: StoredChanges.parse(draft.changes),
  };
}

export function situationOf(approval: LoadedApproval): Situation {
  const author = StoredAuthor.parse(approval.draft.author);
  return {
    rule: ChosenRule.parse(approval.rule),
    requestedBy: approval.requestedBy,
    editedBy: author.kind === 'person' ? author.who : null,
    editors: approval.editors,
    approvedBy: approval.decisions
      .filter(({ verb, revokedAt }) => verb === 'approve' && revokedAt === null)
      .map(({ who }) => who),
    stoodFor: new Map(
      approval.decisions
        .filter(({ verb, revokedAt, standsFor }) => verb === 'approve' && !revokedAt && standsFor.length > 0)
        .map(({ who, standsFor }) => [who, standsFor]),
    ),
  };
}

/** The document may be there although we have no answer: until that is known, its rows must not be freed. */
export function postingInDoubt({ steps }: LoadedApproval): boolean {
  const post = steps.find(({ key }) => key === 'post');
  return post !== undefined && !knownNotDone(post);
}

const VoidOutcome = z.object({ refused: z.string() });

function undoOf({ undoUntil, decisions, steps }: LoadedApproval): UndoStanding {
  const asked = decisions.findLast(({ verb }) => verb === 'undo');
  const outcome = VoidOutcome.safeParse(steps.find(({ key }) => key === 'void')?.outcome);
  return {
    until: undoUntil,
    by: asked?.who ?? null,
    at: asked?.at ?? null,
    refused: outcome.data?.refused ?? null,
  };
}

/** Of the last word that was to be written. */
function unsaidOf({ sheetMark, version, steps }: LoadedApproval): string | null {
  const step = steps.find(
    (one) => one.version === version && sheetMark === `v${version}:${one.key.slice(6)}`,
  );
  const outcome = z.object({ unsaid: z.string().nullish() }).safeParse(step?.outcome).data;
  return outcome?.unsaid ?? null;
}

export function standingOf(
  approval: LoadedApproval,
  people: readonly Person[],
  held: Standing['held'] = null,
  at: Situation = situationOf(approval),
): Standing {
  const last =
    approval.decisions.findLast(({ verb }) => verb === 'reject') ??
    approval.decisions.findLast(({ verb }) => verb === 'approve');
  const done = new Set(approval.steps.filter(({ status }) => status === 'done').map(({ key }) => key));
  return {
    number: approval.number,
    status: statusOf(approval),
    madeAt: approval.draft.createdAt,
    requestedBy: approval.requestedBy,
    rule: {
      label: at.rule.label,
      roles: at.rule.roles,
      confirm: at.rule.confirm,
      notAutomatic: at.rule.notAutomatic ?? null,
    },
    tally: tally(at, people),
    mayApprove: mayApprove(at, people),
    approvedBy: [...at.approvedBy],
    decided: last
      ? {
          verb: last.verb === 'reject' ? 'reject' : 'approve',
          who: last.who,
          at: last.at,
          reason: last.reason,
        }
      : null,
    posting: approval.posting === null ? null : StoredPosting.parse(approval.posting),
    inDoubt: approval.posting === null && postingInDoubt(approval),
    trouble: approval.trouble === null ? null : StoredTrouble.parse(approval.trouble),
    held,
    sheetMark: approval.sheetMark,
    sheetUnsaid: unsaidOf(approval),
    done,
    undo: undoOf(approval),
    auto: approval.auto,
    assignedTo: approval.assignedTo,
    ended: approval.ended,
  };
}
