import type { Linking } from '../../approval/connection.ts';
import type { DraftJob } from '../../approval/open.ts';
import type { Way } from '../../approval/way.ts';
import type { Connecting } from '../../quickbooks/connecting.ts';
import type { ReconcileJob } from '../../reconciling/job.ts';
import type { Transaction } from '../../store/database.ts';

export interface ConnectionDoor extends Linking {
  connecting: Connecting;
  realmId: string;
}

/** What the listeners call: the way, and the queue for what takes longer than an acknowledgement may. */
export interface Doors {
  way: Way;
  enqueueDraft(tx: Transaction, job: DraftJob): Promise<void>;
  enqueueReconcile(tx: Transaction, job: ReconcileJob): Promise<void>;
  /** Shown to finance managers in App Home. */
  logPublicKey: string;
  /** How QuickBooks is connected. */
  connection: ConnectionDoor;
}
