import { fromPrisma, type Job, PgBoss, type SendOptions } from 'pg-boss';
import type { DraftJob } from '../approval/open.ts';
import type { Log } from '../approval/way.ts';
import type { Transaction } from '../store/database.ts';

export interface Queue {
  enqueueAdvance(tx: Transaction, approvalId: string, startAfter?: Date): Promise<void>;
  /** One for an approval each second, however often it is asked; it starts when that second is over. */
  enqueueRedraw(tx: Transaction, approvalId: string): Promise<void>;
  enqueueDraft(tx: Transaction, job: DraftJob): Promise<void>;
  work(handlers: Handlers): Promise<void>;
  /** Takes no more work, and waits for what is in hand. */
  stop(graceMs: number): Promise<void>;
}

export interface Handlers {
  advance(approvalId: string): Promise<void>;
  /** `last`: no further try follows. */
  draft(job: DraftJob, attempt: number, last: boolean): Promise<void>;
}

const ADVANCE = 'advance';
const DRAFT = 'draft';
const DRAFT_TRIES = 30;

/** `backoffMs`: waits after failed tries, the first and the last of them. */
export async function createQueue(url: string, log: Log, backoffMs: readonly number[]): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'countersign-jobs',
    max: 8,
    useListenNotify: true,
    // A dead process' jobs are noticed within a pass of this and the heartbeat's ten seconds.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 300,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.error({ error: error.message }, 'queue error'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'queue warning'));
  await boss.start();
  const passing = {
    retryDelay: inSeconds(backoffMs[0]),
    retryBackoff: true,
    retryDelayMax: inSeconds(backoffMs.at(-1)),
    heartbeatSeconds: 10,
    notify: true,
  };
  await boss.createQueue(ADVANCE, { ...passing, retryLimit: 20 });
  await boss.createQueue(DRAFT, { ...passing, retryLimit: DRAFT_TRIES });

  const send = async (tx: Transaction, name: string, data: object, options: SendOptions): Promise<void> => {
    await boss.send(name, data, { db: fromPrisma(tx), ...options });
  };
  return {
    enqueueAdvance: (tx, approvalId, startAfter) =>
      send(tx, ADVANCE, { approvalId }, startAfter ? { startAfter } : {}),
    enqueueRedraw: (tx, approvalId) => {
      const once = { singletonKey: approvalId, singletonSeconds: 1, startAfter: 1 };
      return send(tx, ADVANCE, { approvalId }, once);
    },
    enqueueDraft: (tx, job) => send(tx, DRAFT, job, {}),
    async work(handlers) {
      const pace = {
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
        includeMetadata: true as const,
      };
      await boss.work<{ approvalId: string }>(ADVANCE, { ...pace, localConcurrency: 12 }, async ([job]) => {
        if (job) await handlers.advance(job.data.approvalId);
      });
      await boss.work<DraftJob>(DRAFT, { ...pace, localConcurrency: 4 }, async ([job]) => {
        if (!job) return;
        const tried = (job as Job<DraftJob> & { retryCount: number }).retryCount;
        await handlers.draft(job.data, tried + 1, tried >= DRAFT_TRIES);
      });
    },
    stop: async (graceMs) => {
      await boss.stop({ graceful: true, timeout: graceMs, close: true });
    },
  };
}

/** pg-boss counts whole seconds. */
function inSeconds(ms = 1_000): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
