import type { LoadedApproval } from '../store/approvals.ts';
import { guarded } from './guarded.ts';
import { heldBy } from './switch.ts';
import { projectOf, type Way } from './way.ts';

/** What the kind works with on this approval; every write of its asks the kill switch right before. */
export function contextOf(way: Way, approval: LoadedApproval) {
  const vendors = guarded(way, () => heldBy(way, approval.project));
  return { ...way, ...vendors, project: projectOf(way, approval.project), now: way.now() };
}
