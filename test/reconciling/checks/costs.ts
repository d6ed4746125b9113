import type { LedgerRow, SheetRow } from '../../../src/proposals/variance/rows.ts';
import type { Reconciled } from '../../../src/reconciling/checks/transactions.ts';

/** Rows and postings for tests of the checks: what is not said is in order. */

export function posting(id: number, given: Partial<LedgerRow> & { paid?: boolean | null } = {}) {
  const { paid = null, ...row } = given;
  const type = row.type ?? 'Bill';
  const lineId = row.lineId ?? '1';
  const line: LedgerRow = {
    ...{ id: `${type}:${id}:${lineId}`, type, txnId: String(id), lineId, syncToken: '0', number: `N-${id}` },
    ...{ vendorId: '1', vendor: 'Atlas Print', po: 'PO-1', date: '2026-10-10', amountMinor: 10_000 },
    ...{ currency: 'USD', accountId: '6', account: '5010 Subcontractors', classId: '', class: '' },
    ...{ customerId: '2', customer: 'Acme Corp:Website', memo: '', url: 'https://qbo.example/1' },
    ...{ hasAttachment: true, inPeriod: true },
    ...row,
  };
  return { line, paid };
}

export function sheetRow(rowNumber: number, given: Partial<SheetRow> = {}): SheetRow {
  return {
    ...{ id: `r${rowNumber}`, rowNumber, description: '', vendor: 'Atlas Print', invoice: '', po: '' },
    ...{ date: '2026-10-10', amountMinor: 10_000, currency: 'USD', account: '', budgetMinor: 0 },
    ...{ transactionId: '', status: '', notes: '', inPeriod: true },
    ...given,
  };
}

/** `pairs`: places in both lists. */
export function reconciledOf(
  postings: readonly ReturnType<typeof posting>[],
  sheetRows: readonly SheetRow[] = [],
  pairs: readonly [number, number][] = [],
): Reconciled {
  return {
    sheetRows,
    ledgerRows: postings.map(({ line }) => line),
    matches: pairs.map(([row, line]) => ({ sheet: [row], ledger: [line] })),
    paid: postings.map(({ paid }) => paid),
  };
}
