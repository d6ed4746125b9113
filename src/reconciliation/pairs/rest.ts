import { FAR, NEAR } from '../evidence/amount-relations.ts';
import { passedOver } from '../evidence/passed-over.ts';
import { type Settled, tornBetween } from '../links.ts';
import { alikeVendors } from '../names/alike-vendors.ts';
import type { Likeness } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import { ofAnotherTime } from './account-numbers.ts';
import { assign, type Sides } from './assign.ts';
import { ascending, candidates, type Search } from './blocking.ts';
import { farApart } from './far-apart.ts';
import { knownOthers } from './known-others.ts';
import type { Edges } from './marginals.ts';
import { unexplained } from './unexplained.ts';

const MOST_PER_VENDOR = 16;
/** Much goes on in a project: only what is posted at about the time is looked at. */
const MOST_PER_PROJECT = 4;
/** Words that more memos have lead nowhere; in long lists, fewer are followed. */
const MOST_PER_WORD = 40;
const LONG_LIST = 3000;
const MOST_PER_WORD_IN_LONG = 10;
const RAREST_WORDS = 4;
const LEAST_BITS = -9;
/** A pair that is likelier than all else together is taken: nothing is kept back for what comes later. */
const LIKELIER_THAN_NOT = 0.51;

/** How the rest is looked through: for whatever is likely, and when all else was looked for once more, for what agrees. */
export type Look = 'first' | 'last';

/**
 * What is left: unequal amounts under strong evidence, and texts alone. The last look is at other lists than the first:
 * what else these rows might have been is settled by then. Two amounts that no number ties are then mostly two costs.
 */
export function settleRest(
  search: Search,
  sides: Sides,
  settled: Settled,
  likeness: Likeness,
  look: Look,
): Edges {
  const { keys, evidence } = search;
  const { amounts, numbers, cluster } = evidence;
  const edges = restCandidates(search, alikeVendors(keys, likeness, cluster, settled, 'sheet'));
  const { isOfAnotherTime, weaken } = unexplained(keys, evidence, settled);
  const isFarApart = farApart(keys, evidence);
  const areKnownApart = knownOthers(keys, evidence, settled);
  const isPassedOver = passedOver(keys, cluster, settled, evidence.dayBits);
  const isOfAnotherAccount = ofAnotherTime(keys, cluster, settled);
  const isAnotherCost = (i: number, j: number): boolean => {
    if (look === 'first') return false;
    const relation = amounts.relation(i, j);
    return (relation === NEAR || relation === FAR) && numbers.bits(i, j) <= 0;
  };
  const before = settled.links.length;
  assign(edges, sides, settled, {
    stage: 'rest',
    least: LIKELIER_THAN_NOT,
    mayTake: (i, j) =>
      !isAnotherCost(i, j) &&
      !isFarApart(i, j) &&
      !areKnownApart(i, j) &&
      !isPartOfTorn(keys, settled, i, j) &&
      !isPassedOver(i, j) &&
      !isOfAnotherAccount(i, j) &&
      !isOfAnotherTime(i, j),
  });
  weaken(settled.links.slice(before));
  return edges;
}

/** Whether one is among the rows that may make up the other, and others may as well: no number says that it is all. */
function isPartOfTorn({ sheet, ledger }: Keys, settled: Settled, i: number, j: number): boolean {
  if (sheet.number[i] !== 0 && sheet.number[i] === ledger.number[j]) return false;
  const isIn = (which: 'sheet' | 'ledger', whole: number, part: number): boolean =>
    tornBetween(settled, which, whole)?.some((rows) => rows.includes(part)) ?? false;
  return isIn('sheet', i, j) || isIn('ledger', j, i);
}

/**
 * Pairs of open rows that share a number, an amount, an order, a vendor, a project or rare words.
 * @param alike by name: other vendors that it may mean.
 */
