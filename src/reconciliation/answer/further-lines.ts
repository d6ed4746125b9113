import { areOfOneVendor, namedVendor } from '../evidence/named-vendors.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { type Groups, groupRows, rowsIn } from '../tables/groups.ts';

/** What comes sooner than this is no next week. */
const LEAST_STEP = 6;
const WEEK = 7;
const MONTH = 30.44;
/** February is two days short, and what falls on a weekend is a day or two late. */
const MONTH_SLACK = 2.7;
/** Weeks, or instalments, under one number. */
const LEAST_LINES = 3;
/** So many steps show what a vendor's habit is, and so many of them are alike. */
const LEAST_STEPS = 4;
const HABIT = 0.6;

const TIMES = /\d+|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/g;
const NO_DAYS: number[] = [];
const SEVERAL = -1;

/** What stands under one number of one vendor. */
interface Lines {
  areSteady: boolean;
  /** By day: the one amount that stands there, or SEVERAL. */
  amountOn: Map<number, number>;
}

/**
 * Whether two rows of one side with one vendor and amount are two lines of what that vendor bills, though they have one
 * number or none: two weeks, months or instalments (one number stands on a row of each week, the vendor's rows come in
 * such steps, or their texts tell other times in the same words), or two lines of one bill that say what each is for.
 */
export function furtherLines(
  { sheet, ledger, texts, numbers, parties }: Keys,
  which: 'sheet' | 'ledger',
  cluster: Int32Array,
): (row: number, other: number) => boolean {
  const side = which === 'sheet' ? sheet : ledger;
  const { day, number, text, amountKey } = side;
  const vendorOf = (row: number): number => cluster[side.party[row] as number] as number;
  let ofNumber: Groups | null = null;
  let ofVendor: Groups | null = null;
  const stepsOf = new Map<number, number[]>();
  const knownLines = new Map<string, Lines>();

  /** Of the row's number and vendor; asked for each pair, and so worked out once. */
  function linesOf(row: number): Lines {
    const key = `${number[row]} ${namedVendor(cluster, side, row)} ${isCost(side, row)}`;
    const known = knownLines.get(key);
    if (known) return known;
    ofNumber ??= groupRows(number, numbers.length);
    const rows = Array.from(rowsIn(ofNumber, number[row] as number)).filter(
      (one) => areOfOneVendor(cluster, side, one, side, row) && isCost(side, one) === isCost(side, row),
    );
    const steps = stepsBetween(side, rows);
    const amountOn = new Map<number, number>();
    for (const one of rows) {
      const [on, amount] = [day[one] as number, amountKey[one] as number];
      amountOn.set(on, (amountOn.get(on) ?? amount) === amount ? amount : SEVERAL);
    }
    const lines = { areSteady: steps.length >= LEAST_LINES - 1 && areSteady(steps), amountOn };
    knownLines.set(key, lines);
    return lines;
  }

  function habitOf(vendor: number): number[] {
    if (vendor === 0) return NO_DAYS;
    const known = stepsOf.get(vendor);
    if (known) return known;
    ofVendor ??= groupRows(
      side.party.map((party) => cluster[party] as number),
      parties.length + 1,
    );
    const steps = stepsBetween(side, Array.from(rowsIn(ofVendor, vendor)));
    stepsOf.set(vendor, steps);
    return steps;
  }

  /** The same words, and another week, month or count in them. */
  function tellOtherTimes(row: number, other: number): boolean {
    if (which === 'ledger' || text[row] === 0 || text[other] === 0 || text[row] === text[other]) return false;
    const [a, b] = [row, other].map((one) => (texts[text[one] as number] as string).toLowerCase());
    return a !== b && a?.replace(TIMES, '#') === b?.replace(TIMES, '#');
  }

  return (row, other) => {
    const apart = Math.abs((day[row] as number) - (day[other] as number));
    if (apart < LEAST_STEP) {
      if (number[row] === 0 || number[row] !== number[other]) return false;
      if (text[row] === 0 || text[other] === 0 || text[row] === text[other]) return false;
      return linesOf(row).amountOn.get(day[row] as number) !== amountKey[row];
    }
    if (tellOtherTimes(row, other)) return true;
    if (number[row] !== 0 && number[row] === number[other] && linesOf(row).areSteady) return true;
    const steps = habitOf(vendorOf(row));
    const alike = [isOfWeeks, isOfMonths].filter((isStep) => isStep(apart));
    return (
      steps.length >= LEAST_STEPS &&
      alike.some((isStep) => steps.filter(isStep).length >= HABIT * steps.length)
    );
  };
}

const isCost = ({ amount }: Keyed, row: number): boolean => (amount[row] as number) > 0;

/** Days between the days on which rows stand; theirs ascend. */
function stepsBetween({ day }: Keyed, rows: readonly number[]): number[] {
  const days = [...new Set(rows.map((row) => day[row] as number))];
  return days.slice(1).map((one, at) => one - (days[at] as number));
}

const isOfWeeks = (step: number): boolean => step % WEEK === 0;

function isOfMonths(step: number): boolean {
  const months = Math.max(1, Math.round(step / MONTH));
  return Math.abs(step - months * MONTH) <= MONTH_SLACK;
}

function areSteady(steps: readonly number[]): boolean {
  const first = steps[0] as number;
  const isEven = first >= LEAST_STEP && steps.every((step) => Math.abs(step - first) <= 1);
  return isEven || steps.every(isOfWeeks) || steps.every(isOfMonths);
}
