import type { Settled } from '../links.ts';
import { foldedKey } from '../reading/invoice-key.ts';
import type { Keys } from '../reading/keys.ts';

/** A row of either side among those of one vendor. */
interface Paper {
  side: 'sheet' | 'ledger';
  row: number;
}

/** What is paid in parts is paid within half a year. */
const MOST_DAYS = 200;
const FEWEST_PAPERS = 3;
const MOST_PAPERS = 16;
/** Of a vendor with more, the numbers that end alike say nothing. */
const MOST_OF_VENDOR = 4000;
/** Fewer characters are in too many numbers to say that two are one. */
const SHORTEST = 3;
/** Numbers that end alike are held against each other where no more do. */
const MOST_ENDING_ALIKE = 60;
const WITH_YEAR = /^(\d{3,})(20\d\d)$/;
const DAYS_OF_YEAR = 365.25;
const WITH_LETTERS = /^(.*\d{3,})[A-Z]{1,2}$/;

/**
 * Calls `visit` with the open rows and postings of one vendor that speak of one number, three to sixteen together and
 * within half a year, first by whole numbers and then by what numbers end in.
 */
export function eachTied(
  keys: Keys,
  settled: Settled,
  said: (text: number) => readonly string[],
  rows: readonly number[],
  postings: readonly number[],
  visit: (rows: number[], postings: number[]) => void,
): void {
  if (rows.length === 0 || postings.length === 0 || rows.length + postings.length > MOST_OF_VENDOR) return;
  for (const exact of [true, false]) {
    const open = (side: Paper['side'], all: readonly number[]): Paper[] =>
      all.filter((row) => settled[side][row] === -1).map((row) => ({ side, row }));
    const papers = [...open('sheet', rows), ...open('ledger', postings)];
    for (const tied of tiedByNumber(keys, said, papers, exact)) {
      if (tied.length < FEWEST_PAPERS || tied.length > MOST_PAPERS) continue;
      const days = tied.map(({ side, row }) => keys[side].day[row] as number);
      if (Math.max(...days) - Math.min(...days) > MOST_DAYS) continue;
      const of = (wanted: Paper['side']): number[] =>
        tied.filter(({ side }) => side === wanted).map(({ row }) => row);
      visit(of('sheet'), of('ledger'));
    }
  }
}

/**
 * The rows and postings of one vendor that speak of one number: one has it in its column, and the others there or in
 * their texts, perhaps without its prefix or its year ("412" for "RE-2025-0412").
 * @param exact whether it has to be the whole number.
 */
function tiedByNumber(
  keys: Keys,
  said: (text: number) => readonly string[],
  all: readonly Paper[],
  exact: boolean,
): Paper[][] {
  const papers = all.filter(
    ({ side, row }) => keys[side].number[row] !== 0 || said(keys[side].text[row] as number).length > 0,
  );
  if (papers.length < 3) return [];
  const own = papers.map(({ side, row }) => keys.numbers[keys[side].number[row] as number] as string);
  const root = papers.map((_, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (root[top] !== top) top = root[top] as number;
    root[at] = top;
    return top;
  };
  const carrying = new Map<string, number[]>();
  const carry = (key: string, at: number): void => {
    if (key.length < SHORTEST || !/\d{3}/.test(key)) return;
    const list = carrying.get(key);
    if (list === undefined) carrying.set(key, [at]);
    else if (list[list.length - 1] !== at) list.push(at);
  };
  const inColumns = new Set<string>();
  for (const [at, { side, row }] of papers.entries()) {
    for (const key of formsOf(own[at] as string, exact, keys[side].day[row] as number)) {
      inColumns.add(key);
      carry(key, at);
    }
    for (const key of said(keys[side].text[row] as number))
      for (const form of formsOf(key, exact, keys[side].day[row] as number)) carry(form, at);
  }
  const join = (a: readonly number[], b: readonly number[]): void => {
    for (const at of [...a, ...b]) root[find(at)] = find(a[0] as number);
  };
  for (const [key, list] of carrying) if (inColumns.has(key)) join(list, list);
  if (!exact) {
    for (const [key, longer] of endingAlike(carrying))
      if (inColumns.has(key) || inColumns.has(longer))
        join(carrying.get(key) as number[], carrying.get(longer) as number[]);
  }
  const groups = new Map<number, Paper[]>();
  for (const [at, paper] of papers.entries()) {
    const list = groups.get(find(at));
    if (list) list.push(paper);
    else groups.set(find(at), [paper]);
  }
  return [...groups.values()];
}

/** The number, and where its pieces may stand for it also without the year and the letters behind it. */
function formsOf(key: string, exact: boolean, day: number): string[] {
  if (exact || key === '') return [key];
  const plain = WITH_LETTERS.exec(key)?.[1] ?? key;
  const [, number = plain, year] = WITH_YEAR.exec(plain) ?? [];
  const isItsYear = Math.abs(Number(year) - 1970 - day / DAYS_OF_YEAR) <= 2;
  return [...new Set([key, plain, isItsYear ? number : plain])];
}

/** Asks for the numbers that a text says, by the text's number; each text is read once. */
export function numbersSaidIn({ texts }: Keys): (text: number) => readonly string[] {
  const known: (readonly string[] | undefined)[] = new Array(texts.length);
  return (text) => {
    const before = known[text];
    if (before !== undefined) return before;
    const said = (texts[text] as string)
      .split(/[\s,;:()|#]+/)
      .filter((piece) => /\d\d\d/.test(piece))
      .map(foldedKey);
    known[text] = said;
    return said;
  };
}

/** Each number with each longer one that ends in it. */
function endingAlike(carrying: ReadonlyMap<string, unknown>): [string, string][] {
  const byEnd = new Map<string, string[]>();
  for (const key of carrying.keys()) {
    const list = byEnd.get(key.slice(-SHORTEST));
    if (list) list.push(key);
    else byEnd.set(key.slice(-SHORTEST), [key]);
  }
  return [...byEnd.values()].flatMap((list) =>
    list.length > MOST_ENDING_ALIKE
      ? []
      : list.flatMap((key) =>
          list
            .filter((longer) => longer.length > key.length && longer.endsWith(key))
            .map((longer): [string, string] => [key, longer]),
        ),
  );
}
