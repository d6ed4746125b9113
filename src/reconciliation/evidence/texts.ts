import type { Keyed, Keys } from '../reading/keys.ts';
import type { Words } from '../reading/words.ts';
import { background } from '../tables/background.ts';
import { largest, pairTable } from '../tables/groups.ts';

export interface TextEvidence {
  /** @param vendor the vendor both rows are known to be of, or 0: what all its memos say is no evidence then. */
  bits(sheetRow: number, ledgerRow: number, vendor: number): number;
  /** No posting of another vendor gives the row's text more than this. */
  most(sheetRow: number): number;
  /** Words that description and memo of one transaction share, as a share of the description's. */
  shareKept: number;
}

/**
 * Words of a text lean on one another, and on vendor, project and account, so each gives less than it would alone; where
 * there is little but texts, they lean on nothing else.
 */
const DAMPING = 0.55;
const DAMPING_ALONE = 0.9;
/** Words that more than this share of memos have tell nothing. */
const TOO_COMMON = 0.1;

interface Seeds {
  sheet: Int32Array;
  ledger: Int32Array;
}

/** Learned from certain pairs: how many of a description's words come back in the memo, against how common words are. */
export function learnTexts(
  keys: Keys,
  words: Words,
  seeds: Seeds,
  open: { sheet: Int32Array; ledger: Int32Array },
  ledgerVendors: Int32Array,
  isAllThereIs: boolean,
): TextEvidence {
  const { sheet, ledger } = keys;
  for (let j = 0; j < ledger.count; j++) if (open.ledger[j] === -1) words.of(ledger.text[j] as number);
  const known = words.wordCount();
  // Words that are numbered later stand in no open memo.
  const frequency = new Int32Array(known);
  const ofVendor = new Int32Array(largest(ledgerVendors) + 1);
  const pairs = pairTable(ledger.count);
  const together: number[] = [0];
  let count = 1 + background(ledger.count);
  for (let j = 0; j < ledger.count; j++) {
    if (open.ledger[j] !== -1 || ledger.text[j] === 0) continue;
    count++;
    const vendor = ledgerVendors[j] as number;
    ofVendor[vendor] = (ofVendor[vendor] as number) + 1;
    const own = words.of(ledger.text[j] as number);
    for (let at = 0; at < own.length; at++) {
      const word = own[at] as number;
      frequency[word] = (frequency[word] as number) + 1;
      if (vendor === 0) continue;
      const id = pairs.idOf(vendor, word);
      if (id === together.length) together.push(1);
      else together[id] = (together[id] as number) + 1;
    }
  }
  const isCommon = (word: number): boolean =>
    word < known && (frequency[word] as number) > TOO_COMMON * count;
  const shareKept = learnShareKept(sheet, ledger, words, seeds, isCommon);
  const lost = Math.log2(1 - shareKept);
  const damping = isAllThereIs ? DAMPING_ALONE : DAMPING;

  const overallOf = (word: number): number =>
    ((word < known ? (frequency[word] as number) : 0) + 0.5) / count;

  function shareWithin(word: number, vendor: number): number {
    const own = Math.max(0, (together[pairs.find(vendor, word)] as number) - 1);
    return (own + 2 * overallOf(word)) / (Math.max(0, (ofVendor[vendor] as number) - 1) + 2);
  }

  const gainOf = (share: number): number => Math.max(0, Math.log2(shareKept / share));
  const overallGain = Float64Array.from(frequency, (_, word) => gainOf(overallOf(word)));
  const mostOf: (number | undefined)[] = new Array(keys.texts.length);

  return {
    shareKept,
    most(i) {
      const text = sheet.text[i] as number;
      const before = mostOf[text];
      if (before !== undefined) return before;
      let sum = 0;
      for (const word of words.of(text)) if (word < known) sum += overallGain[word] as number;
      const most = Math.min(40, sum * damping);
      mostOf[text] = most;
      return most;
    },
    bits(i, j, vendor) {
      const own = words.of(sheet.text[i] as number);
      const other = words.of(ledger.text[j] as number);
      if (own.length === 0 || other.length === 0) return 0;
      let sum = 0;
      let at = 0;
      for (let place = 0; place < own.length; place++) {
        const word = own[place] as number;
        while (at < other.length && (other[at] as number) < word) at++;
        if (at < other.length && other[at] === word) {
          if (vendor !== 0) sum += gainOf(shareWithin(word, vendor));
          else sum += word < known ? (overallGain[word] as number) : gainOf(overallOf(word));
        } else if (!isCommon(word)) sum += lost * 0.7;
      }
      return Math.min(40, Math.max(-6, sum * damping));
    },
  };
}

/** Two of four words where nothing is known; only words that not every other memo has can tell anything. */
function learnShareKept(
  sheet: Keyed,
  ledger: Keyed,
  words: Words,
  seeds: Seeds,
  isCommon: (word: number) => boolean,
): number {
  let kept = 4;
  let asked = 8;
  const most = Math.min(seeds.sheet.length, 4000);
  for (let seed = 0; seed < most; seed++) {
    const own = words.of(sheet.text[seeds.sheet[seed] as number] as number);
    const other = words.of(ledger.text[seeds.ledger[seed] as number] as number);
    if (own.length === 0 || other.length === 0) continue;
    for (const word of own) {
      if (isCommon(word)) continue;
      asked++;
      if (has(other, word)) kept++;
    }
  }
  return Math.min(0.97, kept / asked);
}

function has(words: Int32Array, word: number): boolean {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = words[middle] as number;
    if (at === word) return true;
    if (at < word) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
