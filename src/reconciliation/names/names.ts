import type { Keyed } from '../reading/keys.ts';
import { background } from '../tables/background.ts';
import { pairTable } from '../tables/groups.ts';
import { LEVELS, type Likeness, NONE, SAME, WITHIN } from './name-levels.ts';

export interface Names {
  /** log2 of how much likelier these two names are of one transaction than of any two; worked out anew each time. */
  bits(sheetRow: number, ledgerRow: number): number;
  /** Index into LEVELS by the letters alone, and -1 where a side names nobody. */
  level(sheetRow: number, ledgerRow: number): number;
  /** Pairs of names that certain pairs of rows have shown to be one vendor, as [sheet's, ledger's]. */
  learned: readonly (readonly [number, number])[];
}

/** Chances of each level among true counterparts, where nothing is known: both named, and one named by its text. */
const USUAL = {
  named: [0.03, 0.01, 0.02, 0.04, 0.12, 0.78],
  fromText: [0.35, 0.08, 0.12, 0.35, 0.06, 0.04],
  bothFromText: [0.3, 0.25, 0.15, 0.1, 0.1, 0.1],
};
const PRIOR_PAIRS = 10;

/** So many certain pairs with both sides named teach how names differ: equal amounts of two vendors then need not. */
const ENOUGH_CERTAIN = 300;

/**
 * Seeds are row pairs, the first of them certain; what is learned from one pair is never enough to call two unlike
 * names one.
 */
export function learnNames(
  sheet: Keyed,
  ledger: Keyed,
  likeness: Likeness,
  seeds: { sheet: Int32Array; ledger: Int32Array },
  open: { sheet: Int32Array; ledger: Int32Array },
  certain: number,
): Names {
  const parties = likeness.words.of.length;
  const kindOf = (i: number, j: number): number =>
    (sheet.fromText[i] as number) + (ledger.fromText[j] as number);
  const tallies = [USUAL.named, USUAL.fromText, USUAL.bothFromText].map((usual) =>
    usual.map((share) => share * PRIOR_PAIRS),
  );
  const together = pairTable();
  const counts: number[] = [0];
  const pairsSeen: [number, number][] = [];
  // 1 for names of the sheet that stood opposite another: hardly any, and looking up is slow.
  const strays = new Uint8Array(parties);
  const ofSheet = new Float64Array(parties);
  const ofLedger = new Float64Array(parties);
  let certainOfNamed = 0;
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const i = seeds.sheet[seed] as number;
    const j = seeds.ledger[seed] as number;
    const a = sheet.party[i] as number;
    const b = ledger.party[j] as number;
    if (a === 0 || b === 0) continue;
    const kind = kindOf(i, j);
    if (seed < certain && kind === 0) certainOfNamed++;
    if (seed < certain || kind !== 0 || certainOfNamed < ENOUGH_CERTAIN) {
      const tally = tallies[kind] as number[];
      const level = likeness.levelOf(a, b);
      tally[level] = (tally[level] as number) + 1;
    }
    const id = together.idOf(a, b);
    if (counts[id] === undefined) pairsSeen.push([a, b]);
    counts[id] = (counts[id] ?? 0) + 1;
    if (a !== b) strays[a] = 1;
    ofSheet[a] = (ofSheet[a] as number) + 1;
    ofLedger[b] = (ofLedger[b] as number) + 1;
  }
  const usual = randomLevels(sheet, ledger, likeness, open);
  const share = new Float64Array(parties);
  let total = background(ledger.count);
  for (let j = 0; j < ledger.count; j++) {
    if (open.ledger[j] !== -1) continue;
    share[ledger.party[j] as number] = (share[ledger.party[j] as number] as number) + 1;
    total++;
  }
  const sums = tallies.map((tally) => tally.reduce((whole, count) => whole + count, 0));

  function bitsOf(a: number, b: number, kind: number): number {
    const frequency = ((share[b] as number) + 0.5) / (total + 1);
    const level = likeness.levelOf(a, b);
    const tally = tallies[kind] as number[];
    const chance = (tally[level] as number) / (sums[kind] as number);
    const coincidence =
      level === SAME
        ? frequency
        : Math.max((usual[kind] as number[])[level] as number, level >= WITHIN ? frequency : 0);
    const before = Math.min(1, (chance * frequency) / coincidence);
    const seen = a !== b && strays[a] === 0 ? 0 : Math.max(0, (counts[together.find(a, b)] ?? 0) - 0.8);
    const likely = (seen + 3 * before) / ((ofSheet[a] as number) + 3);
    return Math.max(-9, Math.log2(likely / frequency));
  }

  return {
    bits(i, j) {
      const a = sheet.party[i] as number;
      const b = ledger.party[j] as number;
      if (a === 0 || b === 0) return 0;
      return bitsOf(a, b, kindOf(i, j));
    },
    level(i, j) {
      const a = sheet.party[i] as number;
      const b = ledger.party[j] as number;
      return a === 0 || b === 0 ? -1 : likeness.levelOf(a, b);
    },
    learned: learnedPairs(pairsSeen, counts, ofSheet, ofLedger),
  };
}

