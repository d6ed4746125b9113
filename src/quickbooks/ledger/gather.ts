import { VendorFailure } from '../../core/failure.ts';
import { parseIsoDate } from '../../core/iso-date.ts';
import type { Currency } from '../../core/money.ts';
import { LEDGER_TYPES, type LedgerType } from '../ledger-line-types.ts';
import type { Ledger, LedgerWindow } from '../ledger-types.ts';
import { quote } from '../query.ts';
import type { Batch } from './batch-answers.ts';
import { createGathering, type Gathering } from './columns.ts';
import { followUp } from './follow-up.ts';
import { countHistory } from './history.ts';
import type { Names, NamesInUse } from './names.ts';
import { type OnRead, type RawRecord, type Reading, readAll } from './pages.ts';
import { gatherTime } from './time.ts';

export interface GatherContext {
  batch: Batch;
  names: () => NamesInUse;
  homeCurrency: () => Promise<Currency>;
  url(type: LedgerType, txnId: string): string;
  /** How far a list is read; absent where nobody waits for it. */
  onRead?: OnRead;
}

export type GatherReadings = Pick<Ledger, 'expenseLines' | 'timeActivities' | 'vendorHistory'>;

/** QuickBooks cannot be asked for a line's customer: everything of the period is read, and what fits is kept. */
export function gatherReadings(context: GatherContext): GatherReadings {
  return {
    async expenseLines(window) {
      const { names, readings, keep } = context.names();
      const gathering = await gatheringOf(context, window, names);
      const history = countHistory(names, window.historyTo);
      const { from, to } = periodOf(window);
      const expenses = LEDGER_TYPES.map((type) =>
        dated(type, from, to, {
          take(record) {
            gathering.take(type, record);
            history.take(record);
          },
          reset() {
            gathering.reset();
            history.reset();
          },
        }),
      );
      await readAll(
        context.batch,
        [...readings, ...expenses],
        'list the costs of the period',
        context.onRead,
      );
      keep();
      await followUp(context.batch, gathering, names, window.attachmentsFromMinor ?? null);
      const customerIds = [...names.withChildren(window.customerIds)].sort();
      return { lines: gathering.finish(), history: history.finish(), customerIds };
    },
    async timeActivities(customerIds, from, to) {
      checkPeriod(from, to);
      const { names, readings, keep } = context.names();
      const time = gatherTime(from, to, wantedCustomers(names, customerIds));
      const activities = dated('TimeActivity', from, to, time);
      await readAll(context.batch, [...readings, activities], 'list the time of the period');
      keep();
      return time.finish();
    },
    async vendorHistory(from, to) {
      checkPeriod(from, to);
      const { names, readings, keep } = context.names();
      const history = countHistory(names);
      const types: LedgerType[] = ['Bill', 'Purchase', 'VendorCredit'];
      const expenses = types.map((type) => dated(type, from, to, history));
      await readAll(
        context.batch,
        [...readings, ...expenses],
        'list what vendors were paid for',
        context.onRead,
      );
      keep();
      return history.finish();
    },
  };
}

/** Takes the lines of the window's customers in its period. Throws VendorFailure ('ours') where that is none. */
export async function gatheringOf(
  context: GatherContext,
  window: LedgerWindow,
  names: Names,
): Promise<Gathering> {
  return createGathering({
    ...periodOf(window),
    names,
    homeCurrency: await context.homeCurrency(),
    isWanted: window.andOthers ? () => true : wantedCustomers(names, window.customerIds),
    url: context.url,
  });
}

/** Whether a customer is one of them or below one. Works it out when first asked: the names are read by then. */
export function wantedCustomers(
  names: Names,
  customerIds: readonly string[],
): (customerId: string) => boolean {
  let all: Set<string> | null = null;
  return (customerId) => {
    all ??= names.withChildren(customerIds);
    return all.has(customerId);
  };
}

function dated(
  entity: LedgerType | 'TimeActivity',
  from: string,
  to: string,
  taking: { take(record: RawRecord): void; reset(): void },
): Reading {
  const condition = `where TxnDate >= ${quote(from)} and TxnDate <= ${quote(to)}`;
  return { entity, conditions: [condition], take: taking.take, reset: taking.reset };
}

/** The period with its margin, both dates included. Throws VendorFailure ('ours') for one that is none. */
export function periodOf({ from, to, marginDays }: LedgerWindow): { from: string; to: string } {
  checkPeriod(from, to);
  return { from: shifted(from, -marginDays), to: shifted(to, marginDays) };
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function checkPeriod(from: string, to: string): void {
  if (parseIsoDate(from) === from && parseIsoDate(to) === to && from <= to) return;
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `${from} to ${to} is no period that QuickBooks could be asked for.`,
  });
}
