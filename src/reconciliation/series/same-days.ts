import { type Evidence, isForbidden } from '../evidence/evidence.ts';
import { type Settled, settlePair } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';
import { objectionsOf } from './objections.ts';
import { ownNames } from './own-names.ts';

/** Fewer days may meet by chance. */
const LEAST = 3;
const CHANCE = 0.998;
const NO_DAYS = (): number => 0;

/**
 * Parking, coffee, tickets: one amount of one vendor in one project that stands on the same days in both lists, as often
 * on each. Row and posting of a day belong together, however late other postings come.
 */
export function settleSameDays(keys: Keys, evidence: Evidence, settled: Settled): void {
  const { sheet, ledger } = keys;
  const { cluster, cancelled } = evidence;
  const amounts = pairTable();
  const places = pairTable();
  const gather = (
    side: Keyed,
    open: Int32Array,
    takenBack: Uint8Array,
    isAsked: boolean,
  ): (number[] | undefined)[] => {
    const groups: (number[] | undefined)[] = new Array(isAsked ? places.size() + 1 : 1);
    for (let row = 0; row < side.count; row++) {
      const vendor = cluster[side.party[row] as number] as number;
      if (open[row] !== -1 || takenBack[row] === 1 || vendor === 0 || side.amount[row] === 0) continue;
      const amount = side.amountKey[row] as number;
      const project = side.project[row] as number;
      const place = isAsked
        ? places.find(amounts.find(amount, vendor), project)
        : places.idOf(amounts.idOf(amount, vendor), project);
      if (place === 0) continue;
      const known = groups[place];
      if (known) known.push(row);
      else groups[place] = [row];
    }
    return groups;
  };
  const ofSheet = gather(sheet, settled.sheet, cancelled.sheet, false);
  const ofLedger = gather(ledger, settled.ledger, cancelled.ledger, true);
  const objections = objectionsOf(keys, evidence);
  const isOfOthers = ownNames(keys, evidence);
  const isOne = (i: number, j: number): boolean => {
    const [number, other] = [sheet.number[i] as number, ledger.number[j] as number];
    if (sheet.day[i] !== ledger.day[j] || (number !== 0 && other !== 0 && number !== other)) return false;
    if (objections.byNumber(i, j) || objections.byOrder(i, j)) return false;
    return !isForbidden(evidence.partContext(i, j, NO_DAYS));
  };
  ofSheet.forEach((rows, place) => {
    const postings = ofLedger[place] ?? [];
    if (rows === undefined || rows.length < LEAST || rows.length !== postings.length) return;
    if (!rows.every((i, at) => isOne(i, postings[at] as number))) return;
    const series = { sheet: rows, ledger: postings };
    if (rows.some((i, at) => isOfOthers(series, i, postings[at] as number))) return;
    for (const [at, i] of rows.entries()) settlePair(settled, i, postings[at] as number, 'series', CHANCE);
  });
}
