import { namedVendor } from '../evidence/named-vendors.ts';
import { knownTo } from '../evidence/own-papers.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Keyed } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { type RowMarks, rowMarks } from '../reading/row-marks.ts';
import { granularity } from '../tables/granularity.ts';
import { groupRows, groupSize } from '../tables/groups.ts';
import { runsOf } from './day-runs.ts';
import type { LastSearch } from './last-search.ts';
import { blockFinder } from './marked-blocks.ts';
import { ownAmounts } from './own-amounts.ts';

/** log2 odds that a row is a sum of all that is filed with it: of its own vendor, or only by a word that they share. */
const OF_VENDOR = -4;
const OF_MARK = -5;
/** Bits lost where the word is a month, which says nothing of what was bought. */
const OF_MONTH = -4;
/** Bits that it says where each of the rows shares another word with it besides, and where it says how many they are. */
const TWO_MARKS = 4;
const COUNTED = 3;
/** Bits that it says where nothing of these weeks is left out. */
const ALL = 1;
/**
 * Bits lost where none of the rows is of its vendor: the other side knows that one, or they are all of
 * one other, and only a word holds them together.
 */
const OTHER_VENDOR = 5;
/** Bits lost where all of them are of other projects than it. */
const OTHER_PROJECT = 4;
/** Bits lost for a row that has a partner of its own. */
const OWN_PARTNER = 5;
/** The marks of a row that are looked at. */
const MOST_MARKS = 5;
const COUNT = /(?<![\w./-])\d{1,2}(?![\w./-])/g;
const BAR = 4;
/** Another run within so many bits makes the first ambiguous. */
const MARGIN = 2;
const MOST_BITS = 9;

interface Run {
  target: number;
  rows: number[];
  score: number;
  among: number;
}

/**
 * Rows that one vendor, or one word of their names and texts, holds together: a person, a number plate, a card, a
 * contract. All of them from one day to another come to what one posting (or row) says that has the word as well. Nothing
 * is chosen among them, so that there may be any number, of whatever vendors.
 */
export function settleMarkedRuns(search: LastSearch, settled: Settled, saidApart: SaidApart): void {
  const open = withoutOthers(search, settled);
  const asked = {
    sheet: nameStrangers(search, open, 'sheet'),
    ledger: nameStrangers(search, open, 'ledger'),
  };
  const marks = rowMarks(search.keys, open, asked);
  for (const which of ['ledger', 'sheet'] as const) {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const found = runsFor(search, open, saidApart, marks, asked[which], which);
    found.sort((a, b) => b.score - a.score || a.target - b.target);
    for (const { target, rows, score, among } of found) {
      if (settled[which][target] !== -1 || rows.some((row) => settled[other][row] !== -1)) continue;
      const [sheet, ledger] = which === 'sheet' ? [[target], rows] : [rows, [target]];
      const chance = 1 / (1 + 2 ** -Math.min(MOST_BITS, score));
      settle(settled, { sheet, ledger, stage: 'series', chance, runnerUp: -1, among });
    }
  }
}

/** What is open, but for rows that another of their side takes back, and those whose number the other side has as well. */
function withoutOthers({ keys, cluster, evidence }: LastSearch, settled: Settled): Open {
  const of = (which: 'sheet' | 'ledger'): Int32Array => {
    const side = keys[which];
    const known = knownTo(which === 'sheet' ? keys.ledger : keys.sheet, side, cluster);
    return settled[which].map((at, row) =>
      known[row] === 1 || evidence.cancelled[which][row] === 1 || side.amount[row] === 0 ? 0 : at,
    );
  };
  return { sheet: of('sheet'), ledger: of('ledger') };
}

/** 1 for open rows whose own vendor, as a column says it, is none of the other side's: its name would say it all. */
function nameStrangers({ keys, cluster }: LastSearch, open: Open, which: 'sheet' | 'ledger'): Uint8Array {
  const [side, other] = which === 'sheet' ? [keys.sheet, keys.ledger] : [keys.ledger, keys.sheet];
  const isKnown = vendorsOf(other, cluster);
  const asked = new Uint8Array(side.count);
  for (let row = 0; row < side.count; row++) {
    if (open[which][row] !== -1) continue;
    const isStranger = isKnown[cluster[side.party[row] as number] as number] === 0;
    if (isStranger || side.fromText[row] === 1) asked[row] = 1;
  }
  return asked;
}

/** 1 for vendors that a side names in a column of its own: a text may name whom it was bought for. */
function vendorsOf(side: Keyed, cluster: Int32Array): Uint8Array {
  const isKnown = new Uint8Array(cluster.length);
  for (let row = 0; row < side.count; row++) isKnown[namedVendor(cluster, side, row)] = 1;
  isKnown[0] = 0;
  return isKnown;
}

