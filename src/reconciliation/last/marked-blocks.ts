import type { SaidApart } from '../evidence/taught.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { labelsIn } from '../reading/text-labels.ts';
import { firstSince, type Groups } from '../tables/groups.ts';
import { AFTER, BEFORE, MOST_ROWS } from './day-runs.ts';

/**
 * Asks for the open rows of a group that may be lines of a row of the other side, ascending; none where they are too many
 * to be looked at, or come to less.
 * @param which side the wholes are of.
 */
export function blockFinder(keys: Keys, open: Open, saidApart: SaidApart, which: 'sheet' | 'ledger') {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const [before, after] = which === 'ledger' ? [BEFORE, AFTER] : [AFTER, BEFORE];
  const areFiledApart = labelsOf(keys.texts);

  function mayBePart(target: number, row: number): boolean {
    if (open[other][row] !== -1 || parts.currency[row] !== whole.currency[target]) return false;
    const [a, b] = [whole.po[target], parts.po[row]];
    if (a !== b && a !== 0 && b !== 0) return false;
    if (which === 'sheet' ? saidApart(target, row) : saidApart(row, target)) return false;
    return !areFiledApart(whole.text[target] as number, parts.text[row] as number);
  }

  return (target: number, groups: Groups, group: number): number[] => {
    const day = whole.day[target] as number;
    const end = groups.start[group + 1] as number;
    if (end - (groups.start[group] as number) < 2) return [];
    const first = firstSince(groups, group, parts.day, day - before);
    const sign = (whole.amount[target] as number) < 0 ? -1 : 1;
    let along = 0;
    let last = first;
    for (; last < end; last++) {
      const row = groups.rows[last] as number;
      if ((parts.day[row] as number) > day + after) break;
      if (last - first >= MOST_ROWS) return [];
      along += Math.max(0, sign * (parts.amount[row] as number));
    }
    if (last - first < 2 || along < sign * (whole.amount[target] as number)) return [];
    const rows: number[] = [];
    for (let at = first; at < last; at++)
      if (mayBePart(target, groups.rows[at] as number)) rows.push(groups.rows[at] as number);
    return withoutUndone(parts, rows);
  };
}

/** Without what another of them takes back: that changes no sum. */
function withoutUndone({ amount }: Keyed, rows: number[]): number[] {
  const undone = new Set<number>();
  for (const row of rows) {
    if ((amount[row] as number) >= 0) continue;
    const back = -(amount[row] as number);
    const taken = rows.find((one) => amount[one] === back && !undone.has(one));
    if (taken !== undefined) undone.add(taken).add(row);
  }
  return undone.size === 0 ? rows : rows.filter((row) => !undone.has(row));
}

/** Whether two texts are filed under one word with another figure: "card 4417" and "card 8802". */
function labelsOf(texts: readonly string[]): (a: number, b: number) => boolean {
  const known: (Map<string, string> | undefined)[] = new Array(texts.length);
  const of = (text: number): Map<string, string> => {
    known[text] ??= new Map(
      labelsIn(texts[text] as string).map((label) => label.split(' ') as [string, string]),
    );
    return known[text];
  };
  return (a, b) => {
    const own = of(a);
    if (own.size === 0) return false;
    for (const [word, figure] of of(b)) if (own.has(word) && own.get(word) !== figure) return true;
    return false;
  };
}
