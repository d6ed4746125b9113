import { z } from 'zod';

/** Kept with a run, so that the next night can go on from it. */
export const KeptReading = z.object({
  customerId: z.string(),
  from: z.string(),
  to: z.string(),
  asOf: z.string(),
  wholeAt: z.string(),
  paid: z.array(z.boolean().nullable()),
  history: z
    .array(
      z.tuple([
        z.string(),
        z.array(z.object({ accountId: z.string(), account: z.string(), lines: z.number() })),
      ]),
    )
    .nullable(),
});
export type KeptReading = z.infer<typeof KeptReading>;
