import { z } from 'zod';
import { VendorFailure } from '../../core/failure.ts';
import { failureOf } from '../faults.ts';

/** What one query of a batch came to: what stands under QueryResponse, or why there is nothing. */
export type QueryAnswer = { response: Readonly<Record<string, unknown>> } | { failure: VendorFailure };

/** Answers in the order of the queries. Throws VendorFailure where the batch as a whole failed. */
export type Batch = (queries: readonly string[], action: string) => Promise<QueryAnswer[]>;

/** One request of at most MOST_ITEMS queries; its answer as its bytes where it is large, else parsed. */
export type UnreadBatch = (queries: readonly string[], action: string) => Promise<unknown>;

export const MOST_ITEMS = 30; // Intuit's advice; older pages of theirs say 10

const item = z.looseObject({ bId: z.string(), QueryResponse: z.record(z.string(), z.unknown()).nullish() });
export const batchBody = z.object({ BatchItemResponse: z.array(item) });

/** Batches that are read where this is called, whoever made the request. */
export function readingBatch(unread: UnreadBatch, now: () => Date): Batch {
  return async (queries, action) => {
    const answers: QueryAnswer[] = [];
    for (let at = 0; at < queries.length; at += MOST_ITEMS) {
      const asked = queries.slice(at, at + MOST_ITEMS);
      const body = batchBody.safeParse(jsonOf(await unread(asked, action)));
      if (!body.success)
        throw unreadable(action, `${body.error.issues[0]?.path.join('.')} is not as documented`);
      answers.push(...answersOf(body.data, asked.length, action, now()));
    }
    return answers;
  };
}

function jsonOf(answer: unknown): unknown {
  if (!(answer instanceof Uint8Array)) return answer;
  try {
    return JSON.parse(new TextDecoder().decode(answer));
  } catch {
    return undefined;
  }
}

/** Of the first `count` queries that were asked, in their order. */
export function answersOf(
  { BatchItemResponse }: z.infer<typeof batchBody>,
  count: number,
  action: string,
  now: Date,
): QueryAnswer[] {
  const byId = new Map(BatchItemResponse.map((one) => [one.bId, one]));
  return Array.from({ length: count }, (_, index) => answerOf(byId.get(bIdOf(index)), action, now));
}

function bIdOf(index: number): string {
  return `q${index}`;
}

export function itemOf(query: string, index: number): object {
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
  return unreadable(action, 'a part of it is missing');
}

function unreadable(action: string, why: string): VendorFailure {
  return new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `QuickBooks' answer could not be read when asked to ${action}: ${why}.`,
  });
}
