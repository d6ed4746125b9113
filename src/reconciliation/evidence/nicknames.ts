import type { Settled } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { namedVendor } from './named-vendors.ts';
import { prevailing } from './prevailing.ts';

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
  const meant = prevailing(1024);
  const show = (row: number, vendor: number): void => {
    const [name, project] = [nameOf(row), sheet.project[row] as number];
    if (name !== 0 && vendor !== 0 && project !== 0) meant.show(project, name, vendor);
  };
  for (let row = 0; row < sheet.count; row++) show(row, told[row] as number);
  for (const { sheet: rows, ledger: postings } of settled.links) {
    const vendor = namedVendor(cluster, ledger, postings[0] as number);
    for (const row of rows) show(row, vendor);
  }
  for (let row = 0; row < sheet.count; row++) {
    const name = nameOf(row);
    if (name !== 0 && told[row] === 0) told[row] = meant.of(sheet.project[row] as number, name);
  }
}
