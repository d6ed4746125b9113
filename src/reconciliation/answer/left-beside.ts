import { namedVendor } from '../evidence/named-vendors.ts';
import type { Link, Settled } from '../links.ts';
import type { Books } from '../reading/canonical.ts';
import type { Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import type { Side } from '../types.ts';

interface Finished {
  sheet: Side;
  ledger: Side;
  books: Books;
  keys: Keys;
  cluster: Int32Array;
  settled: Settled;
}

/** Gives, of a pair, "S2 of the same vendor and number is left" where a row or posting of its own is; else ''. */
export function leftBeside(finish: Finished): (link: Link) => string {
  const { books, keys, cluster, settled } = finish;
  const open = {
    sheet: openBy(keys.sheet, settled.sheet, (row) => keys.sheet.number[row] as number),
    ledger: openBy(keys.ledger, settled.ledger, (row) => keys.ledger.number[row] as number),
  };

  function beside(of: 'sheet' | 'ledger', own: number): string {
    const side = keys[of];
    const vendor = namedVendor(cluster, side, own);
    if (side.number[own] === 0 || vendor === 0) return '';
    const row = open[of]
      .get(side.number[own] as number)
      ?.find((one) => namedVendor(cluster, side, one) === vendor && side.amount[one] !== 0);
    if (row === undefined) return '';
    return `${finish[of].id[books[of].origin[row] as number]} of the same vendor and number is left`;
  }

  return ({ sheet, ledger }) => {
    if (sheet.length !== 1 || ledger.length !== 1) return '';
    return beside('sheet', sheet[0] as number) || beside('ledger', ledger[0] as number);
  };
}
