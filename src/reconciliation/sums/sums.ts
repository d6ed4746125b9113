import { learnDates } from '../evidence/dates.ts';
import { type DayBits, datesByType } from '../evidence/days.ts';
import type { Settled } from '../links.ts';
import { logSum } from '../tables/log-sum.ts';
import { type SumSearch, sumFinder } from './sum-finder.ts';
import type { Bar, Sum } from './sum-groups.ts';

/** What the first rounds take, to learn the days of parts from. */
const PLAIN: Bar = { score: 6, margin: 4, isPlain: true };
const PLAIN_ROUNDS = 3;
/** A second subset within the margin makes the first ambiguous. */
const ANY: Bar = { score: 1, margin: 1.5, isPlain: false };
/** Parts that teach their days, of all postings or of one type. */
const LEAST_PARTS = 20;
const SHARPNESS = 1.6;
/** Bits by which days that are only usual are less likely than those of whole documents. */
const LESS_LIKELY = 2;

/** One row against several of the other side, both ways: what is plain; gives what days parts have, learned from it. */
export function settlePlainSums(search: SumSearch, settled: Settled): DayBits {
  const { keys, evidence } = search;
  const before = settled.links.length;
  let dates = daysOfParts(search);
  let shown: DayBits | null = null;
  for (let round = 0; round < PLAIN_ROUNDS; round++) {
    for (const whole of ['sheet', 'ledger'] as const) {
      settleWholes(search, settled, whole, dates, PLAIN);
    }
    const sheet: number[] = [];
    const ledger: number[] = [];
    for (const link of settled.links.slice(before)) {
      for (const i of link.sheet) {
        for (const j of link.ledger) {
          sheet.push(i);
          ledger.push(j);
        }
      }
    }
    if (sheet.length < LEAST_PARTS) break;
    const seeds = { sheet: Int32Array.from(sheet), ledger: Int32Array.from(ledger) };
    shown = datesByType(keys, seeds, LEAST_PARTS, evidence.days.calendar, undefined, SHARPNESS).bits;
    dates = shown;
  }
  // What is less plain is not looked for on days that nothing has shown.
  return shown ?? evidence.dayBits;
}

/**
 * Before any parts have shown their days: those of whole documents, or else those that are usual anywhere. Bills that are
 * always posted on their day may still be paid in parts over weeks.
 */
function daysOfParts({ keys, evidence }: SumSearch): DayBits {
  const usual = learnDates([], [], evidence.days.calendar);
  const { sheet, ledger } = keys;
  return (i, j) => {
    const own = evidence.dayBits(i, j);
    // Of another order, nothing but its day could say that it is a part.
    if (sheet.po[i] !== 0 && ledger.po[j] !== 0 && sheet.po[i] !== ledger.po[j]) return own;
    const usually = usual.bits(sheet.day[i] as number, ledger.day[j] as number);
    return logSum(own, usually - LESS_LIKELY);
  };
}

/** The same for what is not plain. */
export function settleSums(search: SumSearch, settled: Settled, dates: DayBits): void {
  search.hopeless.sheet.fill(0);
  search.hopeless.ledger.fill(0);
  for (const whole of ['sheet', 'ledger'] as const) {
    settleWholes(search, settled, whole, dates, ANY);
  }
}

function settleWholes(
  search: SumSearch,
  settled: Settled,
  whole: 'sheet' | 'ledger',
  dates: DayBits,
  bar: Bar,
): void {
  const finder = sumFinder(search, settled, whole, dates, bar);
  const sums: Sum[] = [];
  for (const target of finder.targets) {
    const sum = finder.find(target);
    if (sum) sums.push(sum);
  }
  sums.sort((a, b) => b.score - a.score || a.target - b.target);
  const again: number[] = [];
  for (const sum of sums) if (!finder.settle(sum)) again.push(sum.target);
  // What is left of a plain sum after another took its parts is not plain.
  if (bar.isPlain) return;
  for (const target of again) {
    const sum = finder.find(target);
    if (sum) finder.settle(sum);
  }
}
