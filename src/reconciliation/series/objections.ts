import type { Evidence } from '../evidence/evidence.ts';
import { NONE } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';

export interface Objections {
  /** Their numbers differ, and either stands on the other side as well: there it belongs, and not here. */
  byNumber(sheetRow: number, ledgerRow: number): boolean;
  byOrder(sheetRow: number, ledgerRow: number): boolean;
  /** Both have a vendor in its own column, and the two have nothing in common. */
  byVendor(sheetRow: number, ledgerRow: number): boolean;
}

/** What forbids two rows to be of one story, however well amounts and days fit. */
export function objectionsOf(
  { sheet, ledger, numbers }: Keys,
  { names, cluster }: Pick<Evidence, 'names' | 'cluster'>,
): Objections {
  const inSheet = new Uint8Array(numbers.length);
  const inLedger = new Uint8Array(numbers.length);
  for (let i = 0; i < sheet.count; i++) inSheet[sheet.number[i] as number] = 1;
  for (let j = 0; j < ledger.count; j++) inLedger[ledger.number[j] as number] = 1;
  return {
    byNumber(i, j) {
      const [a, b] = [sheet.number[i] as number, ledger.number[j] as number];
      return a !== b && ((a !== 0 && inLedger[a] === 1) || (b !== 0 && inSheet[b] === 1));
    },
    byOrder(i, j) {
      const [a, b] = [sheet.po[i] as number, ledger.po[j] as number];
      return a !== 0 && b !== 0 && a !== b;
    },
    byVendor(i, j) {
      if (sheet.fromText[i] === 1 || ledger.fromText[j] === 1) return false;
      const [a, b] = [sheet.party[i] as number, ledger.party[j] as number];
      return a !== 0 && b !== 0 && cluster[a] !== cluster[b] && names.level(i, j) === NONE;
    },
  };
}
