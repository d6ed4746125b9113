import { COMMON_TAXES, type Rate, taxIn } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { granularity } from '../tables/granularity.ts';

export interface Whole {
  sheet: number[];
  ledger: number[];
}

/** log2 odds that all that is open of a vendor is one story before its amounts are looked at. */
const PRIOR = 2;
const MOST_BITS = 9;
/** A sum that is right only by a tax, or but for cents, must be far from chance. */
const LEAST_NEAR = 6;
/** What a tax costs that these lists have shown; the others are as many as there are, either way round. */
const LEARNED = 2;
const COMMON = Math.log2(2 * COMMON_TAXES.length);

/** log2 odds that these are one match, one against several or several of one order; null where they do not come near. */
export function wholeOdds({ sheet, ledger }: Keys, rates: readonly Rate[], whole: Whole): number | null {
  const isMany = Math.min(whole.sheet.length, whole.ledger.length) > 1;
  const areOfOrder = isOneOrder(sheet, whole.sheet, ledger, whole.ledger);
  if ((isMany && !areOfOrder) || objects(sheet, whole.sheet, ledger, whole.ledger)) return null;
  const ours = whole.sheet.map((row) => sheet.amount[row] as number);
  const theirs = whole.ledger.map((row) => ledger.amount[row] as number);
  const sign = Math.sign(ours[0] as number);
  if ([...ours, ...theirs].some((amount) => Math.sign(amount) !== sign)) return null;
  const total = ours.reduce((sum, own) => sum + own, 0);
  const posted = theirs.reduce((sum, own) => sum + own, 0);
  const apart = Math.abs(posted - total);
  const worth = (slack: number): number => Math.log2(Math.abs(posted) / (2 * slack + 1));
  if (apart === 0) {
    const parts = ours.length > theirs.length ? ours : theirs;
    return Math.min(MOST_BITS, PRIOR + Math.log2(Math.abs(total) / granularity(parts, total)));
  }
  if (isMany) return null;
  // Each part was rounded by half a cent at most.
  const rounded = Math.max(1, Math.floor((ours.length + theirs.length - 1) / 2));
  // One of them alone at a tax of the other side is plainer than all of them at one.
  const isOneTaxed = ours.some((own) => theirs.some((other) => taxIn(own, other, rates, true) !== 0));
  const byTax = (open: boolean): boolean => !isOneTaxed && taxIn(total, posted, rates, open) !== 0;
  let bits = Number.NEGATIVE_INFINITY;
  if (apart <= rounded) bits = PRIOR + worth(rounded);
  else if (byTax(false)) bits = PRIOR + worth(2) - LEARNED;
  else if (byTax(true)) bits = PRIOR + worth(1) - COMMON;
  return bits < LEAST_NEAR ? null : Math.min(MOST_BITS, bits);
}

/** Whether a currency, or two numbers, orders or projects that are filled on both sides, say that these are two things. */
export function objects(
  sheet: Keyed,
  rows: readonly number[],
  ledger: Keyed,
  postings: readonly number[],
): boolean {
  const columns = areSharedOut(sheet, rows, ledger, postings) ? NUMBERS : CODES;
  return rows.some((i) =>
    postings.some(
      (j) =>
        sheet.currency[i] !== ledger.currency[j] ||
        columns.some(
          (column) =>
            sheet[column][i] !== 0 && ledger[column][j] !== 0 && sheet[column][i] !== ledger[column][j],
        ),
    ),
  );
}

const NUMBERS = ['number', 'po'] as const;
const CODES = [...NUMBERS, 'project'] as const;

/** Whether one bill is shared out among projects on one day, and stands on the other side under one of them. */
function areSharedOut(
  sheet: Keyed,
  rows: readonly number[],
  ledger: Keyed,
  postings: readonly number[],
): boolean {
  const [whole, ones, shares, many] =
    rows.length === 1 ? [sheet, rows, ledger, postings] : [ledger, postings, sheet, rows];
  if (ones.length !== 1 || many.length < 2) return false;
  const projects = new Set(many.map((row) => shares.project[row] as number));
  const isOneDay = many.every((row) => shares.day[row] === shares.day[many[0] as number]);
  return (
    isOneDay && projects.size === many.length && projects.has(whole.project[ones[0] as number] as number)
  );
}

function isOneOrder(
  sheet: Keyed,
  rows: readonly number[],
  ledger: Keyed,
  postings: readonly number[],
): boolean {
  const order = sheet.po[rows[0] as number] as number;
  return (
    order !== 0 &&
    rows.every((row) => sheet.po[row] === order) &&
    postings.every((row) => ledger.po[row] === order)
  );
}
