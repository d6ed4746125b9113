import { EQUAL } from './evidence/amount-relations.ts';
import { passedOver } from './evidence/passed-over.ts';
import type { Learned } from './learned.ts';
import type { Settled } from './links.ts';
import { NONE } from './names/name-levels.ts';
import { assign, type Sides } from './pairs/assign.ts';
import { candidates } from './pairs/blocking.ts';
import { fitsRate } from './rates/rates.ts';
import { settleEquals } from './series/equals.ts';
import { settleRunning } from './series/running.ts';
import { settleSameDays } from './series/same-days.ts';
import { byName } from './series/tellers.ts';

/** Lists of more rows than this on either side are long. */
const LONG = 20_000;

/** In long lists most pairs are found without their series: to ask for it takes longer than it gives. */
export const areLong = ({ keys }: Learned): boolean => Math.min(keys.sheet.count, keys.ledger.count) > LONG;

/** Series that are plain, and then the pairs whose amounts can agree. */
export function settleOneToOne(learned: Learned, sides: Sides, settled: Settled): void {
  const { keys, words, likeness, evidence } = learned;
  const { cluster, amounts } = evidence;
  /** Equal, or by a rate that is the rule between these lists. */
  const isAgreed = (i: number, j: number): boolean => {
    if (amounts.relation(i, j) === EQUAL || amounts.told.isToldAbroad(i, j)) return true;
    if (amounts.usualRates.length === 0 || keys.sheet.currency[i] !== keys.ledger.currency[j]) return false;
    const [a, b] = [keys.sheet.amount[i] as number, keys.ledger.amount[j] as number];
    return a !== 0 && b !== 0 && amounts.usualRates.some((rate) => fitsRate(rate, a, b));
  };
  /** Both name a vendor, and another one, and no number ties them: it may as well be a part of a sum. */
  const isOfOthers = (i: number, j: number): boolean =>
    keys.sheet.fromText[i] === 0 &&
    keys.ledger.fromText[j] === 0 &&
    evidence.names.level(i, j) === NONE &&
    cluster[keys.sheet.party[i] as number] !== cluster[keys.ledger.party[j] as number] &&
    evidence.numbers.bits(i, j) <= 0;
  settleSameDays(keys, evidence, settled);
  if (amounts.areKept) settleRunning(keys, evidence, [], settled, byName(keys, likeness, cluster), 2);
  if (amounts.areKept && !areLong(learned)) settleEquals(keys, evidence, [], settled, 3);
  const isPassedOver = passedOver(keys, cluster, settled, evidence.dayBits);
  assign(candidates({ keys, words, evidence, open: settled }, false), sides, settled, {
    stage: 'pair',
    // What is less likely may be a part of a sum: it is weighed again when those are found.
    least: 0.85,
    mayTake: (i, j) => isAgreed(i, j) && !isOfOthers(i, j) && !isPassedOver(i, j),
  });
}
