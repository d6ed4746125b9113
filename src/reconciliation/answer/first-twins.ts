import { isSameNumber } from '../evidence/copies.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Link, Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { cancelling, type Repeats } from './repeats.ts';

/** A paper that comes again so many days after the first is the same paper; later, it may be the next of an account. */
const AT_ONCE = 20;
/** Far more than adding up in another order can differ by. */
const ROUNDING = 1e-6;
const NO_DAYS = (): number => 0;

/**
 * Of twins the first keeps the match and the later one is the copy: that other postings come some days after their rows
 * says nothing of which of two was entered twice. The later one is kept where it says more of the other side, and where
 * only its own day does: what no number calls the same, or comes again much later.
 */
export function keepFirstTwins(
  keys: Keys,
  evidence: Pick<Evidence, 'partContext'>,
  cluster: Int32Array,
  settled: Settled,
  repeats: Record<'sheet' | 'ledger', Repeats>,
): void {
  for (const which of ['sheet', 'ledger'] as const) {
    const side = keys[which];
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const { originalOf } = repeats[which];
    const context = (row: number, theirs: readonly number[]): number =>
      theirs.reduce(
        (sum, one) =>
          sum +
          (which === 'sheet'
            ? evidence.partContext(row, one, NO_DAYS)
            : evidence.partContext(one, row, NO_DAYS)),
        0,
      );
    const isNearer = (row: number, twin: number, theirs: readonly number[]): boolean =>
      theirs.every((one) => {
        const day = keys[other].day[one] as number;
        return Math.abs((side.day[row] as number) - day) <= Math.abs((side.day[twin] as number) - day);
      });
    const isFirst = (row: number, twin: number, theirs: readonly number[]): boolean => {
      const apart = (side.day[twin] as number) - (side.day[row] as number);
      const isOnePaper = isSameNumber(keys.numbers, side.number[row] as number, side.number[twin] as number);
      return (isOnePaper && apart <= AT_ONCE) || isNearer(row, twin, theirs);
    };
    const takenBack = new Set(repeats[which].cancelling.flat());
    let isChanged = false;
    for (let row = 0; row < side.count; row++) {
      if (settled[which][row] !== -1 || side.amount[row] === 0 || takenBack.has(row)) continue;
      const twin = originalOf(row, () => false);
      if (twin < row) continue;
      const link = settled.links[settled[which][twin] as number] as Link;
      if (link.stage === 'taught' || !isFirst(row, twin, link[other])) continue;
      if (context(row, link[other]) < context(twin, link[other]) - ROUNDING) continue;
      takePlace(settled, which, row, twin, link);
      isChanged = true;
    }
    if (isChanged) repeats[which].cancelling = cancelling(keys, which, cluster, settled);
  }
}

function takePlace(settled: Settled, which: 'sheet' | 'ledger', row: number, twin: number, link: Link): void {
  settled[which][row] = settled[which][twin] as number;
  settled[which][twin] = -1;
  link[which] = link[which].map((one) => (one === twin ? row : one)).sort((a, b) => a - b);
  if (which === 'ledger' && link.runnerUp === row) link.runnerUp = twin;
}
