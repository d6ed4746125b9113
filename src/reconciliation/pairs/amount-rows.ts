import type { Keyed } from '../reading/keys.ts';

/** A bit for each amount and currency that some row has, and now and then for one that none has. */
export function amountSieve(
  ledger: Keyed,
  rows: readonly number[],
): (amount: number, currency: number) => boolean {
  let bits = 1 << 12;
  while (bits < rows.length * 32) bits *= 2;
  const sieve = new Int32Array(bits >> 5);
  const placeOf = (amount: number, currency: number): number =>
    Math.imul((amount | 0) ^ Math.imul(currency, 0x85ebca6b), 0x9e3779b1) & (bits - 1);
  for (const row of rows) {
    const place = placeOf(ledger.amount[row] as number, ledger.currency[row] as number);
    sieve[place >> 5] = (sieve[place >> 5] as number) | (1 << (place & 31));
  }
  return (amount, currency) => {
    const place = placeOf(amount, currency);
    return ((sieve[place >> 5] as number) & (1 << (place & 31))) !== 0;
  };
}

/** By currency, then amount: an exchange rate asks for a range of one currency's amounts. */
export function byAmountWithin(ledger: Keyed, rows: readonly number[]): Int32Array {
  return Int32Array.from(rows).sort(
    (a, b) =>
      (ledger.currency[a] as number) - (ledger.currency[b] as number) ||
      (ledger.amount[a] as number) - (ledger.amount[b] as number) ||
      a - b,
  );
}
