import type { Keys } from '../reading/keys.ts';
import { listing } from '../reading/listed.ts';
import { background } from '../tables/background.ts';
import type { Field } from './fields.ts';

/** What order numbers say, in bits, those that a row lists among them. */
export interface Orders {
  (sheetRow: number, ledgerRow: number, isVendorKnown: boolean): number;
  /** No posting of another vendor gives the row more. */
  most(sheetRow: number): number;
}

/** An order that is on the other's list is worth what a rare order is that both carry. */
export function withListed({ sheet, ledger }: Keys, po: Field): Orders {
  const [ours, theirs] = [sheet.listed.po, ledger.listed.po];
  const areLists = ours.size > 0 || theirs.size > 0;
  const onList = Math.log2(po.agreement) + Math.log2(ledger.count + background(ledger.count));
  // Hardly any row lists several: a look that asks no table.
  const isList = { sheet: listing(sheet.count, ours), ledger: listing(ledger.count, theirs) };
  const isListed = new Set([...theirs.values()].flat());

  function orders(i: number, j: number, isVendorKnown: boolean): number {
    const a = sheet.po[i] as number;
    const b = ledger.po[j] as number;
    if (a === 0 || b === 0) {
      if (isList.sheet[i] === 1 && ours.get(i)?.includes(b)) return onList;
      if (isList.ledger[j] === 1 && theirs.get(j)?.includes(a)) return onList;
    }
    return po.bits(i, j, isVendorKnown);
  }

  return Object.assign(orders, {
    most: (i: number): number => {
      const own = po.most[sheet.po[i] as number] as number;
      return areLists && (ours.has(i) || isListed.has(sheet.po[i] as number)) ? Math.max(own, onList) : own;
    },
  });
}
