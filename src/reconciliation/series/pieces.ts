import { type Evidence, isForbidden, NEVER } from '../evidence/evidence.ts';
import { monthsOf } from '../evidence/natural-groups.ts';
import { expectedLedger, expectedSheet, type Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { namelessIn } from './nameless.ts';
import { objectionsOf } from './objections.ts';
import type { Piece } from './ordered.ts';
import { MOST_OF_WHOLE, runsIn, type Target } from './runs.ts';
import type { Series } from './series.ts';

/** Days from the first row to the posting of all, and from the last; and from a row to the postings it was paid by. */
const BEFORE = 75;
const AFTER = 35;
const PARTS_FROM = -20;
const PARTS_TO = 120;
/** Equal parts of one amount (a year paid ahead) go on for longer. */
const EQUAL_PARTS_TO = 400;
/** Bits that a sum costs which is right only by a rate, and minor units its lines may be off together. */
const BY_RATE = 2;
const SLACK_BY_RATE = 2;
/** What speaks against a part besides its amount is heard so far. */
const LEAST_CONTEXT = -6;
/** And what speaks for all parts together. */
const MOST_CONTEXT = 4;
/** What gains less is not weighed. */
const LEAST_GAIN = -2;
const LEAST_OF_WHOLE = 0.6;
const NOTHING: readonly Piece[] = [];
const NO_DAYS = (): number => 0;

/** The pieces of several rows and one posting, or one row and several postings, that a series may be made of. */
export function piecesIn(
  keys: Keys,
  evidence: Evidence,
  rates: readonly Rate[],
  open: Open,
): (series: Series) => Piece[] {
  const { sheet, ledger } = keys;
  const objections = objectionsOf(keys, evidence);
  const context = (i: number, j: number): number =>
    objections.byNumber(i, j) || objections.byOrder(i, j) ? NEVER : evidence.partContext(i, j, NO_DAYS);
  const months = { sheet: monthsOf(sheet.day), ledger: monthsOf(ledger.day) };
  const nameless = namelessIn(keys, evidence.cluster, open);

  /** Several rows of the sheet for the posting at this place. */
  function rowsFor(series: Series, at: number): readonly Piece[] {
    const j = series.ledger[at] as number;
    const day = ledger.day[j] as number;
    const days = { from: day - BEFORE, to: day + AFTER, latest: day + AFTER };
    if (!mayAddUp(sheet, series.sheet, days, ledger.amount[j] as number)) return NOTHING;
    const targets = targetsOf(ledger.amount[j] as number, rates, expectedSheet);
    const [project, currency] = [ledger.project[j] as number, ledger.currency[j] as number];
    const extras = nameless(project, currency, days.from, days.to, series.sheet);
    return runsIn(sheet, series.sheet, months.sheet, days, targets, extras).map(
      ({ first, end, extra, bits }) => {
        const fits = series.sheet.slice(first, end).map((i) => context(i, j));
        const isWithout = !extra.some((i) => isForbidden(context(i, j)));
        const gain = bits + (isWithout ? together(fits) : NEVER);
        return { fromRow: first, toRow: end, fromPosting: at, toPosting: at + 1, extra, gain };
      },
    );
  }

  /** Several postings for the row at this place. */
  function postingsFor(series: Series, at: number): readonly Piece[] {
    const i = series.sheet[at] as number;
    const day = sheet.day[i] as number;
    const days = { from: day + PARTS_FROM, to: day + PARTS_TO, latest: day + EQUAL_PARTS_TO };
    if (!mayAddUp(ledger, series.ledger, days, sheet.amount[i] as number)) return NOTHING;
    const targets = targetsOf(sheet.amount[i] as number, rates, expectedLedger);
    return runsIn(ledger, series.ledger, months.ledger, days, targets, null).map(({ first, end, bits }) => {
      const postings = series.ledger.slice(first, end);
      const fits = postings.map((j) => (objections.byVendor(i, j) ? NEVER : context(i, j)));
      const gain = bits + together(fits);
      return { fromRow: at, toRow: at + 1, fromPosting: first, toPosting: end, extra: [], gain };
    });
  }

  return (series) =>
    [
      ...series.ledger.flatMap((_, at) => rowsFor(series, at)),
      ...series.sheet.flatMap((_, at) => postingsFor(series, at)),
    ].filter(({ gain }) => gain > LEAST_GAIN);
}

/** A look at what is there before anything is tried: net where the whole is gross, and less what names nobody. */
function mayAddUp(
  side: Keyed,
  rows: readonly number[],
  { from, latest }: { from: number; latest: number },
  amount: number,
): boolean {
  let [count, sum] = [0, 0];
  for (const row of rows) {
    const day = side.day[row] as number;
    const own = side.amount[row] as number;
    if (day < from || own > 0 !== amount > 0 || Math.abs(own) > MOST_OF_WHOLE * Math.abs(amount)) continue;
    if (day > latest) break;
    count++;
    sum += Math.abs(own);
  }
  return count >= 2 && sum >= LEAST_OF_WHOLE * Math.abs(amount);
}

function together(bits: readonly number[]): number {
  if (bits.some(isForbidden)) return NEVER;
  const mean = bits.reduce((sum, own) => sum + Math.max(LEAST_CONTEXT, own), 0) / bits.length;
  return Math.min(MOST_CONTEXT, mean);
}

function targetsOf(
  amount: number,
  rates: readonly Rate[],
  expected: (rate: Rate, amount: number) => number,
): Target[] {
  const byRate = rates.map((rate) => ({
    amount: expected(rate, amount),
    slack: SLACK_BY_RATE,
    cost: BY_RATE,
  }));
  return [{ amount, slack: 0, cost: 0 }, ...byRate];
}
