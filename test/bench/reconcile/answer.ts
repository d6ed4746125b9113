import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CAUSES } from '../../../src/reconciliation/types.ts';

/** The contract's out.json, as far as it is scored. A baseline that names no causes says null. */

const Ids = z.array(z.string()).min(1);
const Cause = z.enum(CAUSES).nullable();
const Totals = z.object({
  sheet: z.string(),
  ledger: z.string(),
  matched: z.object({ sheet: z.string(), ledger: z.string() }),
  difference: z.string(),
  byCause: z.record(z.string(), z.string()),
});
const Lone = z.object({ id: z.string(), cause: Cause });

export const Answer = z.object({
  matches: z.array(
    z.object({
      sheet: Ids,
      ledger: Ids,
      cause: Cause,
      difference: z.string().nullable().optional(),
      parts: z.array(z.object({ cause: z.enum(CAUSES), amount: z.string() })).optional(),
      confidence: z.number().min(0).max(1),
    }),
  ),
  unmatched: z.object({ sheet: z.array(Lone), ledger: z.array(Lone) }),
  /** What is not in `--currency` stands beside it, by currency. */
  totals: Totals.extend({ byCurrency: z.record(z.string(), Totals).optional() }).optional(),
});

export type Answer = z.infer<typeof Answer>;
export type AnswerTotals = z.infer<typeof Totals>;
export type AnswerMatch = Answer['matches'][number];

/** Throws a ZodError where the file is not the contract's. */
export const readAnswer = (path: string): Answer => Answer.parse(JSON.parse(readFileSync(path, 'utf8')));
