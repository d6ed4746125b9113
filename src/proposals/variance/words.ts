import type { Cause } from '../../reconciliation/types.ts';
import { money, named } from '../say.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import type { Subject } from './subject.ts';

/** Causes as a bookkeeper says them. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  currency: 'other currency',
  tax: 'tax',
  amount: 'amount differs',
  split: 'split',
  combined: 'combined',
  coding: 'coded differently',
  timing: 'different date',
  duplicate: 'duplicate',
  reversal: 'reversed',
  'missing-in-ledger': 'missing in QuickBooks',
  'missing-in-sheet': 'missing in the sheet',
  none: 'agrees',
};

const TYPES: Readonly<Record<string, string>> = {
  VendorCredit: 'Vendor credit',
  JournalEntry: 'Journal entry',
};

/** "Bill 1042", and its Id where it has no number. */
export function postingName({ type, number, txnId }: Pick<LedgerRow, 'type' | 'number' | 'txnId'>): string {
  return `${TYPES[type] ?? type} ${number === '' ? `Id ${txnId}` : named(number, 30)}`;
}

/** "Row 7, Atlas Print, AT-102, 3 Nov: $120.00". */
export function rowLine({
  rowNumber,
  vendor,
  description,
  invoice,
  date,
  amountMinor,
  currency,
}: SheetRow): string {
  const who = named(vendor || description, 60);
  return [`Row ${rowNumber}`, who, named(invoice, 30), date]
    .filter(Boolean)
    .join(' · ')
    .concat(`: ${money(amountMinor, currency)}`);
}

export function postingLine(posting: LedgerRow): string {
  const { vendor, memo, date, amountMinor, currency } = posting;
  return [postingName(posting), named(vendor || said(memo), 60), date]
    .filter(Boolean)
    .join(' · ')
    .concat(`: ${money(amountMinor, currency)}`);
}

/** A memo is the line’s description and the transaction’s own note; the first says what it was. */
export function said(memo: string): string {
  return memo.split(' · ')[0] ?? '';
}

/** Whom it is with: the vendor, else what it is for. */
export function whoOf({ sheet, ledger }: Pick<Subject, 'sheet' | 'ledger'>): string {
  const [row] = sheet;
  const [posting] = ledger;
  return named(
    row?.vendor || posting?.vendor || row?.description || said(posting?.memo ?? '') || 'no vendor',
    70,
  );
}
