import { z } from 'zod';
import { fromScaledInteger, ONE } from '../core/decimal.ts';
import { nearest } from '../core/nearest.ts';
import {
  amount,
  days,
  decimal,
  duration,
  field,
  isoDate,
  listOf,
  mapping,
  readTime,
  roles,
  show,
  text,
  timeOfDay,
  wholeNumber,
} from './fields.ts';
import type { Report } from './report.ts';
import type { Company, Duration, Person, Projects, Tolerance, Waiting, Weekday } from './types.ts';

const MON_TO_FRI: Weekday[] = [1, 2, 3, 4, 5];

const timezone = z.unknown().transform((value, context): string => {
  const name = typeof value === 'string' ? value.trim() : '';
  try {
    if (name !== '') return new Intl.DateTimeFormat('en-US', { timeZone: name }) && name;
  } catch {
    // Not a zone that this Node knows: the message below says so.
  }
  const [near = 'America/Chicago'] = nearest(name, Intl.supportedValuesOf('timeZone'), 1);
  context.addIssue({
    code: 'custom',
    message: `is ${show(value)}: write an IANA time zone, such as ${near}.`,
  });
  return z.NEVER;
});

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

export const currency = field('an ISO 4217 code such as USD', (value) =>
  CURRENCIES.has(value.toUpperCase()) ? value.toUpperCase() : undefined,
);

const hours = field('opening hours such as "09:00-17:00"', (value) => {
  const [from = '', to = '', ...more] = value.split(/\s*-\s*/);
  const start = readTime(from);
  const end = to === '24:00' ? { hour: 24, minute: 0 } : readTime(to);
  if (!start || !end || more.length > 0) return undefined;
  const [startMinute, endMinute] = [start.hour * 60 + start.minute, end.hour * 60 + end.minute];
  return startMinute < endMinute ? { startMinute, endMinute } : undefined;
});

const companySchema = mapping({
  timezone: timezone.default('UTC'),
  currency: currency.default('USD'),
  hours: hours.default({ startMinute: 9 * 60, endMinute: 17 * 60 }),
  days: days.default(MON_TO_FRI),
  holidays: listOf(isoDate, 'a list of dates, such as [2026-12-25]').default([]),
  undo: duration('15m', 0).default({ value: 0, unit: 'm' }),
});

/** Defaults where the section, or part of it, is absent or wrong (and noted): what follows can still be checked. */
export function readCompany(report: Report, value: unknown): Company {
  const read = report.read(companySchema, value ?? {}, ['company']) ?? companySchema.parse({});
  return { ...read, holidays: [...new Set(read.holidays)].sort() };
}

const personSchema = mapping({
  name: text('the name people know them by').optional(),
  roles: roles.default([]),
});

/** Slack's ids of people: U…, or W… in an Enterprise Grid. */
const USER_ID = /^[UW][A-Z0-9]{2,20}$/;

/** null where some entry's roles were wrong: then who holds which role is not known. */
export function readPeople(report: Report, value: unknown): Person[] | null {
  const entries = report.read(
    z.record(z.string(), z.unknown(), {
      error: (issue) =>
        `is ${show(issue.input)}: write Slack user ids and who they are, such as U0PAM: { name: Pam, roles: [project_manager] }.`,
    }),
    value ?? {},
    ['people'],
  );
  if (!entries) return null;
  const people = Object.entries(entries).map(([id, entry]): Person | null => {
    if (!USER_ID.test(id)) {
      report.error(
        ['people', id],
        'is not a Slack user id: write the id that "Copy member ID" in their Slack profile gives (U…).',
      );
    }
    const { data, dropped } = report.salvage(personSchema, entry ?? {}, ['people', id]);
    return data && !dropped.has('roles') ? { id, name: data.name ?? id, roles: data.roles } : null;
  });
  return people.every((person) => person !== null) ? people : null;
}

const HUNDRED = fromScaledInteger(100n, 0);
const HALF = fromScaledInteger(5n, 1);

const scheduleSchemas = {
  waiting: mapping({
    remind: duration('4h').default({ value: 4, unit: 'h' }),
    escalate: duration('8h').default({ value: 8, unit: 'h' }),
    escalate_to: roles.optional(),
    expire: duration('5d').default({ value: 5, unit: 'd' }),
  }),
  tolerance: mapping({
    amount: amount.optional(),
    percent: decimal('a percentage from 0 to 100, such as 0.5', HUNDRED).default(HALF),
    days: wholeNumber(0, 366, 'a whole number of days, such as 7').default(7),
  }),
  digest: mapping({
    at: timeOfDay.default({ hour: 9, minute: 0 }),
    days: days.default(MON_TO_FRI),
  }),
  reconcile: mapping({ at: timeOfDay.default({ hour: 2, minute: 0 }) }),
};

/** `written` are the roles that the file itself escalates to: none where it leaves that to the default. */
export function readWaiting(
  report: Report,
  value: unknown,
  company: Company,
): { waiting: Waiting; written: string[] } {
  const schema = scheduleSchemas.waiting;
  const { escalate_to, ...times } = report.read(schema, value ?? {}, ['waiting']) ?? schema.parse({});
  const dayMinutes = company.hours.endMinute - company.hours.startMinute;
  const minutes = (time: Duration): number => time.value * { m: 1, h: 60, d: dayMinutes }[time.unit];
  for (const key of ['remind', 'escalate'] as const) {
    if (minutes(times[key]) < minutes(times.expire)) continue;
    report.warn(['waiting', key], 'is not before expire, so it never happens: write a shorter time.');
  }
  const waiting = { ...times, escalateTo: escalate_to ?? ['finance_manager'] };
  return { waiting, written: escalate_to ?? [] };
}

export function readTolerance(report: Report, value: unknown, company: Company): Tolerance {
  const schema = scheduleSchemas.tolerance;
  const read = report.read(schema, value ?? {}, ['tolerance']) ?? schema.parse({});
  const given = read.amount ?? ONE;
  const amountMinor = report.minor(given, company.currency, ['tolerance', 'amount']) ?? 0;
  return { amountMinor, percent: read.percent, days: read.days };
}

export function readSchedules(
  report: Report,
  digest: unknown,
  reconcile: unknown,
): Pick<Projects, 'digest' | 'reconcile'> {
  return {
    digest: report.read(scheduleSchemas.digest, digest ?? {}, ['digest']) ?? scheduleSchemas.digest.parse({}),
    reconcile:
      report.read(scheduleSchemas.reconcile, reconcile ?? {}, ['reconcile']) ??
      scheduleSchemas.reconcile.parse({}),
  };
}
