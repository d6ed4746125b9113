/**
 * Exact decimals as canonical text: "7.5", "-0.25", "120". Quantities and rates travel so; amounts of money are
 * integer minor units (money.ts). No binary floating point takes part in any sum or product.
 */
export type Decimal = string & { readonly __decimal: unique symbol };

interface Parts {
  unscaled: bigint;
  scale: number;
}

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

function canonical({ unscaled, scale }: Parts): Decimal {
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? '' : digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return (negative && unscaled !== 0n ? `-${text}` : text) as Decimal;
}

function parts(value: Decimal): Parts {
  const [whole = '0', fraction = ''] = value.split('.');
  return { unscaled: BigInt(whole + fraction), scale: fraction.length };
}

/**
 * A number or plain decimal text as an exact decimal; null for anything else ("8h", "1,5", "", NaN, 1e400).
 * Numbers are read to 15 significant digits, as spreadsheets do, so that 0.1+0.2 is 0.3.
 */
export function parseDecimal(value: unknown): Decimal | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    return parseDecimal(expandExponent(Number(value.toPrecision(15)).toString()));
  }
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (!PLAIN.test(text) || text.length > 40) return null;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  return canonical({ unscaled: BigInt(`${sign}${whole || '0'}${fraction}`), scale: fraction.length });
}

function expandExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', lead = '', rest = '', exponent = '0'] = match;
  const digits = lead + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0').slice(0, point)}.${digits.slice(point) || '0'}`;
}

export const ZERO = '0' as Decimal;
export const ONE = '1' as Decimal;

export function isZero(value: Decimal): boolean {
  return parts(value).unscaled === 0n;
}

export function isNegative(value: Decimal): boolean {
  return value.startsWith('-');
}

/** -1, 0 or 1, as a sort wants it. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = parts(subtractDecimals(a, b)).unscaled;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const x = parts(a);
  const y = parts(b);
  const scale = Math.max(x.scale, y.scale);
  return canonical({ unscaled: rescale(x, scale) + rescale(y, scale), scale });
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const negated = b.startsWith('-') ? b.slice(1) : `-${b}`;
  return addDecimals(a, negated as Decimal);
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const x = parts(a);
  const y = parts(b);
  return canonical({ unscaled: x.unscaled * y.unscaled, scale: x.scale + y.scale });
}

/** The decimal as an integer of 10^-digits, half a unit away from zero. */
export function toScaledInteger(value: Decimal, digits: number): bigint {
  const { unscaled, scale } = parts(value);
  if (scale <= digits) return unscaled * 10n ** BigInt(digits - scale);
  const divisor = 10n ** BigInt(scale - digits);
  const negative = unscaled < 0n;
  const size = negative ? -unscaled : unscaled;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return negative ? -rounded : rounded;
}

export function fromScaledInteger(unscaled: bigint, scale: number): Decimal {
  return canonical({ unscaled, scale });
}

function rescale(value: Parts, scale: number): bigint {
  return value.unscaled * 10n ** BigInt(scale - value.scale);
}
