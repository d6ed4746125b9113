import { z } from 'zod';
import { VendorFailure } from '../../core/failure.ts';
import type { Shared } from '../../limits/shared.ts';
import type { Call } from '../call.ts';
import { failureOf } from '../faults.ts';
import { createLimit, type Limit } from '../limits.ts';

/** What one query of a batch came to: what stands under QueryResponse, or why there is nothing. */
export type QueryAnswer = { response: Readonly<Record<string, unknown>> } | { failure: VendorFailure };

/** Answers in the order of the queries. Throws VendorFailure where the batch as a whole failed. */
export type Batch = (queries: readonly string[], action: string) => Promise<QueryAnswer[]>;

const MOST_ITEMS = 30; // Intuit's advice; older pages of theirs say 10
const PATIENCE = 4;
// 40 a minute for one app in one company, beside the other limits; the rest is left to whoever else is running.
const BATCH_LIMITS = { concurrent: 2, perSecond: 10, perMinute: 30 };

const item = z.looseObject({ bId: z.string(), QueryResponse: z.record(z.string(), z.unknown()).nullish() });
const batchBody = z.object({ BatchItemResponse: z.array(item) });

/** Of the batches of one company, over all processes. */
export function batchLimit(realmId: string, shared?: Shared): Limit {
  return createLimit(BATCH_LIMITS, `quickbooks/${realmId}/batch`, shared);
}

/** Up to thirty queries a request. Items know nothing of each other: one that fails leaves the others whole. */
export function createBatch(call: Call, now: () => Date, limit: Limit): Batch {
  return async (queries, action) => {
    const answers: QueryAnswer[] = [];
    for (let at = 0; at < queries.length; at += MOST_ITEMS) {
      const asked = queries.slice(at, at + MOST_ITEMS);
      const { BatchItemResponse } = await limit(() =>
        call({
          name: 'batch',
          action,
          write: false,
          patience: PATIENCE,
          ask: (sdk, done) => sdk.batch(asked.map(itemOf), done),
          body: batchBody,
        }),
      );
      const byId = new Map(BatchItemResponse.map((one) => [one.bId, one]));
      answers.push(...asked.map((_, index) => answerOf(byId.get(bIdOf(index)), action, now())));
    }
    return answers;
  };
}

function bIdOf(index: number): string {
  return `q${index}`;
}

function itemOf(query: string, index: number): object {
  return { bId: bIdOf(index), Query: query };
}

function answerOf(one: z.infer<typeof item> | undefined, action: string, now: Date): QueryAnswer {
  // An item without data is one that failed, in the shape that a request of its own would have had.
  const status = one?.QueryResponse ? 200 : 400;
  const attempt = { action, write: false, timeoutMs: 0, now, secrets: [] };
  const body = one ?? {};
  const failure = failureOf({ kind: 'answered', answer: { status, headers: {}, body } }, attempt);
  if (failure) return { failure: one ? failure : missing(action) };
  return { response: one?.QueryResponse ?? {} };
}

function missing(action: string): VendorFailure {
  return new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `QuickBooks' answer could not be read when asked to ${action}: a part of it is missing.`,
  });
}
