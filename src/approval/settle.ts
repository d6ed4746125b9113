import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { changeIf, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING, type Transaction } from '../store/database.ts';
import type { Way } from './way.ts';

/**
 * It ends without a decision, because there is nothing left to decide, or because somebody put it off: nothing is
 * posted, and its card says why. False: it moved on in the same moment.
 */
export async function settle(
  way: Way,
  tx: Transaction,
  approval: Pick<LoadedApproval, 'id' | 'version' | 'project' | 'status'>,
  reason: string,
  from: readonly string[],
  actor: string = BOT,
): Promise<boolean> {
  const at = way.now();
  const data = { status: 'settled', ended: reason, decidedAt: at, dueAt: at, trouble: NOTHING };
  if (!(await changeIf(tx, approval.id, approval.version, from, data))) return false;
  await tx.rowClaim.deleteMany({ where: { approvalId: approval.id } });
  await way.enqueue(tx, approval.id);
  await appendLog(tx, {
    at,
    actor,
    type: 'approval.settled',
    project: approval.project,
    approvalId: approval.id,
    data: { version: approval.version, from: approval.status, to: 'settled', reason },
  });
  return true;
}
