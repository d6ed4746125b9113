import { type Likeness, PART } from '../names/name-levels.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { type Groups, groupRows, rowsIn } from '../tables/groups.ts';

/** Who begins to count anew each year has a number twice; of two postings a year apart, the nearer one is meant. */
const MOST_DAYS = 200;
/** A count that so many numbers have in them says nothing of one. */
const MOST_WITH_PIECE = 400;

/**
 * One of two people writes "822" or "#4631" where the other copies the whole "260822" and "FV 4631/05/2025". Such a row
 * gets the number as the other side has it, where that is the only one that vendor has it in about then, and neither
 * number is another's: the other side has not the short one, and the row's own side not the long one.
 */
export function spellOutNumbers(keys: Keys, likeness: Likeness): void {
  const { sheet, ledger, pieces, numbers } = keys;
  if (!pieces.some((some) => some !== undefined)) return;
  const rows = {
    sheet: groupRows(sheet.number, numbers.length),
    ledger: groupRows(ledger.number, numbers.length),
  };
  const longOf = wholesOf(keys);
  const proposed = (['sheet', 'ledger'] as const).map((which) => {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const [own, theirs] = [keys[which], keys[other]];
    const areAlike = (a: number, b: number): boolean =>
      a === b || (which === 'sheet' ? likeness.levelOf(a, b) : likeness.levelOf(b, a)) >= PART;
    const has = (side: Keyed, groups: Groups, number: number, row: number): boolean =>
      rowsIn(groups, number).some(
        (one) =>
          areNear(own, row, side, one) && areAlike(own.party[row] as number, side.party[one] as number),
      );
    const found = new Map<number, number>();
    for (let row = 0; row < own.count; row++) {
      const wholes = longOf[own.number[row] as number];
      if (wholes === undefined || wholes.length > MOST_WITH_PIECE || own.party[row] === 0) continue;
      const meant = wholes.filter((whole) => has(theirs, rows[other], whole, row));
      const [whole] = meant;
      if (whole === undefined || meant.length > 1) continue;
      if (has(theirs, rows[other], own.number[row] as number, row) || has(own, rows[which], whole, row))
        continue;
      found.set(row, whole);
      for (const line of rowsIn(rows[which], own.number[row] as number))
        if (!found.has(line) && isOfOnePaper(own, row, line)) found.set(line, whole);
    }
    return found;
  });
  for (const [at, side] of [sheet, ledger].entries())
    for (const [row, whole] of proposed[at] ?? []) side.number[row] = whole;
}

/** By number: those that it is a piece of. */
function wholesOf({ pieces, numbers }: Keys): (number[] | undefined)[] {
  const wholes: (number[] | undefined)[] = new Array(numbers.length);
  pieces.forEach((some, whole) => {
    for (const piece of some ?? []) {
      const known = wholes[piece];
      if (known) known.push(whole);
      else wholes[piece] = [whole];
    }
  });
  return wholes;
}

/** Lines of one paper, though the vendor of one was taken from the row above. */
const isOfOnePaper = (side: Keyed, a: number, b: number): boolean =>
  side.day[a] === side.day[b] &&
  ((side.project[a] !== 0 && side.project[a] === side.project[b]) ||
    (side.po[a] !== 0 && side.po[a] === side.po[b]));

const areNear = (one: Keyed, a: number, other: Keyed, b: number): boolean =>
  Math.abs((one.day[a] as number) - (other.day[b] as number)) <= MOST_DAYS;
