import { NONE } from '../names/name-levels.ts';
import type { Names } from '../names/names.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';
import { namedVendor } from './named-vendors.ts';

export type TwoPapers = (sheetRow: number, ledgerRow: number) => boolean;

/**
 * Whether two rows of vendors that have nothing in common are two papers, as the lists show: their numbers differ, and
 * either's stands on the other side as well, under its own vendor. There it belongs, and it is no part of the other's.
 */
export function twoPapers({ sheet, ledger }: Keys, names: Names, cluster: Int32Array): TwoPapers {
  const own = { sheet: knownTo(ledger, sheet, cluster), ledger: knownTo(sheet, ledger, cluster) };
  return (i, j) => {
    const [mine, theirs] = [sheet.number[i], ledger.number[j]];
    if (mine === 0 || theirs === 0 || mine === theirs) return false;
    if (own.sheet[i] === 0 && own.ledger[j] === 0) return false;
    const [a, b] = [namedVendor(cluster, sheet, i), namedVendor(cluster, ledger, j)];
    return a !== 0 && b !== 0 && a !== b && names.level(i, j) === NONE;
  };
}

/** 1 for rows of a side whose number and vendor the other has together. */
export function knownTo(other: Keyed, side: Keyed, cluster: Int32Array): Uint8Array {
  const papers = pairTable(other.count);
  for (let row = 0; row < other.count; row++) {
    const vendor = namedVendor(cluster, other, row);
    if (vendor !== 0 && other.number[row] !== 0) papers.idOf(other.number[row] as number, vendor);
  }
  const known = new Uint8Array(side.count);
  for (let row = 0; row < side.count; row++) {
    const vendor = namedVendor(cluster, side, row);
    if (vendor !== 0 && side.number[row] !== 0 && papers.find(side.number[row] as number, vendor) !== 0)
      known[row] = 1;
  }
  return known;
}
