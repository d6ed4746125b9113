import type { Evidence } from '../evidence/evidence.ts';
import type { Keys } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';

/** Rows of both sides that may be lines of one document. */
export interface Lines {
  sheet: number[];
  ledger: number[];
}

/**
 * What one side entered and took back by itself is no line of the document, though it changes nothing of what the lines
 * come to. Where the other side took something back as well, the two may be each other's.
 */
export function withoutUndone(keys: Keys, cancelled: Evidence['cancelled'], lines: Lines): Lines {
  const undone = {
    sheet: lines.sheet.filter((row) => cancelled.sheet[row] === 1),
    ledger: lines.ledger.filter((row) => cancelled.ledger[row] === 1),
  };
  if (undone.sheet.length > 0 === undone.ledger.length > 0) return lines;
  if (totalOf(keys.sheet, undone.sheet) !== 0 || totalOf(keys.ledger, undone.ledger) !== 0) return lines;
  return {
    sheet: lines.sheet.filter((row) => cancelled.sheet[row] !== 1),
    ledger: lines.ledger.filter((row) => cancelled.ledger[row] !== 1),
  };
}
