import { type Alike, type Paper, papersOf } from '../evidence/papers.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import { fitsRate } from '../rates/rates.ts';
import type { Keyed } from '../reading/keys.ts';
import { totalOf } from '../reading/total.ts';
import type { LastSearch } from './last-search.ts';
import { paidToOthers } from './paid-to-others.ts';

/** A bill and its row are not further apart; numbers that begin anew come again later. */
const MOST_DAYS = 45;
/** The larger of two amounts of one paper is at most so many times the other: beyond, it may be one part of several. */
const MOST_TIMES = 1.34;
/** What is kept back of a bill, or taken off it, is so many percent of it, without a fraction. */
const MOST_PERCENT = 25;
const CENTS = 2;
/** A smaller amount is at every percentage by rounding. */
const LEAST_MINOR = 2000;
const MOST_ROWS = 12;
const CHANCE = 0.997;

/**
 * Row and posting that are the only ones of their vendor with a number, of one project and near in time, are one paper
 * though their amounts differ and though other vendors count alike. Several rows of it and its one posting are, where
 * the posting is all of them less a percentage to the cent: the change orders of an application, net of what is kept
 * back; and a pair with what was paid of it to another vendor. Where they only count alike and call it otherwise, "App 3"
 * and "3", the percentage has to be told by a pair as well. Gives what settles the one or the other of what is still open.
 */
export function onePaper(
  { keys, cluster, evidence }: LastSearch,
  settled: Settled,
  saidApart: SaidApart,
): (which: 'several' | 'pairs') => void {
  const { sheet, ledger } = keys;
  const { rates } = evidence.amounts;
  const isCounted = (side: Keyed, of: 'sheet' | 'ledger', row: number): boolean =>
    settled[of][row] === -1 && side.amount[row] !== 0 && evidence.cancelled[of][row] === 0;
  const isAtRate = (ours: number, theirs: number): boolean =>
    isLess(ours, theirs) || rates.some((rate) => fitsRate(rate, ours, theirs));

  const completed = paidToOthers(keys, cluster, settled, saidApart);

  /** Whether the rows and postings of a number can be one at all: one against one or several, and all of them open. */
  function isOpen({ sheet: rows, ledger: postings }: Paper): boolean {
    return (
      Math.min(rows.length, postings.length) === 1 &&
      rows.length + postings.length <= MOST_ROWS &&
      rows.every((i) => isCounted(sheet, 'sheet', i)) &&
      postings.every((j) => isCounted(ledger, 'ledger', j)) &&
      rows.every((i) => postings.every((j) => areNear(sheet, i, ledger, j) && !saidApart(i, j)))
    );
  }

  function oneOf(paper: Paper, alike: Alike, which: 'several' | 'pairs'): Paper | null {
    if (!isOpen(paper)) return null;
    const isPair = paper.sheet.length + paper.ledger.length === 2;
    const [ours, theirs] = [totalOf(sheet, paper.sheet), totalOf(ledger, paper.ledger)];
    if (which === 'several' && isPair) return completed(paper);
    if (which === 'pairs' && !isPair) return null;
    if (isPair && alike === 'whole') return isLike(ours, theirs) ? paper : null;
    if (ours !== theirs && !isAtRate(ours, theirs)) return null;
    // One of several that says it all leaves the others alone.
    return isPair || !isSaidByOne(sheet, ledger, paper) ? paper : null;
  }

  const papers = (['whole', 'counted'] as const).map((alike) => ({
    alike,
    all: papersOf(keys, cluster, settled, alike),
  }));
  return (which) => {
    for (const { alike, all } of papers) {
      for (const paper of all) {
        const one = oneOf(paper, alike, which);
        if (one) settle(settled, { ...one, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
      }
    }
  };
}

/** Of one currency, near in time, and of no two projects or orders. */
function areNear(sheet: Keyed, i: number, ledger: Keyed, j: number): boolean {
  const isOther = (own: Int32Array, other: Int32Array): boolean =>
    own[i] !== 0 && other[j] !== 0 && own[i] !== other[j];
  return (
    sheet.currency[i] === ledger.currency[j] &&
    Math.abs((sheet.day[i] as number) - (ledger.day[j] as number)) <= MOST_DAYS &&
    !isOther(sheet.project, ledger.project) &&
    !isOther(sheet.po, ledger.po)
  );
}

function isLike(ours: number, theirs: number): boolean {
  const times = theirs / ours;
  return times > 1 / MOST_TIMES && times < MOST_TIMES;
}

/** Whether the posting is the sheet's amount less a percentage, to the cent. */
function isLess(ours: number, theirs: number): boolean {
  if (ours * theirs <= 0 || Math.abs(ours) < LEAST_MINOR) return false;
  const percent = Math.round((1 - theirs / ours) * 100);
  if (percent < 1 || percent > MOST_PERCENT) return false;
  return Math.abs((ours * (100 - percent)) / 100 - theirs) <= CENTS;
}

function isSaidByOne(sheet: Keyed, ledger: Keyed, paper: Paper): boolean {
  return paper.sheet.some((i) =>
    paper.ledger.some((j) => {
      const [ours, theirs] = [sheet.amount[i] as number, ledger.amount[j] as number];
      return ours === theirs || isLess(ours, theirs);
    }),
  );
}
