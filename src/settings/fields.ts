import { z } from 'zod';
import { compareDecimals, type Decimal, isNegative, parseDecimal, ZERO } from '../core/decimal.ts';
import { nearest } from '../core/nearest.ts';
import type { Duration, TimeOfDay, Weekday } from './types.ts';

/** What stands in the file, short enough for one line of an error. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'a group of keys';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** A single value: `read` gives undefined for what it does not take, `expected` ends the sentence "write …". */
export function field<T>(expected: string, read: (text: string) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const result = typeof value === 'string' ? read(value.trim()) : undefined;
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: `is ${show(value)}: write ${expected}.` });
    return z.NEVER;
  });
}

export const flag = z.unknown().transform((value, context): boolean => {
  if (typeof value === 'boolean') return value;
  context.addIssue({ code: 'custom', message: `is ${show(value)}: write true or false.` });
  return z.NEVER;
});

export function text(expected: string) {
  return field(expected, (value) => (value === '' || value.length > 500 ? undefined : value));
}

export function oneOf<const T extends string>(words: readonly [T, ...T[]]) {
  const expected = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return field(expected, (value) => words.find((word) => word === value.toLowerCase()));
}

/** A list; one value without brackets is a list of one. */
export function listOf<T extends z.ZodType>(item: T, expected: string) {
  const list = z.array(item, { error: (issue) => `is ${show(issue.input)}: write ${expected}.` });
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), list);
}

/** Keys and values; a key that is not in `shape` is an error that names the nearest one that is. */
export function mapping<S extends z.core.$ZodLooseShape>(shape: S) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    // One line for each key: report.ts takes them apart again to find each key's own line.
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : `is ${show(issue.input)}: write keys and values, such as { ${known.slice(0, 2).join(': …, ')}: … }.`,
  });
}

export function unknownKey(key: string, known: readonly string[]): string {
  const [near] = nearest(key, known, 1);
  const advice = near === undefined ? `write one of ${known.join(', ')}` : `did you mean ${near}?`;
  return `is not a key that Countersign knows: ${advice}${near === undefined ? '.' : ''}`;
}

export function wholeNumber(least: number, most: number, expected: string) {
  return field(expected, (value) => {
    if (!/^\d{1,9}$/.test(value)) return undefined;
    const number = Number(value);
    return number >= least && number <= most ? number : undefined;
  });
}

/** Not negative, exact. */
export function decimal(expected: string, most?: Decimal) {
  return field(expected, (value) => {
    const number = parseDecimal(value);
    if (number === null || isNegative(number)) return undefined;
    if (most !== undefined && compareDecimals(number, most) > 0) return undefined;
    return number;
  });
}

export function positiveDecimal(expected: string) {
  return field(expected, (value) => {
    const number = parseDecimal(value);
    return number === null || compareDecimals(number, ZERO) <= 0 ? undefined : number;
  });
}

export const amount = decimal('an amount such as 50000 or 1234.50, without a currency sign or commas');

export function duration(example: string, least = 1) {
  return field(`a whole number and m, h or d, such as ${example}`, (value): Duration | undefined => {
    const match = /^(\d{1,4})\s*([mhd])$/.exec(value);
    const number = Number(match?.[1]);
    if (!match || number < least) return undefined;
    return { value: number, unit: match[2] === 'm' ? 'm' : match[2] === 'h' ? 'h' : 'd' };
  });
}

export function readTime(value: string): TimeOfDay | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(value);
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  return match && hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

export const timeOfDay = field('a time of day such as "09:00"', readTime);

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function readDays(value: string): Weekday[] | undefined {
  const [first = '', last = first, ...more] = value.toLowerCase().split(/\s*-\s*/);
  const [from, to] = [DAY_NAMES.indexOf(first), DAY_NAMES.indexOf(last)];
  if (from < 0 || to < 0 || more.length > 0) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (((from + index) % 7) + 1) as Weekday);
}

const DAYS_EXPECTED = 'mon-fri, mon-sun or a list such as [mon, wed]';

/** mon-fri, or [mon, wed]: ISO weekday numbers, ascending. */
export const days = listOf(field(DAYS_EXPECTED, readDays), DAYS_EXPECTED).transform((ranges, context) => {
  const all = [...new Set(ranges.flat())].sort((a, b) => a - b);
  if (all.length === 0) context.addIssue({ code: 'custom', message: `is empty: write ${DAYS_EXPECTED}.` });
  return all;
});

export const isoDate = field('a date such as 2026-12-25', (value) => {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
});

const role = field('a role in one word, such as finance_manager', (value) =>
  /^[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(value) ? value : undefined,
);

export const roles = listOf(role, 'a list of roles, such as [finance_manager]').transform((words) => [
  ...new Set(words),
]);