export function restCandidates(
  search: Search,
  alike: readonly (readonly number[] | undefined)[] = [],
): Edges {
  const { keys, evidence, open } = search;
  const { sheet, ledger } = keys;
  const { cluster } = evidence;
  const known = candidates(search, true);
  const vendorOf = (party: Int32Array): Int32Array => party.map((name) => cluster[name] as number);
  const ofSheet = vendorOf(sheet.party);
  const vendors = groupRows(vendorOf(ledger.party), cluster.length, open.ledger);
  const projects = groupRows(ledger.project, keys.projects, open.ledger);
  const openCount = open.ledger.reduce((count, link) => count + (link === -1 ? 1 : 0), 0);
  const mostPerWord = openCount > LONG_LIST ? MOST_PER_WORD_IN_LONG : MOST_PER_WORD;
  const byWord = wordGroups(search, mostPerWord);
  const rows: number[] = [];
  const postings: number[] = [];
  const odds: number[] = [];
  // By posting: the row it was weighed with already, and what it had.
  const weighedWith = new Int32Array(ledger.count).fill(-1);
  const weighed = new Float64Array(ledger.count);
  const seen = new Int32Array(ledger.count).fill(-1);
  let at = 0;
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    const mine: number[] = [];
    const offer = (j: number): void => {
      if (seen[j] === i) return;
      seen[j] = i;
      mine.push(j);
    };
    for (; at < known.sheet.length && known.sheet[at] === i; at++) {
      const j = known.ledger[at] as number;
      offer(j);
      weighedWith[j] = i;
      weighed[j] = known.bits[at] as number;
    }
    nearestByDate(vendors, ofSheet[i] as number, ledger.day, sheet.day[i] as number, offer);
    for (const vendor of alike[sheet.party[i] as number] ?? [])
      nearestByDate(vendors, vendor, ledger.day, sheet.day[i] as number, offer);
    nearestByDate(
      projects,
      sheet.project[i] as number,
      ledger.day,
      sheet.day[i] as number,
      offer,
      MOST_PER_PROJECT,
    );
    for (const group of rarest(search, i, byWord)) for (const j of group) offer(j);
    ascending(mine);
    for (const j of mine) {
      const bits = weighedWith[j] === i ? (weighed[j] as number) : evidence.total(i, j, LEAST_BITS);
      if (bits < LEAST_BITS) continue;
      rows.push(i);
      postings.push(j);
      odds.push(bits);
    }
  }
  return { sheet: Int32Array.from(rows), ledger: Int32Array.from(postings), bits: Float64Array.from(odds) };
}

function nearestByDate(
  groups: Groups,
  value: number,
  days: Int32Array,
  day: number,
  offer: (row: number) => void,
  most = MOST_PER_VENDOR,
): void {
  if (value <= 0) return;
  const since = firstSince(groups, value, days, day);
  const from = Math.max(groups.start[value] as number, since - most / 2);
  const to = Math.min(groups.start[value + 1] as number, since + most);
  for (let at = from; at < to; at++) offer(groups.rows[at] as number);
}

/** Open ledger rows by the words of their memos; none of words that more have: these lead nowhere. */
function wordGroups({ keys, words, open }: Search, most: number): (number[] | undefined)[] {
  const { ledger } = keys;
  const rows: number[] = [];
  for (let j = 0; j < ledger.count; j++) if (open.ledger[j] === -1) rows.push(j);
  for (const j of rows) words.of(ledger.text[j] as number); // numbered by then
  const sizes = new Int32Array(words.wordCount());
  const eachWord = (take: (word: number, row: number) => void): void => {
    for (const j of rows) {
      const own = words.of(ledger.text[j] as number);
      for (let at = 0; at < own.length; at++) take(own[at] as number, j);
    }
  };
  eachWord((word) => {
    sizes[word] = (sizes[word] as number) + 1;
  });
  const groups: (number[] | undefined)[] = new Array(sizes.length);
  eachWord((word, j) => {
    if ((sizes[word] as number) > most) return;
    const known = groups[word];
    if (known) known.push(j);
    else groups[word] = [j];
  });
  return groups;
}

/** The rows of the row's rarest words; of equally rare ones, of those that are met first. */
function rarest({ keys, words }: Search, i: number, groups: readonly (number[] | undefined)[]): number[][] {
  const best: number[][] = [];
  const own = words.of(keys.sheet.text[i] as number);
  for (let place = 0; place < own.length; place++) {
    const group = groups[own[place] as number];
    if (group === undefined) continue;
    let at = best.length;
    for (; at > 0 && isRarer(group, best[at - 1] as number[]); at--) best[at] = best[at - 1] as number[];
    best[at] = group;
    if (best.length > RAREST_WORDS) best.pop();
  }
  return best;
}

function isRarer(group: readonly number[], other: readonly number[]): boolean {
  if (group.length !== other.length) return group.length < other.length;
  return (group[0] as number) < (other[0] as number);
}
