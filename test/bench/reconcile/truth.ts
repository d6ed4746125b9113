import { z } from 'zod';
import { CAUSES } from '../../../src/reconciliation/types.ts';

/**
 * What a generator knows of the two lists it wrote, and what every answer is scored against. The words are the
 * contract's; nothing in here says how a match is found.
 */

const Cause = z.enum(CAUSES);
const Ids = z.array(z.string().min(1));

const TruthGroup = z.strictObject({
  sheet: Ids.min(1),
  ledger: Ids.min(1),
  /** null where the source knows no causes: it is then not scored. */
  cause: Cause.nullable(),
  /** The habit that made it ('retainage', 'rent', …), for recall by kind. Never shown to an engine. */
  kind: z.string().optional(),
});

const TruthUnmatched = z.strictObject({
  id: z.string().min(1),
  cause: Cause.nullable(),
  kind: z.string().optional(),
});

export const Truth = z.strictObject({
  format: z.literal('reconciliation-truth/1'),
  generator: z.string(),
  seed: z.number().int().nonnegative(),
  hardness: z.string(),
  /** Sheet rows and ledger rows as written. */
  rows: z.strictObject({ sheet: z.number().int(), ledger: z.number().int() }),
  /**
   * Every true pair. `linksOf(groups)` for one to one, split and combined; a public set may know of fewer than the
   * cross product of its group.
   */
  links: z.array(z.tuple([z.string().min(1), z.string().min(1)])),
  /** What belongs together, whole: one match of the answer each. */
  groups: z.array(TruthGroup),
  unmatched: z.strictObject({ sheet: z.array(TruthUnmatched), ledger: z.array(TruthUnmatched) }),
  /**
   * Sets of ids of one side that nobody could tell apart by what the files say: identical rows, and the two halves of
   * a duplicate. An answer that swaps members of a set is as right as one that does not.
   */
  twins: z.strictObject({ sheet: z.array(Ids.min(2)), ledger: z.array(Ids.min(2)) }),
});

export type Truth = z.infer<typeof Truth>;
export type TruthGroup = z.infer<typeof TruthGroup>;
export type TruthUnmatched = z.infer<typeof TruthUnmatched>;

/** Each row of the group with each posting of it. */
export function linksOf(groups: readonly Pick<TruthGroup, 'sheet' | 'ledger'>[]): [string, string][] {
  return groups.flatMap((g) => g.sheet.flatMap((s) => g.ledger.map((l): [string, string] => [s, l])));
}

/** A row as the contract's sheet file has it; every field text, '' where there is nothing. */
export interface SheetRow {
  id: string;
  description: string;
  vendor: string;
  invoice: string;
  po: string;
  date: string;
  amount: string;
  currency: string;
  project: string;
  account: string;
  class: string;
}

/** A posting as the contract's ledger file has it. */
export interface LedgerRow {
  id: string;
  type: 'Bill' | 'Purchase' | 'VendorCredit' | 'JournalEntry' | 'Expense' | '';
  number: string;
  vendor: string;
  po: string;
  date: string;
  amount: string;
  currency: string;
  project: string;
  account: string;
  class: string;
  memo: string;
}

/** Two files and what is true of them. A generator's one export: `generate(seed, rows, hardness): Generated`. */
export interface Generated {
  sheet: SheetRow[];
  ledger: LedgerRow[];
  truth: Truth;
}
