import { z } from 'zod';
import { type Currency, toMinor } from '../core/money.ts';
import { optionalDecimal, optionalRef, optionalText, requiredRef, wireDecimal, wireId } from './map-wire.ts';
import type { Estimate, Invoice, PostedLine } from './types.ts';

const address = z.object({ Address: optionalText }).nullish().catch(null);
const memo = z.object({ value: optionalText }).nullish().catch(null);

const wireLine = z.object({
  Description: optionalText,
  Amount: optionalDecimal,
  SalesItemLineDetail: z
    .object({
      ItemRef: optionalRef,
      Qty: optionalDecimal,
      UnitPrice: optionalDecimal,
      ServiceDate: optionalText,
      ClassRef: optionalRef,
      TaxCodeRef: optionalRef,
    })
    .nullish(),
});
type WireLine = z.infer<typeof wireLine>;

// A bundle's lines stand one level down; subtotals and discounts have no SalesItemLineDetail.
const wireGroup = wireLine.extend({
  GroupLineDetail: z.object({ Line: z.array(wireLine).nullish() }).nullish(),
});

const transaction = z.object({
  Id: wireId,
  DocNumber: optionalText,
  CustomerRef: requiredRef,
  TxnDate: z.string().min(1),
  TotalAmt: wireDecimal,
  CurrencyRef: optionalRef,
});

export const wireInvoice = transaction.extend({
  SyncToken: wireId.nullish(),
  DueDate: optionalText,
  Balance: optionalDecimal,
  TxnTaxDetail: z.object({ TotalTax: optionalDecimal }).nullish().catch(null),
  PrivateNote: optionalText,
  CustomerMemo: memo,
  BillEmail: address,
  EmailStatus: optionalText,
  SalesTermRef: optionalRef,
  DepartmentRef: optionalRef,
  CustomField: z
    .array(z.object({ Name: optionalText, StringValue: optionalText }))
    .nullish()
    .catch(null),
  Line: z.array(wireGroup).nullish(),
});
export type WireInvoice = z.infer<typeof wireInvoice>;

/** An invoice as it is read by id: one that was deleted is `{"status": "Deleted", "Id": "…"}`, and null here. */
export const wireStoredInvoice = z.preprocess((value) => {
  const deleted = z.object({ status: z.literal('Deleted') }).safeParse(value).success;
  return deleted ? null : value;
}, wireInvoice.nullable());

export const wireEstimate = transaction.extend({ TxnStatus: optionalText });

const PURCHASE_ORDER = /\bp\.?\s?o\b|purchase\s*order/i;

export function toInvoice(wire: WireInvoice, homeCurrency: Currency): Invoice {
  const currency = wire.CurrencyRef?.id ?? homeCurrency;
  const total = toMinor(wire.TotalAmt, currency);
  const tax = wire.TxnTaxDetail?.TotalTax ?? null;
  return {
    id: wire.Id,
    docNumber: wire.DocNumber,
    syncToken: wire.SyncToken ?? '0',
    customerId: wire.CustomerRef.id,
    customerName: wire.CustomerRef.name,
    txnDate: wire.TxnDate,
    dueDate: wire.DueDate,
    currency,
    totalMinor: total,
    balanceMinor: wire.Balance === null ? total : toMinor(wire.Balance, currency),
    taxMinor: tax === null ? 0 : toMinor(tax, currency),
    privateNote: wire.PrivateNote ?? '',
    customerMemo: wire.CustomerMemo?.value ?? '',
    billEmail: wire.BillEmail?.Address ?? null,
    emailStatus: wire.EmailStatus ?? 'NotSet',
    termsId: wire.SalesTermRef?.id ?? null,
    locationId: wire.DepartmentRef?.id ?? null,
    purchaseOrder:
      (wire.CustomField ?? []).find(({ Name }) => Name !== null && PURCHASE_ORDER.test(Name))?.StringValue ??
      null,
    lines: (wire.Line ?? [])
      .flatMap((line): WireLine[] => line.GroupLineDetail?.Line ?? [line])
      .flatMap((line) => toLine(line, currency)),
  };
}

function toLine(wire: WireLine, currency: Currency): PostedLine[] {
  const detail = wire.SalesItemLineDetail;
  if (!detail) return [];
  return [
    {
      description: wire.Description ?? '',
      itemId: detail.ItemRef?.id ?? null,
      quantity: detail.Qty,
      unitPrice: detail.UnitPrice,
      amountMinor: wire.Amount === null ? 0 : toMinor(wire.Amount, currency),
      serviceDate: detail.ServiceDate,
      classId: detail.ClassRef?.id ?? null,
      taxCodeId: detail.TaxCodeRef?.id ?? null,
    },
  ];
}

export function toEstimate(wire: z.infer<typeof wireEstimate>, homeCurrency: Currency): Estimate {
  const currency = wire.CurrencyRef?.id ?? homeCurrency;
  return {
    id: wire.Id,
    docNumber: wire.DocNumber,
    customerId: wire.CustomerRef.id,
    status: wire.TxnStatus ?? 'Pending', // what QuickBooks gives an estimate that says nothing
    txnDate: wire.TxnDate,
    totalMinor: toMinor(wire.TotalAmt, currency),
    currency,
  };
}
