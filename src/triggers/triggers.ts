import type { DraftJob } from '../approval/open.ts';
import type { Way } from '../approval/way.ts';
import type { ReconcileJob } from '../reconciling/job.ts';
import type { SheetHooks } from '../smartsheet/hooks.ts';
import type { Transaction } from '../store/database.ts';

/** What begins without a person, and what it works with; wired once, in app.ts. */
export interface Triggers {
  way: Way;
  hooks: SheetHooks;
  /** Of what is kept sealed in the database: webhooks' secrets. */
  key: Buffer;
  /** The address that Smartsheet reaches us at, without a slash at the end; null: sheets are only read in turns. */
  publicUrl: string | null;
  /** A burst of changes is one: so long without another, but no longer than the second, in milliseconds. */
  quiet: { ms: number; atMostMs: number };
  enqueueDraft(tx: Transaction, job: DraftJob): Promise<void>;
  enqueueReconcile(tx: Transaction, job: ReconcileJob): Promise<void>;
  enqueueLook(tx: Transaction, sheetId: string, startAfter: Date): Promise<void>;
}
