import { namedVendor } from '../evidence/named-vendors.ts';
import type { Settled } from '../links.ts';
import { openBy } from '../reading/open.ts';
import { nearOf, runsOf } from './day-runs.ts';
import type { LastSearch } from './last-search.ts';

/**
 * Asks for all that one vendor has open from one day to another, without a gap, where that comes to an amount: nothing is
 * chosen among them, so that credits and any number of rows may be in it. Empty where none does, or two do.
 */
export function toldRuns({ keys, cluster }: LastSearch, settled: Settled, which: 'sheet' | 'ledger') {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const open = openBy(parts, settled[other], (row) => namedVendor(cluster, parts, row));

  return (target: number, amount: number): readonly number[] => {
    const own = open.get(namedVendor(cluster, whole, target)) ?? [];
    const near = nearOf(whole, target, parts, own, which);
    if (near === null) return [];
    const project = whole.project[target] as number;
    const all = runsOf(parts, near, amount);
    const runs =
      all.length > 0 || project === 0
        ? all
        : runsOf(
            parts,
            near.filter((row) => parts.project[row] === project),
            amount,
          );
    return runs.length === 1 ? (runs[0] as number[]) : [];
  };
}
