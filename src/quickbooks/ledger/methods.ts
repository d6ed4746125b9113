import { z } from 'zod';
import type { LedgerType } from '../ledger-line-types.ts';
import type { Sdk } from '../sdk.ts';

/** The SDK's methods for each kind of transaction. */
export const METHODS = {
  Bill: { get: 'getBill', update: 'updateBill', remove: 'deleteBill' },
  Purchase: { get: 'getPurchase', update: 'updatePurchase', remove: 'deletePurchase' },
  VendorCredit: { get: 'getVendorCredit', update: 'updateVendorCredit', remove: 'deleteVendorCredit' },
  JournalEntry: { get: 'getJournalEntry', update: 'updateJournalEntry', remove: 'deleteJournalEntry' },
} as const satisfies Record<LedgerType, Record<'get' | 'update' | 'remove', keyof Sdk>>;

/** A record with every field it came with; one read by id that was deleted is null. */
export const rawTransaction = z.looseObject({ Id: z.string().min(1), SyncToken: z.string() });
export type RawTransaction = z.infer<typeof rawTransaction>;

export const storedTransaction = z.preprocess((value) => {
  const deleted = z.object({ status: z.literal('Deleted') }).safeParse(value).success;
  return deleted ? null : value;
}, rawTransaction.nullable());
