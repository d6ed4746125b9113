import { z } from 'zod';
import { optionalDecimal, optionalRef, optionalText, wireDecimal, wireId } from '../map-wire.ts';

// The shapes of bills, purchases, vendor credits and journal entries, which differ in little.

/** A date, of which QuickBooks sometimes adds the time or the zone. */
const date = z
  .string()
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date());

const link = z.object({ TxnId: wireId, TxnType: optionalText });
const links = z.array(link).nullish().catch(null);

const party = z
  .object({ value: wireId, name: z.string().nullish(), type: z.string().nullish() })
  .nullish()
  .catch(null);

const expenseDetail = z
  .object({
    AccountRef: optionalRef,
    ItemAccountRef: optionalRef,
    ItemRef: optionalRef,
    CustomerRef: optionalRef,
    ClassRef: optionalRef,
  })
  .nullish();

const wireLine = z.object({
  Id: wireId.nullish(),
  Description: optionalText,
  Amount: optionalDecimal,
  LinkedTxn: links,
  AccountBasedExpenseLineDetail: expenseDetail,
  ItemBasedExpenseLineDetail: expenseDetail,
  JournalEntryLineDetail: z
    .object({
      PostingType: z.enum(['Debit', 'Credit']),
      AccountRef: optionalRef,
      CustomerRef: optionalRef,
      ClassRef: optionalRef,
      Entity: z.object({ Type: z.string().nullish(), EntityRef: party }).nullish().catch(null),
    })
    .nullish(),
});
export type WireLine = z.infer<typeof wireLine>;

// A bundle's lines stand one level down.
const wireGroup = wireLine.extend({
  GroupLineDetail: z.object({ Line: z.array(wireLine).nullish() }).nullish(),
});

export const wireTransaction = z.object({
  Id: wireId,
  SyncToken: wireId,
  DocNumber: optionalText,
  TxnDate: date,
  DueDate: optionalText,
  CurrencyRef: optionalRef,
  /** Of the home currency for one of the transaction's; what is no number says nothing. */
  ExchangeRate: optionalDecimal.catch(null),
  VendorRef: optionalRef,
  EntityRef: party,
  ClassRef: optionalRef,
  /** Of a purchase: a refund. */
  Credit: z.boolean().nullish(),
  TotalAmt: optionalDecimal,
  Balance: optionalDecimal,
  PrivateNote: optionalText,
  LinkedTxn: links,
  CustomField: z
    .array(z.object({ Name: optionalText, StringValue: optionalText }))
    .nullish()
    .catch(null),
  Line: z.array(wireGroup).nullish(),
});
export type WireTransaction = z.infer<typeof wireTransaction>;

export const wireAccount = z.object({
  Id: wireId,
  Name: z.string().min(1),
  FullyQualifiedName: optionalText,
  AcctNum: optionalText,
  AccountType: z.string().nullish(),
  Active: z.boolean().nullish(),
});
export type WireAccount = z.infer<typeof wireAccount>;

export const wireVendor = z.object({
  Id: wireId,
  DisplayName: z.string().min(1),
  Active: z.boolean().nullish(),
  CurrencyRef: optionalRef,
  TermRef: optionalRef,
});
export type WireVendor = z.infer<typeof wireVendor>;

export const wireTime = z.object({
  Id: wireId,
  TxnDate: date,
  EmployeeRef: optionalRef,
  VendorRef: optionalRef,
  CustomerRef: optionalRef,
  ItemRef: optionalRef,
  ClassRef: optionalRef,
  BillableStatus: z.enum(['Billable', 'NotBillable', 'HasBeenBilled']).nullish(),
  HourlyRate: optionalDecimal,
  CostRate: optionalDecimal,
  Hours: wireDecimal.nullish(),
  Minutes: wireDecimal.nullish(),
  Seconds: wireDecimal.nullish(),
  BreakHours: wireDecimal.nullish(),
  BreakMinutes: wireDecimal.nullish(),
  StartTime: optionalText,
  EndTime: optionalText,
  Description: optionalText,
});
export type WireTime = z.infer<typeof wireTime>;
