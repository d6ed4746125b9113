import type { Settled } from '../links.ts';
import type { Books } from '../reading/canonical.ts';
import type { Keys } from '../reading/keys.ts';
import type { Side } from '../types.ts';
import type { Leftover } from './leftover.ts';
import type { NearLeft, VendorTold } from './near-left.ts';
import { whyRepeated } from './repeat-why.ts';
import { days, money } from './why.ts';

interface Finished {
  sheet: Side;
  ledger: Side;
  keys: Keys;
  books: Books;
  settled: Settled;
}

/** Why a row is left, for a bookkeeper: what it may belong to, or what comes near it where nothing that was weighed fits. */
export function whyLeft(
  { sheet, ledger, keys, books, settled }: Finished,
  which: 'sheet' | 'ledger',
  row: number,
  { cause, other, others = [] }: Leftover,
  shown: readonly number[],
  near: NearLeft | null,
  vendorTold: (row: number, one: number) => VendorTold,
): string[] {
  const side = keys[which];
  const ids = which === 'sheet' ? sheet.id : ledger.id;
  const idOf = (of: number): string => ids[books[which].origin[of] as number] as string;
  if (cause === 'reversal') {
    if (other === -1) return ['amount 0.00: voided'];
    if (others.length > 1) return [`comes to nothing with ${others.map(idOf).sort().join(' + ')}`];
    return [`cancels ${idOf(other)}, ${days((side.day[other] as number) - (side.day[row] as number))}`];
  }
  if (cause === 'duplicate') return [whyRepeated(side, which, row, other, idOf(other))];
  if (shown.length === 0 && !near)
    return [which === 'sheet' ? 'no posting fits' : 'no row of the sheet fits'];
  const otherKeys = which === 'sheet' ? keys.ledger : keys.sheet;
  const otherIds = which === 'sheet' ? ledger.id : sheet.id;
  const otherOrigin = which === 'sheet' ? books.ledger.origin : books.sheet.origin;
  const nameOf = (at: number): string => {
    const currency = keys.currencies[otherKeys.currency[at] as number] as string;
    const apart = days((otherKeys.day[at] as number) - (side.day[row] as number));
    return `${otherIds[otherOrigin[at] as number]} (${money(otherKeys.amount[at] as number, currency)}, ${apart})`;
  };
  if (near?.but === 'taken') {
    const taken = settled[which === 'sheet' ? 'ledger' : 'sheet'][near.row] as number;
    const [first] = (settled.links[taken]?.[which] ?? []).map(idOf).sort();
    return [`its number is on ${nameOf(near.row)}, but that belongs to ${first}`];
  }
  if (near && !near.isOpen) return [`its ${near.shared} is on ${nameOf(near.row)}, but that was ${near.but}`];
  const named = shown.map(nameOf);
  const [only] = shown;
  if (only === undefined || shown.length > 1)
    return [`may belong to ${named.join(' or ')}; none stands out, so none was taken`];
  if (near?.shared === 'order')
    return [
      `may belong to ${named[0]} of the same PO, but ${near.but === 'amount' ? 'the amounts differ' : 'too little else speaks for it'}`,
    ];
  if (side.number[row] === 0 || side.number[row] !== otherKeys.number[only])
    return [`may belong to ${named[0]}, but too little speaks for it`];
  const told = vendorTold(row, only);
  const shared = told === 'same' ? 'vendor and number' : 'number';
  const isEqual = side.amountKey[row] === otherKeys.amountKey[only];
  const but = told === 'another' ? "that is another vendor's" : isEqual ? '' : 'the amounts differ';
  return [`may belong to ${named[0]} of the same ${shared}, but ${but || 'too little else speaks for it'}`];
}
