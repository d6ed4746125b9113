import { type Link, type Settled, settle, tornBetween } from '../links.ts';
import { expectedLedger, expectedSheet, taxIn } from '../rates/rates.ts';
import { taxHabits } from '../rates/tax-habits.ts';
import { totalOf } from '../reading/total.ts';
import type { LastFinder, LastSum } from './last-finder.ts';
import type { LastSearch } from './last-search.ts';

/** Cents that somebody rounded away are nothing that is missing. */
const CENTS_APART = 2;
/** From these bits on, the amounts of a pair are explained as they are: a tax, a discount. */
const EXPLAINED = 2;

/** Bills rounded one by one may be off together by so many minor units from the tax of their row. */
const ROUNDED = 2;

/** What a tax that these lists know says of parts that come to less than their whole: nothing need be missing. */
const TAXED = 6;

/** A row, and what of the other side it belongs with already. */
interface Whole {
  target: number;
  fixed: number[];
}

/**
 * After everything else: a row that stands open, or that has a posting or several which do not come to the same, may be
 * the sum of these and of what is left. Little is: so more is looked at for each than before, with the last missing
 * piece looked up by its amount.
 * @param from the first link of the last stage: only its pairs are asked whether something is missing to them.
 */
export function settleLastSums(
  search: LastSearch,
  settled: Settled,
  from: number,
  finders: Record<'sheet' | 'ledger', LastFinder>,
): void {
  const { evidence, keys } = search;
  const taxOf = taxHabits(keys, search.cluster, settled, evidence.amounts.rates);
  for (const which of ['sheet', 'ledger'] as const) {
    const { candidatesFor, find } = finders[which];
    const side = keys[which];
    const parts = keys[which === 'sheet' ? 'ledger' : 'sheet'];
    const sums: (Whole & { sum: LastSum })[] = [];
    for (const { target, fixed } of wholes(search, settled, which, from)) {
      const [partner] = fixed;
      const known = totalOf(parts, fixed);
      const alone = explained(search, which, target, fixed);
      const amount = (side.amount[target] as number) - known;
      const candidates = candidatesFor(target, fixed, amount, alone >= EXPLAINED);
      if (candidates === null) continue;
      let sum = find({ target, fixed, amount, alone, slack: 0 }, candidates);
      const likeliest = partner ?? candidates.rows[0];
      const mayBeTaxed = sum === null && alone < EXPLAINED && fixed.length < 2;
      const bill = which === 'ledger' ? target : likeliest;
      const rate = mayBeTaxed && bill !== undefined ? taxOf(bill) : null;
      if (rate !== null) {
        const own = side.amount[target] as number;
        const asked = which === 'sheet' ? expectedLedger(rate, own) : expectedSheet(rate, own);
        sum = find({ target, fixed, amount: asked - known, alone, slack: ROUNDED }, candidates);
      }
      if (sum) sums.push({ target, fixed, sum });
    }
    sums.sort((a, b) => b.sum.score - a.sum.score || a.target - b.target);
    for (const found of sums) take(settled, which, found);
  }
}

/** Bits that speak for what belongs to the row being all of it, though it comes to less. */
function explained(
  { evidence, keys }: LastSearch,
  which: 'sheet' | 'ledger',
  target: number,
  fixed: readonly number[],
): number {
  const [partner] = fixed;
  if (partner === undefined) return 0;
  const { amounts } = evidence;
  const [i, j] = which === 'sheet' ? [target, partner] : [partner, target];
  if (fixed.length === 1) return amounts.bits(i, j, true);
  const own = keys[which].amount[target] as number;
  const theirs = totalOf(keys[which === 'sheet' ? 'ledger' : 'sheet'], fixed);
  const [total, posted] = which === 'sheet' ? [own, theirs] : [theirs, own];
  return taxIn(total, posted, amounts.rates, false) === 0 ? 0 : TAXED;
}

/** Open rows, and the larger ends of pairs, and of rows that have several, whose amounts are not the same. */
function wholes({ keys }: LastSearch, settled: Settled, which: 'sheet' | 'ledger', from: number): Whole[] {
  const side = keys[which];
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const found: Whole[] = [];
  for (let row = 0; row < side.count; row++) {
    const at = settled[which][row] as number;
    const own = side.amount[row] as number;
    if (own === 0) continue;
    if (at === -1) {
      if (!tornBetween(settled, which, row)) found.push({ target: row, fixed: [] });
      continue;
    }
    const link = settled.links[at] as Link;
    const fixed = link[other];
    const mayMiss = fixed.length > 1 ? link.stage !== 'taught' : at >= from && link.stage === 'rest';
    if (!mayMiss || link[which].length !== 1) continue;
    const theirs = totalOf(keys[other], fixed);
    if (fixed.some((part) => keys[other].currency[part] !== side.currency[row]) || theirs === 0) continue;
    if (own > 0 === theirs > 0 && Math.abs(theirs) < Math.abs(own) - CENTS_APART)
      found.push({ target: row, fixed });
  }
  return found;
}

/** Leaves everything as it is where another sum has taken one of the rows. */
function take(
  settled: Settled,
  which: 'sheet' | 'ledger',
  { target, fixed, sum }: Whole & { sum: LastSum },
): void {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const at = settled[which][target] as number;
  if (sum.parts.some((row) => settled[other][row] !== -1)) return;
  const rows = [...sum.parts, ...fixed].sort((a, b) => a - b);
  const [sheet, ledger] = which === 'sheet' ? [[target], rows] : [rows, [target]];
  const { chance, among } = sum;
  const link: Link = { sheet, ledger, stage: 'sum', chance, runnerUp: -1, among };
  if (fixed.length === 0) {
    if (at === -1) settle(settled, link);
  } else if (settled.links[at]?.[other] === fixed) {
    settled.links[at] = link;
    for (const row of rows) settled[other][row] = at;
  }
}
