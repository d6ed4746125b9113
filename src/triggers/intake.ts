import type { Transaction } from '../store/database.ts';
import { type Delivered, keepDeliveries } from '../store/inbox.ts';

export interface Intake {
  /** Resolves once it is safely kept, and its work is queued; a repetition is taken and changes nothing. */
  take(deliveries: readonly Delivered[]): Promise<void>;
}

export interface IntakeWork {
  db: Transaction & { $transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> };
  /** Queues the working off of a source. */
  enqueue(tx: Transaction, source: string): Promise<void>;
}

interface Waiting {
  deliveries: readonly Delivered[];
  done: () => void;
  failed: (error: unknown) => void;
}

/** Requests whose deliveries are kept in one transaction. */
const MOST_TOGETHER = 500;
/** While the database is away, senders repeat what they sent: beyond so many the line takes no more of it. */
const MOST_WAITING = 5_000;

/**
 * One transaction at a time for everything that arrived meanwhile: a burst of thousands costs a handful of commits,
 * and a lone delivery does not wait for others.
 */
export function createIntake({ db, enqueue }: IntakeWork, mostWaiting = MOST_WAITING): Intake {
  const waiting: Waiting[] = [];
  let busy = false;

  const keep = async (batch: readonly Waiting[]): Promise<void> => {
    const all = batch.flatMap(({ deliveries }) => deliveries);
    const sources = new Set(all.map(({ source }) => source));
    const isNew = await db.$transaction(async (tx) => {
      if ((await keepDeliveries(tx, all)) === 0) return false;
      for (const source of sources) await enqueue(tx, source);
      return true;
    });
    // A job that was queued before may have looked before this was there.
    if (isNew) for (const source of sources) await enqueue(db, source).catch(() => {}); // a later look finds it
    for (const { done } of batch) done();
  };
  const drain = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_TOGETHER);
      // Where they cannot be kept together, one of them may be to blame: the others are not refused for it.
      await keep(batch).catch(async () => {
        for (const one of batch) await keep([one]).catch(one.failed);
      });
    }
    busy = false;
  };

  return {
    take: (deliveries) =>
      deliveries.length === 0
        ? Promise.resolve()
        : new Promise((done, failed) => {
            if (waiting.length >= mostWaiting)
              return failed(new Error('too many deliveries wait to be kept'));
            waiting.push({ deliveries, done, failed });
            if (!busy) void drain();
          }),
  };
}