function runsFor(
  { keys, cluster }: LastSearch,
  open: Open,
  saidApart: SaidApart,
  marks: RowMarks,
  asked: Uint8Array,
  which: 'sheet' | 'ledger',
): Run[] {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [whole, parts] = [keys[which], keys[other]];
  const [ownMarks, theirMarks] = [marks[which], marks[other]];
  const vendorOf = (side: Keyed, row: number): number => cluster[side.party[row] as number] as number;
  const vendors = parts.party.map((party) => cluster[party] as number);
  const byVendor = groupRows(vendors, cluster.length, open[other]);
  const isKnown = vendorsOf(parts, cluster);
  const byMark = marks.by[other];
  const own = ownAmounts(keys, cluster, open);
  const [hasOwn, partHasOwn] = which === 'ledger' ? [own.ofPosting, own.ofRow] : [own.ofRow, own.ofPosting];
  const block = blockFinder(keys, open, saidApart, which);
  const isOwn = new Uint8Array(marks.by.sheet.start.length);

  /** The marks of a row that fewest others have. */
  function telling(target: number): readonly number[] {
    if (asked[target] === 0) return [];
    const shared = Array.from(ownMarks[target] as Int32Array).filter((mark) => groupSize(byMark, mark) > 1);
    return shared.sort((a, b) => groupSize(byMark, a) - groupSize(byMark, b) || a - b).slice(0, MOST_MARKS);
  }

  const sharesTwo = (row: number, mark: number): boolean =>
    (theirMarks[row] as Int32Array).some((one) => one !== mark && isOwn[one] === 1);

  function best(target: number): Run | null {
    const amount = whole.amount[target] as number;
    const vendor = vendorOf(whole, target);
    const project = whole.project[target] as number;
    const seen = new Map<string, Run>();
    let tries = 0;
    const lookAt = (
      rows: readonly number[],
      bits: number,
      by: { isTwice?: boolean; isCode?: boolean } = {},
    ): void => {
      if (rows.length < 2) return;
      const days = new Set(rows.map((row) => parts.day[row])).size;
      tries += (days * (days + 1)) / 2;
      for (const run of runsOf(parts, rows, amount)) {
        const amounts = run.map((row) => parts.amount[row] as number);
        let score = bits + Math.log2(Math.abs(amount) / granularity(amounts, amount));
        if (run.length === rows.length) score += ALL;
        if (countsIn(keys.texts[whole.text[target] as number] as string).has(run.length)) score += COUNTED;
        // The words of one vendor's name are one thing.
        const isOne = run.every((row) => vendorOf(parts, row) === vendorOf(parts, run[0] as number));
        if (by.isTwice && !isOne) score += TWO_MARKS;
        const isOthers = run.every((row) => vendorOf(parts, row) !== vendor);
        const isAnothers = isOne && !by.isCode && namedVendor(cluster, parts, run[0] as number) !== 0;
        if (isOthers && (isKnown[vendor] === 1 || (isAnothers && namedVendor(cluster, whole, target) !== 0)))
          score -= OTHER_VENDOR;
        if (project !== 0 && run.every((row) => parts.project[row] !== 0 && parts.project[row] !== project))
          score -= OTHER_PROJECT;
        for (const row of run) if (partHasOwn(row)) score -= OWN_PARTNER;
        const name = run.join();
        const before = seen.get(name);
        if (before === undefined || before.score < score)
          seen.set(name, { target, rows: run, score, among: rows.length });
      }
    };
    if (vendor !== 0) lookAt(block(target, byVendor, vendor), OF_VENDOR);
    const said = telling(target);
    const every = ownMarks[target] as Int32Array;
    for (const mark of every) isOwn[mark] = 1;
    for (const mark of said) {
      const rows = block(target, byMark, mark);
      const more = rows.filter((row) => sharesTwo(row, mark));
      const bits = marks.isMonth(mark) ? OF_MARK + OF_MONTH : OF_MARK;
      const isCode = marks.isCode(mark);
      lookAt(more, bits, { isTwice: true, isCode });
      if (more.length < rows.length) lookAt(rows, bits, { isCode });
    }
    for (const mark of every) isOwn[mark] = 0;
    const runs = [...seen.values()].sort((a, b) => b.score - a.score);
    const [first, second] = runs;
    if (first === undefined || (second !== undefined && second.score > first.score - MARGIN)) return null;
    first.score -= Math.log2(tries);
    return first.score < BAR ? null : first;
  }

  const found: Run[] = [];
  for (let target = 0; target < whole.count; target++) {
    if (open[which][target] !== -1 || hasOwn(target)) continue;
    const run = best(target);
    if (run) found.push(run);
  }
  return found;
}

/** Small figures that stand alone in a text: "5 receipts". */
function countsIn(text: string): Set<number> {
  return new Set(Array.from(text.matchAll(COUNT), ([figure]) => Number(figure)));
}
