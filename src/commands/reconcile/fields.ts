import { minorDigits } from '../../core/money.ts';

/** Larger amounts are taken for mistakes; as many minor units, cents say. */
const LARGEST_MINOR = 9_999_999_999_999;

const SPACE = 0x20;
const TAB = 0x09;
const ZERO = 0x30;
const DASH = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;

/**
 * The amount in bytes start..end as integer minor units; NaN where it is none. Decimals beyond the currency's must be
 * zeros, as databases write them (1000.00 JPY, 12.5000 USD), and not three of them: 1.000 may be meant as a thousand.
 */
export function readMinor(bytes: Uint8Array, start: number, end: number, digits: number): number {
  let at = skipBlank(bytes, start, end);
  const last = trimBlank(bytes, at, end);
  const sign = bytes[at];
  if (at < last && (sign === DASH || sign === PLUS)) at += 1;
  let minor = 0;
  let any = false;
  let decimals = -1;
  for (; at < last; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit >= 0 && digit <= 9) {
      any = true;
      if (decimals >= 0) decimals += 1;
      if (decimals <= digits) minor = minor * 10 + digit;
      else if (digit !== 0) return Number.NaN;
    } else if (bytes[at] === POINT && decimals < 0) decimals = 0;
    else return Number.NaN;
  }
  if (!any || (decimals === 3 && digits < 3)) return Number.NaN;
  for (let missing = Math.max(decimals, 0); missing < digits; missing += 1) minor *= 10;
  if (minor > LARGEST_MINOR) return Number.NaN;
  return sign === DASH && minor !== 0 ? -minor : minor;
}

/** What is wrong with an amount that readMinor refused, and what to write instead. */
export function amountFault(text: string, currency: string): string {
  if (text.trim() === '') return 'is empty: every row needs an amount';
  const amount = withoutBlanks(text);
  const digits = minorDigits(currency);
  const [, whole = '', decimals = ''] = /^[+-]?(\d*)(?:\.(\d*))?$/.exec(amount) ?? [];
  if (whole === '' && decimals === '') {
    return 'is not a plain decimal: write 1234.50, or -1234.50 for a credit, with no thousands separator and no currency sign';
  }
  if (decimals.length > digits && (/[1-9]/.test(decimals.slice(digits)) || decimals.length === 3)) {
    const many = digits === 0 ? 'no decimals' : `${digits} decimals`;
    return `has ${decimals.length} decimals, and ${currency} has ${many}: round it, or mend the separator`;
  }
  return 'is beyond the amounts that can be added up exactly';
}

const MONTH_DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** The ISO date in bytes start..end as whole days since 1970-01-01; NaN for anything else, 30 February included. */
export function readDay(bytes: Uint8Array, start: number, end: number): number {
  const at = skipBlank(bytes, start, end);
  if (trimBlank(bytes, at, end) - at !== 10) return Number.NaN;
  if (bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return Number.NaN;
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const exists = year > 0 && month > 0 && day > 0 && day <= (MONTH_DAYS[month] ?? 0) + leap;
  return exists ? daysSinceEpoch(year, month, day) : Number.NaN;
}

/** What is wrong with a date that readDay refused. */
export function dateFault(text: string): string {
  if (text.trim() === '') return 'is empty: every row needs a date';
  if (/^\d{4}-\d{2}-\d{2}$/.test(withoutBlanks(text))) return 'is a day that does not exist';
  return 'is not an ISO date: write 2026-01-31';
}

/** NaN where one of the two is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years run from March, so that leap days come last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((months * 153 + 2) / 5) + day - 719_469;
}

/** As readMinor and readDay see it: what String.trim takes off besides, a line break or a no-break space, is a fault. */
function withoutBlanks(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

function skipBlank(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at;
}

function trimBlank(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB)) at -= 1;
  return at;
}
