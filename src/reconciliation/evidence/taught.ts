import { type Settled, settle } from '../links.ts';
import type { Books } from '../reading/canonical.ts';
import type { Side, Taught } from '../types.ts';

/** Whether a person said that two rows, by their numbers in the books, do not belong together. */
export type SaidApart = (sheetRow: number, ledgerRow: number) => boolean;

const NEVER_SAID: SaidApart = () => false;

function rowsById(side: Side, origin: Int32Array): Map<string, number> {
  const rows = new Map<string, number>();
  for (let row = 0; row < origin.length; row++) rows.set(side.id[origin[row] as number] as string, row);
  return rows;
}

/**
 * Settles what people said belongs together, before anything else is looked at. Ids that are not in the lists any more
 * are passed over, and so is what would take a row twice: the first said stands.
 */
export function settleTaught(
  sheet: Side,
  ledger: Side,
  books: Books,
  taught: Taught,
  settled: Settled,
): SaidApart {
  if (taught.same.length === 0 && taught.different.length === 0) return NEVER_SAID;
  const sheetRows = rowsById(sheet, books.sheet.origin);
  const ledgerRows = rowsById(ledger, books.ledger.origin);
  const found = (ids: readonly string[], rows: Map<string, number>): number[] =>
    [...new Set(ids)].flatMap((id) => rows.get(id) ?? []).sort((a, b) => a - b);
  for (const { sheet: some, ledger: others } of taught.same) {
    const rows = found(some, sheetRows);
    const postings = found(others, ledgerRows);
    if (rows.length === 0 || postings.length === 0) continue;
    if (rows.some((row) => settled.sheet[row] !== -1)) continue;
    if (postings.some((row) => settled.ledger[row] !== -1)) continue;
    settle(settled, { sheet: rows, ledger: postings, stage: 'taught', chance: 1, runnerUp: -1, among: 0 });
  }
  const apart = new Set<number>();
  for (const { sheet: id, ledger: other } of taught.different) {
    const i = sheetRows.get(id);
    const j = ledgerRows.get(other);
    if (i !== undefined && j !== undefined) apart.add(i * books.ledger.count + j);
  }
  return apart.size === 0 ? NEVER_SAID : (i, j) => apart.has(i * books.ledger.count + j);
}
