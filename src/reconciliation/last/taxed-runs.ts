import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { COMMON_TAXES, expectedLedger } from '../rates/rates.ts';
import { granularity } from '../tables/granularity.ts';
import { firstSince, groupRows } from '../tables/groups.ts';
import type { LastSearch } from './last-search.ts';

/** A bill comes so many days after the first of its rows. */
const LONGEST = 45;
/** With more open rows of one vendor in one project about, some run of them makes up any sum. */
const MOST_ROWS = 12;
/** Minor units that a tax of the sum may be off from that of the lines. */
const OFF = 1;
/** Bits by which a run's tax is more than one of all that were tried and fit by chance. */
const BAR = 4;
/** Taxes lie between nothing and a quarter of the sum. */
const SPAN = 0.25;
const CHANCE = 0.97;

interface Run {
  posting: number;
  rows: number[];
  among: number;
}

/**
 * A bill that is to the cent the tax, at a rate that is usual somewhere, on top of rows of its vendor in its project
 * that follow one another. The rate need not have been met: what a vendor bills by the month shows it on no single row.
 */
export function settleTaxedRuns(
  { keys, cluster, vendors }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const byVendor = groupRows(vendors.named, cluster.length, settled.sheet);

  function rowsOf(posting: number): number[] {
    const vendor = cluster[ledger.party[posting] as number] as number;
    if (vendor === 0 || ledger.project[posting] === 0) return [];
    const day = ledger.day[posting] as number;
    const first = firstSince(byVendor, vendor, sheet.day, day - LONGEST);
    const end = firstSince(byVendor, vendor, sheet.day, day + 1);
    const rows: number[] = [];
    for (let at = first; at < end && rows.length <= MOST_ROWS; at++) {
      const row = byVendor.rows[at] as number;
      if (sheet.project[row] !== ledger.project[posting] || sheet.currency[row] !== ledger.currency[posting])
        continue;
      if ((sheet.amount[row] as number) > 0 && !saidApart(row, posting)) rows.push(row);
    }
    return rows.length > MOST_ROWS ? [] : rows;
  }

  /** The one run that the bill is the taxed sum of; null where none is, or two are. */
  function runOf(posting: number): Run | null {
    const amount = ledger.amount[posting] as number;
    const rows = amount > 0 ? rowsOf(posting) : [];
    const tried = ((rows.length * (rows.length - 1)) / 2) * COMMON_TAXES.length;
    const grain = Math.max(2 * OFF + 1, granularity([amount], amount));
    if (tried === 0 || Math.log2((SPAN * amount) / grain / tried) < BAR) return null;
    let found: Run | null = null;
    for (let from = 0; from < rows.length - 1; from++) {
      let net = sheet.amount[rows[from] as number] as number;
      for (let to = from + 1; to < rows.length; to++) {
        net += sheet.amount[rows[to] as number] as number;
        if (net >= amount) break;
        if (!isTaxed(net, amount)) continue;
        if (found !== null) return null;
        found = { posting, rows: rows.slice(from, to + 1), among: rows.length };
      }
    }
    return found;
  }

  const runs: Run[] = [];
  const wanted = new Int32Array(sheet.count);
  for (let posting = 0; posting < ledger.count; posting++) {
    const run = settled.ledger[posting] === -1 ? runOf(posting) : null;
    if (run === null) continue;
    runs.push(run);
    for (const row of run.rows) wanted[row] = (wanted[row] as number) + 1;
  }
  for (const { posting, rows, among } of runs) {
    if (rows.some((row) => (wanted[row] as number) > 1)) continue;
    settle(settled, { sheet: rows, ledger: [posting], stage: 'sum', chance: CHANCE, runnerUp: -1, among });
  }
}

function isTaxed(net: number, amount: number): boolean {
  return COMMON_TAXES.some(
    (rate) => Math.abs(expectedLedger({ rate, onSheet: true, isTax: true, seen: 0 }, net) - amount) <= OFF,
  );
}
