import { FAR } from '../evidence/amount-relations.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Keys } from '../reading/keys.ts';

/** log2: amounts further apart than by half are seldom one price that changed. */
const APART = Math.log2(1.5);
/** Bits that must speak for such a pair besides who it is and when. */
const LEAST_TELLING = 2;

/** log2: neither a tax nor a fee makes so much of a rate that is known, where documents keep to it but for a few. */
const OUT_OF_PROPORTION = 0.35;
const FEW = Math.log2(0.2);

/**
 * Whether two rows in two currencies are out of all proportion: whatever they share, the one is a part at most. But for
 * the same figure in both: there one of the two named the wrong currency.
 */
function outOfProportion({ sheet, ledger }: Keys, { exchange }: Evidence['amounts'], i: number, j: number) {
  const [from, to] = [sheet.currency[i] as number, ledger.currency[j] as number];
  const tracked = from === to ? null : exchange.tracked(from, to);
  if (tracked === null || tracked.outlier > FEW) return false;
  const ratio = (ledger.amount[j] as number) / (sheet.amount[i] as number);
  if (ratio * (sheet.unit[i] as number) === (ledger.unit[j] as number)) return false;
  const apart = Math.log2(ratio) - tracked.rate(sheet.day[i] as number);
  return tracked.levels.every((level) => Math.abs(apart - level) > OUT_OF_PROPORTION);
}

/**
 * Whether two rows are apart by a large difference that nothing explains, and share nothing but a vendor and a time: no
 * number, no order, no words, no codes that tell. What is left of a vendor's month on either list is such a pair, and
 * mostly two things. A cost and a credit of another amount always are, whatever they share. In lists whose amounts are
 * not kept alike, a difference says nothing.
 */
export function farApart(keys: Keys, evidence: Evidence): (sheetRow: number, ledgerRow: number) => boolean {
  const { sheet, ledger } = keys;
  const { amounts, numbers, po, texts, codes, cluster } = evidence;
  if (!amounts.areKept) return () => false;
  return (i, j) => {
    if (amounts.relation(i, j) !== FAR) return false;
    const times = (ledger.amount[j] as number) / (sheet.amount[i] as number);
    if (times < 0 || outOfProportion(keys, amounts, i, j)) return true;
    if (Math.abs(Math.log2(times)) < APART) return false;
    const own = cluster[sheet.party[i] as number] as number;
    const vendor = own === cluster[ledger.party[j] as number] ? own : 0;
    const isKnown = vendor !== 0;
    const told =
      Math.max(0, numbers.bits(i, j)) +
      Math.max(0, po.bits(i, j, isKnown)) +
      Math.max(0, texts.bits(i, j, vendor)) +
      Math.max(0, codes.bits(i, j, isKnown));
    return told < LEAST_TELLING;
  };
}
