import type { Decimal } from '../core/decimal.ts';
import { VendorFailure } from '../core/failure.ts';
import { type Currency, toDecimal } from '../core/money.ts';
import type { NewInvoice, NewInvoiceLine } from './types.ts';

const LONGEST_NOTE = 4000;

/**
 * The JSON that QuickBooks creates an invoice from, with the requestid under the name the SDK takes it from. Built
 * anew for every attempt, because the SDK deletes that one from what it is given. Throws VendorFailure of kind 'ours',
 * before anything is sent, where a number or the note would not arrive as it is.
 */
export function toWireInvoice(invoice: NewInvoice, currency: Currency, requestId: string): object {
  if (invoice.privateNote.length > LONGEST_NOTE) {
    throw refusal(`The note is longer than the ${LONGEST_NOTE} characters QuickBooks keeps.`);
  }
  return {
    CustomerRef: { value: invoice.customerId },
    TxnDate: invoice.txnDate,
    PrivateNote: invoice.privateNote,
    ...given('DueDate', invoice.dueDate),
    ...reference('SalesTermRef', invoice.termsId),
    ...reference('CurrencyRef', invoice.currency),
    ...reference('DepartmentRef', invoice.locationId),
    ...reference('CustomerMemo', invoice.customerMemo),
    ...(invoice.billEmail === null ? {} : { BillEmail: { Address: invoice.billEmail } }),
    ...(invoice.txnTaxCodeId === null
      ? {}
      : { TxnTaxDetail: { TxnTaxCodeRef: { value: invoice.txnTaxCodeId } } }),
    Line: invoice.lines.map((line) => toWireLine(line, currency)),
    requestId,
  };
}

function toWireLine(line: NewInvoiceLine, currency: Currency): object {
  return {
    DetailType: 'SalesItemLineDetail',
    Description: line.description,
    Amount: exactNumber(toDecimal(line.amountMinor, currency)),
    SalesItemLineDetail: {
      ItemRef: { value: line.itemId },
      Qty: exactNumber(line.quantity),
      UnitPrice: exactNumber(line.unitPrice),
      ...given('ServiceDate', line.serviceDate),
      ...reference('ClassRef', line.classId),
      ...reference('TaxCodeRef', line.taxCodeId),
    },
  };
}

/** The JSON number that is written as `decimal` is; refused where there is none, never rounded. */
export function exactNumber(decimal: Decimal): number {
  const number = Number(decimal);
  if (String(number) !== decimal) {
    throw refusal(`${decimal} has more digits than can be sent to QuickBooks exactly.`);
  }
  return number;
}

function given(name: string, value: string | null): object {
  return value === null ? {} : { [name]: value };
}

function reference(name: string, id: string | null): object {
  return id === null ? {} : { [name]: { value: id } };
}

function refusal(message: string): VendorFailure {
  return new VendorFailure({ service: 'QuickBooks', kind: 'ours', message });
}
