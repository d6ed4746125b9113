import { type Decimal, parseDecimal } from '../core/decimal.ts';
import { parseIsoDate } from '../core/iso-date.ts';
import { type Currency, minorDigits, toDecimal, toMinor } from '../core/money.ts';
import { plainText, shorten } from '../core/text.ts';
import type { CellValue } from './types.ts';

/** Words of printable ASCII with single spaces between them: what plainText would leave as it is. */
const ALREADY_PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A cell as one line of text; '' for a blank one. Numbers stand as plain decimals, so that 5010 is "5010". */
export function textIn(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return parseDecimal(value) ?? String(value);
  const text = String(value);
  return ALREADY_PLAIN.test(text) ? text : plainText(text);
}

/** What a person typed, short enough for a sentence. */
export function quoted(value: CellValue): string {
  return `“${shorten(textIn(value), 40)}”`;
}

export type Amount =
  | { kind: 'blank' }
  | { kind: 'amount'; minor: number; rounded: boolean }
  | { kind: 'wrong'; why: string };

/**
 * A cell as an amount in minor units, half a unit away from zero; `rounded` where that changed it. A number, or a
 * plain decimal that was typed as text; "$1,200", "about 40" and a tick are wrong, as what they mean is a guess.
 */
export function amountIn(value: CellValue, currency: Currency): Amount {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return { kind: 'blank' };
  const decimal = parseDecimal(value);
  if (decimal === null) return { kind: 'wrong', why: 'which is not a number' };
  const minor = inMinor(decimal, currency);
  if (minor === null) return { kind: 'wrong', why: 'which is larger than Countersign handles' };
  const tooFine = (decimal.split('.')[1]?.length ?? 0) > minorDigits(currency);
  return { kind: 'amount', minor, rounded: tooFine && toDecimal(minor, currency) !== decimal };
}

function inMinor(decimal: Decimal, currency: Currency): number | null {
  try {
    return toMinor(decimal, currency) + 0;
  } catch {
    return null;
  }
}

/** Books are not kept before the one or planned after the other: a year outside is a slip of the hand. */
const FIRST_YEAR = '1990';
const LAST_YEAR = '2100';

/** A cell as an ISO date; '' for a blank cell, null for what is no date or an impossible one. */
export function dateIn(value: CellValue): string | null {
  if (value === null || value === '') return '';
  const date = typeof value === 'string' ? parseIsoDate(value) : null;
  return date !== null && date >= FIRST_YEAR && date < LAST_YEAR ? date : null;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** A cell as an ISO 4217 code; '' for a blank cell, null for what is none. */
export function currencyIn(value: CellValue): Currency | null {
  const code = textIn(value).toUpperCase();
  return code === '' || CURRENCIES.has(code) ? code : null;
}
