import { compareDecimals, type Decimal, isZero, ZERO } from '../../core/decimal.ts';
import { type Currency, extend } from '../../core/money.ts';
import { plainText } from '../../core/text.ts';
import { money, named, quoted } from '../../proposals/say.ts';
import type { RunCheck } from './finding.ts';

/** Hours that somebody worked for the customer, as QuickBooks or the billing sheet knows them. */
export interface Worked {
  /** Of the time activity or of the row. */
  id: string;
  /** ISO; '' where the row has none. */
  date: string;
  who: string;
  hours: Decimal;
  /** What an hour is billed at; null where nobody says. */
  rate: Decimal | null;
  what: string;
}

export interface WorkedRow extends Worked {
  rowNumber: number;
  /** An invoice carries it, or a draft that is open or posted here. */
  carried: boolean;
}

export interface Labour {
  /** Billable time of QuickBooks that QuickBooks has on no invoice. */
  times: readonly Worked[];
  /** Billable rows of the billing sheet with hours. */
  rows: readonly WorkedRow[];
  currency: Currency;
  /** The company's date. */
  today: string;
}

/**
 * Labour of the period that no invoice carries. Time of QuickBooks whose day, hours and person stand on a billing row
 * is that row's: drafts are made from rows, and QuickBooks does not learn which time they were for. Rows of the
 * month that goes on are left alone: they are billed when it ends.
 */
export function unbilledLabour(
  { times, rows, currency, today }: Labour,
  period: { from: string; to: string },
): RunCheck[] {
  const within = ({ date }: Worked) => date >= period.from && date <= period.to;
  const monthBegan = `${today.slice(0, 8)}01`;
  const free = new Map([...Map.groupBy(rows, placeOf)].map(([place, its]) => [place, [...its]]));
  const left = times.filter((time) => {
    const same = free.get(placeOf(time)) ?? [];
    const place = same.findIndex(({ who }) => isSame(who, time.who));
    if (place >= 0) same.splice(place, 1);
    return place < 0;
  });
  return [
    ...left.filter(within).map((time) => finding(time, currency, null)),
    ...rows
      .filter((row) => within(row) && row.date < monthBegan && !row.carried)
      .map((row) => finding(row, currency, row.rowNumber)),
  ].sort((a, b) => b.amountMinor - a.amountMinor || a.key.localeCompare(b.key));
}

const placeOf = ({ date, hours }: Worked) => `${date}|${hours}`;

/** A row that names nobody may be anybody's. */
function isSame(a: string, b: string): boolean {
  const name = (text: string) => plainText(text).normalize('NFKC').toLowerCase();
  return a === '' || b === '' || name(a) === name(b);
}

function finding(
  { id, date, who, hours, rate, what }: Worked,
  currency: Currency,
  rowNumber: number | null,
): RunCheck {
  const amountMinor = extend(hours, rate ?? ZERO, currency);
  const worth = rate === null ? 'at no known rate' : `(${money(amountMinor, currency)})`;
  const work = `${hours} hours ${worth} of ${named(who || 'somebody')} on ${date}${what === '' ? '' : `, ${quoted(what, 60)}`}`;
  return {
    check: 'unbilled-labour',
    key: rowNumber === null ? `unbilled-labour:time:${id}` : `unbilled-labour:row:${id}`,
    amountMinor,
    currency,
    date,
    rowNumber,
    sheet: rowNumber === null ? null : 'billing',
    postings: [],
    url: null,
    message:
      rowNumber === null
        ? `Billable time in QuickBooks: ${work}, on no invoice and on no row of the billing sheet.`
        : `Row ${rowNumber} of the billing sheet: ${work}, of a month that is over, is on no invoice.`,
  };
}

/** What was worked at all: nothing and corrections below it are billed to nobody. */
export function isWorked({ hours }: Pick<Worked, 'hours'>): boolean {
  return !isZero(hours) && compareDecimals(hours, ZERO) > 0;
}
