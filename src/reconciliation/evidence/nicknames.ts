import type { Settled } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { pairTable } from '../tables/groups.ts';

/** So many rows of a project must show whom a name means there, and nearly all that show anything. */
const LEAST_SEEN = 2;
const LEAST_SHARE = 0.85;

/**
 * What a name that no vendor has means within a project: "Juan" is the mason here and the painter there. The pairs that
 * are settled say it, and the rows whose number is between a vendor's own.
 * @param named by the sheet's rows: the vendor each names, or 0.
 * @param told the vendor that its number says, or 0; nicknames are added to it.
 */
export function tellNicknames(
  { sheet, ledger }: Keys,
  settled: Settled,
  cluster: Int32Array,
  named: Int32Array,
  told: Int32Array,
): void {
  const nameOf = (row: number): number =>
    named[row] === 0 && sheet.fromText[row] === 0 ? (sheet.party[row] as number) : 0;
  const names = pairTable();
  const beside = pairTable();
  /** By project and name: how often any vendor was shown, and the one that was shown most. */
  const all: number[] = [];
  const most: number[] = [];
  const best: number[] = [];
  const counts: number[] = [];
  const show = (row: number, vendor: number): void => {
    const [name, project] = [nameOf(row), sheet.project[row] as number];
    if (name === 0 || vendor === 0 || project === 0) return;
    const at = names.idOf(project, name);
    const pair = beside.idOf(at, vendor);
    all[at] = (all[at] ?? 0) + 1;
    const count = (counts[pair] ?? 0) + 1;
    counts[pair] = count;
    if (count <= (most[at] ?? 0)) return;
    most[at] = count;
    best[at] = vendor;
  };
  for (let row = 0; row < sheet.count; row++) show(row, told[row] as number);
  for (const { sheet: rows, ledger: postings } of settled.links) {
    const vendor = vendorOf(ledger, postings[0] as number, cluster);
    for (const row of rows) show(row, vendor);
  }
  for (let row = 0; row < sheet.count; row++) {
    const name = nameOf(row);
    if (name === 0 || told[row] !== 0) continue;
    const at = names.find(sheet.project[row] as number, name);
    const seen = most[at] ?? 0;
    if (seen >= LEAST_SEEN && seen >= LEAST_SHARE * (all[at] as number)) told[row] = best[at] as number;
  }
}

const vendorOf = (side: Keyed, row: number, cluster: Int32Array): number =>
  side.fromText[row] === 1 ? 0 : (cluster[side.party[row] as number] as number);
