import { namedVendor } from '../evidence/named-vendors.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { expectedLedger, expectedSheet, type Rate } from '../rates/rates.ts';
import type { Keyed } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import { firstSince, groupRows, pairTable } from '../tables/groups.ts';
import type { LastSearch } from './last-search.ts';

/** Days from a receipt to the report it is on; what is typed at the end of the month may come after. */
const LONGEST = 45;
const AFTER = 7;
/** Minor units that each line may be off by. */
const OFF_EACH = 1;
const LEAST_ROWS = 2;
/** Where more open rows of its project may be on a report, too many are to be read for each. */
const MOST_NEAR = 1000;
const CHANCE = 0.97;

/**
 * Where one list is kept with tax and the other without, and some lines bear none, a report comes to none of the sums: all
 * rows of its project that name whom it is paid to are its lines, where they come to between the one and the other.
 */
export function settleNamedRows(
  { keys, cluster, evidence }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const [tax] = evidence.amounts.usualRates.filter(({ isTax }) => isTax);
  if (tax === undefined) return;
  const byProject = groupRows(sheet.project, keys.projects, settled.sheet);
  const before = reportsBefore(ledger, cluster);
  const lower: (string | undefined)[] = new Array(keys.texts.length);
  /** Whether a row's text has every word of a name. */
  const isNamedIn = (row: number, name: readonly string[]): boolean => {
    const text = sheet.text[row] as number;
    const said = lower[text] ?? (keys.texts[text] as string).toLowerCase();
    lower[text] = said;
    return name.every((word) => said.includes(word));
  };

  /** The open rows of its project that name whom it pays, but those that were on the report before it. */
  function linesOf(posting: number, name: readonly string[]): number[] {
    const project = ledger.project[posting] as number;
    const day = ledger.day[posting] as number;
    const last = before[posting] as number;
    const since =
      last === -1 ? day - LONGEST : Math.max(day - LONGEST, (ledger.day[last] as number) + AFTER + 1);
    const first = firstSince(byProject, project, sheet.day, since);
    const end = firstSince(byProject, project, sheet.day, day + AFTER + 1);
    const rows: number[] = [];
    if (end - first > MOST_NEAR) return rows;
    for (let at = first; at < end; at++) {
      const row = byProject.rows[at] as number;
      if (settled.sheet[row] !== -1 || sheet.currency[row] !== ledger.currency[posting]) continue;
      if (isNamedIn(row, name)) rows.push(row);
    }
    return rows;
  }

  for (let posting = 0; posting < ledger.count; posting++) {
    const [project, party] = [ledger.project[posting] as number, ledger.party[posting] as number];
    if (settled.ledger[posting] !== -1 || project === 0 || ledger.fromText[posting] === 1) continue;
    const name = (keys.parties[party] as string).split(' ');
    if (name.length < 2 || (ledger.amount[posting] as number) <= 0) continue;
    const rows = linesOf(posting, name);
    if (rows.length < LEAST_ROWS || rows.some((row) => saidApart(row, posting))) continue;
    if (rows.some((row) => (sheet.amount[row] as number) <= 0)) continue;
    const total = totalOf(sheet, rows);
    if (!isBetween(tax, total, ledger.amount[posting] as number, rows.length * OFF_EACH)) continue;
    const found = { sheet: rows, ledger: [posting] };
    settle(settled, { ...found, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
  }
}

/**
 * By posting: the last one before it, taken or not, that pays the same vendor for the same project, or -1. A receipt is
 * on the first report that it may be on.
 */
function reportsBefore(ledger: Keyed, cluster: Int32Array): Int32Array {
  const payees = pairTable();
  const last: number[] = [];
  return ledger.project.map((project, posting) => {
    const vendor = namedVendor(cluster, ledger, posting);
    if (vendor === 0 || project === 0) return -1;
    const payee = payees.idOf(vendor, project);
    const before = last[payee] ?? -1;
    last[payee] = posting;
    return before;
  });
}

/** Whether the two are the same, or apart by no more than the tax of all of it. */
function isBetween(tax: Rate, total: number, posted: number, off: number): boolean {
  if (tax.onSheet) return posted >= total - off && posted <= expectedLedger(tax, total) + off;
  return total >= posted - off && total <= expectedSheet(tax, posted) + off;
}
