import type { DraftJob } from '../../approval/open.ts';
import type { Way } from '../../approval/way.ts';
import type { Transaction } from '../../store/database.ts';

/** What the listeners call: the way, and the queue for what takes longer than an acknowledgement may. */
export interface Doors {
  way: Way;
  enqueueDraft(tx: Transaction, job: DraftJob): Promise<void>;
  /** Shown to finance managers in App Home. */
  logPublicKey: string;
}
