import type { Books } from '../reading/canonical.ts';
import type { Keys } from '../reading/keys.ts';
import type { Side } from '../types.ts';
import type { Leftover } from './leftover.ts';
import type { NearLeft } from './near-left.ts';
import { whyRepeated } from './repeat-why.ts';
import { days, money } from './why.ts';

/** Why a row is left, for a bookkeeper: what it may belong to, or what comes near it where nothing that was weighed fits. */
export function whyLeft(
  { sheet, ledger, keys, books }: { sheet: Side; ledger: Side; keys: Keys; books: Books },
  which: 'sheet' | 'ledger',
  row: number,
  { cause, other, others = [] }: Leftover,
  shown: readonly number[],
  near: NearLeft | null,
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
  if (near?.but === 'amount')
    return [`may belong to ${nameOf(near.row)} of the same number, but the amounts differ`];
  if (near && !near.isOpen) return [`its ${near.shared} is on ${nameOf(near.row)}, but that was ${near.but}`];
  const named = shown.map(nameOf);
  const said =
    shown.length === 1
      ? `may belong to ${named[0]}, but too little speaks for it`
      : `may belong to ${named.join(' or ')}; none stands out, so none was taken`;
  return [said];
}
