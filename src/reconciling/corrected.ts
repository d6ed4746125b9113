import { z } from 'zod';
import { StoredContent } from '../proposals/variance/content.ts';
import type { Subject } from '../proposals/variance/subject.ts';
import { COMPANY, type Transaction } from '../store/database.ts';

/** A journal entry that people approved, and what it was approved for. */
export interface Correction {
  approvalId: string;
  /** Its transaction's Id. */
  entry: string;
  amountMinor: number;
  currency: string;
  /** As they stood when it was decided on. */
  postings: readonly { id: string; amountMinor: number; currency: string }[];
}

const Row = z.object({ id: z.string(), entry: z.string(), content: StoredContent });

/** Those that stand: an entry that was undone corrects nothing any more. */
export async function correctionsOf(db: Transaction, project: string): Promise<Correction[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT a."id", a."posting"->>'id' AS "entry", d."content" FROM "Approval" a
    JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE a."company" = ${COMPANY} AND a."project" = ${project} AND a."kind" = 'variance'
      AND a."status" IN ('posted', 'done') AND a."posting" IS NOT NULL
      AND d."content"->'action'->>'do' = 'journal'`;
  return rows.flatMap((row) => {
    const { id, entry, content } = Row.parse(row);
    const { action, postings } = content;
    if (action.do !== 'journal') return [];
    return [{ approvalId: id, entry, amountMinor: action.amountMinor, currency: action.currency, postings }];
  });
}

/**
 * The journal entry that settled all of this, where there is one: the posting that it takes back looks reversed from
 * then on, and the entry itself is in no row of the sheet. Both are what was decided, as long as their figures are.
 */
export function correctedBy(
  { sheet, ledger }: Pick<Subject, 'sheet' | 'ledger'>,
  corrections: readonly Correction[],
): Correction | null {
  if (sheet.length > 0 || ledger.length === 0) return null;
  const settles = ({ entry, amountMinor, currency, postings }: Correction) =>
    ledger.every((one) =>
      one.type === 'JournalEntry' && one.txnId === entry
        ? Math.abs(one.amountMinor) === amountMinor && one.currency === currency
        : postings.some(
            (was) =>
              was.id === one.id && was.amountMinor === one.amountMinor && was.currency === one.currency,
          ),
    );
  return corrections.find(settles) ?? null;
}
