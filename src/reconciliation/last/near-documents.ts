import { areOfOneVendor } from '../evidence/named-vendors.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { PART, WITHIN } from '../names/name-levels.ts';
import { fitsRate, type Rate, taxIn } from '../rates/rates.ts';
import type { Keyed } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import { carriersOf, countedOn, listedBy } from './carriers.ts';
import { enteredWith } from './entered-with.ts';
import { type LastFinder, lastFinder } from './last-finder.ts';
import type { LastSearch } from './last-search.ts';

/** The parts of one document are entered within so many days of each other. */
const MOST_DAYS = 75;
/**
 * What parts may differ by from their whole, as a share of it, where no tax explains it. An order is looser, and so are
 * lines that one of the number was typed with.
 */
const MOST_APART = { number: 0.1, order: 0.05, day: 0.05 };
const CHANCE = { number: 0.99, order: 0.95, day: 0.95 };

type By = keyof typeof MOST_APART;

/**
 * One row of a side and all rows of the other that carry its number (each of those it lists, or its number counted on
 * behind it: "7781-1" and "7781-2") or its order: they are one document though they do not come to the same. The
 * difference is a tax, or it is for people to look at; without any one of the parts it would be larger.
 */
export function settleNearDocuments(search: LastSearch, settled: Settled, saidApart: SaidApart): void {
  const { keys, cluster, evidence } = search;
  const { rates } = evidence.amounts;
  for (const which of ['ledger', 'sheet'] as const) {
    const other = which === 'ledger' ? 'sheet' : 'ledger';
    const [whole, parts] = [keys[which], keys[other]];
    const isOfVendor = (row: number, part: number): boolean => {
      if (areOfOneVendor(cluster, whole, row, parts, part)) return true;
      const [i, j] = which === 'sheet' ? [row, part] : [part, row];
      const isNumbered = whole.number[row] !== 0 && whole.number[row] === parts.number[part];
      const isOfProject = whole.project[row] === parts.project[part];
      return evidence.names.level(i, j) >= (isNumbered && isOfProject ? PART : WITHIN);
    };
    const fits = (row: number, part: number): boolean =>
      isOfVendor(row, part) &&
      Math.abs((whole.day[row] as number) - (parts.day[part] as number)) <= MOST_DAYS;

    let finder: LastFinder | null = null;
    /** Whether rows without the number make up what is missing to the cent: then these are parts as well. */
    function isCompletedBy(row: number, some: readonly number[]): boolean {
      finder ??= lastFinder(search, settled, which);
      const sum = totalOf(parts, some);
      const amount = (whole.amount[row] as number) - sum;
      if (amount * (whole.amount[row] as number) <= 0) return false;
      const candidates = finder.candidatesFor(row, some, amount);
      return (
        candidates !== null &&
        finder.find({ target: row, fixed: some, amount, alone: 0, slack: 0 }, candidates) !== null
      );
    }

    function settleOne(row: number, carrying: readonly number[], by: By): void {
      if (carrying.length < 2 || settled[which][row] !== -1) return;
      const some = carrying.filter((part) => fits(row, part)).sort((a, b) => a - b);
      if (some.length < 2 || some.some((part) => settled[other][part] !== -1)) return;
      const [sheet, ledger] = which === 'sheet' ? [[row], some] : [some, [row]];
      if (sheet.some((i) => ledger.some((j) => saidApart(i, j)))) return;
      if (!comeNear(whole, row, parts, some, rates, which, by) || isCompletedBy(row, some)) return;
      settle(settled, { sheet, ledger, stage: 'series', chance: CHANCE[by], runnerUp: -1, among: 0 });
    }

    for (const { row, found, by, carrying } of enteredWith(keys, which, cluster, settled, isOfVendor)) {
      const [own, theirs] = [whole.amount[row] as number, totalOf(parts, carrying)];
      const [total, posted] = which === 'sheet' ? [own, theirs] : [theirs, own];
      // What was kept back, or a tax, is no line that is missing.
      const isAll = rates.some((rate) => fitsRate(rate, total, posted));
      if (!isAll && taxIn(total, posted, rates, by !== 'order') === 0) settleOne(row, found, by);
    }
    for (const column of ['number', 'po'] as const) {
      const by = column === 'number' ? 'number' : 'order';
      for (const { row, found } of carriersOf(keys, which, column, cluster)) settleOne(row, found, by);
      for (const { row, found } of listedBy(keys, which, column)) settleOne(row, found, 'number');
    }
    for (const { row, found } of countedOn(keys, which, cluster, settled)) settleOne(row, found, 'number');
  }
}

function comeNear(
  whole: Keyed,
  row: number,
  parts: Keyed,
  some: readonly number[],
  rates: readonly Rate[],
  which: 'sheet' | 'ledger',
  by: By,
): boolean {
  const amount = whole.amount[row] as number;
  const isAlong = (part: number): boolean =>
    parts.currency[part] === whole.currency[row] && (parts.amount[part] as number) * amount > 0;
  if (!some.every(isAlong)) return false;
  const sum = totalOf(parts, some);
  const [total, posted] = which === 'sheet' ? [amount, sum] : [sum, amount];
  if (taxIn(total, posted, rates, by !== 'order') !== 0) return true;
  const apart = Math.abs(amount - sum);
  if (apart > MOST_APART[by] * Math.abs(amount)) return false;
  return some.every((part) => Math.abs(amount - sum + (parts.amount[part] as number)) > apart);
}
