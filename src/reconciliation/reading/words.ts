import { textTable } from '../tables/intern.ts';
import { foldedKey } from './invoice-key.ts';
import type { Keys } from './keys.ts';
import { vendorWords } from './vendor-key.ts';

/** The words of descriptions and memos, looked up only for the rows that need them. */
export interface Words {
  /** Distinct words of a text, ascending by number. */
  of(text: number): Int32Array;
  /** Numbers of `Keys.numbers` that are written in a text. */
  numbersIn(text: number): readonly number[];
  wordCount(): number;
}

const NONE = new Int32Array(0);
const NO_NUMBERS: readonly number[] = [];
/** Letters and digits around a hyphen. */
const MODEL = /^(?=.*\d)(?=.*[a-z])[a-z0-9]+-[a-z0-9-]+$/i;
const CALLED = /^(?:invoice|inv|bill|no|ref|po)-/i;

export function wordsIn(keys: Keys): Words {
  const table = textTable();
  const numberKeys = textTable();
  const numberAt: number[] = [];
  for (let number = 1; number < keys.numbers.length; number++) {
    const text = keys.numbers[number] as string;
    if (text.length >= 3) numberAt[numberKeys.idOf(text)] = number;
  }
  // Room for all at once: what is filled here and there is looked up far more slowly.
  const words: (Int32Array | undefined)[] = new Array(keys.texts.length);
  const numbers: (number[] | undefined)[] = new Array(keys.texts.length);

  // 1 for texts that were read and have no number: most have none, and this look is the quickest.
  const isBare = new Uint8Array(keys.texts.length);

  function read(text: number): void {
    const own = new Set<number>();
    const found: number[] = [];
    const source = keys.texts[text] as string;
    let plain = '';
    for (const piece of source.split(/[\s,;:()|]+/)) {
      // "KDL-40V" and "KDL40V" are one model, and not two words.
      const model =
        MODEL.test(piece) && !CALLED.test(piece) ? piece.toLowerCase().replace(/[^a-z0-9]+/g, '') : '';
      if (model.length >= 4) own.add(table.idOf(model));
      else plain += ` ${piece}`;
      if (!/[a-z\d]\d/i.test(piece)) continue;
      for (const candidate of [
        piece,
        ...(piece.includes('/') || piece.includes('#') ? piece.split(/[/#]/) : []),
      ]) {
        const key = numberKeys.find(
          foldedKey(candidate.replace(/^(?:invoice|inv|bill|no|ref)[^a-z0-9]*(?=\d)/i, '')),
        );
        if (key > 0) found.push(numberAt[key] as number);
      }
    }
    for (const word of vendorWords(plain)) {
      if (word.length >= 2) own.add(table.idOf(word));
    }
    words[text] = Int32Array.from(own).sort();
    if (found.length === 0) isBare[text] = 1;
    numbers[text] = found.length < 2 ? found : [...new Set(found)];
  }

  return {
    of(text) {
      if (text === 0) return NONE;
      if (words[text] === undefined) read(text);
      return words[text] as Int32Array;
    },
    numbersIn(text) {
      if (text === 0 || isBare[text] === 1) return NO_NUMBERS;
      if (numbers[text] === undefined) read(text);
      return numbers[text] as number[];
    },
    wordCount: () => table.values.length,
  };
}
