import { localDay } from '../core/instant.ts';
import type { Duration } from '../settings/types.ts';
import type { Audience, Listener } from './audience.ts';

/** What reminders say. Names come in as they stand in projects.yml; the texts are sent where nothing in them takes effect. */

export interface Occasion {
  /** "Approval 12 (Invoice for Acme Corp: $6,666.48, v2)" */
  what: string;
  /** "Approval 12": for whoever may not see more. */
  bare: string;
  /** "1 of 2" */
  count: string;
  /** Of working time, for how long it has waited. */
  waited: string;
  since: string;
  project: string;
  timezone: string;
  nameOf(who: string): string;
}

const UNIT = { m: 'minute', h: 'hour', d: 'day' } as const;

/** "4 working hours" */
function durationWords({ value, unit }: Duration): string {
  return `${value} working ${UNIT[unit]}${value === 1 ? '' : 's'}`;
}

/** The longest whole unit that fits: "5 working days", "7 working hours". */
export function waitedWords(minutes: number, minutesADay: number): string {
  const whole = Math.floor(minutes + 1e-6);
  if (whole >= minutesADay) return durationWords({ value: Math.floor(whole / minutesADay), unit: 'd' });
  if (whole >= 60) return durationWords({ value: Math.floor(whole / 60), unit: 'h' });
  return durationWords({ value: whole, unit: 'm' });
}

export function reminderInThread(at: Occasion, audience: Audience): string {
  const names = audience.tell.map((one) => listenerWords(at, one));
  const who =
    names.length > 0
      ? `Reminded: ${names.join(', ')}.`
      : 'Nobody who could approve it is here to be reminded.';
  return [
    `⏰ ${at.what} has waited ${at.waited}, ${at.count} approved. ${who}`,
    ...absentLines(at, audience),
  ].join('\n');
}

export function escalationInThread(at: Occasion, roles: readonly string[], audience: Audience): string {
  const names = audience.tell.map((one) => listenerWords(at, one));
  const told = names.length > 0 ? ` Told: ${names.join(', ')}.` : ' Nobody of them is here to be told.';
  return [
    `⏫ ${at.what} has waited ${at.waited} without a decision, so it goes on to ${inWords(roles)}, who may approve it as well.${told}`,
    ...absentLines(at, audience),
  ].join('\n');
}

export function reminderDirect(at: Occasion, listener: Listener): string {
  const rest = `It has waited ${at.waited}, ${at.count} approved. ${whereWords(at, listener)}`;
  return `⏰ ${listener.seesIt ? at.what : at.bare} waits for your decision${forWords(at, listener)}. ${rest}`;
}

export function escalationDirect(at: Occasion, listener: Listener): string {
  const what = `${listener.seesIt ? at.what : at.bare} has waited ${at.waited} without a decision`;
  return `⏫ ${what}, so you may approve it as well${forWords(at, listener)}. ${whereWords(at, listener)}`;
}

function whereWords(at: Occasion, { seesIt }: Listener): string {
  return seesIt
    ? `The card is in the channel of ${at.project}, since ${at.since}.`
    : `You are not in the channel of ${at.project}, where its card is: ask there to be let in.`;
}

/** `again`: the kind's own words for what may follow. */
export function expiredInThread(at: Occasion, again: string): string {
  return `⌛ ${at.what} expired after ${at.waited} without a decision. Nothing was posted; ${again}.`;
}

export function expiredDirect(at: Occasion, again: string, how: string): string {
  return `⌛ ${at.what}, ${how}, expired after ${at.waited} without a decision (${at.count} approved). Nothing was posted to QuickBooks, and ${again}.`;
}

/** To who could have approved it, of what nobody asked for. */
export function expiredForApprover(at: Occasion, again: string, listener: Listener): string {
  const what = listener.seesIt ? at.what : at.bare;
  return `⌛ ${what}, which was drafted by itself and waited for your decision${forWords(at, listener)}, expired after ${at.waited} (${at.count} approved). Nothing was posted to QuickBooks, and ${again}.`;
}

function inWords(roles: readonly string[]): string {
  return roles.map((role) => role.replaceAll('_', ' ')).join(' and ');
}

function listenerWords(at: Occasion, { who, for: absent }: Listener): string {
  return absent.length > 0 ? `${at.nameOf(who)} (for ${absent.map(at.nameOf).join(', ')})` : at.nameOf(who);
}

function forWords(at: Occasion, { own, for: absent }: Listener): string {
  if (absent.length === 0) return '';
  const names = absent.map(at.nameOf).join(' and ');
  return own ? ` (also for ${names}, who is away)` : `, in the place of ${names}, who is away`;
}

function absentLines(at: Occasion, { absent }: Audience): string[] {
  return absent.map(({ who, until, status, delegate }) => {
    const instead = delegate === null ? '' : `; ${at.nameOf(delegate)} is told instead`;
    const why =
      until === null
        ? `is out of office by their Slack status (${status ?? ''})`
        : `is away until ${localDay(new Date(until.getTime() - 1), at.timezone)}`;
    return `${at.nameOf(who)} ${why} and is not reminded${instead}.`;
  });
}
