import { Temporal } from 'temporal-polyfill';
import { nearest } from '../../../../core/nearest.ts';
import type { Person } from '../../../../settings/types.ts';
import { parseDay } from '../invoice-draft.ts';

/** What people type after /countersign away. Pure. */

export type AwayWords =
  /** `until` is the first moment of being back: the midnight that ends the day they named. */
  { until: Date; day: string; delegate: string | null } | { problem: string };

const USAGE =
  'Write /countersign away until 2026-12-01, or /countersign away until 2026-12-01 delegate @finn. The day you name is the last one you are away.';

/** `until <day> [delegate <whom>]`. The delegate stays as typed. */
export function parseAway(rest: string, now: Date, timezone: string): AwayWords {
  const [, before = '', word, whom = ''] =
    /^(.*?)(?:\b(delegates?|delegate to)\b[\s:]*(.*))?$/is.exec(rest.trim()) ?? [];
  const typed = before
    .trim()
    .replace(/^until\b\s*/i, '')
    .replace(/[\s,]+(?:and)?$/i, '');
  if (typed === '') return { problem: `Until when? ${USAGE} Nothing was changed.` };
  const day = parseDay(typed);
  if (day === null)
    return {
      problem: `“${typed.slice(0, 40)}” is not a date I understand. Write it as year-month-day. ${USAGE} Nothing was changed.`,
    };
  const delegate = whom.trim().replace(/^to\s+/i, '');
  if (word && delegate === '')
    return {
      problem: `Who decides in your place? Put a name after “delegate”. ${USAGE} Nothing was changed.`,
    };
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  const last = Temporal.PlainDate.from(day);
  if (Temporal.PlainDate.compare(last, today) < 0)
    return { problem: `${day} is past: today is ${today.toString()}. Nothing was changed.` };
  if (Temporal.PlainDate.compare(last, today.add({ years: 1 })) > 0)
    return {
      problem: `${day} is more than a year from now. Name an earlier day; it can be moved later. Nothing was changed.`,
    };
  // The start of the next day, whatever the clock does in that night.
  const until = last.add({ days: 1 }).toZonedDateTime(timezone);
  return { until: new Date(until.epochMilliseconds), day, delegate: delegate || null };
}

export type Whom = { id: string } | { handle: string } | { problem: string };

/** A mention as Slack escapes it, an id, or a name of projects.yml; else a handle that only Slack can tell. */
export function parseWhom(typed: string, people: readonly Person[]): Whom {
  const escaped = /^<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>$/.exec(typed)?.[1];
  if (escaped) return { id: escaped };
  const bare = typed.replace(/^@/, '').trim();
  if (/^[UW][A-Z0-9]{2,}$/.test(bare) && people.some(({ id }) => id === bare)) return { id: bare };
  const word = bare.toLowerCase();
  const whole = people.filter(({ name }) => name.toLowerCase() === word);
  const found =
    whole.length > 0 ? whole : people.filter(({ name }) => name.toLowerCase().split(/\s+/)[0] === word);
  const [only, ...others] = found;
  if (only && others.length === 0) return { id: only.id };
  if (only)
    return {
      problem: `There are several people called “${bare.slice(0, 60)}”: write @ and their Slack id, ${found.map(({ id }) => id).join(' or ')}.`,
    };
  return { handle: bare };
}

export function unknownWhom(typed: string, people: readonly Person[]): string {
  const near = nearest(
    typed,
    people.map(({ name }) => name),
    3,
  );
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return `“${typed.slice(0, 60)}” is nobody whom projects.yml names under people.${hint}`;
}
