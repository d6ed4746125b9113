import type { EventData } from './data.ts';
import type { Logged } from './logged.ts';
import type { RebuiltApproval, RebuiltDecision } from './rebuilt.ts';

type Change = (approval: RebuiltApproval, data: EventData, entry: Logged) => void;

/** What each type of entry does to an approval; a type that changes nothing of this is not here. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'card.shown': (approval, { ts, deadlines }, { at }) => {
    approval.messageTs = ts ?? approval.messageTs;
    if (approval.status === 'drafted') Object.assign(approval, { status: 'waiting', waitingSince: at });
    approval.deadlines ??= deadlines;
  },
  'approval.given': (approval, data, entry) => {
    decide(approval, 'approve', data, entry);
    if (data.final) Object.assign(approval, { status: 'approved', decidedAt: entry.at });
  },
  'approval.rejected': (approval, data, entry) => {
    decide(approval, 'reject', data, entry);
    Object.assign(approval, { status: 'rejected', decidedAt: entry.at, claims: [] });
  },
  'approval.expired': (approval, _data, { at }) => {
    Object.assign(approval, { decidedAt: at, claims: [] });
  },
  'approval.automatic': (approval, _data, { at }) => {
    Object.assign(approval, { auto: true, status: 'approved', decidedAt: at });
  },
  'automatic.withdrawn': (approval, { rule, deadlines }, { at }) => {
    const anew = { waitingSince: at, deadlines, remindedAt: null, escalatedAt: null };
    Object.assign(approval, { auto: false, rule: rule ?? approval.rule, decidedAt: null, ...anew });
    settle(approval, 'drift', true);
  },
  'reminder.sent': (approval, _data, { at }) => {
    approval.remindedAt = at;
  },
  'approval.escalated': (approval, { rule }, { at }) => {
    Object.assign(approval, { rule: rule ?? approval.rule, escalatedAt: at });
  },
  'approver.changed': (approval, _data, { data }) => {
    approval.approvers = data.approvers ?? approval.approvers;
  },
  'approval.assigned': (approval, { assignedTo }) => {
    approval.assignedTo = assignedTo;
  },
  'approval.settled': (approval, { reason, from }, { at }) => {
    // What was read again at the click is what settled it.
    if (from === 'approved') settle(approval, 'drift', true);
    Object.assign(approval, { ended: reason, decidedAt: at, claims: [] });
  },
  'question.asked': (approval, { text }, { actor, at }) => {
    approval.question = { by: actor, text: text ?? '', at };
  },
  'question.answered': (approval, { text }, { actor, at }) => {
    const { question } = approval;
    if (question) approval.question = { ...question, answer: { by: actor, text: text ?? '', at } };
  },
  'sources.unchanged': (approval) => {
    approval.status = 'posting';
    settle(approval, 'drift', true);
  },
  'step.intended': (approval, { step }) => {
    if (step) settle(approval, step, null);
  },
  'step.done': (approval, { step, reaches, posting, undoUntil }) => {
    if (posting) approval.posting = posting;
    if (reaches) approval.status = reaches;
    if (reaches === 'posted') approval.undoUntil = undoUntil;
    if (step === 'void') approval.undoUntil = null;
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
  'undo.asked': (approval, data, entry) => decide(approval, 'undo', data, entry),
  'undo.closed': (approval) => {
    approval.undoUntil = null;
  },
  'undo.refused': (approval) => {
    approval.undoUntil = null;
    settle(approval, 'void', true);
  },
  'undo.done': (approval) => {
    approval.claims = [];
    settle(approval, 'void-sheet', true);
  },
  'posting.changed': noticed,
  'rows.changed': noticed,
  'approval.done': (approval, _data, { at }) => {
    approval.doneAt = at;
  },
};

function noticed(approval: RebuiltApproval, { seen }: EventData): void {
  approval.seen = seen ?? approval.seen;
}

function decide(
  approval: RebuiltApproval,
  verb: RebuiltDecision['verb'],
  data: EventData,
  entry: Logged,
): void {
  const { reason, hash, version, standsFor } = data;
  const of = { version: version ?? approval.version, reason, hash, standsFor };
  approval.decisions.push({ ...of, who: entry.actor, verb, at: entry.at, revokedAt: null });
}

/** true: done; false: stands still; null: is under way, or tried again by itself. */
function settle(approval: RebuiltApproval, step: string, done: boolean | null): void {
  const without = (steps: string[]) => steps.filter((key) => key !== step);
  approval.failedSteps =
    done === false ? [...without(approval.failedSteps), step] : without(approval.failedSteps);
  approval.doneSteps = done ? [...without(approval.doneSteps), step] : without(approval.doneSteps);
}
