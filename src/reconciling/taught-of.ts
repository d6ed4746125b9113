import { StoredContent } from '../proposals/variance/content.ts';
import type { Taught } from '../reconciliation/types.ts';
import { COMPANY, type Transaction } from '../store/database.ts';

/** What people said in earlier decisions: pairs that belong together, and pairs that do not; the newest word counts. */
export async function taughtOf(db: Transaction, project: string): Promise<Taught> {
  const rows = await db.$queryRaw<{ content: unknown }[]>`
    SELECT d."content" FROM "Approval" a JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE a."company" = ${COMPANY} AND a."project" = ${project} AND a."kind" = 'variance'
      AND a."status" IN ('posted', 'done') AND d."content"->'action'->>'do' IN ('same', 'different')
    ORDER BY a."decidedAt", a."number"`;
  const same: { sheet: string[]; ledger: string[] }[] = [];
  const different = new Map<string, { sheet: string; ledger: string }>();
  for (const { content } of rows) {
    const action = StoredContent.safeParse(content).data?.action;
    if (action?.do === 'same') {
      const pair = { sheet: action.sheet.map(({ id }) => id), ledger: action.ledger.map(({ id }) => id) };
      // A later word about a row takes back what was said of it before.
      for (const [index, old] of [...same.entries()].reverse())
        if (
          old.sheet.some((id) => pair.sheet.includes(id)) ||
          old.ledger.some((id) => pair.ledger.includes(id))
        )
          same.splice(index, 1);
      for (const id of pair.sheet) for (const other of pair.ledger) different.delete(`${id}|${other}`);
      same.push(pair);
    }
    if (action?.do === 'different')
      for (const pair of action.pairs) {
        different.set(`${pair.sheet}|${pair.ledger}`, pair);
        for (const [index, old] of [...same.entries()].reverse())
          if (old.sheet.includes(pair.sheet) && old.ledger.includes(pair.ledger)) same.splice(index, 1);
      }
  }
  return { same, different: [...different.values()] };
}
