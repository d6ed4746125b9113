import { type Decimal, fromScaledInteger, multiplyDecimals, toScaledInteger } from './decimal.ts';

/** ISO 4217 code, upper case. */
export type Currency = string;

export interface Money {
  /** Integer count of the currency's smallest unit: cents for USD, yen for JPY. */
  amountMinor: number;
  currency: Currency;
}

// ISO 4217 currencies whose minor unit is not a hundredth.
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

export function minorDigits(currency: Currency): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/** A decimal amount in minor units, half a unit away from zero. Throws RangeError beyond what is safe to add up. */
export function toMinor(amount: Decimal, currency: Currency): number {
  const minor = toScaledInteger(amount, minorDigits(currency));
  // A millionth of the safe range: a million of the largest amounts still add up exactly.
  if (minor > 9_007_199_254n || minor < -9_007_199_254n) {
    throw new RangeError(`${amount} ${currency} is larger than any invoice line Countersign handles`);
  }
  return Number(minor);
}

/** Quantity times rate in minor units: multiplied exactly, rounded once. */
export function extend(quantity: Decimal, rate: Decimal, currency: Currency): number {
  return toMinor(multiplyDecimals(quantity, rate), currency);
}

/** Minor units as a plain decimal, as vendors want it: 123450 USD is "1234.5". */
export function toDecimal(amountMinor: number, currency: Currency): Decimal {
  return fromScaledInteger(BigInt(amountMinor), minorDigits(currency));
}

const formats = new Map<string, Intl.NumberFormat>();

/** Kept once made, because making one costs more than a hundred uses. A text given to it is formatted digit by digit. */
export function currencyFormat(currency: Currency, fewest: number, most: number): Intl.NumberFormat {
  const key = `${currency} ${fewest} ${most}`;
  const found =
    formats.get(key) ??
    new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      minimumFractionDigits: fewest,
      maximumFractionDigits: most,
    });
  formats.set(key, found);
  return found;
}

/** For people: "$1,234.50", "€8.00", "¥1,200", "-$3.10". */
export function formatMoney({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency);
  return currencyFormat(currency, digits, digits).format(
    toDecimal(amountMinor, currency) as unknown as number,
  );
}

export function sumMinor(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
