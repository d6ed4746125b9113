/** Amounts are whole minor units of their own currency: pence, yen, thousandths of a dinar. */

const DIGITS: Readonly<Record<string, number>> = { JPY: 0, KWD: 3 };

const digitsOf = (currency: string): number => DIGITS[currency] ?? 2;

/** Minor units in one of the currency's units. */
export const unitOf = (currency: string): number => 10 ** digitsOf(currency);

/**
 * As files have it: '1250.50'; `short`, as a spreadsheet shows a number that has no format: '1250.5', '1250'.
 */
export function textOf(minor: number, currency: string, short = false): string {
  const digits = digitsOf(currency);
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const [whole, part] = [all.slice(0, all.length - digits), all.slice(all.length - digits)];
  const shown = short ? part.replace(/0+$/, '') : part;
  return `${minor < 0 ? '-' : ''}${whole}${shown === '' ? '' : `.${shown}`}`;
}

/** An amount in another currency, rounded once. @param rate units of `to` for one unit of `from`. */
export function convert(minor: number, from: string, to: string, rate: number): number {
  return from === to ? minor : Math.round((minor / unitOf(from)) * rate * unitOf(to));
}

/** VAT on a net amount. @param rate in hundred-thousandths, since Quebec's is 14.975 %. */
export const vatOn = (net: number, rate: number): number => Math.round((net * rate) / 100_000);

/** `total` in `parts` pieces, none of them small and no two within 4 % of each other; they add up to it. */
export function cut(random: { next(): number }, total: number, parts: number): number[] {
  for (;;) {
    const weights = Array.from({ length: parts }, () => 0.35 + random.next());
    const all = weights.reduce((sum, one) => sum + one, 0);
    const pieces = weights.map((one) => Math.round((total * one) / all));
    const rest = total - pieces.reduce((sum, one) => sum + one, 0);
    pieces[0] = (pieces[0] ?? 0) + rest;
    const sizes = weights.toSorted((a, b) => a - b);
    if (sizes.every((one, i) => i === 0 || one > (sizes[i - 1] ?? 0) * 1.04)) return pieces;
  }
}
