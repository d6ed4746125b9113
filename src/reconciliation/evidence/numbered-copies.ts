import type { Keyed, Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';

/** Bits lost: what was entered twice is no other's, whatever else is missing there. */
const COPIED = 12;

/**
 * A bill entered twice has its number, its project and its words twice, and one of the two is over. A row of another
 * project without the number is not its row, of one vendor and price as they may be.
 * @returns bits that a row and a posting lose.
 */
export function numberedCopies({ sheet, ledger }: Keys): (sheetRow: number, ledgerRow: number) => number {
  const over = { sheet: copiesIn(sheet, ledger), ledger: copiesIn(ledger, sheet) };
  return (i, j) => {
    if (over.sheet[i] === 0 && over.ledger[j] === 0) return 0;
    if (sheet.number[i] === ledger.number[j]) return 0;
    const [project, other] = [sheet.project[i], ledger.project[j]];
    return project !== 0 && other !== 0 && project !== other ? COPIED : 0;
  };
}

/** 1 for rows that say the same as another but for the day, and of whose number and amount the other side has fewer. */
function copiesIn(side: Keyed, others: Keyed): Uint8Array {
  const papers = pairTable(side.count);
  const [words, named] = [pairTable(), pairTable()];
  const paperOf = (of: Keyed, row: number): number =>
    papers.find(of.number[row] as number, of.amountKey[row] as number);
  const own = new Int32Array(side.count);
  const sayings = new Int32Array(side.count);
  for (let row = 0; row < side.count; row++) {
    if (side.number[row] === 0) continue;
    own[row] = papers.idOf(side.number[row] as number, side.amountKey[row] as number);
    const said = words.idOf(side.text[row] as number, side.project[row] as number);
    sayings[row] = named.idOf(said, side.party[row] as number);
  }
  const count = new Int32Array(papers.size() + 1);
  const theirs = new Int32Array(papers.size() + 1);
  const first = new Int32Array(papers.size() + 1);
  const isSame = new Uint8Array(papers.size() + 1).fill(1);
  for (let row = 0; row < side.count; row++) {
    const paper = own[row] as number;
    if (paper === 0) continue;
    if (count[paper] === 0) first[paper] = sayings[row] as number;
    else if (first[paper] !== sayings[row]) isSame[paper] = 0;
    count[paper] = (count[paper] as number) + 1;
  }
  for (let row = 0; row < others.count; row++) {
    const paper = others.number[row] === 0 ? 0 : paperOf(others, row);
    theirs[paper] = (theirs[paper] as number) + 1;
  }
  return Uint8Array.from(own, (paper) =>
    paper !== 0 &&
    isSame[paper] === 1 &&
    (theirs[paper] as number) > 0 &&
    (theirs[paper] as number) < (count[paper] as number)
      ? 1
      : 0,
  );
}
