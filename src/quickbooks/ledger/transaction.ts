import { addDecimals, ZERO } from '../../core/decimal.ts';
import { type Currency, toMinor } from '../../core/money.ts';
import type { LedgerType } from '../ledger-line-types.ts';
import type { LedgerTransaction } from '../ledger-transaction-types.ts';
import { flatLines, toLedgerLine, vendorOf } from './lines.ts';
import type { Names } from './names.ts';
import { readable, spoken } from './readable.ts';
import type { WireTransaction } from './wire.ts';

/** A transaction as people know it. Throws VendorFailure for an amount beyond what can be counted exactly. */
export function toTransaction(
  type: LedgerType,
  wire: WireTransaction,
  homeCurrency: Currency,
  names: Names,
  url: string,
): LedgerTransaction {
  return readable(spoken(type, wire.Id), () => {
    const currency = wire.CurrencyRef?.id ?? homeCurrency;
    const vendor = vendorOf(wire);
    const total = type === 'JournalEntry' ? debits(wire) : (wire.TotalAmt ?? ZERO);
    const credit = type === 'VendorCredit' || (type === 'Purchase' && wire.Credit === true);
    const totalMinor = toMinor(total, currency);
    return {
      type,
      id: wire.Id,
      syncToken: wire.SyncToken,
      number: wire.DocNumber ?? '',
      vendorId: vendor.id,
      vendor: vendor.name,
      date: wire.TxnDate,
      dueDate: type === 'Bill' ? (wire.DueDate?.slice(0, 10) ?? '') : '',
      currency,
      totalMinor: credit ? 0 - totalMinor : totalMinor,
      balanceMinor: wire.Balance === null ? 0 : toMinor(wire.Balance, currency),
      privateNote: wire.PrivateNote ?? '',
      lines: flatLines(wire).flatMap(
        (line, index) => toLedgerLine(type, wire, line, index, currency, names) ?? [],
      ),
      url,
    };
  });
}

function debits(wire: WireTransaction) {
  return flatLines(wire)
    .filter((line) => line.JournalEntryLineDetail?.PostingType === 'Debit')
    .reduce((sum, { Amount }) => addDecimals(sum, Amount ?? ZERO), ZERO);
}
