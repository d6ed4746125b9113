import type { Keyed } from './keys.ts';

/** Amounts typed in whole units may make up so much of what they are parts of, and no more. */
export const ROUNDED_SHARE = 0.005;
/** So many minor units, in any currency: a price is a multiple of it more often than not. */
const ROUND_MINOR = 100;

/** Whether an amount has no cents: sheets are often typed so. In a currency without cents every one has none. */
export function isWhole({ amount, unit }: Keyed, row: number): boolean {
  return (amount[row] as number) % (unit[row] as number) === 0;
}

/**
 * Minor units that so many amounts may be off by together where they were typed in whole units.
 * @param unit minor units of one: nobody rounds where there are none.
 */
export function roundedOff(amounts: number, unit: number, wholeMinor: number): number {
  return unit === 1 ? 0 : Math.min((amounts * unit) / 2, ROUNDED_SHARE * Math.abs(wholeMinor));
}

/** Whether it is an amount that is soon met again. */
export function isRound(amountMinor: number): boolean {
  return amountMinor % ROUND_MINOR === 0;
}
