import { type Link, type Settled, settle, tornBetween } from '../links.ts';
import { expectedLedger, expectedSheet } from '../rates/rates.ts';
import { taxHabits } from '../rates/tax-habits.ts';
import type { LastFinder, LastSum } from './last-finder.ts';
import type { LastSearch } from './last-search.ts';

/** Cents that somebody rounded away are nothing that is missing. */
const CENTS_APART = 2;
/** From these bits on, the amounts of a pair are explained as they are: a tax, a discount. */
const EXPLAINED = 2;

/** Bills rounded one by one may be off together by so many minor units from the tax of their row. */
const ROUNDED = 2;

/** A row, and what of the other side it was paired with alone or -1. */
interface Whole {
  target: number;
  partner: number;
}

/**
 * After everything else: a row that stands open, or whose pair does not come to the same, may be the sum of what is
 * left. Little is: so more is looked at for each than before, with the last missing piece looked up by its amount.
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
    for (const { target, partner } of wholes(search, settled, which, from)) {
      const isPaired = partner !== -1;
      const alone = !isPaired
        ? 0
        : which === 'sheet'
          ? evidence.amounts.bits(target, partner, true)
          : evidence.amounts.bits(partner, target, true);
      const fixed = isPaired ? [partner] : [];
      const known = isPaired ? (parts.amount[partner] as number) : 0;
      const amount = (side.amount[target] as number) - known;
      const candidates = candidatesFor(target, fixed, amount, alone >= EXPLAINED);
      if (candidates === null) continue;
      let sum = find({ target, fixed, amount, alone, slack: 0 }, candidates);
      const likeliest = isPaired ? partner : candidates.rows[0];
      const mayBeTaxed = sum === null && alone < EXPLAINED;
      const bill = which === 'ledger' ? target : likeliest;
      const rate = mayBeTaxed && bill !== undefined ? taxOf(bill) : null;
      if (rate !== null) {
        const own = side.amount[target] as number;
        const asked = which === 'sheet' ? expectedLedger(rate, own) : expectedSheet(rate, own);
        sum = find({ target, fixed, amount: asked - known, alone, slack: ROUNDED }, candidates);
      }
      if (sum) sums.push({ target, partner, sum });
    }
    sums.sort((a, b) => b.sum.score - a.sum.score || a.target - b.target);
    for (const found of sums) take(settled, which, found);
  }
}

/** Open rows, and the larger ends of pairs whose amounts are not the same. */
function wholes({ keys }: LastSearch, settled: Settled, which: 'sheet' | 'ledger', from: number): Whole[] {
  const side = keys[which];
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const found: Whole[] = [];
  for (let row = 0; row < side.count; row++) {
    const at = settled[which][row] as number;
    const own = side.amount[row] as number;
    if (own === 0) continue;
    if (at === -1 && !tornBetween(settled, which, row)) found.push({ target: row, partner: -1 });
    if (at < from) continue;
    const link = settled.links[at] as Link;
    const partner = link[other][0] as number;
    const theirs = keys[other].amount[partner] as number;
    if (link.stage !== 'rest' || keys[other].currency[partner] !== side.currency[row] || theirs === 0)
      continue;
    if (own > 0 === theirs > 0 && Math.abs(theirs) < Math.abs(own) - CENTS_APART)
      found.push({ target: row, partner });
  }
  return found;
}

/** Leaves everything as it is where another sum has taken one of the rows. */
function take(
  settled: Settled,
  which: 'sheet' | 'ledger',
  { target, partner, sum }: Whole & { sum: LastSum },
): void {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const at = settled[which][target] as number;
  if (sum.parts.some((row) => settled[other][row] !== -1)) return;
  const rows = (partner === -1 ? sum.parts.slice() : [...sum.parts, partner]).sort((a, b) => a - b);
  const [sheet, ledger] = which === 'sheet' ? [[target], rows] : [rows, [target]];
  const { chance, among } = sum;
  const link: Link = { sheet, ledger, stage: 'sum', chance, runnerUp: -1, among };
  if (partner === -1) {
    if (at === -1) settle(settled, link);
  } else if (settled.links[at]?.stage === 'rest') {
    settled.links[at] = link;
    for (const row of rows) settled[other][row] = at;
  }
}
