import { VendorFailure } from '../../core/failure.ts';
import { LEDGER_TYPES, type LedgerType } from '../../quickbooks/ledger-line-types.ts';
import type { LedgerTransaction } from '../../quickbooks/ledger-transaction-types.ts';
import type { CostColumn } from '../../settings/types.ts';
import { amountIn, currencyIn, dateIn, textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { KindContext } from '../context.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import type { Subject } from './subject.ts';

/** A variance's rows and postings as they stand in the sheet and in QuickBooks now; what is gone is left out. */

export async function rowsNow(subject: Subject, { smartsheet, project }: KindContext): Promise<SheetRow[]> {
  if (subject.sheet.length === 0) return [];
  const sheet = await smartsheet.getRows(
    subject.sheetId,
    subject.sheet.map(({ id }) => id),
  );
  const { found, missingRequired } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  if (missingRequired.length > 0) throw columnsGone(sheet.name, missingRequired);
  const before = new Map(subject.sheet.map((row) => [row.id, row]));
  return sheet.rows.flatMap((row) => {
    const was = before.get(row.id);
    if (!was) return [];
    const cell = (key: CostColumn) => row.cells.get(found.get(key)?.id ?? -1)?.value ?? null;
    const currency = (found.has('currency') && currencyIn(cell('currency'))) || was.currency;
    const amount = amountIn(cell('actual_cost'), currency);
    // A row without a cost is none to reconcile any more.
    if (amount.kind !== 'amount') return [];
    return [
      {
        ...was,
        amountMinor: amount.minor,
        currency,
        date: dateIn(cell('date')) || was.date,
        account: found.has('gl_code') ? textIn(cell('gl_code')) : was.account,
      },
    ];
  });
}

function columnsGone(name: string, titles: readonly string[]): VendorFailure {
  const list = titles.map((title) => `“${title}”`).join(' and ');
  const message = `The sheet “${name}” no longer has ${titles.length > 1 ? 'columns' : 'a column'} ${list}`;
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code: 'column-gone', message });
}

export async function postingsNow(subject: Subject, { quickbooks }: KindContext): Promise<LedgerRow[]> {
  const keys = new Map(subject.ledger.map(({ type, txnId }) => [`${type}:${txnId}`, { type, txnId }]));
  const read = await Promise.all(
    [...keys].map(async ([key, { type, txnId }]) => {
      const known = ledgerType(type);
      return [key, known ? await quickbooks.getTransaction(known, txnId) : null] as const;
    }),
  );
  const transactions = new Map(read);
  return subject.ledger.flatMap((was) => {
    const transaction = transactions.get(`${was.type}:${was.txnId}`);
    return transaction ? asNow(was, transaction) : [];
  });
}

export function ledgerType(type: string): LedgerType | null {
  return LEDGER_TYPES.find((known) => known === type) ?? null;
}

function asNow(was: LedgerRow, transaction: LedgerTransaction): LedgerRow[] {
  const line = transaction.lines.find(({ lineId }) => lineId === was.lineId);
  // A voided transaction stays, with nothing in it.
  if (!line || (line.amountMinor === 0 && was.amountMinor !== 0)) return [];
  const { amountMinor, accountId, account, classId, customerId, customer } = line;
  const { syncToken, number, vendorId, vendor, date, currency } = transaction;
  return [
    {
      ...was,
      ...{ amountMinor, accountId, account, classId, class: line.class, customerId, customer },
      ...{ syncToken, number, vendorId, vendor, date, currency },
    },
  ];
}
