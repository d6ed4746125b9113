import type { Random } from '../random.ts';
import { dayOf, monthEnd, weekday } from './calendar.ts';

/** What a unit of each currency was worth in euros when the year began, roughly. */
const START: Readonly<Record<string, number>> = {
  EUR: 1,
  GBP: 1.17,
  USD: 0.91,
  CAD: 0.64,
  CHF: 1.06,
  SEK: 0.091,
  DKK: 0.134,
  NOK: 0.086,
  PLN: 0.234,
  CZK: 0.0402,
  JPY: 0.0061,
  KWD: 2.93,
};

/** How somebody comes by a rate. */
export interface RateWay {
  from: 'day' | 'month-end' | 'month-before' | 'budget';
  /** Decimals it is rounded to; rates below a fifth are looked up the other way round, as people do. */
  digits: number;
}

export interface Rates {
  /** Units of `to` for one unit of `from`, on the day's close; weekends have Friday's. */
  on(from: string, to: string, day: number): number;
}

const FIRST = dayOf('2025-01-01');
const DAYS = 560;

/** Rates that wander: about a third of a per cent a day, some currencies more. The euro stands still, since all is told in it. */
export function ratesOf(random: Random): Rates {
  const paths = new Map<string, number[]>();
  for (const [code, start] of Object.entries(START)) {
    const restless = code === 'EUR' || code === 'DKK' ? 0.0002 : 0.0018 + random.next() * 0.0016;
    let value = start * Math.exp(random.normal() * 0.012);
    paths.set(
      code,
      Array.from({ length: DAYS }, (_, i) => {
        if (code !== 'EUR' && weekday(FIRST + i) < 5) value *= Math.exp(random.normal() * restless);
        return code === 'EUR' ? 1 : value;
      }),
    );
  }
  const worth = (code: string, day: number) =>
    paths.get(code)?.[Math.min(DAYS - 1, Math.max(0, day - FIRST))] ?? Number.NaN;
  return { on: (from, to, day) => (from === to ? 1 : worth(from, day) / worth(to, day)) };
}

const rounded = (rate: number, digits: number) => Math.round(rate * 10 ** digits) / 10 ** digits;

/** The rate that somebody puts down for a bill of the day. @param budgetDay when the project's rates were fixed. */
export function rateBy(
  rates: Rates,
  way: RateWay,
  from: string,
  to: string,
  day: number,
  budgetDay: number,
): number {
  const at = { day, 'month-end': monthEnd(day), 'month-before': monthEnd(day, -1), budget: budgetDay }[
    way.from
  ];
  const exact = rates.on(from, to, at);
  if (exact < 0.2) return 1 / rounded(1 / exact, Math.max(1, way.digits - 1));
  return rounded(exact, way.digits);
}
