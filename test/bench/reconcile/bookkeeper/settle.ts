import type { LedgerDraft, SheetDraft } from './book.ts';
import type { Firm } from './firm.ts';

/**
 * Enters what belongs together. A posting dated after the period is not in the list yet: its rows then wait alone, or
 * the rest of the group stands for less than was ordered.
 */
export function settle(firm: Firm, kind: string, sheet: SheetDraft[], ledger: LedgerDraft[]): void {
  const there = ledger.filter((draft) => draft.day <= firm.last && draft.day >= firm.first);
  if (there.length === 0) {
    for (const draft of sheet) sheetAlone(firm, draft, 'not-yet-billed');
    return;
  }
  firm.book.matches.push({ sheet, ledger: there, kind });
}

export function sheetAlone(firm: Firm, draft: SheetDraft, kind: string): void {
  firm.book.sheetAlone.push({ draft, cause: 'missing-in-ledger', kind });
}

export function ledgerAlone(firm: Firm, draft: LedgerDraft, kind: string): void {
  if (draft.day > firm.last || draft.day < firm.first) return;
  firm.book.ledgerAlone.push({ draft, cause: 'missing-in-sheet', kind });
}

/** Two or more entries of one side that undo each other; both or none are in the period. */
export function undone(
  firm: Firm,
  kind: string,
  side: { sheet?: SheetDraft[]; ledger?: LedgerDraft[] },
): void {
  const ledger = side.ledger ?? [];
  if (ledger.some((draft) => draft.day > firm.last || draft.day < firm.first)) return;
  for (const draft of ledger) firm.book.ledgerAlone.push({ draft, cause: 'reversal', kind });
  for (const draft of side.sheet ?? []) firm.book.sheetAlone.push({ draft, cause: 'reversal', kind });
}
