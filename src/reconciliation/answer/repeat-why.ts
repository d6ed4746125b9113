import type { Keyed } from '../reading/keys.ts';
import { days } from './why.ts';

/** What a row may say otherwise than the one it repeats, in the order in which it is told. */
const TOLD = ['party', 'number', 'po', 'project', 'accountName', 'class'] as const;
const SPOKEN: Record<(typeof TOLD)[number], string> = {
  party: 'vendor',
  number: 'number',
  po: 'PO',
  project: 'project',
  accountName: 'account',
  class: 'class',
};

/** "says the same as 1045, 2 days apart; entered twice", or what it says otherwise, and then only that it seems so. */
export function whyRepeated(
  side: Keyed,
  which: 'sheet' | 'ledger',
  row: number,
  other: number,
  otherId: string,
): string {
  const apart = days((side.day[other] as number) - (side.day[row] as number));
  const isOtherwise = (column: Int32Array): boolean => column[row] !== column[other];
  const areNamed = side.fromText[row] === 0 || side.fromText[other] === 0;
  const otherwise: string[] = TOLD.filter(
    (column) => isOtherwise(side[column]) && (column !== 'party' || areNamed),
  ).map((column) => SPOKEN[column]);
  if (isOtherwise(side.text)) otherwise.push(which === 'sheet' ? 'description' : 'memo');
  if (otherwise.length === 0) return `says the same as ${otherId}, ${apart}; entered twice`;
  const last = otherwise.pop();
  const but = otherwise.length === 0 ? last : `${otherwise.join(', ')} and ${last}`;
  return `says the same as ${otherId} but for the ${but}, ${apart}; seems entered twice`;
}
