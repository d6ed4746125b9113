import type { Names } from '../names/names.ts';
import type { Keys } from '../reading/keys.ts';
import { pairMemo } from '../tables/pair-memo.ts';
import type { AnotherName } from './exact-names.ts';
import type { TextEvidence } from './texts.ts';

/** Who is paid and what for, as names and texts tell it; a name may be made of the text. */
export interface Wording {
  /** The vendor both rows are of by what they name, or 0. */
  vendorOfBoth(sheetRow: number, ledgerRow: number): number;
  /** @param vendor of both, or 0. No name says less than `leastName` and no text less than `leastText`. */
  bits(sheetRow: number, ledgerRow: number, vendor: number, leastName: number, leastText: number): number;
  /** What the names say at most, before any text was read. */
  mostOfNames(sheetRow: number, ledgerRow: number): number;
}

export interface Worded {
  names: Names;
  another: AnotherName;
  /** Bits lost where a name is written otherwise than firms of that name are told apart by. */
  spelled(sheetRow: number, ledgerRow: number): number;
  texts: TextEvidence;
  /** By name: the vendor it means. */
  cluster: Int32Array;
  /** By posting: its vendor. */
  ledgerVendors: Int32Array;
  /** The pairs that taught were told by their words alone. */
  isByWords: boolean;
}

export function wordingOf({ sheet, ledger, parties }: Keys, worded: Worded): Wording {
  const { names, another, spelled, texts, cluster, ledgerVendors, isByWords } = worded;

  const bothFromText = (i: number, j: number): boolean => sheet.fromText[i] === 1 && ledger.fromText[j] === 1;

  const ofNames = pairMemo(parties.length * 8);
  /** What the names say, where they can be one; each two names once, as each side says them. */
  function naming(i: number, j: number): number {
    const a = sheet.party[i] as number;
    const b = ledger.party[j] as number;
    if (a === 0 || b === 0) return 0;
    const own = a * 4 + (sheet.fromText[i] as number) * 2 + (ledger.fromText[j] as number);
    const known = ofNames.get(own, b);
    if (!Number.isNaN(known)) return known;
    const bits = Math.min(names.bits(i, j), another(i, j));
    ofNames.keep(own, b, bits);
    return bits;
  }

  return {
    vendorOfBoth(i, j) {
      if (bothFromText(i, j)) return 0;
      const vendor = ledgerVendors[j] as number;
      return vendor !== 0 && cluster[sheet.party[i] as number] === vendor ? vendor : 0;
    },
    bits(i, j, vendor, leastName, leastText) {
      const text = Math.max(leastText, texts.bits(i, j, vendor));
      if (bothFromText(i, j) && isByWords) return text;
      const name = Math.max(leastName, naming(i, j) + spelled(i, j));
      // Where both names are made of the texts, these say one thing only once.
      return bothFromText(i, j) ? Math.max(name, text) : name + text;
    },
    mostOfNames: (i, j) => (bothFromText(i, j) ? Math.max(0, naming(i, j)) : naming(i, j)),
  };
}
