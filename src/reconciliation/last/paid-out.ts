import type { Settled } from '../links.ts';
import type { Open } from '../reading/open.ts';
import type { SumSearch } from '../sums/sum-finder.ts';

/** From this chance on a sum that was settled before teaches. */
const CERTAIN = 0.9;

/** Rows that a posting was paid for. */
export interface PaidOut {
  posting: number;
  rows: readonly number[];
}

/** What was settled before as the sum of rows of vendors that are not the posting's: it teaches as well. */
export function sumsOfOthers({ keys, cluster }: SumSearch, { links }: Settled): PaidOut[] {
  const { sheet, ledger } = keys;
  const sums: PaidOut[] = [];
  for (const { sheet: rows, ledger: postings, stage, chance } of links) {
    const [posting] = postings;
    if (stage !== 'sum' || postings.length > 1 || posting === undefined || chance < CERTAIN) continue;
    const vendors = new Set(rows.map((row) => cluster[sheet.party[row] as number]));
    vendors.delete(0);
    if (vendors.size > 1 && !vendors.has(cluster[ledger.party[posting] as number]))
      sums.push({ posting, rows });
  }
  return sums;
}

/** What is open, and what teaches. */
export function asIfOpen(settled: Settled, sums: readonly PaidOut[]): Open {
  const open = { sheet: settled.sheet.slice(), ledger: settled.ledger.slice() };
  for (const { posting, rows } of sums) {
    open.ledger[posting] = -1;
    for (const row of rows) open.sheet[row] = -1;
  }
  return open;
}
