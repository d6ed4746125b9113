import { wordsOf } from './vendor-key.ts';

/** Two keys of one column, the one of which is a part of the other that names it. */
export interface Spelling {
  short: number;
  long: number;
  /** Nothing else in the lists has this part. */
  isPlain: boolean;
}

/** "OPA-2676", "1052", "Job 12": a first sign with a digit, with at most one short word before it; then what it is called. */
const CODE_AND_NAME = /^\s*((?:\p{L}{1,6}[\s._-]?)?\d[\p{L}\d._/-]*)(?:\s*[-–—:·|,]\s*|\s+)(\S.*)$/u;
const PATH = /\s*:\s*/;

const folded = (text: string): string => wordsOf(text).join(' ');

function codeAndName(text: string): string[] {
  const found = CODE_AND_NAME.exec(text);
  return found ? [found[1] as string, found[2] as string] : [];
}

/** What may stand for the whole: its code, its name, the last part of its path. The path's first part names its customer. */
function partsOf(text: string): { plain: Set<string>; vague: Set<string> } {
  const path = text.split(PATH).filter((part) => part.trim() !== '');
  const own = path.length > 1 ? [path[path.length - 1] as string] : [];
  const parts = [...codeAndName(text), ...own, ...own.flatMap(codeAndName)];
  return {
    plain: new Set(parts.map(folded)),
    vague: new Set(path.length > 1 ? [folded(path[0] as string)] : []),
  };
}

/**
 * Which values of a column may be one thing written in two ways: "1052" and "1052 Maple St Duplex", "Acme Rebrand" and
 * "Acme:Acme Rebrand". Both lists are looked through together: a list may write now this, now that.
 * @param texts the column's distinct texts; `numbers` their keys' numbers, and `keyOf` a folded text's number or -1.
 */
export function spellingsOf(
  texts: readonly string[],
  numbers: Int32Array,
  keyOf: (key: string) => number,
): Spelling[] {
  const plain = new Map<number, Set<number>>();
  const vague = new Map<number, Set<number>>();
  for (const [at, text] of texts.entries()) {
    const long = numbers[at] as number;
    if (long === 0) continue;
    const parts = partsOf(text);
    for (const [owners, own] of [
      [plain, parts.plain],
      [vague, parts.vague],
    ] as const) {
      for (const part of own) {
        const short = part === '' ? -1 : keyOf(part);
        if (short <= 0 || short === long) continue;
        const longs = owners.get(short);
        if (longs) longs.add(long);
        else owners.set(short, new Set([long]));
      }
    }
  }
  const isPartOf = (short: number, long: number): boolean => plain.get(short)?.has(long) === true;
  const found: Spelling[] = [];
  for (const [short, longs] of plain) {
    // "2676" of "2676 App" and of "Opal:2676 App": the one names the other.
    const isPlain = [...longs].every((one) =>
      [...longs].every((other) => one === other || isPartOf(one, other) || isPartOf(other, one)),
    );
    for (const long of longs) found.push({ short, long, isPlain });
  }
  for (const [short, longs] of vague) {
    for (const long of longs) if (!isPartOf(short, long)) found.push({ short, long, isPlain: false });
  }
  return found;
}
