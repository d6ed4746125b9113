import { minorOf } from '../cause.ts';
import type { Random } from '../random.ts';
import { daysApart, numberMeets, orderMeets, projectMeets, vendorMeets } from './evidence.ts';
import type { Telling } from './shapes.ts';

/** Sees to it that what belongs together can be found from the files, but for a stated share. */

const sum = (rows: readonly { row: { amount: string } }[]) =>
  rows.reduce((all, one) => all + minorOf(one.row.amount), 0);

/** Whether the least told of the group's rows has something that leads to the other side. */
function findable(telling: Telling): boolean {
  const { sheet, ledger } = telling;
  if (sheet.length === 0 || ledger.length === 0) return true;
  const first = ledger[0];
  const crosses = new Set([...sheet, ...ledger].map(({ row }) => row.currency || 'USD')).size > 1;
  const cents = Math.abs(sum(sheet) - sum(ledger));
  const agrees = !crosses && cents <= 100;
  const simple = sheet.length === 1 && ledger.length === 1;
  const points = (s: (typeof sheet)[number], l: (typeof ledger)[number]) =>
    (numberMeets(s, l) ? 3 : 0) +
    (orderMeets(s, l) ? 2 : 0) +
    (vendorMeets(s.row, l.row) ? 2 : 0) +
    (projectMeets(s.row, l.row) ? 1 : 0) +
    (agrees ? (simple ? 2 : 1) : 0) +
    (daysApart(s.row, l.row) <= (simple ? 14 : 35) ? 1 : 0);
  // A month's share of the payroll says what and when it is.
  const enough = agrees || first?.row.type === 'JournalEntry' ? 4 : 5;
  return (
    first !== undefined &&
    sheet.every((s) => ledger.some((l) => points(s, l) >= enough)) &&
    ledger.every((l) => sheet.some((s) => points(s, l) >= enough))
  );
}

/** Writes what a tidier hand would have: the usual name on both sides, then the number, then the project's code. */
export function repair(random: Random, telling: Telling, lost: number): void {
  if (findable(telling) || random.chance(lost)) return;
  const { sheet, ledger } = telling;
  for (const { row, fact } of sheet) row.vendor = fact.party.trade;
  for (const { row, fact } of ledger) row.vendor = fact.party.trade;
  if (findable(telling)) return;
  for (const { row, fact } of sheet) row.invoice = fact.number;
  for (const { row, fact } of ledger) row.number = fact.number;
  if (findable(telling)) return;
  for (const { row, fact } of [...sheet, ...ledger]) row.project = fact.project.code;
}
