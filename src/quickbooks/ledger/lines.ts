import type { Decimal } from '../../core/decimal.ts';
import { type Currency, toMinor } from '../../core/money.ts';
import type { LedgerType } from '../ledger-line-types.ts';
import type { LedgerLine } from '../ledger-transaction-types.ts';
import type { Names } from './names.ts';
import type { WireLine, WireTransaction } from './wire.ts';

const PURCHASE_ORDER_FIELD = /\bp\.?\s?o\b|purchase\s*order/i;
// "PO 4711", "P.O. #HL-77120", "purchase order no. 12": a number stands in it somewhere.
const PURCHASE_ORDER_TEXT =
  /\b(?:P\.?\s?O\.?|purchase order)(?:\s*(?:#|no\.?|number|:))*[\s-]*((?=[A-Z-]*\d)[A-Z0-9][A-Z0-9/-]*)\b/i;

/** Every line of a transaction, bundles' lines among them, in order. */
export function flatLines(wire: WireTransaction): WireLine[] {
  return (wire.Line ?? []).flatMap((line): WireLine[] => line.GroupLineDetail?.Line ?? [line]);
}

/**
 * A line as people know it, its amount signed: costs positive, credits, refunds and credit sides negative. Null for
 * one without an amount: a line of text, a subtotal.
 */
export function toLedgerLine(
  type: LedgerType,
  wire: WireTransaction,
  line: WireLine,
  index: number,
  currency: Currency,
  names: Names,
): LedgerLine | null {
  if (line.Amount === null) return null;
  const journal = line.JournalEntryLineDetail;
  const expense = line.AccountBasedExpenseLineDetail ?? line.ItemBasedExpenseLineDetail;
  const detail = journal ?? expense;
  const account = detail?.AccountRef ?? expense?.ItemAccountRef ?? null;
  const customer = customerOf(line);
  const ofClass = detail?.ClassRef ?? wire.ClassRef;
  return {
    lineId: line.Id ?? `n${index + 1}`, // QuickBooks numbers them all; one without a number cannot be changed
    kind: journal ? 'journal' : line.ItemBasedExpenseLineDetail ? 'item' : expense ? 'account' : 'other',
    amountMinor: signed(type, wire, line.Amount, journal?.PostingType === 'Credit', currency),
    description: line.Description ?? '',
    accountId: account?.id ?? '',
    account: account ? (names.account(account.id)?.label ?? account.name) : '',
    classId: ofClass?.id ?? '',
    class: ofClass?.name ?? '',
    customerId: customer?.id ?? '',
    customer: customer ? customer.name || (names.customerName(customer.id) ?? '') : '',
    ...vendorOfSide(journal),
    itemId: expense?.ItemRef?.id ?? '',
  };
}

function signed(
  type: LedgerType,
  wire: WireTransaction,
  amount: Decimal,
  creditSide: boolean,
  currency: Currency,
): number {
  const minor = toMinor(amount, currency);
  const negative = type === 'VendorCredit' || (type === 'Purchase' && wire.Credit === true) || creditSide;
  return negative ? 0 - minor : minor;
}

export function customerOf(line: WireLine): { id: string; name: string } | null {
  const journal = line.JournalEntryLineDetail;
  if (!journal) {
    const detail = line.AccountBasedExpenseLineDetail ?? line.ItemBasedExpenseLineDetail;
    return detail?.CustomerRef ?? null;
  }
  const party = journal.Entity?.EntityRef;
  const isCustomer = party && journal.Entity?.Type?.toLowerCase() === 'customer';
  return isCustomer ? { id: party.value, name: party.name ?? '' } : journal.CustomerRef;
}

/** Whom a transaction is with; `id` is '' where that is no vendor. */
export function vendorOf(wire: WireTransaction): { id: string; name: string } {
  if (wire.VendorRef) return wire.VendorRef;
  if (wire.EntityRef) return party(wire.EntityRef.type, wire.EntityRef);
  // A journal entry names its vendor on another of its lines: the cost is the customer's, the debt the vendor's.
  for (const line of wire.Line ?? []) {
    const entity = line.JournalEntryLineDetail?.Entity;
    if (entity?.EntityRef && entity.Type?.toLowerCase() === 'vendor')
      return party(entity.Type, entity.EntityRef);
  }
  return { id: '', name: '' };
}

function vendorOfSide(journal: WireLine['JournalEntryLineDetail']): { vendorId: string; vendor: string } {
  const entity = journal?.Entity;
  const isVendor = entity?.EntityRef && entity.Type?.toLowerCase() === 'vendor';
  return isVendor
    ? { vendorId: entity.EntityRef?.value ?? '', vendor: entity.EntityRef?.name ?? '' }
    : { vendorId: '', vendor: '' };
}

function party(type: string | null | undefined, ref: { value: string; name?: string | null }) {
  return { id: (type ?? 'Vendor').toLowerCase() === 'vendor' ? ref.value : '', name: ref.name ?? '' };
}

/** Ids of the purchase orders that a line, or else its transaction, is linked to. */
export function purchaseOrderIds(wire: WireTransaction, line: WireLine): string[] {
  const own = orders(line.LinkedTxn);
  if (own.length > 0) return own;
  const shared = orders(wire.LinkedTxn);
  // Several on the transaction: nothing says which of them is the line's.
  return shared.length === 1 ? shared : [];
}

function orders(links: WireTransaction['LinkedTxn']): string[] {
  return (links ?? []).filter(({ TxnType }) => TxnType === 'PurchaseOrder').map(({ TxnId }) => TxnId);
}

/** The number of the purchase order as far as the transaction itself says it. */
export function writtenPurchaseOrder(wire: WireTransaction, line: WireLine): string {
  const field = (wire.CustomField ?? []).find(
    ({ Name, StringValue }) => Name !== null && StringValue !== null && PURCHASE_ORDER_FIELD.test(Name),
  );
  if (field?.StringValue) return field.StringValue;
  for (const text of [line.Description, wire.PrivateNote]) {
    const [, number] = PURCHASE_ORDER_TEXT.exec(text ?? '') ?? [];
    if (number !== undefined) return number;
  }
  return '';
}
