import { z } from 'zod';
import { EventData, VERSION_TYPES, VersionData } from './data.ts';
import type { Logged } from './logged.ts';

/** The state of every approval, told by the log alone: what an auditor compares with the database, or does without it. */
export interface RebuiltApproval {
  id: string;
  /** null in logs older than the field. */
  number: number | null;
  kind: string;
  project: string | null;
  requestedBy: string;
  status: string;
  version: number;
  /** Of each version's content, the first version first. */
  hashes: string[];
  /** In the company's currency. */
  amount: { amountMinor: number; currency: string } | null;
  rule: Record<string, unknown> | null;
  /** A rule with `auto` let this version through. */
  auto: boolean;
  /** Whom a finance manager added or took off; null where nobody was. */
  approvers: unknown;
  /** Every approval, rejection and undo ever given, oldest first. */
  decisions: RebuiltDecision[];
  posting: Record<string, unknown> | null;
  /** The last sheet status written whole, as "v2:Invoiced". */
  sheetMark: string | null;
  /** Steps of this version that stand still until somebody asks for Retry. */
  failedSteps: string[];
  doneSteps: string[];
}

export interface RebuiltDecision {
  version: number;
  who: string;
  verb: 'approve' | 'reject' | 'undo';
  reason: string | null;
  hash: string | null;
  at: string;
  /** Those away in whose places it may count. */
  standsFor: string[];
  /** A later version took it back. */
  revoked: boolean;
}

export interface Rebuilt {
  approvals: Map<string, RebuiltApproval>;
  /** What the kill switch holds now: "*" for everything, else a project's code. */
  stopped: Map<string, { by: string; reason: string; at: string }>;
  /** Who said that they are away, until when (ISO instant), and who decides in their place. */
  away: Map<string, { until: string; delegate: string | null }>;
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
  'drafted waiting approved posting posted done rejected failed observed expired superseded undoing voided'.split(
    ' ',
  ),
);

function flip({ stopped }: Rebuilt, { type, data, actor, at }: Logged): void {
  const { scope, reason } = EventData.parse(data);
  if (scope === null) return;
  if (type === 'switch.stopped') stopped.set(scope, { by: actor, reason: reason ?? '', at });
  if (type === 'switch.resumed') stopped.delete(scope);
}

const Absent = z.object({ person: z.string(), until: z.string(), delegate: z.string().nullable() });

function leave({ away }: Rebuilt, { type, data }: Logged): void {
  const said = Absent.safeParse(data);
  if (!said.success) return;
  const { person, ...absence } = said.data;
  if (type === 'away.set') away.set(person, absence);
  if (type === 'away.ended') away.delete(person);
}

function newVersion(state: Rebuilt, { type, data, actor, project }: Logged, id: string): void {
  const made = VersionData.parse(data);
  const before = state.approvals.get(id);
  const rule = z.record(z.string(), z.unknown()).nullable().catch(null).parse(data.rule);
  const now = {
    version: made.version,
    hashes: [...(before?.hashes ?? []), made.hash],
    amount: made.amount,
    rule,
    auto: false,
    failedSteps: [],
    doneSteps: [],
  };
  if (!before) {
    const status = type === 'draft.observed' ? 'observed' : type === 'draft.made' ? 'drafted' : 'waiting';
    const { number, kind } = made;
    const none = { decisions: [], approvers: null, posting: null, sheetMark: null };
    state.approvals.set(id, { id, number, kind, project, requestedBy: actor, status, ...now, ...none });
    return;
  }
  for (const decision of before.decisions) {
    if (decision.version === before.version && decision.verb === 'approve') decision.revoked = true;
  }
  Object.assign(before, now, { status: 'waiting' });
}

type Change = (approval: RebuiltApproval, data: EventData, entry: Logged) => void;

/** What each type of entry does to an approval; a type that changes nothing of this is not here. */
const CHANGES: Readonly<Record<string, Change>> = {
  'card.shown': (approval) => {
    if (approval.status === 'drafted') approval.status = 'waiting';
  },
  'approval.given': (approval, data, entry) => {
    decide(approval, 'approve', data, entry);
    if (data.final) approval.status = 'approved';
  },
  'approval.rejected': (approval, data, entry) => {
    decide(approval, 'reject', data, entry);
    approval.status = 'rejected';
  },
  'undo.asked': (approval, data, entry) => decide(approval, 'undo', data, entry),
  'approval.automatic': (approval) => {
    approval.auto = true;
    approval.status = 'approved';
  },
  'approval.escalated': (approval, data) => {
    approval.rule = data.rule ?? approval.rule;
  },
  'approver.changed': (approval, _data, { data }) => {
    approval.approvers = data.approvers ?? approval.approvers;
  },
  'sources.unchanged': (approval) => {
    approval.status = 'posting';
    settle(approval, 'drift', true);
  },
  'step.done': (approval, { step, reaches, posting }) => {
    if (posting) approval.posting = posting;
    if (reaches) approval.status = reaches;
    if (step) settle(approval, step, true);
  },
  'step.failed': (approval, { step, passing }) => {
    if (step) settle(approval, step, passing === false ? false : null);
  },
  'sheet.written': (approval, { version, status, step }) => {
    if (status) approval.sheetMark = `v${version ?? approval.version}:${status}`;
    if (step) settle(approval, step, true);
  },
  'retry.asked': (approval) => {
    approval.failedSteps = [];
  },
};

function decide(
  approval: RebuiltApproval,
  verb: RebuiltDecision['verb'],
  data: EventData,
  entry: Logged,
): void {
  const { reason, hash, version, standsFor } = data;
  const of = { version: version ?? approval.version, reason, hash, standsFor };
  approval.decisions.push({ ...of, who: entry.actor, verb, at: entry.at, revoked: false });
}

/** true: done; false: stands still; null: is tried again by itself. */
function settle(approval: RebuiltApproval, step: string, done: boolean | null): void {
  const without = (steps: string[]) => steps.filter((key) => key !== step);
  approval.failedSteps =
    done === false ? [...without(approval.failedSteps), step] : without(approval.failedSteps);
  approval.doneSteps = done ? [...without(approval.doneSteps), step] : approval.doneSteps;
}
