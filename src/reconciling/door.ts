import { type Ask, errorOf, type Failed, type FromThread, failedOf, type ToThread } from './protocol.ts';

/** The thread's side of its questions to vendors, which the bot's own thread asks for it. */
export interface Door {
  /** What the vendor answered, unread where it is large. Throws VendorFailure, or Error. */
  ask(ask: Ask): Promise<unknown>;
  /** Gives an answer to whoever asked. */
  hear(message: Exclude<ToThread, { kind: 'order' }>): void;
  /** As it travels back; a failure that came from outside is told as that one. */
  failed(error: unknown): Failed;
}

export function createDoor(post: (message: FromThread) => void): Door {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const origins = new WeakMap<object, number>();
  let last = 0;
  return {
    ask(ask) {
      last += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(last, answer);
      post({ kind: 'ask', id: last, ask });
      return answer.promise;
    },
    hear(message) {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') return answer?.resolve(message.answer);
      const error = errorOf(message.failure);
      origins.set(error, message.id);
      answer?.reject(error);
    },
    failed: (error) => failedOf(error, (error instanceof Error && origins.get(error)) || null),
  };
}
