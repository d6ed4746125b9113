import { type Groups, groupRows } from '../tables/groups.ts';
import { textTable } from '../tables/intern.ts';
import type { Keyed, Keys } from './keys.ts';
import type { Open } from './open.ts';
import { wordsOf } from './vendor-key.ts';

/** What open rows can be known by, numbered alike on both sides from 1 on. */
export interface RowMarks {
  sheet: readonly Int32Array[];
  ledger: readonly Int32Array[];
  /** Open rows of a side by mark, ascending. */
  by: Record<'sheet' | 'ledger', Groups>;
  /** Whether a mark is a month: everything of that month says so. */
  isMonth(mark: number): boolean;
  /** Whether it has a figure in it: a plate, a card, a contract, which is nobody else's. */
  isCode(mark: number): boolean;
}

/** Shorter words are in everything; of a longer one the beginning tells: "Vistaprint" and "VISTAPRINT.COM" are one. */
const SHORTEST = 3;
const LONGEST = 8;
const HAS_DIGIT = /\d/;
const YEAR = /^(?:19|20)\d\d$/;
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:embe)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const NO_MARKS = new Int32Array(0);

/**
 * Words and codes of a row's name and text: a vendor, a person, a number plate, a card. Two words of a name that are one
 * word elsewhere ("Vista Print") are a mark together. Marks that none of the rows has that are asked about are left out.
 * @param asked 1 for such rows.
 */
export function rowMarks(
  { sheet, ledger, parties, texts }: Keys,
  open: Open,
  asked: Record<'sheet' | 'ledger', Uint8Array>,
): RowMarks {
  const table = textTable();
  const known = { texts: reader(texts), parties: reader(parties) };
  const each = (side: Keyed, row: number, take: (mark: string) => void): void => {
    for (const mark of known.texts(side.text[row] as number)) take(mark);
    if (side.fromText[row] === 1) return;
    for (const mark of known.parties(side.party[row] as number)) take(mark);
  };
  for (const which of ['sheet', 'ledger'] as const) {
    for (let row = 0; row < asked[which].length; row++)
      if (asked[which][row] === 1) each(which === 'sheet' ? sheet : ledger, row, table.idOf);
  }
  const marksOf = (side: Keyed, taken: Int32Array): Int32Array[] => {
    const marks: Int32Array[] = new Array(side.count).fill(NO_MARKS);
    const own = new Set<number>();
    for (let row = 0; row < side.count; row++) {
      if (taken[row] !== -1) continue;
      own.clear();
      each(side, row, (mark) => {
        const id = table.find(mark);
        if (id > 0) own.add(id);
      });
      if (own.size > 0) marks[row] = Int32Array.from(own);
    }
    return marks;
  };
  const own = { sheet: marksOf(sheet, open.sheet), ledger: marksOf(ledger, open.ledger) };
  const count = table.values.length;
  const isMonth = (mark: number): boolean => MONTH.test(table.values[mark] as string);
  const isCode = (mark: number): boolean => HAS_DIGIT.test(table.values[mark] as string);
  return {
    ...own,
    isMonth,
    isCode,
    by: { sheet: byMark(own.sheet, count), ledger: byMark(own.ledger, count) },
  };
}

/** Reads each text once, when it is asked for. */
function reader(from: readonly string[]): (at: number) => readonly string[] {
  const known: (readonly string[] | undefined)[] = new Array(from.length);
  return (at) => (known[at] ??= marksIn(from[at] as string));
}

function byMark(marks: readonly Int32Array[], count: number): Groups {
  const [at, mark]: [number[], number[]] = [[], []];
  for (let row = 0; row < marks.length; row++) {
    const own = marks[row] as Int32Array;
    for (let place = 0; place < own.length; place++) {
      at.push(row);
      mark.push(own[place] as number);
    }
  }
  const { start, rows } = groupRows(Int32Array.from(mark), count);
  for (let place = 0; place < rows.length; place++) rows[place] = at[rows[place] as number] as number;
  return { start, rows };
}

function marksIn(text: string): string[] {
  const words = wordsOf(text);
  const marks: string[] = [];
  for (const [at, word] of words.entries()) {
    const isCode = HAS_DIGIT.test(word);
    if (word.length >= SHORTEST && !YEAR.test(word)) marks.push(isCode ? word : word.slice(0, LONGEST));
    const next = words[at + 1] ?? '';
    if (isCode || next === '' || HAS_DIGIT.test(next)) continue;
    if (word.length + next.length >= LONGEST) marks.push((word + next).slice(0, LONGEST));
  }
  return marks;
}
