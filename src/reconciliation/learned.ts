import type { Evidence } from './evidence/evidence.ts';
import { learnEvidence } from './evidence/learn-evidence.ts';
import { readMemoNumbers } from './evidence/memo-numbers.ts';
import { nearPairs } from './evidence/near-pairs.ts';
import { uniteCodes } from './evidence/same-codes.ts';
import { findSeeds, type SeedSets, withPairs } from './evidence/seeds.ts';
import { spellOutNumbers } from './evidence/short-numbers.ts';
import type { SaidApart } from './evidence/taught.ts';
import { type Settled, settlePair } from './links.ts';
import { type Likeness, nameLikeness } from './names/name-levels.ts';
import { hasFewTeachers, ROUNDS, seedsFromBest } from './pairs/bootstrap.ts';
import { type NearRates, nearRates } from './rates/near-rates.ts';
import type { Keys } from './reading/keys.ts';
import { type Words, wordsIn } from './reading/words.ts';

/** What the certain pairs of two lists taught, and what they were taught with. */
export interface Learned {
  keys: Keys;
  words: Words;
  likeness: Likeness;
  saidApart: SaidApart;
  taughtBy: SeedSets;
  near: NearRates;
  evidence: Evidence;
}

/** Settles the pairs that are certain by a key and learns from them; lists without such pairs teach themselves. */
export function learnedFromCertain(keys: Keys, settled: Settled, saidApart: SaidApart): Learned {
  const likeness = nameLikeness(keys.parties);
  const words = wordsIn(keys);
  spellOutNumbers(keys, likeness);
  readMemoNumbers(keys, words, likeness);
  const found = findSeeds(keys, likeness, settled, saidApart);
  for (let seed = 0; seed < found.certain.sheet.length; seed++) {
    settlePair(
      settled,
      found.certain.sheet[seed] as number,
      found.certain.ledger[seed] as number,
      'certain',
      0.9998,
    );
  }
  const near = nearRates(keys, nearPairs(keys, likeness, settled));
  const seeds = withPairs(found, near.pairs);
  uniteCodes(keys, seeds.teachers, 'project');
  uniteCodes(keys, seeds.teachers, 'class');
  uniteCodes(keys, seeds.teachers, 'accountName');
  let taughtBy = seeds;
  let evidence = learnEvidence(keys, words, likeness, seeds, near, settled, saidApart);
  if (hasFewTeachers(seeds, keys.sheet.count, keys.ledger.count)) {
    for (let round = 0; round < ROUNDS; round++) {
      const own = seedsFromBest({ keys, words, evidence, open: settled }, evidence, seeds);
      if (own === null) break;
      taughtBy = own;
      evidence = learnEvidence(keys, words, likeness, own, near, settled, saidApart);
    }
  }
  return { keys, words, likeness, saidApart, taughtBy, near, evidence };
}

/** The same of what is left. That is another world: few rows, and rare what was common. */
export function learnedOfRest(learned: Learned, settled: Settled): Evidence {
  const { keys, words, likeness, saidApart, taughtBy, near, evidence } = learned;
  return learnEvidence(keys, words, likeness, taughtBy, near, settled, saidApart, evidence);
}
