import type { KindContext } from './context.ts';
import type { StoredDraft } from './draft.ts';
import type { Posting, Standing, Status } from './standing.ts';

export interface StepContext extends KindContext {
  approvalId: string;
  draft: StoredDraft;
  standing: Standing;
  /** Names of those whose approval counts. */
  approverNames: string[];
  /** How often this step was refused for certain before: a new try needs a new requestid. */
  refusals: number;
  /** When the first try of this step began. */
  firstIntentAt: Date;
  /** What another step of this version left behind; null where it is not done. */
  outcomeOf(step: string): unknown;
}

/** What a step left behind: kept in the log, and the posting on the approval. */
export interface StepOutcome {
  posting?: Posting;
  data: Record<string, unknown>;
  /** Said in the card's thread. */
  note?: string;
}

/** Carried out once. `look` answers a try whose outcome is unknown: the outcome, or null where it did not happen. */
export interface CarryOutStep {
  key: string;
  /** For people: "Post the invoice to QuickBooks". */
  title: string;
  /** Keys of steps that must be done before. */
  after: readonly string[];
  /** The status the approval has once this is done. */
  reaches?: Status;
  applies(draft: StoredDraft): boolean;
  look?(context: StepContext): Promise<StepOutcome | null>;
  run(context: StepContext): Promise<StepOutcome>;
}
