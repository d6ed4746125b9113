import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { expectedLedger, expectedSheet, type Rate } from '../rates/rates.ts';
import { openBy } from '../reading/open.ts';
import type { LastSearch } from './last-search.ts';

/** Days from a receipt to the report it is on; what is typed at the end of the month may come after. */
const LONGEST = 45;
const AFTER = 7;
/** Minor units that each line may be off by. */
const OFF_EACH = 1;
const LEAST_ROWS = 2;
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
  const byProject = openBy(sheet, settled.sheet, (row) => sheet.project[row] as number);
  const reports = openBy(ledger, new Int32Array(ledger.count).fill(-1), (row) =>
    ledger.fromText[row] === 1 ? 0 : (cluster[ledger.party[row] as number] as number),
  );
  for (let posting = 0; posting < ledger.count; posting++) {
    const [project, party] = [ledger.project[posting] as number, ledger.party[posting] as number];
    if (settled.ledger[posting] !== -1 || project === 0 || ledger.fromText[posting] === 1) continue;
    const name = (keys.parties[party] as string).split(' ');
    if (name.length < 2 || (ledger.amount[posting] as number) <= 0) continue;
    const ofPayee = (reports.get(cluster[party] as number) ?? []).filter(
      (other) => ledger.project[other] === project,
    );
    const rows = (byProject.get(project) ?? []).filter(
      (row) =>
        settled.sheet[row] === -1 &&
        sheet.currency[row] === ledger.currency[posting] &&
        names(keys.texts[sheet.text[row] as number] as string, name) &&
        reportOf(sheet.day[row] as number, ofPayee) === posting,
    );
    if (rows.length < LEAST_ROWS || rows.some((row) => saidApart(row, posting))) continue;
    if (rows.some((row) => (sheet.amount[row] as number) <= 0)) continue;
    const total = rows.reduce((sum, row) => sum + (sheet.amount[row] as number), 0);
    if (!isBetween(tax, total, ledger.amount[posting] as number, rows.length * OFF_EACH)) continue;
    const found = { sheet: rows, ledger: [posting] };
    settle(settled, { ...found, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
  }

  /** The first report that a receipt of the day may be on. */
  function reportOf(day: number, ofPayee: readonly number[]): number | undefined {
    return ofPayee.find((report) => {
      const apart = (ledger.day[report] as number) - day;
      return apart >= -AFTER && apart <= LONGEST;
    });
  }
}

/** Whether a text has every word of a name. */
function names(text: string, name: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return name.every((word) => lower.includes(word));
}

/** Whether the two are the same, or apart by no more than the tax of all of it. */
function isBetween(tax: Rate, total: number, posted: number, off: number): boolean {
  if (tax.onSheet) return posted >= total - off && posted <= expectedLedger(tax, total) + off;
  return total >= posted - off && total <= expectedSheet(tax, posted) + off;
}
