import type { VendorHabit, VendorHistory } from '../ledger-line-types.ts';
import type { Names } from './names.ts';
import type { RawRecord } from './pages.ts';

/** Counts which accounts each vendor's lines go to, over every customer and none. */
export interface HistoryCounter {
  take(record: RawRecord): void;
  reset(): void;
  finish(): VendorHistory;
}

/**
 * Reads no more than it counts: a record in another shape says nothing about a habit, and does no harm. `to`: an ISO
 * date; what was posted later does not count.
 */
export function countHistory(names: Names, to?: string): HistoryCounter {
  const counts = new Map<string, Map<string, number>>();
  return {
    take(record) {
      const vendor = idAt(record, 'VendorRef') ?? vendorEntity(record.EntityRef);
      if (vendor === null || !Array.isArray(record.Line) || isLater(record.TxnDate, to)) return;
      const accounts = counts.get(vendor) ?? new Map<string, number>();
      counts.set(vendor, accounts);
      for (const line of record.Line) {
        const account = idAt(field(line, 'AccountBasedExpenseLineDetail'), 'AccountRef');
        if (account !== null) accounts.set(account, (accounts.get(account) ?? 0) + 1);
      }
    },
    reset: () => counts.clear(),
    finish: () =>
      new Map(
        [...counts].map(([vendor, accounts]) => [
          vendor,
          inOrder(
            [...accounts].map(([accountId, lines]) => ({
              accountId,
              account: names.account(accountId)?.label ?? '',
              lines,
            })),
          ),
        ]),
      ),
  };
}

const isLater = (date: unknown, to: string | undefined) =>
  to !== undefined && typeof date === 'string' && date.slice(0, 10) > to;

function inOrder(habits: readonly VendorHabit[]): VendorHabit[] {
  return habits.toSorted((a, b) => b.lines - a.lines || a.accountId.localeCompare(b.accountId));
}

/** What two readings of different days say together. */
export function bothHistories(one: VendorHistory, other: VendorHistory): VendorHistory {
  const both = new Map([...one].map(([vendor, habits]) => [vendor, [...habits]]));
  for (const [vendor, habits] of other) {
    const known = both.get(vendor) ?? [];
    for (const habit of habits) {
      const at = known.findIndex(({ accountId }) => accountId === habit.accountId);
      const same = known[at];
      if (same) known[at] = { ...same, lines: same.lines + habit.lines };
      else known.push(habit);
    }
    both.set(vendor, known);
  }
  return new Map([...both].map(([vendor, habits]) => [vendor, inOrder(habits)]));
}

function vendorEntity(value: unknown): string | null {
  const type = field(value, 'type');
  const isVendor = type === undefined || type === null || String(type).toLowerCase() === 'vendor';
  return isVendor ? idOf(value) : null;
}

function idAt(value: unknown, key: string): string | null {
  return idOf(field(value, key));
}

function idOf(ref: unknown): string | null {
  const id = field(ref, 'value');
  return typeof id === 'string' && id !== '' ? id : typeof id === 'number' ? String(id) : null;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
