/** The day on which a bookkeeper posts what is of a day. */
type Rule = (day: number) => number;

const monthOf = (day: number): Date => new Date(day * 86_400_000);
const dayOf = (year: number, month: number, date: number): number =>
  Math.round(Date.UTC(year, month, date) / 86_400_000);

export const monthEnd: Rule = (day) =>
  dayOf(monthOf(day).getUTCFullYear(), monthOf(day).getUTCMonth() + 1, 0);
const nextMonthStart: Rule = (day) => monthEnd(day) + 1;
const nextMonthEnd: Rule = (day) => monthEnd(monthEnd(day) + 1);
const monthStart: Rule = (day) => dayOf(monthOf(day).getUTCFullYear(), monthOf(day).getUTCMonth(), 1);
const fifteenthOrEnd: Rule = (day) =>
  monthOf(day).getUTCDate() <= 15 ? monthStart(day) + 14 : monthEnd(day);
const weekday =
  (target: number): Rule =>
  (day) =>
    day + ((target - ((day + 4) % 7) + 7) % 7);

const RULES: readonly Rule[] = [
  monthEnd,
  nextMonthStart,
  nextMonthEnd,
  monthStart,
  fifteenthOrEnd,
  ...[0, 1, 2, 3, 4, 5, 6].map(weekday),
];

/** What learning asks of all rows' days, worked out once however often is learned. */
export interface Calendar {
  first: number;
  span: number;
  /** By rule: the day it gives for each day of the span. */
  ruleDays: readonly Int32Array[];
  /** The share of all postings on each day. */
  ofLedger: Float64Array;
  /** 1 for days with postings. */
  postings: Uint8Array;
}

/** Both sides' days in ascending order. */
export function calendarOf(ledgerDays: Int32Array, sheetDays: Int32Array): Calendar {
  const first = Math.min(ledgerDays[0] ?? 0, sheetDays[0] ?? 0);
  const last = Math.max(ledgerDays.at(-1) ?? 0, sheetDays.at(-1) ?? 0);
  const span = Math.max(1, Math.min(last - first + 1, 200_000));
  const postings = new Uint8Array(span);
  for (const day of ledgerDays) if (day - first < span) postings[day - first] = 1;
  const ruleDays = RULES.map((rule) => Int32Array.from({ length: span }, (_, at) => rule(first + at)));
  return { first, span, ruleDays, ofLedger: background(ledgerDays, first, span), postings };
}

/** Ledger postings by day as a share of all, smoothed over a week: what a day is worth as a coincidence. */
function background(ledgerDays: Int32Array, first: number, length: number): Float64Array {
  const counts = new Float64Array(length);
  for (const day of ledgerDays) {
    const at = Math.min(day - first, length - 1);
    counts[at] = (counts[at] as number) + 1;
  }
  const share = new Float64Array(length);
  const floor = 1 / Math.max(length, 30);
  for (let at = 0; at < length; at++) {
    let near = 0;
    for (let other = Math.max(0, at - 3); other <= Math.min(length - 1, at + 3); other++)
      near += counts[other] as number;
    const own = counts[at] as number;
    share[at] = (0.5 * own + (0.4 * near) / 7) / Math.max(1, ledgerDays.length) + 0.1 * floor;
  }
  return share;
}
