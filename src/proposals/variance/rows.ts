import { z } from 'zod';

const text = z.string();
const minor = z.number().int();

/** A row and a posting as a reconciliation reads them: in its run's document, and on the card of a variance. */

export const SheetRow = z.object({
  /** Smartsheet's row id. */
  id: text,
  /** As people see it at the left of the sheet. */
  rowNumber: z.number().int(),
  description: text,
  vendor: text,
  invoice: text,
  po: text,
  /** ISO. */
  date: text,
  /** Minor units of `currency`; credits negative. */
  amountMinor: minor,
  currency: text,
  /** GL Code. */
  account: text,
  budgetMinor: minor,
  /** What stood in these three when it was read. */
  transactionId: text,
  status: text,
  notes: text,
  /** False: read because it lies within the margin of days, so that pairs over a month's end match; not in the totals. */
  inPeriod: z.boolean(),
});
export type SheetRow = z.infer<typeof SheetRow>;

export const LedgerRow = z.object({
  /** "Bill:123:1": type, transaction, line. */
  id: text,
  type: text,
  txnId: text,
  lineId: text,
  /** Of the transaction, as it was read. */
  syncToken: text,
  number: text,
  vendorId: text,
  vendor: text,
  po: text,
  date: text,
  amountMinor: minor,
  currency: text,
  /** Of the books' home currency for one of `currency`; absent in the home currency, and where the books give none. */
  exchangeRate: text.optional(),
  accountId: text,
  account: text,
  classId: text,
  class: text,
  customerId: text,
  customer: text,
  memo: text,
  /** Where a person opens it in QuickBooks. */
  url: text,
  /** null where nobody looked. */
  hasAttachment: z.boolean().nullable(),
  inPeriod: z.boolean(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;
