import { z } from 'zod';
import type { Call } from '../call.ts';
import { LEDGER_TYPES, type LedgerKey } from '../ledger-line-types.ts';
import type { Ledger, LedgerChanges, LedgerWindow, TimeKey } from '../ledger-types.ts';
import { wireId } from '../map-wire.ts';
import { isQueryRefused } from '../query.ts';
import { followUp } from './follow-up.ts';
import { type GatherContext, type GatherReadings, gatheringOf, periodOf, wantedCustomers } from './gather.ts';
import { readNow } from './names.ts';
import type { RawRecord } from './pages.ts';
import { gatherTime } from './time.ts';

const ENTITIES = [...LEDGER_TYPES, 'TimeActivity', 'Invoice'] as const;
type Entity = (typeof ENTITIES)[number];

/** QuickBooks answers with this many at most, and does not say that there are more. */
const MOST = 1_000;
const LONGEST_MS = 30 * 86_400_000 - 3_600_000;
// Instants are QuickBooks' own: what was saved while its clock was behind ours is told a second time, not left out.
const CLOCKS_DIFFER_MS = 10 * 60_000;

const record = z.looseObject({ Id: wireId, status: z.string().nullish() });
const cdcBody = z.object({
  CDCResponse: z.array(
    z.object({
      QueryResponse: z
        .array(z.object(Object.fromEntries(ENTITIES.map((name) => [name, z.array(record).nullish()]))))
        .nullish(),
    }),
  ),
});

interface Changed {
  entity: Entity;
  record: RawRecord;
  deleted: boolean;
}

/** Change data capture of everything in one request; what is too old or too much for it is read anew. */
export function changeReading(
  call: Call,
  context: GatherContext,
  readings: GatherReadings,
  now: () => Date,
): Pick<Ledger, 'changedLedger'> {
  return {
    async changedLedger(since, window) {
      const asked = now();
      const asOf = new Date(asked.getTime() - CLOCKS_DIFFER_MS);
      const tooOld = asked.getTime() - since.getTime() > LONGEST_MS;
      const changes = tooOld ? null : await captured(call, since);
      if (changes) return { ...(await told(context, changes, window)), asOf };
      const { from, to } = periodOf(window);
      const { lines } = await readings.expenseLines(window);
      const time = await readings.timeActivities(window.customerIds, from, to);
      return { full: true, lines, time, touched: [], deleted: [], invoices: [], asOf };
    },
  };
}

/** Null where QuickBooks cannot tell all of it. */
async function captured(call: Call, since: Date): Promise<Changed[] | null> {
  // In UTC: the SDK pastes it into the address as it is, and a "+" would become a space there.
  const instant = `${since.toISOString().slice(0, 19)}Z`;
  try {
    const { CDCResponse } = await call({
      name: 'changeDataCapture',
      action: 'list what changed',
      write: false,
      patience: 2,
      ask: (sdk, done) => sdk.changeDataCapture(ENTITIES.join(','), instant, done),
      body: cdcBody,
    });
    const changes = CDCResponse.flatMap(({ QueryResponse }) => QueryResponse ?? []).flatMap((group) =>
      ENTITIES.flatMap((entity) =>
        (group[entity] ?? []).map(
          (one): Changed => ({ entity, record: one, deleted: one.status === 'Deleted' }),
        ),
      ),
    );
    return changes.length < MOST ? changes : null;
  } catch (error) {
    // A company where it is not to be had has the plain reading.
    if (isQueryRefused(error)) return null;
    throw error;
  }
}

async function told(
  context: GatherContext,
  changes: readonly Changed[],
  window: LedgerWindow,
): Promise<Omit<LedgerChanges, 'asOf'>> {
  const inUse = context.names();
  const { names } = inUse;
  const gathering = await gatheringOf(context, window, names);
  const { from, to } = periodOf(window);
  const time = gatherTime(from, to, wantedCustomers(names, window.customerIds));
  const there = changes.filter(({ deleted, entity }) => !deleted && entity !== 'Invoice');
  if (there.length > 0) await readNow(inUse, context.batch);
  for (const { entity, record: raw } of there) {
    if (entity === 'TimeActivity') time.take(raw);
    else if (entity !== 'Invoice') gathering.take(entity, raw);
  }
  await followUp(context.batch, gathering, names, window.attachmentsFromMinor ?? null);
  return {
    full: false,
    lines: gathering.finish(),
    time: time.finish(),
    touched: there.flatMap(keyOf),
    deleted: changes.filter(({ deleted }) => deleted).flatMap(keyOf),
    invoices: changes.filter(({ entity }) => entity === 'Invoice').map(({ record: { Id } }) => Id),
  };
}

function keyOf({ entity, record: { Id } }: Changed): (LedgerKey | TimeKey)[] {
  return entity === 'Invoice' ? [] : [{ type: entity, txnId: Id }];
}
