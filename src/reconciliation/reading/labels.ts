import { textTable } from '../tables/intern.ts';

/** What a text says that it is of a row of such things, as pairs of what is counted and which of them; months are counted too. */
export type Labels = (text: number) => readonly Label[];
export interface Label {
  of: number;
  which: number;
}

/** What months are counted as. */
export const MONTH = 0;

const MONTHS =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/gi;
const ORDER = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** "Oct 12" and "3 Nov" are days: a row of the one month is paid on a day of the next. */
const DAY_BEFORE = /\b\d{1,2}(?:st|nd|rd|th)?[\s./-]*$/i;
const DAY_AFTER = /^[\s./-]*\d{1,2}(?!\d)/;
/** "draw 2", "week 32", "Q3": what is counted, and no size, price or date behind it. */
const COUNTED = /(?<![a-z\d])([a-z]{3,}|wk|q)[\s#.:]{0,2}(\d{1,2})(?![\w/%-]|[.,:]\d)/gi;
const NONE: readonly Label[] = [];

/** Reads each text once, when it is asked for. */
export function labelsIn(texts: readonly string[]): Labels {
  const known: (readonly Label[] | undefined)[] = new Array(texts.length);
  const table = textTable();
  const numberOf = (word: string): number => table.idOf(word.toLowerCase());
  return (text) => {
    const before = known[text];
    if (before !== undefined) return before;
    const found = labelsOf(texts[text] as string, numberOf);
    known[text] = found;
    return found;
  };
}

function labelsOf(source: string, numberOf: (word: string) => number): readonly Label[] {
  const labels: Label[] = [];
  const month = onlyMonth(source);
  if (month !== -1) labels.push({ of: MONTH, which: month });
  const counted = new Map<number, number>();
  for (const [, word = '', count = ''] of source.matchAll(COUNTED)) {
    if (ORDER.includes(word.slice(0, 3).toLowerCase())) continue;
    const of = numberOf(word);
    // What is counted twice in one text tells of several.
    counted.set(of, counted.has(of) ? -1 : Number(count));
  }
  for (const [of, which] of counted) if (which !== -1) labels.push({ of, which });
  return labels.length === 0 ? NONE : labels;
}

/** The one month that a text names, from 0 on; -1 where it names none, several or a day of one. */
function onlyMonth(source: string): number {
  let only = -1;
  for (const found of source.matchAll(MONTHS)) {
    const [behind, ahead] = [source.slice(0, found.index), source.slice(found.index + found[0].length)];
    if (DAY_BEFORE.test(behind) || DAY_AFTER.test(ahead)) return -1;
    const month = ORDER.indexOf(found[0].slice(0, 3).toLowerCase());
    if (only !== -1 && only !== month) return -1;
    only = month;
  }
  return only;
}
