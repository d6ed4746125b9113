import type { Evidence } from '../evidence/evidence.ts';
import { areOfOneVendor } from '../evidence/named-vendors.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Link, type Settled, settle } from '../links.ts';
import { type Likeness, NONE, PART } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import type { Words } from '../reading/words.ts';
import { groupRows, groupSize, rowsIn } from '../tables/groups.ts';
import { mayBeTakenIn, takeIn } from './taking-in.ts';

/** Lines are typed about when their bill is posted; numbers that begin anew come again later. */
const MOST_DAYS = 45;
/** What more rows carry is an account's number. */
const MOST_LINES = 20;
/** Freight is no more than the goods. */
const MOST_TIMES = 2;
const CHANCE = 0.97;

/**
 * A bill that is left, or stands in a pair with one of its lines, and all lines of the other side that carry its number:
 * where they come to less than the bill they belong to it together, and what is over is freight, a tax or a line that
 * nobody typed. One line alone would leave more over. Of what adds up nothing is left by now.
 */
export function settleNumberLines(
  keys: Keys,
  words: Words,
  likeness: Likeness,
  { cluster, names, cancelled }: Pick<Evidence, 'cluster' | 'names' | 'cancelled'>,
  settled: Settled,
  saidApart: SaidApart,
): void {
  for (const which of ['ledger', 'sheet'] as const) {
    const other = which === 'ledger' ? 'sheet' : 'ledger';
    const [whole, parts] = [keys[which], keys[other]];
    const wholes = groupRows(whole.number, keys.numbers.length);

    /** Whether they can be one bill and its line, whoever they name. */
    const isBeside = (row: number, part: number): boolean => {
      const [project, its] = [whole.project[row], parts.project[part]];
      return (
        parts.currency[part] === whole.currency[row] &&
        (parts.amount[part] as number) * (whole.amount[row] as number) > 0 &&
        Math.abs((parts.day[part] as number) - (whole.day[row] as number)) <= MOST_DAYS &&
        (project === 0 || its === 0 || project === its) &&
        cancelled[other][part] === 0
      );
    };
    const isOfVendor = (row: number, part: number): boolean => {
      const [own, its] = [whole.party[row] as number, parts.party[part] as number];
      if (own !== 0 && its !== 0 && cluster[own] === cluster[its]) return true;
      return (which === 'sheet' ? names.level(row, part) : names.level(part, row)) >= PART;
    };
    /** Typed with it: on its day, under names that have something in common. */
    const isTypedWith = (part: number, line: number): boolean => {
      const [own, its] = [parts.party[part] as number, parts.party[line] as number];
      const isAlike = cluster[own] === cluster[its] || likeness.levelOf(own, its) > NONE;
      return own !== 0 && its !== 0 && parts.day[part] === parts.day[line] && isAlike;
    };

    function settleOne(row: number, carrying: readonly number[]): void {
      const pair = pairOf(settled, which, row);
      if ((settled[which][row] !== -1 && !pair) || cancelled[which][row] === 1) return;
      const own = pair?.[other] ?? [];
      const isApart = (part: number): boolean =>
        which === 'sheet' ? saidApart(row, part) : saidApart(part, row);
      const isOpen = (part: number): boolean =>
        pair
          ? mayBeTakenIn(keys, settled, saidApart, pair, other, part)
          : settled[other][part] === -1 && !isApart(part);
      const numbered = carrying.find((part) => parts.number[part] !== 0);
      // What only mentions the number, and is no bill or payment as its lines are, is booked because of it.
      const isOfKind = (part: number): boolean =>
        parts.number[part] !== 0 || numbered === undefined || parts.type[part] === parts.type[numbered];
      const isBesideIt = (part: number): boolean => isOpen(part) && isBeside(row, part) && isOfKind(part);
      const beside = carrying.filter((part) => own.includes(part) || isBesideIt(part));
      const named = beside.filter((part) => own.includes(part) || isOfVendor(row, part));
      const lines = beside.filter((part) => named.some((line) => line === part || isTypedWith(part, line)));
      const more = lines.filter((part) => !own.includes(part));
      if (lines.length < 2 || more.length === 0 || lines.length - more.length < own.length) return;
      // What was typed twice is no second line.
      if (new Set(lines.map((part) => parts.twin[part])).size < lines.length) return;
      const [sum, amount] = [Math.abs(totalOf(parts, lines)), Math.abs(whole.amount[row] as number)];
      if (sum > amount || amount > MOST_TIMES * sum) return;
      if (pair) takeIn(settled, pair, other, more);
      else {
        const [sheet, ledger] = which === 'sheet' ? [[row], lines] : [lines, [row]];
        settle(settled, { sheet, ledger, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
      }
    }

    for (const [number, carrying] of linesByNumber(keys, words, settled, other, wholes)) {
      if (carrying.length < 2 || carrying.length > MOST_LINES) continue;
      if (groupSize(wholes, number) > MOST_LINES) continue;
      const rows = rowsIn(wholes, number);
      for (const row of rows) {
        const isOnly = rows.every((one) => one === row || !areOfOneVendor(cluster, whole, row, whole, one));
        if (isOnly) settleOne(row, carrying);
      }
    }
  }
}

/** The pair of two rows whose amounts are apart that the row stands in; null where it stands in none, or in another match. */
function pairOf(settled: Settled, which: 'sheet' | 'ledger', row: number): Link | null {
  const link = settled.links[settled[which][row] as number];
  return link?.stage === 'rest' && link.sheet.length + link.ledger.length === 2 ? link : null;
}

/** Rows of a side that are open or in such a pair, by the numbers of the other side that they carry or name in their text. */
function linesByNumber(
  keys: Keys,
  words: Words,
  settled: Settled,
  side: 'sheet' | 'ledger',
  wholes: ReturnType<typeof groupRows>,
): Map<number, number[]> {
  const { count, number, text } = keys[side];
  const lines = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    if (settled[side][row] !== -1 && !pairOf(settled, side, row)) continue;
    const own = number[row] as number;
    for (const one of own === 0 ? words.numbersIn(text[row] as number) : [own]) {
      if (groupSize(wholes, one) === 0) continue;
      const found = lines.get(one);
      if (!found) lines.set(one, [row]);
      else if (found.at(-1) !== row) found.push(row);
    }
  }
  return lines;
}
