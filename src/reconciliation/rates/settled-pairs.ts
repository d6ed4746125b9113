import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';

/** Shows each row and posting of one currency that are settled with nothing beside them, and their amounts. */
export function eachSettledPair(
  { sheet, ledger }: Keys,
  settled: Settled,
  show: (sheetRow: number, ledgerRow: number, sheetMinor: number, ledgerMinor: number) => void,
): void {
  for (const link of settled.links) {
    if (link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const i = link.sheet[0] as number;
    const j = link.ledger[0] as number;
    if (sheet.currency[i] !== ledger.currency[j]) continue;
    show(i, j, sheet.amount[i] as number, ledger.amount[j] as number);
  }
}
