import { fingerprintOf, type Subject, weightOf } from '../proposals/variance/subject.ts';
import { json } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import type { StoredRun } from './stored.ts';
import { keyed } from './variances.ts';

export interface Found {
  subject: Subject;
  /** What became of it before this run. */
  state: 'fresh' | 'known' | 'changed' | 'decided' | 'snoozed';
  approvalId: string | null;
  /** A card waits for it, or is being carried out. */
  waits?: boolean;
  /** Settled by the journal entry of that approval, and not kept so yet. */
  corrected?: true;
}

/** Rows a statement: a first run of a neglected project may find thousands, and each is put into a statement at one go. */
const AT_ONCE = 500;
/** New rows a statement, which are large: five hundred of them are half a second that nobody's click is acknowledged in. */
export const NEW_AT_ONCE = 25;

/** What a run found, as the next one compares it. */
export async function keepFound(
  db: Transaction,
  run: StoredRun,
  found: readonly Found[],
  at: Date,
): Promise<void> {
  const fresh = found.filter(({ state }) => state === 'fresh');
  await keepFresh(db, run, fresh, at);
  for (const one of found.filter(({ state }) => state === 'changed'))
    await db.variance.update({
      where: keyed(run.project, one.subject.key),
      data: { ...rowOf(run, one, at), snoozedUntil: null },
    });
  for (const one of found.filter(({ corrected }) => corrected)) {
    const row = { ...rowOf(run, one, at), approvalId: one.approvalId, snoozedUntil: null };
    const create = { ...of(run), ...row, key: one.subject.key, foundAt: at };
    await db.variance.upsert({ where: keyed(run.project, one.subject.key), create, update: row });
  }
  const same = found.filter(({ state, corrected }) => state !== 'fresh' && state !== 'changed' && !corrected);
  await keepSame(db, run, same);
}

const of = ({ project }: StoredRun) => ({ company: COMPANY, project });

const statusOf = ({ state }: Found) => (state === 'decided' || state === 'snoozed' ? state : 'listed');

function rowOf(run: StoredRun, one: Found, at: Date) {
  return {
    run: run.number,
    status: statusOf(one),
    cause: one.subject.cause,
    weightMinor: BigInt(weightOf(one.subject)),
    fingerprint: fingerprintOf(one.subject),
    subject: json(one.subject),
    changedAt: at,
  };
}

async function keepFresh(db: Transaction, run: StoredRun, fresh: readonly Found[], at: Date): Promise<void> {
  for (let from = 0; from < fresh.length; from += NEW_AT_ONCE) {
    const data = fresh
      .slice(from, from + NEW_AT_ONCE)
      .map((one) => ({ ...of(run), ...rowOf(run, one, at), key: one.subject.key, foundAt: at }));
    await db.variance.createMany({ data, skipDuplicates: true });
  }
}

/** The same as before: that this run saw it too is all there is to note. */
async function keepSame(db: Transaction, run: StoredRun, same: readonly Found[]): Promise<void> {
  for (const [status, all] of Map.groupBy(same, statusOf))
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const key = { in: all.slice(from, from + AT_ONCE).map(({ subject }) => subject.key) };
      const awake = status === 'snoozed' ? {} : { snoozedUntil: null };
      await db.variance.updateMany({
        where: { ...of(run), key },
        data: { run: run.number, status, ...awake },
      });
    }
}
