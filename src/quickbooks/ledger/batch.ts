import { z } from 'zod';
import type { Shared } from '../../limits/shared.ts';
import type { Call } from '../call.ts';
import { createLimit, type Limit } from '../limits.ts';
import {
  answersOf,
  type Batch,
  batchBody,
  itemOf,
  MOST_ITEMS,
  type QueryAnswer,
  type UnreadBatch,
} from './batch-answers.ts';

const PATIENCE = 4;
// 40 a minute for one app in one company, beside the other limits; the rest is left to whoever else is running.
const BATCH_LIMITS = { concurrent: 2, perSecond: 10, perMinute: 30 };

/** Of the batches of one company, over all processes. */
export function batchLimit(realmId: string, shared?: Shared): Limit {
  return createLimit(BATCH_LIMITS, `quickbooks/${realmId}/batch`, shared);
}

/** Up to thirty queries a request. Items know nothing of each other: one that fails leaves the others whole. */
export function createBatch(call: Call, now: () => Date, limit: Limit): Batch {
  const ask = asking(call, limit, batchBody, false);
  return async (queries, action) => {
    const answers: QueryAnswer[] = [];
    for (let at = 0; at < queries.length; at += MOST_ITEMS) {
      const asked = queries.slice(at, at + MOST_ITEMS);
      answers.push(...answersOf(await ask(asked, action), asked.length, action, now()));
    }
    return answers;
  };
}

/** One request, for whoever reads its answer in a thread of their own. */
export function createUnreadBatch(call: Call, limit: Limit): UnreadBatch {
  return asking(call, limit, z.unknown(), true);
}

function asking<T>(call: Call, limit: Limit, body: z.ZodType<T>, unread: boolean) {
  return (queries: readonly string[], action: string): Promise<T> =>
    limit(() =>
      call({
        name: 'batch',
        action,
        write: false,
        patience: PATIENCE,
        unread,
        ask: (sdk, done) => sdk.batch(queries.map(itemOf), done),
        body,
      }),
    );
}