/** Seen together often enough, and often enough of all the one of them was seen, to be no coincidence. */
function learnedPairs(
  pairs: readonly (readonly [number, number])[],
  counts: readonly number[],
  ofSheet: Float64Array,
  ofLedger: Float64Array,
): (readonly [number, number])[] {
  return pairs.filter(([a, b], at) => {
    const count = counts[at + 1] as number;
    const [x, y] = [ofSheet[a] as number, ofLedger[b] as number];
    return a !== b && count >= 3 && count >= 0.5 * Math.min(x, y) && count >= 0.15 * Math.max(x, y);
  });
}

/** Pairs that are drawn to see how alike names are by chance. */
const DRAWS = 4000;

/** With fewer rows than these left on either side, too many of the pairs that are drawn are the true ones. */
const FEW = 60;

/** Shares of the levels among pairs that have nothing to do with each other, by kind. */
function randomLevels(
  sheet: Keyed,
  ledger: Keyed,
  likeness: Likeness,
  open: { sheet: Int32Array; ledger: Int32Array },
): number[][] {
  const tallies = [0, 1, 2].map(() => LEVELS.map((_, level): number => (level === NONE ? 1 : 0.02)));
  const sums = [1.1, 1.1, 1.1];
  const rows: number[] = [];
  for (let row = 0; row < sheet.count; row++) if (open.sheet[row] === -1) rows.push(row);
  const others: number[] = [];
  for (let row = 0; row < ledger.count; row++) if (open.ledger[row] === -1) others.push(row);
  // Of one row and one posting left, the one pair there is would else say that all names are as alike as these.
  const strangers = Math.max(0, FEW - Math.min(rows.length, others.length));
  for (const [kind, tally] of tallies.entries()) {
    tally[NONE] = (tally[NONE] as number) + strangers;
    sums[kind] = (sums[kind] as number) + strangers;
  }
  const draws = Math.min(DRAWS, rows.length * others.length);
  for (let draw = 0; draw < draws; draw++) {
    const i = rows[(draw * 7919) % rows.length] as number;
    // Another way round each time, or lists of one length would meet at one distance only.
    const round = Math.floor(draw / rows.length);
    const j = others[(draw * 104_729 + 13 + round * 31) % others.length] as number;
    const a = sheet.party[i] as number;
    const b = ledger.party[j] as number;
    if (a === 0 || b === 0) continue;
    const kind = (sheet.fromText[i] as number) + (ledger.fromText[j] as number);
    const level = likeness.levelOf(a, b);
    const tally = tallies[kind] as number[];
    tally[level] = (tally[level] as number) + 1;
    sums[kind] = (sums[kind] as number) + 1;
  }
  return tallies.map((tally, kind) => tally.map((count) => count / (sums[kind] as number)));
}
