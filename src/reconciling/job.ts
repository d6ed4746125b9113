import type { Period } from './run.ts';

/** A request for a run, worked off after it was acknowledged. */
export interface ReconcileJob {
  project: string;
  /** Slack user id, or the bot for what a schedule asked for. */
  requestedBy: string;
  /** Where to answer privately. */
  channel: string;
  period: Period;
  /** Said with the figures where the period was not given: what it is then. */
  periodNote: string | null;
  requestKey: string;
  /** Of a schedule: it posts no message and no card, and the digest says what is new. */
  quiet?: boolean;
}
