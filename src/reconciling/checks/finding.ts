import { z } from 'zod';
import { sumMinor } from '../../core/money.ts';

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

/** All findings of one check together: where only the first are kept, what they come to is still known. */
export const CheckTotal = z.object({
  check: z.enum(CHECK_NAMES),
  count: z.number().int(),
  /** Minor units, by currency; the currency with the most of them first. */
  amounts: z.array(z.object({ currency: z.string(), amountMinor: z.number().int() })),
});
export type CheckTotal = z.infer<typeof CheckTotal>;

/** One total a check that found something, the most urgent first. */
export function checkTotals(checks: readonly RunCheck[]): CheckTotal[] {
  return CHECK_NAMES.flatMap((name): CheckTotal[] => {
    const own = checks.filter(({ check }) => check === name);
    if (own.length === 0) return [];
    const amounts = [...Map.groupBy(own, ({ currency }) => currency)]
      .sort(([a, of], [b, others]) => others.length - of.length || a.localeCompare(b))
      .map(([currency, some]) => ({
        currency,
        amountMinor: sumMinor(some.map(({ amountMinor }) => amountMinor)),
      }));
    return [{ check: name, count: own.length, amounts }];
  });
}
