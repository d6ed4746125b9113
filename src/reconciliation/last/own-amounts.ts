import type { Keys } from '../reading/keys.ts';
import { type Open, openBy } from '../reading/open.ts';
import { EARLIEST, LONGEST } from './payers.ts';

/** Says of open rows and postings whether the other side has one open of the same vendor, amount and weeks. */
export interface OwnAmounts {
  ofPosting(posting: number): boolean;
  ofRow(row: number): boolean;
}

/** What names its own vendor to the cent is hardly a part of what another was paid, nor made up of others' rows. */
export function ownAmounts({ sheet, ledger, amounts }: Keys, cluster: Int32Array, open: Open): OwnAmounts {
  const keyOf = ({ party, amountKey }: typeof sheet, row: number): number => {
    const vendor = cluster[party[row] as number] as number;
    return vendor === 0 ? 0 : vendor * (amounts + 1) + (amountKey[row] as number);
  };
  const rows = openBy(sheet, open.sheet, (row) => keyOf(sheet, row));
  const postings = openBy(ledger, open.ledger, (posting) => keyOf(ledger, posting));
  const isOfWeeks = (row: number, posting: number): boolean => {
    const apart = (ledger.day[posting] as number) - (sheet.day[row] as number);
    return apart >= EARLIEST && apart <= LONGEST;
  };
  return {
    ofPosting: (posting) => rows.get(keyOf(ledger, posting))?.some((row) => isOfWeeks(row, posting)) === true,
    ofRow: (row) => postings.get(keyOf(sheet, row))?.some((posting) => isOfWeeks(row, posting)) === true,
  };
}
