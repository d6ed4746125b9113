import { type Link, type Settled, settle } from '../links.ts';
import { expectedSheet } from '../rates/rates.ts';
import { taxHabits } from '../rates/tax-habits.ts';
import { totalOf } from '../reading/total.ts';
import { isWhole, roundedOff } from '../reading/whole-units.ts';
import type { LastSearch } from './last-search.ts';
import { monthRows } from './month-rows.ts';
import { type Chosen, type Line, linesOf, type Target } from './statement-lines.ts';

/** Bits that it costs that this posting need not be a statement of this month at all. */
const SELDOM = -3;
const BAR = 3;
const MARGIN = 2;
/** Bits that a tax costs which is not this vendor's habit. */
const BY_RATE = 2;
/** Minor units that a bill's tax may be off, and each line of it half a one besides. */
const OFF = 2;
/** Bits that it costs to ask for what was typed in whole units. */
const ROUNDED = 1;

interface Statement extends Chosen {
  posting: number;
}

/**
 * By elimination: when all else is settled, what is left of a month in a project is few rows. A vendor's posting that is
 * the month's rows that name it and some of those that name nobody is the statement of these.
 */
export function settleLastMonths(search: LastSearch, settled: Settled): void {
  const { keys, cluster, evidence } = search;
  const { sheet, ledger } = keys;
  const rowsOf = monthRows(search, settled);
  const rates = evidence.amounts.rates.filter(({ isTax }) => isTax);
  const taxOf = taxHabits(keys, cluster, settled, evidence.amounts.rates);

  /** Rows that the posting was given though they do not add up; null where it stands as it is. */
  function givenTo(posting: number): readonly number[] | null {
    const at = settled.ledger[posting] as number;
    if (at === -1) return [];
    const link = settled.links[at] as Link;
    if (link.ledger.length !== 1 || (link.stage !== 'series' && link.stage !== 'rest')) return null;
    const total = totalOf(sheet, link.sheet);
    const isSame = Math.abs(total - (ledger.amount[posting] as number)) <= OFF;
    return isSame || sheet.currency[link.sheet[0] as number] !== ledger.currency[posting] ? null : link.sheet;
  }

  /** What the lines may come to: the posting, net of its tax or with it, and but for what was typed in whole units. */
  function targetsOf(posting: number, lines: readonly Line[]): Target[] {
    const amount = ledger.amount[posting] as number;
    const habit = taxOf(posting);
    const byRate = rates.map((rate) => ({
      minor: expectedSheet(rate, amount),
      slack: OFF + lines.length / 2,
      cost: rate === habit ? 0 : BY_RATE,
    }));
    const whole = lines.filter(({ row }) => isWhole(sheet, row)).length;
    const rounding = roundedOff(whole, ledger.unit[posting] as number, amount);
    const exact = [{ minor: amount, slack: 0, cost: 0 }, ...byRate];
    if (whole === 0) return exact;
    return exact.flatMap((one) => [one, { ...one, slack: one.slack + rounding, cost: one.cost + ROUNDED }]);
  }

  function statementOf(posting: number): Statement | null {
    const given = (ledger.amount[posting] as number) > 0 ? givenTo(posting) : null;
    if (given === null) return null;
    const months = rowsOf(posting, given)
      .map((lines) => linesOf(lines, targetsOf(posting, lines), MARGIN))
      .filter((chosen): chosen is Chosen => chosen !== null && chosen.rows.length >= 2)
      .sort((a, b) => b.score - a.score);
    const [best, next] = months;
    if (best === undefined || (next !== undefined && next.score > best.score - MARGIN)) return null;
    const score = best.score + SELDOM;
    return score < BAR ? null : { ...best, score, posting };
  }

  const found: Statement[] = [];
  for (let posting = 0; posting < ledger.count; posting++) {
    const statement = statementOf(posting);
    if (statement) found.push(statement);
  }
  found.sort((a, b) => b.score - a.score || a.posting - b.posting);
  for (const statement of found) take(settled, statement);
}

/** Leaves everything as it is where another statement has taken one of the rows. */
function take(settled: Settled, { posting, rows, score, among }: Statement): void {
  const at = settled.ledger[posting] as number;
  if (rows.some((row) => settled.sheet[row] !== -1 && (at === -1 || settled.sheet[row] !== at))) return;
  const chance = 1 / (1 + 2 ** -score);
  const link: Link = { sheet: rows, ledger: [posting], stage: 'sum', chance, runnerUp: -1, among };
  if (at === -1) {
    settle(settled, link);
    return;
  }
  for (const row of (settled.links[at] as Link).sheet) settled.sheet[row] = -1;
  settled.links[at] = link;
  for (const row of rows) settled.sheet[row] = at;
}
