import type { Side } from '../reconciliation/types.ts';
import type { LedgerColumns, SheetColumns } from './columns.ts';
import type { LedgerRow, Period, SheetRow } from './run.ts';

/** The rows of both sides, as a run keeps them and as the engine compares them. */

const DAY_MS = 86_400_000;

export function within(date: string, { from, to }: Period): boolean {
  return date >= from && date <= to;
}

export function sheetRow(sheet: SheetColumns, row: number, period: Period): SheetRow {
  const date = sheet.date[row] ?? '';
  return {
    id: sheet.rowId[row] ?? '',
    rowNumber: sheet.rowNumber[row] ?? 0,
    description: sheet.description[row] ?? '',
    vendor: sheet.vendor[row] ?? '',
    invoice: sheet.invoice[row] ?? '',
    po: sheet.po[row] ?? '',
    date,
    amountMinor: sheet.amountMinor[row] ?? 0,
    currency: sheet.currency[row] ?? '',
    account: sheet.glCode[row] ?? '',
    budgetMinor: sheet.budgetMinor[row] ?? 0,
    transactionId: sheet.transactionId[row] ?? '',
    status: sheet.status[row] ?? '',
    notes: sheet.notes[row] ?? '',
    inPeriod: within(date, period),
  };
}

export function ledgerRow(ledger: LedgerColumns, row: number, period: Period): LedgerRow {
  const date = ledger.date[row] ?? '';
  return {
    id: ledger.id[row] ?? '',
    type: ledger.type[row] ?? '',
    txnId: ledger.txnId[row] ?? '',
    lineId: ledger.lineId[row] ?? '',
    syncToken: ledger.syncToken[row] ?? '',
    number: ledger.number[row] ?? '',
    vendorId: ledger.vendorId[row] ?? '',
    vendor: ledger.vendor[row] ?? '',
    po: ledger.po[row] ?? '',
    date,
    amountMinor: ledger.amountMinor[row] ?? 0,
    currency: ledger.currency[row] ?? '',
    ...(ledger.exchangeRate[row] ? { exchangeRate: ledger.exchangeRate[row] } : {}),
    accountId: ledger.accountId[row] ?? '',
    account: ledger.account[row] ?? '',
    classId: ledger.classId[row] ?? '',
    class: ledger.class[row] ?? '',
    customerId: ledger.customerId[row] ?? '',
    customer: ledger.customer[row] ?? '',
    memo: ledger.memo[row] ?? '',
    url: ledger.url[row] ?? '',
    hasAttachment: ledger.hasAttachment[row] ?? null,
    inPeriod: within(date, period),
  };
}

export function sideOfSheet(rows: readonly SheetRow[]): Side {
  const none = rows.map(() => '');
  return {
    ...figures(rows),
    text: rows.map(({ description }) => description),
    number: rows.map(({ invoice }) => invoice),
    project: none,
    class: none,
    type: none,
  };
}

export function sideOfLedger(rows: readonly LedgerRow[]): Side {
  return {
    ...figures(rows),
    text: rows.map(({ memo }) => memo),
    number: rows.map(({ number }) => number),
    project: rows.map(() => ''),
    class: rows.map((row) => row.class),
    type: rows.map(({ type }) => type),
  };
}

function figures(rows: readonly (SheetRow | LedgerRow)[]) {
  return {
    id: rows.map(({ id }) => id),
    day: Int32Array.from(rows, ({ date }) => Math.floor(Date.parse(date) / DAY_MS)),
    amountMinor: Float64Array.from(rows, ({ amountMinor }) => amountMinor),
    currency: rows.map(({ currency }) => currency),
    vendor: rows.map(({ vendor }) => vendor),
    po: rows.map(({ po }) => po),
    account: rows.map(({ account }) => account),
  };
}
