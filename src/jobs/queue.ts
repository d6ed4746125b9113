import { fromPrisma, type Job, PgBoss, type SendOptions } from 'pg-boss';
import type { DraftJob } from '../approval/open.ts';
import type { Log } from '../approval/way.ts';
import type { DigestJob } from '../reconciling/digest.ts';
import type { ReconcileJob } from '../reconciling/job.ts';
import type { Transaction } from '../store/database.ts';
import { QUEUE_CONNECTIONS } from '../store/room.ts';
import { carried, continued, traced } from '../telemetry/trace.ts';

export interface Queue {
  enqueueAdvance(tx: Transaction, approvalId: string, startAfter?: Date): Promise<void>;
  /** One for an approval each second, however often it is asked; it starts when that second is over. */
  enqueueRedraw(tx: Transaction, approvalId: string): Promise<void>;
  enqueueDraft(tx: Transaction, job: DraftJob): Promise<void>;
  /** Works off what a webhook's source told: one that is queued is enough for all that came meanwhile. */
  enqueueInbox(tx: Transaction, source: string): Promise<void>;
  enqueueReconcile(tx: Transaction, job: ReconcileJob): Promise<void>;
  /** Posts a claimed digest: one queued job a channel and day. */
  enqueueDigest(tx: Transaction, job: DigestJob): Promise<void>;
  /** Writes the sheet of a run that is told and not written. */
  enqueueWriteUp(tx: Transaction, run: number): Promise<void>;
  /** Looks at a billing sheet for rows that turned ready. */
  enqueueLook(tx: Transaction, sheetId: string, startAfter: Date): Promise<void>;
  work(handlers: Handlers): Promise<void>;
  /** Takes no more work, and waits for what is in hand. */
  stop(graceMs: number): Promise<void>;
}

export interface Handlers {
  advance(approvalId: string): Promise<void>;
  /** `last`: no further try follows. */
  draft(job: DraftJob, attempt: number, last: boolean): Promise<void>;
  inbox(source: string): Promise<void>;
  look(sheetId: string): Promise<void>;
  reconcile(job: ReconcileJob, attempt: number, last: boolean): Promise<void>;
  writeUp(run: number): Promise<void>;
  digest(job: DigestJob): Promise<void>;
}

const ADVANCE = 'advance';
const DRAFT = 'draft';
const INBOX = 'inbox';
const LOOK = 'look';
const RECONCILE = 'reconcile';
const WRITE_UP = 'reconcile-write-up';
const DIGEST = 'digest';
const DRAFT_TRIES = 30;
/** A hundred thousand rows within a vendor's limits; a process that dies is noticed by its heartbeat. */
const LONGEST_RUN_S = 2 * 60 * 60;
const PACE = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1, includeMetadata: true as const };

/** `backoffMs`: waits after failed tries, the first and the last of them. */
export async function createQueue(url: string, log: Log, backoffMs: readonly number[]): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'countersign-jobs',
    max: QUEUE_CONNECTIONS,
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
  // "short": one queued job a key; what is under way does not count, for it may have read already.
  await boss.createQueue(INBOX, { ...passing, retryLimit: 20, policy: 'short' });
  await boss.createQueue(RECONCILE, { ...passing, retryLimit: DRAFT_TRIES });
  await boss.createQueue(WRITE_UP, { ...passing, retryLimit: 3, policy: 'short' });
  await boss.createQueue(DIGEST, { ...passing, retryLimit: 20, policy: 'short' });
  await boss.createQueue(LOOK, { ...passing, retryLimit: 20, policy: 'short' });

  const send = async (tx: Transaction, name: string, data: object, options: SendOptions): Promise<void> => {
    await boss.send(name, withTrace(data), { db: fromPrisma(tx), ...options });
  };
  return {
    enqueueAdvance: (tx, approvalId, startAfter) =>
      send(tx, ADVANCE, { approvalId }, startAfter ? { startAfter } : {}),
    enqueueRedraw: (tx, approvalId) => {
      const once = { singletonKey: approvalId, singletonSeconds: 1, startAfter: 1 };
      return send(tx, ADVANCE, { approvalId }, once);
    },
    enqueueDraft: (tx, job) => send(tx, DRAFT, job, {}),
    enqueueInbox: (tx, source) => send(tx, INBOX, { source }, { singletonKey: source }),
    enqueueReconcile: (tx, job) => send(tx, RECONCILE, job, { expireInSeconds: LONGEST_RUN_S }),
    enqueueDigest: (tx, job) => send(tx, DIGEST, job, { singletonKey: `${job.channel}:${job.date}` }),
    enqueueWriteUp: (tx, run) =>
      send(tx, WRITE_UP, { run }, { singletonKey: String(run), expireInSeconds: LONGEST_RUN_S }),
    enqueueLook: (tx, sheetId, startAfter) =>
      send(tx, LOOK, { sheetId }, { singletonKey: sheetId, startAfter }),
    async work(handlers) {
      const take = <Data extends object>(
        name: string,
        localConcurrency: number,
        handle: (data: Data, tried: number) => Promise<void>,
      ) =>
        boss.work<Data & { trace?: unknown }>(name, { ...PACE, localConcurrency }, async ([job]) => {
          if (!job) return;
          const { retryCount } = job as Job & { retryCount: number };
          await continued(job.data.trace, () =>
            traced(`job ${name}`, {}, () => handle(job.data, retryCount)),
          );
        });
      await take<{ approvalId: string }>(ADVANCE, 12, ({ approvalId }) => handlers.advance(approvalId));
      await take<{ source: string }>(INBOX, 2, ({ source }) => handlers.inbox(source));
      await take<{ sheetId: string }>(LOOK, 2, ({ sheetId }) => handlers.look(sheetId));
      await take<ReconcileJob>(RECONCILE, 2, (job, tried) =>
        handlers.reconcile(job, tried + 1, tried >= DRAFT_TRIES),
      );
      await take<{ run: number }>(WRITE_UP, 1, ({ run }) => handlers.writeUp(run));
      await take<DigestJob>(DIGEST, 1, (job) => handlers.digest(job));
      await take<DraftJob>(DRAFT, 4, (job, tried) => handlers.draft(job, tried + 1, tried >= DRAFT_TRIES));
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

function withTrace(data: object): object {
  const trace = carried();
  return trace === null ? data : { ...data, trace };
}
