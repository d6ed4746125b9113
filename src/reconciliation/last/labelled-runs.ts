import { areOfOneVendor, namedVendor } from '../evidence/named-vendors.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { labelsIn } from '../reading/text-labels.ts';
import { totalOf } from '../reading/total.ts';
import { granularity } from '../tables/granularity.ts';
import { BEFORE, MOST_ROWS, nearOf, runsOf } from './day-runs.ts';
import type { LastSearch } from './last-search.ts';

/** Rows times papers of a label of which more are met everywhere: it tells nothing. */
const MOST_PLACES = 100_000;
/** Papers that close one label together: an advance and what came back of it. */
const MOST_PAPERS = 4;
/** Bits that a sum must be beyond all runs that were tried. */
const BAR = 7;
/** Bits lost where none of the rows is of the paper's vendor, and the other side has rows of its own of that vendor. */
const OTHER_VENDOR = 4;

interface Found {
  sheet: number[];
  ledger: number[];
  score: number;
}

/**
 * Rows that are filed under one label, and papers of the other side that say it as well, and that come to the same: all of
 * the label from one day to another, or all of both sides. Nothing is chosen among them, so that any number may be in it,
 * of whatever vendors: a card's statement, an envelope of receipts against its advance and its change.
 */
export function settleLabelledRuns(
  { keys, cluster }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const isOfOthers = ofOtherVendors(cluster);
  const groups = { sheet: labelled(keys, settled, 'sheet'), ledger: labelled(keys, settled, 'ledger') };
  const found: Found[] = [];
  for (const [label, rows] of groups.sheet) {
    const postings = groups.ledger.get(label) ?? [];
    if (postings.length === 0 || rows.length + postings.length < 3) continue;
    if (rows.length * postings.length > MOST_PLACES) continue;
    const all = allOf(keys, rows, postings);
    if (all) found.push(all);
    for (const posting of postings) {
      const run = runFor(keys.ledger, posting, keys.sheet, rows, isOfOthers, 'ledger');
      if (run) found.push({ ...run, sheet: run.rows, ledger: [posting] });
    }
    for (const row of rows) {
      const run = runFor(keys.sheet, row, keys.ledger, postings, isOfOthers, 'sheet');
      if (run) found.push({ ...run, sheet: [row], ledger: run.rows });
    }
  }
  found.sort((a, b) => b.score - a.score || (a.sheet[0] as number) - (b.sheet[0] as number));
  for (const { sheet, ledger, score } of found) {
    if (sheet.some((i) => settled.sheet[i] !== -1) || ledger.some((j) => settled.ledger[j] !== -1)) continue;
    if (sheet.some((i) => ledger.some((j) => saidApart(i, j)))) continue;
    const among = Math.max(sheet.length, ledger.length);
    const chance = 1 / (1 + 2 ** -score);
    settle(settled, { sheet, ledger, stage: 'sum', chance, runnerUp: -1, among });
  }
}

type OfOthers = (papers: Keyed, paper: number, parts: Keyed, rows: readonly number[]) => boolean;

/** Asks whether a paper's vendor is one that the other side knows, and none of the rows is of it. */
function ofOtherVendors(cluster: Int32Array): OfOthers {
  const vendors = new Map<Keyed, Set<number>>();
  return (papers, paper, parts, rows) => {
    const vendor = namedVendor(cluster, papers, paper);
    if (vendor === 0 || rows.some((row) => areOfOneVendor(cluster, papers, paper, parts, row))) return false;
    let known = vendors.get(parts);
    if (known === undefined) {
      known = new Set(Array.from(parts.party, (_, row) => namedVendor(cluster, parts, row)));
      vendors.set(parts, known);
    }
    return known.has(vendor);
  };
}

/** Open rows by the labels of their texts, ascending. */
function labelled(keys: Keys, settled: Settled, which: 'sheet' | 'ledger'): Map<string, number[]> {
  const { count, text } = keys[which];
  const groups = new Map<string, number[]>();
  for (let row = 0; row < count; row++) {
    if (settled[which][row] !== -1) continue;
    for (const label of new Set(labelsIn(keys.texts[text[row] as number] as string))) {
      const rows = groups.get(label);
      if (rows) rows.push(row);
      else groups.set(label, [row]);
    }
  }
  return groups;
}

/** All of a label on both sides, where they come to the same. */
function allOf({ sheet, ledger }: Keys, rows: readonly number[], postings: readonly number[]): Found | null {
  if (rows.length < 2 || postings.length < 2 || postings.length > MOST_PAPERS || rows.length > MOST_ROWS)
    return null;
  const currency = sheet.currency[rows[0] as number];
  if (rows.some((i) => sheet.currency[i] !== currency)) return null;
  if (postings.some((j) => ledger.currency[j] !== currency)) return null;
  const days = [...rows.map((i) => sheet.day[i] as number), ...postings.map((j) => ledger.day[j] as number)];
  if (Math.max(...days) - Math.min(...days) > BEFORE) return null;
  const total = totalOf(sheet, rows);
  if (total === 0 || total !== totalOf(ledger, postings)) return null;
  const score = bitsOf(sheet, rows, total);
  return score < BAR ? null : { sheet: [...rows], ledger: [...postings], score };
}

/** The one run of a label's rows that comes to a paper's amount. */
function runFor(
  papers: Keyed,
  paper: number,
  parts: Keyed,
  rows: readonly number[],
  isOfOthers: OfOthers,
  which: 'sheet' | 'ledger',
): { rows: number[]; score: number } | null {
  const near = nearOf(papers, paper, parts, rows, which);
  const amount = papers.amount[paper] as number;
  if (near === null || amount === 0) return null;
  const runs = runsOf(parts, near, amount);
  const [run] = runs;
  if (run === undefined || runs.length > 1) return null;
  const days = new Set(near.map((row) => parts.day[row])).size;
  const against = isOfOthers(papers, paper, parts, run) ? OTHER_VENDOR : 0;
  const score = bitsOf(parts, run, amount) - Math.log2((days * (days + 1)) / 2) - against;
  return score < BAR ? null : { rows: run, score };
}

function bitsOf({ amount }: Keyed, rows: readonly number[], total: number): number {
  const amounts = rows.map((row) => amount[row] as number);
  return Math.log2(Math.max(1, Math.abs(total) / granularity(amounts, total)));
}
