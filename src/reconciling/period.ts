import { Temporal } from 'temporal-polyfill';
import { parseIsoDate } from '../core/iso-date.ts';
import type { Period } from './run.ts';

export const PERIOD_USAGE =
  'Write a month (2026-10, or October), last-month, this-month, a year (2026), or two days (2026-10-01..2026-10-31).';

/** Books are kept for years; more than this in one run is a slip of the hand. */
const MOST_YEARS = 6;

/**
 * A period as people type it; null where it can mean nothing, or two things: "10/2026" is left to be written again.
 * `today`: the company's date.
 */
export function parsePeriod(typed: string, today: string): Period | { problem: string } {
  const text = typed.trim().toLowerCase();
  const unclear = { problem: `“${typed.trim().slice(0, 40)}” is not a period I understand. ${PERIOD_USAGE}` };
  const named = namedPeriod(text, today);
  if (named) return named;
  const [, year, month] = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (year && month) return monthOf(year, month) ?? unclear;
  const [, only] = /^(\d{4})$/.exec(text) ?? [];
  if (only) return inReason(only) ? { from: `${only}-01-01`, to: `${only}-12-31` } : unclear;
  const called = calledMonth(text, today);
  if (called) return called;
  const [, of, quarter] = /^(\d{4})-?q([1-4])$/.exec(text) ?? [];
  if (of && quarter && inReason(of)) {
    const first = Temporal.PlainDate.from(`${of}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`);
    return { from: first.toString(), to: first.add({ months: 3 }).subtract({ days: 1 }).toString() };
  }
  const day = parseIsoDate(text);
  if (day !== null && inReason(day.slice(0, 4))) return { from: day, to: day };
  const [, begin = '', end = ''] =
    /^(\S+?)\s*(?:\.{2,3}|…|\bto\b|[–—]|(?<=\s)-(?=\s))\s*(\S+)$/.exec(text) ?? [];
  const [from, to] = [bound(begin, 'from'), bound(end, 'to')];
  if (!from || !to) return unclear;
  if (from > to) return { problem: `The period ${from}..${to} ends before it begins. ${PERIOD_USAGE}` };
  if (Temporal.PlainDate.from(from).add({ years: MOST_YEARS }).toString() < to)
    return { problem: `${from}..${to} is longer than ${MOST_YEARS} years. ${PERIOD_USAGE}` };
  return { from, to };
}

/** Whether a word begins like a period: what follows a project's code, or stands alone. */
export function looksLikePeriod(typed: string): boolean {
  if (MONTH.test(typed.trim().toLowerCase())) return true;
  return /^(\d{1,4}([-/.]|$)|(last|this|current|previous)[-_ ]?(month|year|quarter|week)|\d{4}-?q\d)/i.test(
    typed,
  );
}

/** Last month and this one to date: what is being closed, and what is still to be noticed early. */
export function defaultPeriod(today: string): Period {
  const first = Temporal.PlainDate.from(today).with({ day: 1 });
  return { from: first.subtract({ months: 1 }).toString(), to: today };
}

/** "October 2026", "2026-10-01 to 2026-11-22". */
export function periodWords({ from, to }: Period): string {
  const begin = Temporal.PlainDate.from(from);
  if (isMonth({ from, to })) return begin.toLocaleString('en-US', { month: 'long', year: 'numeric' });
  return from === to ? from : `${from} to ${to}`;
}

/** As people type it: "2026-10", "2026-10-01..2026-11-22". */
export function typedPeriod({ from, to }: Period): string {
  return isMonth({ from, to }) ? from.slice(0, 7) : `${from}..${to}`;
}

function isMonth({ from, to }: Period): boolean {
  const begin = Temporal.PlainDate.from(from);
  return begin.day === 1 && begin.add({ months: 1 }).subtract({ days: 1 }).toString() === to;
}

function namedPeriod(text: string, today: string): Period | null {
  const date = Temporal.PlainDate.from(today);
  const word = text.replace(/[\s_]+/g, '-');
  if (word === 'last-month' || word === 'previous-month') {
    const before = date.with({ day: 1 }).subtract({ months: 1 });
    return { from: before.toString(), to: before.add({ months: 1 }).subtract({ days: 1 }).toString() };
  }
  if (word === 'this-month' || word === 'current-month')
    return { from: date.with({ day: 1 }).toString(), to: today };
  const quarter = date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
  if (word === 'last-quarter' || word === 'previous-quarter') {
    const before = quarter.subtract({ months: 3 });
    return { from: before.toString(), to: quarter.subtract({ days: 1 }).toString() };
  }
  if (word === 'this-quarter' || word === 'current-quarter') return { from: quarter.toString(), to: today };
  if (word === 'this-year' || word === 'current-year') return { from: `${date.year}-01-01`, to: today };
  if (word === 'last-year' || word === 'previous-year')
    return { from: `${date.year - 1}-01-01`, to: `${date.year - 1}-12-31` };
  return null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** "october", "oct 2026", "October, 2026", "2026 oct". */
const MONTH =
  /^(?:(\d{4})[\s-]+)?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:[\s,-]+(\d{4}))?$/;

/** A month by its name; without a year the last one of that name that has begun. */
function calledMonth(text: string, today: string): Period | null {
  const [, before, name = '', after] = MONTH.exec(text) ?? [];
  if (name === '' || (before && after)) return null;
  const month = String(MONTHS.indexOf(name.slice(0, 3)) + 1).padStart(2, '0');
  const { year } = Temporal.PlainDate.from(today);
  const begun = `${year}-${month}` <= today.slice(0, 7);
  return monthOf(before ?? after ?? String(begun ? year : year - 1), month);
}

function inReason(year: string): boolean {
  return year >= '1990' && year < '2100';
}

function monthOf(year: string, month: string): Period | null {
  const from = parseIsoDate(`${year}-${month.padStart(2, '0')}-01`);
  if (from === null || !inReason(year)) return null;
  const first = Temporal.PlainDate.from(from);
  return { from, to: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
}

/** A day, or a month's first or last one. */
function bound(text: string, side: 'from' | 'to'): string | null {
  const [, year = '', month = ''] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
  const date = year === '' ? parseIsoDate(text) : (monthOf(year, month)?.[side] ?? null);
  return date !== null && inReason(date.slice(0, 4)) ? date : null;
}
