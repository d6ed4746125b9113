/** How alike two words are, 0 to 1: equal, one slip, cut short. Words under four letters must be equal. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const short = a.length <= b.length ? a : b;
  const long = a.length <= b.length ? b : a;
  if (short.length >= 3 && long.startsWith(short)) return short.length >= 4 ? 0.92 : 0.75;
  if (short.length < 4 || long.length - short.length > 2 || !sharesAnEnd(a, b)) return 0;
  const slips = distance(a, b, 2);
  if (slips === 1) return 0.9;
  if (slips === 2 && short.length >= 7) return 0.8;
  return 0;
}

/** Hardly any slip touches both the first and the last letter: a cheap look before the distance is worked out. */
export function sharesAnEnd(a: string, b: string): boolean {
  return a.charCodeAt(0) === b.charCodeAt(0) || a.charCodeAt(a.length - 1) === b.charCodeAt(b.length - 1);
}

/**
 * Slips between two texts: letters put in, left out, replaced, or two neighbours swapped (optimal string alignment).
 * Gives `most + 1` as soon as there are more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let start = 0;
  let aEnd = a.length;
  let bEnd = b.length;
  while (start < aEnd && start < bEnd && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (aEnd > start && bEnd > start && a.charCodeAt(aEnd - 1) === b.charCodeAt(bEnd - 1)) {
    aEnd--;
    bEnd--;
  }
  const rows = aEnd - start;
  const columns = bEnd - start;
  if (rows === 0 || columns === 0) return Math.min(most + 1, rows + columns);
  if (columns >= LINE) return most + 1;
  for (let column = 0; column <= columns; column++) CURRENT[column] = column;
  for (let row = 1; row <= rows; row++) {
    // Lines are a few numbers long: a loop is quicker than to ask for a copy.
    for (let column = 0; column <= columns; column++) {
      OLDER[column] = PREVIOUS[column] as number;
      PREVIOUS[column] = CURRENT[column] as number;
    }
    CURRENT[0] = row;
    let best = row;
    const own = a.charCodeAt(start + row - 1);
    for (let column = 1; column <= columns; column++) {
      const other = b.charCodeAt(start + column - 1);
      let cost = (PREVIOUS[column - 1] as number) + (own === other ? 0 : 1);
      cost = Math.min(cost, (PREVIOUS[column] as number) + 1, (CURRENT[column - 1] as number) + 1);
      if (
        row > 1 &&
        column > 1 &&
        own === b.charCodeAt(start + column - 2) &&
        a.charCodeAt(start + row - 2) === other
      ) {
        cost = Math.min(cost, (OLDER[column - 2] as number) + 1);
      }
      CURRENT[column] = cost;
      if (cost < best) best = cost;
    }
    if (best > most) return most + 1;
  }
  return CURRENT[columns] as number;
}

const LINE = 128;
const OLDER = new Int32Array(LINE);
const PREVIOUS = new Int32Array(LINE);
const CURRENT = new Int32Array(LINE);

/** The first letters of a name's words are the other name: "ABC" for "Alpha Building Company". */
export function isAcronym(a: readonly string[], b: readonly string[]): boolean {
  const short = a.length <= b.length ? a : b;
  const long = a.length <= b.length ? b : a;
  if (short.length !== 1 || long.length < 2) return false;
  const letters = long.map((word) => word[0]).join('');
  return short[0] === letters || (letters.length >= 3 && (short[0] as string).startsWith(letters));
}
