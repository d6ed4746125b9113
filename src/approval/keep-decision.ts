import { randomUUID } from 'node:crypto';
import { appendLog } from '../log/append.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';

/** A person's decision on one version: its row and its log entry are written here and nowhere else. */
export interface KeptDecision {
  verb: 'approve' | 'reject' | 'undo';
  who: string;
  at: Date;
  reason?: string;
  /** In whose places it may count. */
  standsFor?: readonly string[];
  /** The log's word for it: "approval.given". */
  type: string;
  /** What the log says besides version, hash, reason and places. */
  data?: Record<string, unknown>;
}

/** In the transaction that changes the approval. The decision names the hash of what was decided on. */
export async function keepDecision(
  tx: Transaction,
  { id, version, project, draft }: Pick<LoadedApproval, 'id' | 'version' | 'project' | 'draft'>,
  { verb, who, at, reason, standsFor = [], type, data = {} }: KeptDecision,
): Promise<void> {
  const { hash } = draft;
  await tx.decision.create({
    data: {
      id: randomUUID(),
      company: COMPANY,
      approvalId: id,
      version,
      who,
      verb,
      reason: reason ?? null,
      draftHash: hash,
      standsFor: [...standsFor],
      at,
    },
  });
  const why = reason === undefined ? {} : { reason };
  const places = standsFor.length > 0 ? { standsFor } : {};
  const said = { version, hash, ...data, ...why, ...places };
  await appendLog(tx, { at, actor: who, type, project, approvalId: id, data: said });
}
