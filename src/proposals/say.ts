import type { Decimal } from '../core/decimal.ts';
import { type Currency, currencyFormat, formatMoney, minorDigits } from '../core/money.ts';
import { plainText, shorten } from '../core/text.ts';
import { apart } from '../slack/blocks/text.ts';

/** A sheet's text inside a sentence: plain, short, between quotation marks. */
export function quoted(text: string, limit = 40): string {
  return `“${named(text, limit)}”`;
}

/** A name from a sheet or from QuickBooks, plain and short; one that runs from right to left moves nothing around it. */
export function named(text: string, limit = 60): string {
  return apart(shorten(plainText(text), limit));
}

/** "a", "a and b", "a, b and c", "a, b and 7 more". */
export function listed(parts: readonly string[], most = 10): string {
  const shown = parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : [...parts];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** "a; b; and 3 more": of what reads as clauses. */
export function firstOf(parts: readonly string[], most = 8): string {
  const shown = parts.slice(0, most).join('; ');
  return parts.length > most ? `${shown}; and ${parts.length - most} more` : shown;
}

/** "Row 4", "Rows 4, 7 and 9", each number once. */
export function rowsNamed(rows: readonly number[]): string {
  const numbers = [...new Set(rows)];
  return `${numbers.length === 1 ? 'Row' : 'Rows'} ${listed(numbers.map(String), 8)}`;
}

/** "1 row", "3 rows". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Minor units for people: "$1,234.50". */
export function money(amountMinor: number, currency: Currency): string {
  return formatMoney({ amountMinor, currency });
}

/** A rate for people, with every digit it has: "$150.00", "$0.655". */
export function rateText(rate: Decimal, currency: Currency): string {
  const usual = minorDigits(currency);
  const most = Math.min(Math.max(usual, rate.split('.')[1]?.length ?? 0), 20);
  return currencyFormat(currency, usual, most).format(rate as Intl.StringNumericLiteral); // a text is formatted digit by digit, never as a float
}
