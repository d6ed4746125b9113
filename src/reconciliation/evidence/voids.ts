import type { Keyed } from '../reading/keys.ts';

/** Where more rows are 0.00 than these and this share, it stands for "not known". */
const MOST_VOIDS = 5;
const MOST_SHARE = 0.02;
const SAYS_VOID = /void/i;

/** Whether a row of 0.00 was voided: it says so, or few rows of its side are 0.00, however short the list. */
export function voidedRows(side: Keyed, texts: readonly string[]): (row: number) => boolean {
  let zeros = 0;
  for (let row = 0; row < side.count; row++) if (side.amount[row] === 0) zeros++;
  const areFew = zeros < MOST_SHARE * side.count + MOST_VOIDS;
  return (row) =>
    side.amount[row] === 0 && (areFew || SAYS_VOID.test(texts[side.text[row] as number] as string));
}
