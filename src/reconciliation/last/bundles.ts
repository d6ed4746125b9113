import { isForbidden } from '../evidence/evidence.ts';
import { type Link, type Settled, settle } from '../links.ts';
import { totalOf } from '../reading/total.ts';
import { type LastFinder, SHARE_OF_SUMS } from './last-finder.ts';
import type { LastSearch } from './last-search.ts';
import { documentsOf } from './own-documents.ts';
import { roundness } from './roundness.ts';

/** Bits from which on differences that cancel are no chance. */
const BAR = 2;
const MOST_TWO_BITS = 24;

/** Rows of one document on one side, and what of the other side they are together. */
interface Bundle {
  own: number[];
  theirs: number[];
  score: number;
  chance: number;
  among: number;
}

/**
 * Lines of one document that the two sides cut differently: paired line by line each differs, and the differences
 * cancel, with what still stands open beside them. What shares a number, or vendor and day, is one document.
 * @param from the first link of the last stage: only its pairs are taken apart again.
 */
export function settleBundles(
  search: LastSearch,
  settled: Settled,
  from: number,
  finders: Record<'sheet' | 'ledger', LastFinder>,
): void {
  const dropped = new Set<Link>();
  for (const which of ['ledger', 'sheet'] as const) {
    const other = which === 'sheet' ? 'ledger' : 'sheet';
    const bundles: Bundle[] = [];
    for (const own of documentsOf(search, settled, which, from)) {
      const bundle = bundleOf(search, settled, which, own, finders[which]);
      if (bundle && !isSaidApart(search, which, bundle)) bundles.push(bundle);
    }
    bundles.sort((a, b) => b.score - a.score || (a.own[0] as number) - (b.own[0] as number));
    for (const bundle of bundles) {
      const links = new Set(
        [...bundle.own.map((row) => settled[which][row]), ...bundle.theirs.map((row) => settled[other][row])]
          .filter((at) => at !== -1)
          .map((at) => settled.links[at as number] as Link),
      );
      if (![...links].every((link) => isWithin(link, bundle, which))) continue;
      for (const link of links) dropped.add(link);
      const { own, theirs, chance, among } = bundle;
      const [sheet, ledger] = which === 'sheet' ? [own, theirs] : [theirs, own];
      settle(settled, { sheet, ledger, stage: among > 0 ? 'sum' : 'group', chance, runnerUp: -1, among });
    }
  }
  if (dropped.size > 0) leaveOut(settled, dropped);
}

/** Whether a person said of any row and posting that they are two stories. */
function isSaidApart(
  { evidence, dates }: LastSearch,
  which: 'sheet' | 'ledger',
  { own, theirs }: Bundle,
): boolean {
  const [rows, postings] = which === 'sheet' ? [own, theirs] : [theirs, own];
  return rows.some((i) => postings.some((j) => isForbidden(evidence.partContext(i, j, dates))));
}

/** Whether a pair that is taken apart is one of the last stage and both its ends are in the bundle. */
function isWithin(link: Link, { own, theirs }: Bundle, which: 'sheet' | 'ledger'): boolean {
  const [mine, others] = which === 'sheet' ? [link.sheet, link.ledger] : [link.ledger, link.sheet];
  return (
    link.stage === 'rest' &&
    mine.every((row) => own.includes(row)) &&
    others.every((row) => theirs.includes(row))
  );
}

function leaveOut(settled: Settled, dropped: ReadonlySet<Link>): void {
  const kept = settled.links.filter((link) => !dropped.has(link));
  settled.links.length = 0;
  for (const link of kept) settle(settled, link);
}

function bundleOf(
  { keys, evidence }: LastSearch,
  settled: Settled,
  which: 'sheet' | 'ledger',
  own: number[],
  { candidatesFor, find }: LastFinder,
): Bundle | null {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [mine, theirs] = [keys[which], keys[other]];
  const fixed: number[] = [];
  const apart: number[] = [];
  let alone = 0;
  let amount = 0;
  for (const row of own) {
    amount += mine.amount[row] as number;
    const at = settled[which][row] as number;
    if (at === -1) continue;
    const partner = settled.links[at]?.[other][0] as number;
    fixed.push(partner);
    amount -= theirs.amount[partner] as number;
    apart.push((mine.amount[row] as number) - (theirs.amount[partner] as number));
    const [i, j] = which === 'sheet' ? [row, partner] : [partner, row];
    alone += Math.max(0, evidence.amounts.bits(i, j, true));
  }
  if (amount === 0) {
    if (fixed.length < 2 || fixed.length < own.length) return null;
    const least = Math.min(...apart.map((difference) => Math.abs(difference)));
    const lost = roundness(
      apart,
      least,
      apart.map((_, at) => at),
    );
    const score = SHARE_OF_SUMS + Math.log2(least) - lost - alone;
    if (score < BAR) return null;
    const bits = Math.min(MOST_TWO_BITS, score);
    const chance = 2 ** bits / (1 + 2 ** bits);
    return { own, theirs: fixed.sort((a, b) => a - b), score, chance, among: 0 };
  }
  const total = totalOf(mine, own);
  if (amount > 0 !== total > 0) return null;
  const target = own[0] as number;
  const candidates = candidatesFor(target, fixed, amount);
  if (candidates === null) return null;
  const sum = find({ target, fixed, amount, alone, slack: 0 }, candidates);
  if (sum === null) return null;
  const rows = [...fixed, ...sum.parts].sort((a, b) => a - b);
  // What comes to the same line by line is several pairs, none of which could be told from the next.
  const amounts = new Set(own.map((row) => mine.amount[row]));
  if (rows.some((row) => amounts.has(theirs.amount[row]))) return null;
  return { own, theirs: rows, score: sum.score, chance: sum.chance, among: sum.among };
}
