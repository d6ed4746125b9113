import type { Evidence } from '../evidence/evidence.ts';
import type { Settled } from '../links.ts';
import { PART } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';

/** Bits of days that are met more seldom among pairs than among any two rows. */
const AGAINST = -1;
/** So many partners show whom a name means. */
const KNOWN = 2;

/**
 * Whether a row and a posting name two that the lists know apart: each has its partners elsewhere, never the other, and
 * the days speak against them as well. A price that two shops have is then no more than that.
 */
export function knownOthers(
  { sheet, ledger, parties }: Keys,
  { cluster, names, numbers, po, days }: Evidence,
  { links }: Settled,
): (sheetRow: number, ledgerRow: number) => boolean {
  const met = pairTable(links.length);
  const [inSheet, inLedger] = [new Int32Array(parties.length), new Int32Array(parties.length)];
  for (const { sheet: rows, ledger: postings } of links) {
    if (rows.length > 1 || postings.length > 1) continue;
    const a = cluster[sheet.party[rows[0] as number] as number] as number;
    const b = cluster[ledger.party[postings[0] as number] as number] as number;
    if (a === 0 || b === 0) continue;
    inSheet[a] = (inSheet[a] as number) + 1;
    inLedger[b] = (inLedger[b] as number) + 1;
    met.idOf(a, b);
  }
  return (i, j) => {
    const [a, b] = [
      cluster[sheet.party[i] as number] as number,
      cluster[ledger.party[j] as number] as number,
    ];
    if (a === b || met.find(a, b) !== 0) return false;
    if ((inSheet[a] as number) < KNOWN || (inLedger[b] as number) < KNOWN) return false;
    if (names.level(i, j) >= PART || numbers.bits(i, j) > 0 || po.bits(i, j, false) > 0) return false;
    return days.bits(i, j) < AGAINST;
  };
}
