import type { Transaction } from '../store/database.ts';
import { type Delivered, keepDeliveries } from '../store/inbox.ts';

export interface Intake {
  /** Resolves once it is safely kept, and its work is queued; a repetition is taken and changes nothing. */
  take(deliveries: readonly Delivered[]): Promise<void>;
}

export interface IntakeWork {
  db: { $transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> };
  /** Queues the working off of a source, in the same transaction. */
  enqueue(tx: Transaction, source: string): Promise<void>;
}

interface Waiting {
  deliveries: readonly Delivered[];
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * One transaction at a time for everything that arrived meanwhile: a burst of thousands costs a handful of commits,
 * and a lone delivery does not wait for others.
 */
export function createIntake({ db, enqueue }: IntakeWork): Intake {
  let waiting: Waiting[] = [];
  let busy = false;

  const drain = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const all = batch.flatMap(({ deliveries }) => deliveries);
      try {
        await db.$transaction(async (tx) => {
          if ((await keepDeliveries(tx, all)) === 0) return;
          for (const source of new Set(all.map((delivery) => delivery.source))) await enqueue(tx, source);
        });
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    busy = false;
  };

  return {
    take: (deliveries) =>
      deliveries.length === 0
        ? Promise.resolve()
        : new Promise((done, failed) => {
            waiting.push({ deliveries, done, failed });
            if (!busy) void drain();
          }),
  };
}
