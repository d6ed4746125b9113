import type { Keyed, Keys } from '../reading/keys.ts';
import { type Groups, groupRows, groupSize } from '../tables/groups.ts';

/** Bits lost: what was entered twice is no other's, whatever else is missing there. */
const COPIED = 12;
/** What stands on more rows is an account's number, and none of them a copy. */
const MOST = 24;

/** Bits that a row and a posting lose. */
export type NumberedCopies = (sheetRow: number, ledgerRow: number) => number;

/**
 * A bill entered twice has its number, its project and its words twice, and one of the two is over. A row of another
 * project without the number is not its row, of one vendor and price as they may be.
 */
export function numberedCopies({ sheet, ledger, numbers }: Keys): NumberedCopies {
  const ofSheet = groupRows(sheet.number, numbers.length);
  const ofLedger = groupRows(ledger.number, numbers.length);
  return (i, j) => {
    const [project, other] = [sheet.project[i], ledger.project[j]];
    if (project === other || project === 0 || other === 0) return 0;
    if (sheet.amountKey[i] !== ledger.amountKey[j] || sheet.number[i] === ledger.number[j]) return 0;
    const isOver = isCopy(sheet, ofSheet, i, ledger, ofLedger) || isCopy(ledger, ofLedger, j, sheet, ofSheet);
    return isOver ? COPIED : 0;
  };
}

/** Whether all with the row's number and amount say the same but for the day, and the other side has fewer of them. */
function isCopy(side: Keyed, groups: Groups, row: number, others: Keyed, theirs: Groups): boolean {
  const number = side.number[row] as number;
  const size = number === 0 ? 0 : groupSize(groups, number);
  if (size < 2 || size > MOST) return false;
  const isOne = (one: number): boolean =>
    side.text[one] === side.text[row] &&
    side.project[one] === side.project[row] &&
    side.party[one] === side.party[row];
  const same = withAmount(groups, number, side, side.amountKey[row] as number);
  const known = withAmount(theirs, number, others, side.amountKey[row] as number);
  return known.length > 0 && known.length < same.length && same.every(isOne);
}

function withAmount({ start, rows }: Groups, number: number, { amountKey }: Keyed, amount: number): number[] {
  const found: number[] = [];
  for (let at = start[number] as number; at < (start[number + 1] as number); at++)
    if (amountKey[rows[at] as number] === amount) found.push(rows[at] as number);
  return found;
}
