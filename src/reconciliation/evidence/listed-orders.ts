import type { Keyed, Keys } from '../reading/keys.ts';
import { listing } from '../reading/listed.ts';
import type { Open } from '../reading/open.ts';
import { background } from '../tables/background.ts';
import type { Field } from './fields.ts';

/** What order numbers say, in bits, those that a row lists among them. */
export interface Orders {
  (sheetRow: number, ledgerRow: number, isVendorKnown: boolean): number;
  /** No posting of another vendor gives the row more. */
  most(sheetRow: number): number;
}

/**
 * An order that is on the other's list is worth what a rare order is that both carry. Where few postings name one, it is
 * the rarer that one of all has just this.
 */
export function withListed({ sheet, ledger }: Keys, po: Field, open: Open): Orders {
  const [ours, theirs] = [sheet.listed.po, ledger.listed.po];
  const areLists = ours.size > 0 || theirs.size > 0;
  const onList = Math.log2(po.agreement) + Math.log2(ledger.count + background(ledger.count));
  const seldom = seldomNamed(ledger, open.ledger);
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
    const bits = po.bits(i, j, isVendorKnown);
    return a === b && a !== 0 && !isVendorKnown ? bits + seldom : bits;
  }

  return Object.assign(orders, {
    most: (i: number): number => {
      const own = (po.most[sheet.po[i] as number] as number) + seldom;
      return areLists && (ours.has(i) || isListed.has(sheet.po[i] as number)) ? Math.max(own, onList) : own;
    },
  });
}

/** Bits by which an order is rarer among all open postings than among those that name any. */
function seldomNamed({ count, po }: Keyed, taken: Int32Array): number {
  let [all, named] = [0, 0];
  for (let row = 0; row < count; row++) {
    if (taken[row] !== -1) continue;
    all++;
    if (po[row] !== 0) named++;
  }
  const beyond = 1 + background(count);
  return Math.log2((all + beyond) / (named + beyond));
}
