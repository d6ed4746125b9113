import { z } from 'zod';
import { EventData, VERSION_TYPES, VersionData } from './data.ts';
import type { Logged } from './logged.ts';
import { CHANGES } from './rebuild-changes.ts';
import type { RebuiltApproval } from './rebuilt.ts';

/** The state of every approval, told by the log alone: what an auditor compares with the database, or does without it. */
export interface Rebuilt {
  approvals: Map<string, RebuiltApproval>;
  /** What the kill switch holds now: "*" for everything, else a project's code. */
  stopped: Map<string, { by: string; reason: string; at: string }>;
  /** Who said that they are away, until when (ISO instant), and who decides in their place. */
  away: Map<string, { until: string; delegate: string | null; setAt: string }>;
}

/** A pure fold: entries in order in, states out. Types it does not know change nothing, unless they say `to`. */
export function rebuild(entries: Iterable<Logged>): Rebuilt {
  const state: Rebuilt = { approvals: new Map(), stopped: new Map(), away: new Map() };
  for (const entry of entries) apply(state, entry);
  return state;
}

function apply(state: Rebuilt, entry: Logged): void {
  const { approvalId, type } = entry;
  if (type.startsWith('switch.')) flip(state, entry);
  else if (type.startsWith('away.')) leave(state, entry);
  else if (approvalId === null) return;
  else if (VERSION_TYPES.includes(type)) newVersion(state, entry, approvalId);
  else change(state.approvals.get(approvalId), entry);
}

/** Nothing where the approval is not known: an export since a date begins in the middle of some. */
function change(approval: RebuiltApproval | undefined, entry: Logged): void {
  if (!approval) return;
  const data = EventData.parse(entry.data);
  CHANGES[entry.type]?.(approval, data, entry);
  if (data.to !== null && STATUSES.has(data.to)) approval.status = data.to;
}

/** What an entry may say in `to`. */
const STATUSES: ReadonlySet<string> = new Set(
  'drafted waiting approved posting posted done rejected failed observed expired superseded undoing voided settled'.split(
    ' ',
  ),
);

function flip({ stopped, approvals }: Rebuilt, { type, data, actor, at }: Logged): void {
  const { scope, reason, waits } = EventData.parse(data);
  if (scope === null) return;
  if (type === 'switch.stopped') stopped.set(scope, { by: actor, reason: reason ?? '', at });
  if (type !== 'switch.resumed') return;
  stopped.delete(scope);
  for (const { approvalId, waitingSince, deadlines } of waits) {
    const approval = approvals.get(approvalId);
    if (approval) Object.assign(approval, { waitingSince, deadlines });
  }
}

const Absent = z.object({ person: z.string(), until: z.string(), delegate: z.string().nullable() });

function leave({ away }: Rebuilt, { type, data, at }: Logged): void {
  const said = Absent.safeParse(data);
  if (!said.success) return;
  const { person, ...absence } = said.data;
  if (type === 'away.set') away.set(person, { ...absence, setAt: at });
  if (type === 'away.ended') away.delete(person);
}

function newVersion(state: Rebuilt, entry: Logged, id: string): void {
  const { type, data, at } = entry;
  const made = VersionData.parse(data);
  const before = state.approvals.get(id);
  const now = {
    version: made.version,
    hashes: [...(before?.hashes ?? []), made.hash],
    amount: made.amount,
    rule: z.record(z.string(), z.unknown()).nullable().catch(null).parse(data.rule),
    auto: false,
    remindedAt: null,
    escalatedAt: null,
    decidedAt: null,
    deadlines: null,
    failedSteps: [],
    doneSteps: [],
  };
  if (!before) {
    const status = type === 'draft.observed' ? 'observed' : type === 'draft.made' ? 'drafted' : 'waiting';
    const claims = type === 'draft.observed' ? [] : made.claims;
    state.approvals.set(id, { ...first(entry, made, id), ...now, status, claims });
    return;
  }
  for (const decision of before.decisions) {
    if (decision.version === before.version && decision.verb === 'approve') decision.revokedAt ??= at;
  }
  // A version gives rows free, and never takes more.
  const claims = before.claims.filter(({ rowId }) => made.claims.some((claim) => claim.rowId === rowId));
  Object.assign(before, now, { status: 'waiting', waitingSince: at, claims });
}

/** What stays the same from one version to the next. */
function first({ project, actor, at }: Logged, { number, kind, mode, channel }: VersionData, id: string) {
  return {
    ...{ id, number, kind, project, mode, channel, requestedBy: actor, requestedAt: at },
    decisions: [],
    approvers: null,
    question: null,
    assignedTo: null,
    ended: null,
    messageTs: null,
    waitingSince: null,
    doneAt: null,
    posting: null,
    undoUntil: null,
    seen: null,
    sheetMark: null,
  };
}
