import {
  addDecimals,
  type Decimal,
  fromScaledInteger,
  multiplyDecimals,
  toScaledInteger,
  ZERO,
} from '../../core/decimal.ts';
import type { BillableStatus, TimeLines } from '../ledger-line-types.ts';
import type { RawRecord } from './pages.ts';
import { readRecord } from './readable.ts';
import { type WireTime, wireTime } from './wire.ts';

export interface TimeGathering {
  take(record: RawRecord): void;
  reset(): void;
  finish(): TimeLines;
}

/** Takes the time activities of the wanted customers in the period. */
export function gatherTime(
  from: string,
  to: string,
  isWanted: (customerId: string) => boolean,
): TimeGathering {
  let rows = emptyRows();
  return {
    take(record) {
      const time = readRecord(wireTime, record, `time activity ${record.Id}`);
      if (time.TxnDate < from || time.TxnDate > to || !isWanted(time.CustomerRef?.id ?? '')) return;
      const who = time.EmployeeRef ?? time.VendorRef;
      rows.id.push(time.Id);
      rows.date.push(time.TxnDate);
      rows.employeeId.push(who?.id ?? '');
      rows.employee.push(who?.name ?? '');
      rows.hours.push(hoursOf(time));
      rows.rate.push(time.HourlyRate);
      rows.costRate.push(time.CostRate);
      rows.customerId.push(time.CustomerRef?.id ?? '');
      rows.customer.push(time.CustomerRef?.name ?? '');
      rows.itemId.push(time.ItemRef?.id ?? '');
      rows.item.push(time.ItemRef?.name ?? '');
      rows.classId.push(time.ClassRef?.id ?? '');
      rows.billable.push(time.BillableStatus ?? 'NotBillable');
      rows.description.push(time.Description ?? '');
    },
    reset() {
      rows = emptyRows();
    },
    finish: () => ({ ...rows, count: rows.id.length }),
  };
}

/** Hours and minutes, or from the start to the end less the break; to the ten-thousandth of an hour. */
function hoursOf(time: WireTime): Decimal {
  const parts: [Decimal | null | undefined, number][] = [
    [time.Hours, 3600],
    [time.Minutes, 60],
    [time.Seconds, 1],
  ];
  const worked = parts.some(([part]) => part != null);
  const seconds = worked ? sum(parts) : between(time.StartTime, time.EndTime) - breaks(time);
  // Half a unit away from zero, in integers.
  return fromScaledInteger((seconds * 20_000n + 3600n) / 7200n, 4);
}

function breaks({ BreakHours, BreakMinutes }: WireTime): bigint {
  return sum([
    [BreakHours, 3600],
    [BreakMinutes, 60],
  ]);
}

function sum(parts: readonly [Decimal | null | undefined, number][]): bigint {
  const total = parts.reduce(
    (so, [part, each]) => addDecimals(so, multiplyDecimals(part ?? ZERO, String(each) as Decimal)),
    ZERO,
  );
  return toScaledInteger(total, 0);
}

function between(start: string | null, end: string | null): bigint {
  const ms = Date.parse(end ?? '') - Date.parse(start ?? '');
  return Number.isNaN(ms) ? 0n : BigInt(Math.round(ms / 1000));
}

function emptyRows() {
  return {
    id: [] as string[],
    date: [] as string[],
    employeeId: [] as string[],
    employee: [] as string[],
    hours: [] as Decimal[],
    rate: [] as (Decimal | null)[],
    costRate: [] as (Decimal | null)[],
    customerId: [] as string[],
    customer: [] as string[],
    itemId: [] as string[],
    item: [] as string[],
    classId: [] as string[],
    billable: [] as BillableStatus[],
    description: [] as string[],
  };
}
