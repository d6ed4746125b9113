import type { LoadedApproval } from '../store/approvals.ts';
import { ChosenRule, inMs } from './chosen-rule.ts';
import { kindOf, type Way } from './way.ts';

/** Until when a posting recorded at that moment may be taken back; null where nothing is to be offered. */
export function undoWindow(way: Way, approval: LoadedApproval, at: Date): Date | null {
  if (!kindOf(way, approval.kind).afterwards) return null;
  const ms = ChosenRule.parse(approval.rule).undoMs ?? inMs(way.projects.company.undo);
  return ms > 0 ? new Date(at.getTime() + ms) : null;
}
