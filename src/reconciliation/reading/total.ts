import type { Keyed } from './keys.ts';

/** What some rows of a side come to, in minor units; that they are of one currency is for whoever asks to see to. */
export function totalOf({ amount }: Pick<Keyed, 'amount'>, rows: readonly number[]): number {
  let total = 0;
  for (const row of rows) total += amount[row] as number;
  return total;
}
