import { isSameNumber } from '../evidence/copies.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Link, Settled } from '../links.ts';
import { ALIKE, type Likeness } from '../names/name-levels.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { cancelling, type Repeats } from './repeats.ts';

/** A paper that comes again so many days after the first is the same paper; later, it may be the next of an account. */
const AT_ONCE = 20;
/** Far more than adding up in another order can differ by. */
const ROUNDING = 1e-6;
const NO_DAYS = (): number => 0;

/**
 * Of twins the first keeps the match and the later one is the copy: that other postings come some days after their rows
 * says nothing of which of two was entered twice. The later one is kept where it says more of the other side (a memo
 * that the first has none of is not more), and where only its own day does: what no number calls the same, or comes again
 * much later.
 */
export function keepFirstTwins(
  keys: Keys,
  evidence: Pick<Evidence, 'partContext' | 'numbers' | 'po' | 'codes'>,
  cluster: Int32Array,
  likeness: Likeness,
  settled: Settled,
  repeats: Record<'sheet' | 'ledger', Repeats>,
): void {
  const isOneVendor = (a: number, b: number): boolean =>
    cluster[a] === cluster[b] || (a !== 0 && b !== 0 && likeness.levelOf(a, b) >= ALIKE);
  for (const which of ['sheet', 'ledger'] as const) {
    const side = keys[which];
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const { originalOf } = repeats[which];
    const sumOf = (row: number, theirs: readonly number[], bits: (i: number, j: number) => number): number =>
      theirs.reduce((sum, one) => sum + (which === 'sheet' ? bits(row, one) : bits(one, row)), 0);
    const says = (i: number, j: number): number => evidence.partContext(i, j, NO_DAYS);
    const saysInColumns = (i: number, j: number): number =>
      evidence.numbers.bits(i, j) + evidence.po.bits(i, j, true) + evidence.codes.bits(i, j, true);
    const isNearer = (row: number, twin: number, theirs: readonly number[]): boolean =>
      theirs.every((one) => {
        const day = keys[other].day[one] as number;
        return Math.abs((side.day[row] as number) - day) <= Math.abs((side.day[twin] as number) - day);
      });
    const isOnePaper = (row: number, twin: number): boolean =>
      isSameNumber(keys.numbers, side.number[row] as number, side.number[twin] as number);
    /** Whether they are apart in days, or by what is behind the number, and else in how vendor and memo are written. */
    const areWordedApart = (row: number, twin: number): boolean => {
      if (side.day[row] === side.day[twin] && side.number[row] === side.number[twin]) return false;
      if (!isOneVendor(side.party[row] as number, side.party[twin] as number)) return false;
      const [text, other] = [side.text[row], side.text[twin]];
      if (isOnePaper(row, twin)) return true;
      return side.number[row] === side.number[twin] && (text === other || text === 0 || other === 0);
    };
    const isFirst = (row: number, twin: number, theirs: readonly number[]): boolean => {
      const apart = (side.day[twin] as number) - (side.day[row] as number);
      return (isOnePaper(row, twin) && apart <= AT_ONCE) || isNearer(row, twin, theirs);
    };
    const takenBack = new Set(repeats[which].cancelling.flat());
    let isChanged = false;
    for (let row = 0; row < side.count; row++) {
      if (settled[which][row] !== -1 || side.amount[row] === 0 || takenBack.has(row)) continue;
      const twin = originalOf(row, () => false);
      if (twin === -1 || !comesFirst(side, keys.numbers, row, twin)) continue;
      const link = settled.links[settled[which][twin] as number] as Link;
      if (link.stage === 'taught' || !isFirst(row, twin, link[other])) continue;
      const bits = areWordedApart(row, twin) ? saysInColumns : says;
      if (sumOf(row, link[other], bits) < sumOf(twin, link[other], bits) - ROUNDING) continue;
      takePlace(settled, which, row, twin, link);
      isChanged = true;
    }
    if (isChanged) repeats[which].cancelling = cancelling(keys, which, cluster, likeness, settled);
  }
}

/** By day, and on one day the number without the letters that were put behind it. */
function comesFirst({ day, number }: Keyed, numbers: readonly string[], row: number, twin: number): boolean {
  const apart = (day[twin] as number) - (day[row] as number);
  if (apart !== 0 || number[row] === number[twin]) return row < twin;
  const [own, its] = [numbers[number[row] as number] as string, numbers[number[twin] as number] as string];
  return own.length === its.length ? row < twin : own.length < its.length && own.length > 0;
}

function takePlace(settled: Settled, which: 'sheet' | 'ledger', row: number, twin: number, link: Link): void {
  settled[which][row] = settled[which][twin] as number;
  settled[which][twin] = -1;
  link[which] = link[which].map((one) => (one === twin ? row : one)).sort((a, b) => a - b);
  if (which === 'ledger' && link.runnerUp === row) link.runnerUp = twin;
}
