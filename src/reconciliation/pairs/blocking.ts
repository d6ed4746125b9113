import type { Evidence } from '../evidence/evidence.ts';
import { expectedLedger } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import type { Words } from '../reading/words.ts';
import { type Blocks, blocksOf, nearest, within } from './blocks.ts';
import type { Edges } from './marginals.ts';

/** Candidates below these log2 odds can neither win nor spoil another's win. */
const LEAST_BITS = -9;

export interface Search {
  keys: Keys;
  words: Words;
  evidence: Evidence;
  open: Open;
}

/**
 * Pairs worth weighing: equal amounts, and pairs that share a number. With `isRest` also those whose amounts agree by a
 * learned rate, and those that share an order: among the few rows left these are few.
 */
export function candidates({ keys, words, evidence, open }: Search, isRest: boolean): Edges {
  const { sheet, ledger } = keys;
  const blocks = blocksOf(keys, words, open, isRest && evidence.amounts.exchange.pairs.length > 0);
  const found = { sheet: [] as number[], ledger: [] as number[], bits: [] as number[] };
  const seen = new Int32Array(ledger.count).fill(-1);
  const mine: number[] = [];
  const { cluster } = evidence;
  const { told } = evidence.amounts;
  /** A rate fits many amounts: only rows that may be of one vendor or are of one project are looked at. */
  const isKin = (i: number, j: number): boolean => {
    const a = sheet.party[i] as number;
    const b = ledger.party[j] as number;
    if (a === 0 || b === 0 || cluster[a] === cluster[b]) return true;
    return sheet.project[i] !== 0 && sheet.project[i] === ledger.project[j];
  };
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] !== -1) continue;
    mine.length = 0;
    const offer = (j: number): void => {
      if (seen[j] === i) return;
      seen[j] = i;
      mine.push(j);
    };
    const day = sheet.day[i] as number;
    nearest(blocks.byAmount, sheet.amountKey[i] as number, ledger, day, evidence, offer);
    nearest(blocks.byNumber, sheet.number[i] as number, ledger, day, null, offer);
    nearest(blocks.byNumberInText, sheet.number[i] as number, ledger, day, null, offer);
    for (const number of words.numbersIn(sheet.text[i] as number)) {
      nearest(blocks.byNumber, number, ledger, day, null, offer);
    }
    if (!isRest) told.postings(i, true, offer);
    if (isRest) nearest(blocks.byUnits, sheet.amountKey[i] as number, ledger, day, evidence, offer);
    if (isRest) {
      told.postings(i, false, offer);
      for (const key of told.keysOf(i)) nearest(blocks.byAmount, key, ledger, day, evidence, offer);
    }
    if (isRest) nearest(blocks.byPo, sheet.po[i] as number, ledger, day, evidence, offer);
    if (isRest || evidence.amounts.usualRates.length > 0) {
      byRates(blocks, sheet, i, ledger, evidence, isRest, keys.amountKeyOf, isKin, offer);
    }
    ascending(mine);
    for (const j of mine) {
      const bits = evidence.total(i, j, LEAST_BITS);
      if (bits < LEAST_BITS) continue;
      found.sheet.push(i);
      found.ledger.push(j);
      found.bits.push(bits);
    }
  }
  return {
    sheet: Int32Array.from(found.sheet),
    ledger: Int32Array.from(found.ledger),
    bits: Float64Array.from(found.bits),
  };
}

/** Sorts a few numbers in place; asking for each comparison would take longer than all of them. */
export function ascending(rows: number[]): void {
  if (rows.length > 40) rows.sort((a, b) => a - b);
  else {
    for (let from = 1; from < rows.length; from++) {
      const row = rows[from] as number;
      let at = from;
      for (; at > 0 && (rows[at - 1] as number) > row; at--) rows[at] = rows[at - 1] as number;
      rows[at] = row;
    }
  }
}

/** Postings whose amount is the row's with a learned tax, discount or exchange rate. */
function byRates(
  blocks: Blocks,
  sheet: Keyed,
  i: number,
  ledger: Keyed,
  evidence: Evidence,
  isRest: boolean,
  amountKeyOf: (amount: number, currency: number) => number,
  isKin: (sheetRow: number, ledgerRow: number) => boolean,
  offer: (row: number) => void,
): void {
  const amount = sheet.amount[i] as number;
  if (amount === 0) return;
  const { exchange } = evidence.amounts;
  const rates = isRest ? evidence.amounts.rates : evidence.amounts.usualRates;
  const day = sheet.day[i] as number;
  const currency = sheet.currency[i] as number;
  for (const rate of rates) {
    const expected = expectedLedger(rate, amount);
    for (let near = expected - 2; near <= expected + 2; near++) {
      if (!blocks.mayHave(near, currency)) continue;
      nearest(blocks.byAmount, amountKeyOf(near, currency), ledger, day, evidence, offer);
    }
  }
  if (!isRest) return;
  for (const [from, to] of exchange.pairs) {
    if (from !== currency) continue;
    for (const level of exchange.tracked(from, to)?.levels ?? [0]) {
      const expected = amount * 2 ** (exchange.rate(from, to, day) + level);
      const [low, high] =
        expected > 0 ? [expected * 0.9, expected * 1.11] : [expected * 1.11, expected * 0.9];
      within(blocks, ledger, low, high, day, to, (j) => {
        if (isKin(i, j)) offer(j);
      });
    }
  }
}
