import type { Evidence } from '../evidence/evidence.ts';
import type { Keys } from '../reading/keys.ts';
import type { Series } from './series.ts';

/** Bits that names lose from which on they are two, and no habit of these lists. */
const TWO = -2;

/**
 * Whether a row and a posting have two names that differ by little, and the name of each stands in the series on the
 * other side as well: there it belongs, and not here.
 */
export function ownNames(
  { sheet, ledger }: Keys,
  { apart: { spelled } }: Pick<Evidence, 'apart'>,
): (series: Series, sheetRow: number, ledgerRow: number) => boolean {
  return (series, i, j) => {
    if (spelled(i, j) > TWO) return false;
    // Of one name written in two ways, only the writing tells.
    const column = sheet.party[i] === ledger.party[j] ? 'vendor' : 'party';
    return (
      series.ledger.some((other) => ledger[column][other] === sheet[column][i]) &&
      series.sheet.some((other) => sheet[column][other] === ledger[column][j])
    );
  };
}
