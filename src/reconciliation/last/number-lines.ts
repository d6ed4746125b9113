import { namedVendor } from '../evidence/named-vendors.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Link, type Settled, settle } from '../links.ts';
import { PART } from '../names/name-levels.ts';
import { mayBeTakenIn, takeIn } from '../pairs/taking-in.ts';
import { totalOf } from '../reading/total.ts';
import { carriersOf } from './carriers.ts';
import type { LastSearch } from './last-search.ts';

/** Lines are typed about when their bill is posted; numbers that begin anew come again later. */
const MOST_DAYS = 45;
/** Freight is no more than the goods. */
const MOST_TIMES = 2;
const CHANCE = 0.97;

/**
 * A bill that is left, or stands in a pair with one of its lines, and all lines of the other side that carry its number:
 * where they come to less than the bill they belong to it together, and what is over is freight, a tax or a line that
 * nobody typed. One line alone would leave more over. Of what adds up nothing is left by now.
 */
export function settleNumberLines(
  { keys, cluster, evidence }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): void {
  for (const which of ['ledger', 'sheet'] as const) {
    const other = which === 'ledger' ? 'sheet' : 'ledger';
    const [whole, parts] = [keys[which], keys[other]];
    const pairOf = (row: number): Link | null => {
      const link = settled.links[settled[which][row] as number];
      return link?.stage === 'rest' && link.sheet.length + link.ledger.length === 2 ? link : null;
    };
    const isOfVendor = (row: number, part: number): boolean => {
      const [own, its] = [namedVendor(cluster, whole, row), namedVendor(cluster, parts, part)];
      if (own !== 0 && own === its) return true;
      return (which === 'sheet' ? evidence.names.level(row, part) : evidence.names.level(part, row)) >= PART;
    };
    const isLine = (row: number, part: number): boolean => {
      const [project, its] = [whole.project[row], parts.project[part]];
      return (
        parts.currency[part] === whole.currency[row] &&
        (parts.amount[part] as number) * (whole.amount[row] as number) > 0 &&
        Math.abs((parts.day[part] as number) - (whole.day[row] as number)) <= MOST_DAYS &&
        (project === 0 || its === 0 || project === its) &&
        evidence.cancelled[other][part] === 0 &&
        isOfVendor(row, part)
      );
    };

    for (const { row, found } of carriersOf(keys, which, 'number', cluster)) {
      const pair = pairOf(row);
      if ((settled[which][row] !== -1 && !pair) || evidence.cancelled[which][row] === 1) continue;
      const isOpen = (part: number): boolean =>
        pair ? mayBeTakenIn(keys, settled, saidApart, pair, other, part) : settled[other][part] === -1;
      const open = found.filter((part) => isOpen(part) && isLine(row, part));
      const lines = [...(pair?.[other] ?? []), ...open];
      if (lines.length < 2 || open.length === 0 || !lines.every((part) => found.includes(part))) continue;
      if (new Set(lines.map((part) => parts.twin[part])).size < lines.length) continue;
      const [sum, amount] = [Math.abs(totalOf(parts, lines)), Math.abs(whole.amount[row] as number)];
      if (sum > amount || amount > MOST_TIMES * sum) continue;
      if (pair) takeIn(settled, pair, other, open);
      else if (!lines.some((part) => (which === 'sheet' ? saidApart(row, part) : saidApart(part, row)))) {
        const [sheet, ledger] = which === 'sheet' ? [[row], lines] : [lines, [row]];
        settle(settled, { sheet, ledger, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
      }
    }
  }
}
