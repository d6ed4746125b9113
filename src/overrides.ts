import type { Rhythm } from './jobs/triggering.ts';
import type { Limits } from './quickbooks/limits.ts';
import type { Triggers } from './triggers/triggers.ts';

/** What whoever starts Countersign in a process of his own may want otherwise. */
export interface Overrides {
  now?: () => Date;
  /** Of one request to any vendor; default: each client's own. */
  timeoutMs?: number;
  /** Waits after failed tries. */
  backoffMs?: readonly number[];
  /** How often QuickBooks is asked. */
  quickBooksLimits?: Limits;
  /** Slack and Smartsheet are asked without a pause. */
  unhurried?: boolean;
  /** How often later changes to what was posted are looked for. */
  watchEveryMs?: number;
  /** How often what is due and has no job is looked for. */
  sweepMs?: number;
  /** How often sheets and webhooks are looked after without being told; null: never. */
  rhythm?: Rhythm | null;
  /** How often the clock is looked at for digests and nightly runs; null: never. */
  scheduleMs?: number | null;
  /** When a burst of changes to a sheet is over. */
  quiet?: Triggers['quiet'];
}
