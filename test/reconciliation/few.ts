import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { idsOf, type Lists, others } from './beside.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

/** The rows that are asked about among a few plain pairs: lists of a small firm's month. */
export function amongFew(sheet: readonly Row[], ledger: readonly Row[]) {
  const beside = others(8);
  const plain = (rows: readonly Row[]): Row[] => rows.filter(({ id }) => id.startsWith('X'));
  const all: Lists = {
    sheet: [...plain(beside.sheet), ...sheet],
    ledger: [...plain(beside.ledger), ...ledger],
  };
  const answer = reconcile(sideOf(all.sheet), sideOf(all.ledger), TOLERANCE, { same: [], different: [] });
  return { ...all, answer };
}

/** Their matches with each one's cause: "S1 = L1+L2 split". Ids begin with S and L. */
export function matchedAmongFew(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const all = amongFew(sheet, ledger);
  return all.answer.matches
    .map((match) => `${idsOf(all.sheet, match.sheet)} = ${idsOf(all.ledger, match.ledger)} ${match.cause}`)
    .filter((said) => /[SL]\d/.test(said))
    .sort();
}
