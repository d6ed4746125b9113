import type { Keyed, Keys } from './keys.ts';

/** Rows' days as their texts tell them ("POS DEBIT 05/14 …"): the day of the purchase, not of the posting. -1 where none. */
export interface TextDays {
  monthFirst: Int32Array;
  dayFirst: Int32Array;
}

const ISO = /\b(20\d\d)-(\d\d)-(\d\d)\b/;
const SHORT = /(?:^|[^\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/])/;
/** A text's day further than this from its row's is something else. */
const BEFORE = 60;
const AFTER = 20;

export function textDays(side: Keyed, { texts }: Keys): TextDays {
  const monthFirst = new Int32Array(side.count).fill(-1);
  const dayFirst = new Int32Array(side.count).fill(-1);
  const found: ([number, number, number] | null | undefined)[] = new Array(texts.length);
  for (let row = 0; row < side.count; row++) {
    const text = side.text[row] as number;
    if (text === 0) continue;
    if (found[text] === undefined) found[text] = numbersOfDate(texts[text] as string);
    const numbers = found[text];
    if (!numbers) continue;
    const day = side.day[row] as number;
    monthFirst[row] = near(numbers[0], numbers[1], numbers[2], day);
    dayFirst[row] = near(numbers[1], numbers[0], numbers[2], day);
  }
  return { monthFirst, dayFirst };
}

function numbersOfDate(text: string): [number, number, number] | null {
  if (!/\d[/.-]\d/.test(text)) return null;
  const iso = ISO.exec(text);
  if (iso) return [Number(iso[2]), Number(iso[3]), Number(iso[1])];
  const short = SHORT.exec(text);
  if (!short) return null;
  const year = short[3] === undefined ? 0 : Number(short[3]);
  return [Number(short[1]), Number(short[2]), year > 0 && year < 100 ? 2000 + year : year];
}

/** The day, in the year that brings it nearest to the row's own; -1 where it is no date or not near. */
function near(month: number, date: number, year: number, day: number): number {
  if (month < 1 || month > 12 || date < 1 || date > 31) return -1;
  const own = new Date(day * 86_400_000).getUTCFullYear();
  for (const tried of year === 0 ? [own, own - 1, own + 1] : [year]) {
    const at = Math.round(Date.UTC(tried, month - 1, date) / 86_400_000);
    if (at >= day - BEFORE && at <= day + AFTER) return at;
  }
  return -1;
}
