import { z } from 'zod';

/** What the checks after matching look for, the most urgent first: what is about to be paid twice cannot wait. */
export const CHECK_NAMES = [
  'duplicate-before-paid',
  'coding-against-history',
  'missing-purchase-order',
  'missing-receipt',
  'unbilled-labour',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** One thing worth a look. Nothing is decided by it: matched rows may have one, and variances too. */
export const RunCheck = z.object({
  check: z.enum(CHECK_NAMES),
  /** The same in every run: "missing-receipt:Purchase:6021". */
  key: z.string(),
  /** What it is about, minor units of `currency`. */
  amountMinor: z.number().int(),
  currency: z.string(),
  /** ISO. */
  date: z.string(),
  /** As people see it at the left of `sheet`; null where no row has it. */
  rowNumber: z.number().int().nullable(),
  sheet: z.enum(['costs', 'billing']).nullable(),
  /** Ids of the lines of QuickBooks it is about, as in the run's ledgerRows. */
  postings: z.array(z.string()),
  /** One sentence for a bookkeeper, with every figure it rests on. */
  message: z.string(),
  /** Where a person opens it in QuickBooks. */
  url: z.string().nullable(),
});
export type RunCheck = z.infer<typeof RunCheck>;
