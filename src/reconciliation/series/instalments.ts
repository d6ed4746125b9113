import { type Evidence, isForbidden } from '../evidence/evidence.ts';
import { type Settled, settle } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { isWhole } from '../reading/whole-units.ts';

/** Fewer equal amounts meet a whole too easily; more than two years are no one's plan. */
const LEAST = 3;
const MOST = 24;
/** Days from one instalment to the next, and from the whole to the first: a plan is begun with what is paid ahead. */
const MONTH = { from: 24, to: 38 };
const FIRST = { from: -10, to: 75 };
const CHANCE = 0.99;
/** A vendor with more open rows than these is told by no plan. */
const MOST_ROWS = 200;

interface Plan {
  whole: number;
  parts: number[];
}

/**
 * What is paid ahead is taken over its months: one amount on the one side, and on the other month after month the same
 * part of it, of one vendor and one project, whose parts are just so many as make it up. Equal amounts meet a sum easily;
 * what tells the plan is that it begins with the whole, has no gap, and ends where the whole is used up.
 */
export function settleInstalments(keys: Keys, evidence: Evidence, settled: Settled): void {
  for (const which of ['sheet', 'ledger'] as const) {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const plans = plansOf(keys, evidence, settled, which);
    const claims = new Map<number, number>();
    for (const { parts } of plans) for (const row of parts) claims.set(row, (claims.get(row) ?? 0) + 1);
    for (const { whole, parts } of plans) {
      // Two wholes that the same parts make up are as good as each other.
      if (parts.some((row) => claims.get(row) !== 1 || settled[other][row] !== -1)) continue;
      const [sheet, ledger] = which === 'sheet' ? [[whole], parts] : [parts, [whole]];
      settle(settled, { sheet, ledger, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
    }
  }
}

function plansOf(keys: Keys, evidence: Evidence, settled: Settled, which: 'sheet' | 'ledger'): Plan[] {
  const [side, parts] = which === 'sheet' ? [keys.sheet, keys.ledger] : [keys.ledger, keys.sheet];
  const open = settled[which === 'sheet' ? 'ledger' : 'sheet'];
  const vendorOf = ({ party }: Keyed, row: number): number =>
    evidence.cluster[party[row] as number] as number;
  const byVendor = openBy(parts, open, (row) => vendorOf(parts, row));
  const mayBe = (whole: number, part: number): boolean => {
    const [a, b] = [side.project[whole] as number, parts.project[part] as number];
    if (a !== b && a !== 0 && b !== 0) return false;
    const [i, j] = which === 'sheet' ? [whole, part] : [part, whole];
    return !isForbidden(evidence.partContext(i, j, () => 0));
  };
  const plans: Plan[] = [];
  for (let whole = 0; whole < side.count; whole++) {
    if (settled[which][whole] !== -1 || (side.amount[whole] as number) < LEAST * (side.unit[whole] as number))
      continue;
    const vendor = vendorOf(side, whole);
    const own = vendor === 0 ? [] : (byVendor.get(vendor) ?? []);
    if (own.length < LEAST || own.length > MOST_ROWS) continue;
    const found = planOf(side, whole, parts, own);
    if (found?.every((row) => mayBe(whole, row))) plans.push({ whole, parts: found });
  }
  return plans;
}

/** The rows that are equal parts of the amount, each a month after the other; null where these are not just so many. */
function planOf(side: Keyed, whole: number, parts: Keyed, own: readonly number[]): number[] | null {
  const amount = side.amount[whole] as number;
  const from = (side.day[whole] as number) + FIRST.from;
  const to = (side.day[whole] as number) + FIRST.to + MOST * MONTH.to;
  const manyOf = (row: number): number => {
    const day = parts.day[row] as number;
    if (day < from || day > to || parts.currency[row] !== side.currency[whole]) return 0;
    return timesIn(amount, parts.amount[row] as number, parts.unit[row] as number);
  };
  const counts = new Int16Array(MOST + 1);
  let isFound = false;
  for (const row of own) {
    const many = manyOf(row);
    counts[many] = (counts[many] as number) + 1;
    isFound ||= many >= LEAST && counts[many] === many;
  }
  if (!isFound) return null;
  const plans: number[][] = [];
  for (let many = LEAST; many <= MOST; many++) {
    if (counts[many] !== many) continue;
    const equal = own.filter((row) => manyOf(row) === many);
    if (areMonthly(parts, equal) && makeUp(parts, equal, amount)) plans.push(equal);
  }
  return plans.length === 1 ? (plans[0] as number[]) : null;
}

/** Of how many equal parts of the amount this may be one, or 0: the last part takes what dividing left over. */
function timesIn(amount: number, own: number, unit: number): number {
  const many = Math.round(amount / own);
  if (!(many >= LEAST && many <= MOST)) return 0;
  return Math.abs(own - amount / many) <= (unit > 1 && own % unit === 0 ? unit / 2 : many) ? many : 0;
}

function areMonthly({ day }: Keyed, rows: readonly number[]): boolean {
  return rows.every((row, at) => {
    if (at === 0) return true;
    const apart = (day[row] as number) - (day[rows[at - 1] as number] as number);
    return apart >= MONTH.from && apart <= MONTH.to;
  });
}

/** To the cent, but for what was typed in whole units. */
function makeUp(side: Keyed, rows: readonly number[], whole: number): boolean {
  const unit = side.unit[rows[0] as number] as number;
  let sum = 0;
  let rounded = 0;
  for (const row of rows) {
    sum += side.amount[row] as number;
    if (isWhole(side, row)) rounded++;
  }
  const units = whole % unit === 0 ? (rounded === 0 ? 1 : 0) : rounded;
  return Math.abs(sum - whole) <= (units * unit) / 2;
}
