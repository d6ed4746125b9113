import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Keyed } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import type { LastSearch } from './last-search.ts';
import { meetings } from './meetings.ts';
import { type Whole, wholeOdds } from './whole-odds.ts';

/** What is further from its neighbours than this is another business of the vendor. */
const GAP_DAYS = 14;
/** More rows than these are no one story. */
const MOST = 12;

/**
 * All that stands open of a vendor for weeks on either side, where nothing else of it is near: one row and all postings,
 * or all rows and one posting, that come to the same to the cent, but for cents that were rounded, or by a tax; several of
 * each that meet time and again in the order of their days; and all rows and all postings of one order.
 */
export function settleVendorWholes(
  { keys, cluster, evidence }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const openOf = (which: 'sheet' | 'ledger'): Map<number, number[]> => {
    const side = keys[which];
    return openBy(side, settled[which], (row) =>
      side.fromText[row] === 1 || evidence.cancelled[which][row] === 1 || side.amount[row] === 0
        ? 0
        : (cluster[side.party[row] as number] as number),
    );
  };
  const ofSheet = openOf('sheet');
  for (const [vendor, postings] of openOf('ledger')) {
    const rows = ofSheet.get(vendor);
    if (rows === undefined || rows.length + postings.length < 3) continue;
    for (const whole of episodes(sheet, rows, ledger, postings)) {
      const isOdd =
        whole.sheet.length + whole.ledger.length < 3 || whole.sheet.length * whole.ledger.length === 0;
      if (isOdd || whole.sheet.length > MOST || whole.ledger.length > MOST) continue;
      if (whole.sheet.some((i) => whole.ledger.some((j) => saidApart(i, j)))) continue;
      const odds = wholeOdds(keys, evidence.amounts.rates, whole);
      const found = odds === null ? meetings(keys, whole) : [{ ...whole, odds }];
      for (const { sheet: own, ledger: theirs, odds: bits } of found) {
        const chance = 2 ** bits / (1 + 2 ** bits);
        settle(settled, { sheet: own, ledger: theirs, stage: 'series', chance, runnerUp: -1, among: 0 });
      }
    }
  }
}

/** Rows and postings in the order of their days, cut where for weeks there are none. */
function episodes(
  sheet: Keyed,
  rows: readonly number[],
  ledger: Keyed,
  postings: readonly number[],
): Whole[] {
  const found: Whole[] = [];
  let current: Whole = { sheet: [], ledger: [] };
  let latest = Number.NEGATIVE_INFINITY;
  let [at, next] = [0, 0];
  while (at < rows.length || next < postings.length) {
    const own = at < rows.length ? (sheet.day[rows[at] as number] as number) : Number.POSITIVE_INFINITY;
    const other =
      next < postings.length ? (ledger.day[postings[next] as number] as number) : Number.POSITIVE_INFINITY;
    const day = Math.min(own, other);
    if (day - latest > GAP_DAYS) {
      current = { sheet: [], ledger: [] };
      found.push(current);
    }
    latest = day;
    if (own <= other) current.sheet.push(rows[at++] as number);
    else current.ledger.push(postings[next++] as number);
  }
  return found;
}
