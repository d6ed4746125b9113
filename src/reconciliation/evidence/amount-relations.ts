import type { Exchange } from '../rates/exchange.ts';
import { fitsRate, type Rate } from '../rates/rates.ts';
import type { Keyed } from '../reading/keys.ts';

/** How two amounts relate. Up to DIGITS the amounts agree or nearly so; beyond, they are apart. */
export const EQUAL = 0;
export const CENTS = 1;
export const BY_RATE = 2;
/** Typed in whole units: the other without its cents. */
export const ROUNDED = 3;
export const BY_EXCHANGE = 4;
export const DIGITS = 5;
export const CLOSE = 6;
export const NEAR = 7;
export const FAR = 8;
export const OPPOSITE = 9;
export const MISSING = 10;

/** log2: a bank's rate of some day near may be so far from what is known. */
const BY_RATE_OF_TIME = 0.06;

/** @param vendorOf of a posting. */
export function relationOf(
  rates: readonly Rate[],
  exchange: Exchange,
  vendorOf: (ledgerRow: number) => number,
) {
  return (sheet: Keyed, i: number, ledger: Keyed, j: number): number => {
    const a = sheet.amount[i] as number;
    const b = ledger.amount[j] as number;
    if (sheet.currency[i] !== ledger.currency[j]) {
      const log = exchange.rate(
        sheet.currency[i] as number,
        ledger.currency[j] as number,
        sheet.day[i] as number,
      );
      const ratio = b / a;
      if (!(ratio > 0) || Number.isNaN(log)) return ratio > 0 && Number.isNaN(log) ? MISSING : FAR;
      const tracked = exchange.tracked(sheet.currency[i] as number, ledger.currency[j] as number);
      const apart = Math.abs(Math.log2(ratio) - log);
      if (tracked && apart >= BY_RATE_OF_TIME) {
        const off = Math.log2(ratio) - log;
        return tracked.likelihood(off, sheet.day[i] as number, vendorOf(j)) > 0 ? BY_EXCHANGE : FAR;
      }
      return apart < BY_RATE_OF_TIME ? BY_EXCHANGE : apart < 0.15 ? NEAR : FAR;
    }
    if (a === b) return EQUAL;
    if (a === 0 || b === 0) return MISSING;
    if (a > 0 !== b > 0) return a === -b ? OPPOSITE : FAR;
    if (Math.abs(a - b) <= 2) return CENTS;
    for (const rate of rates) if (fitsRate(rate, a, b)) return BY_RATE;
    if (isWithoutCents(a, b, sheet.unit[i] as number)) return ROUNDED;
    if ((a - b) % 9 === 0 && sameDigits(Math.abs(a), Math.abs(b))) return DIGITS;
    if (oneDigitApart(Math.abs(a), Math.abs(b))) return DIGITS;
    const apart = Math.abs(Math.log2(b / a));
    return apart < 0.015 ? CLOSE : apart < 0.3 ? NEAR : FAR;
  };
}

function sameDigits(a: number, b: number): boolean {
  const counts = new Int8Array(10);
  for (let rest = a; rest > 0; rest = Math.floor(rest / 10))
    counts[rest % 10] = (counts[rest % 10] as number) + 1;
  for (let rest = b; rest > 0; rest = Math.floor(rest / 10))
    counts[rest % 10] = (counts[rest % 10] as number) - 1;
  return counts.every((count) => count === 0);
}

/** Fewer digits than those of this number, zeros at the end left out, are not typed wrong but another amount. */
const LEAST_TYPED = 100;

function oneDigitApart(a: number, b: number): boolean {
  let different = 0;
  let x = a;
  let y = b;
  // 300.00 and 100.00 are two prices, not a slip.
  while (x % 10 === 0 && y % 10 === 0 && x + y > 0) {
    x /= 10;
    y /= 10;
  }
  if (a < 1000 || x < LEAST_TYPED || y < LEAST_TYPED) return false;
  while (x > 0 || y > 0) {
    if (x % 10 !== y % 10) different++;
    x = Math.floor(x / 10);
    y = Math.floor(y / 10);
    if ((x === 0) !== (y === 0)) return false;
  }
  return different === 1;
}

/** Whether one of two amounts is the other in whole units: sheets are often typed so. */
function isWithoutCents(a: number, b: number, unit: number): boolean {
  return (a % unit === 0) !== (b % unit === 0) && Math.abs(a - b) <= unit / 2;
}
