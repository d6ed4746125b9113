import { el } from '../dom.js';

const format = (options) => new Intl.DateTimeFormat('en-US', options);
const CLOCK = format({ hour: 'numeric', minute: '2-digit' });
const FULL = format({
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const DAY = format({ weekday: 'long', month: 'long', day: 'numeric' });
const DAY_AND_YEAR = format({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });

/** Slack's ts is seconds with a fraction, as text. */
function dateOf(ts) {
  return new Date(Math.round(Number(ts) * 1000));
}

export function clock(ts) {
  return CLOCK.format(dateOf(ts));
}

export function fullTime(ts) {
  return FULL.format(dateOf(ts));
}

/** A key that is the same for two messages of one local day. */
export function dayKey(ts) {
  const date = dateOf(ts);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** "Today", "Yesterday", else the weekday and date. */
export function dayName(ts, now = new Date()) {
  const date = dateOf(ts);
  const midnight = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

const TOKENS = {
  '{date_num}': (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  '{date}': (date) => format({ month: 'long', day: 'numeric', year: 'numeric' }).format(date),
  '{date_short}': (date) => format({ month: 'short', day: 'numeric', year: 'numeric' }).format(date),
  '{date_long}': (date) => DAY_AND_YEAR.format(date),
  '{date_pretty}': (date) => dayName(date.getTime() / 1000),
  '{date_short_pretty}': (date) => dayName(date.getTime() / 1000),
  '{date_long_pretty}': (date) => dayName(date.getTime() / 1000),
  '{time}': (date) => CLOCK.format(date),
  '{time_secs}': (date) => format({ hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(date),
  '{ago}': (date) => ago(date),
};

function two(number) {
  return String(number).padStart(2, '0');
}

function ago(date) {
  const minutes = Math.round((date.getTime() - Date.now()) / 60_000);
  const relative = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}

/** `!date^1392734382^Posted {date_num} {time}|fallback` in the reader's own time zone. */
export function slackDate(target, fallback) {
  const [, seconds, pattern = ''] = target.split('^');
  return dateNode(Number(seconds), pattern, fallback);
}

/** The same for rich text's date element. `fallback` where the seconds are no date. */
export function dateNode(seconds, pattern, fallback) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return el('span', {}, fallback);
  const text = pattern.replace(/\{\w+\}/g, (token) => TOKENS[token]?.(date) ?? token);
  return el('time', { datetime: date.toISOString(), title: FULL.format(date) }, text);
}
