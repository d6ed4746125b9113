import type { Keyed } from '../reading/keys.ts';
import type { Field } from './fields.ts';

/** What project, class and account say together. */
export interface Codes {
  /** @param isVendorKnown both rows are of one vendor by all that is known: its habits are no evidence then. */
  bits(sheetRow: number, ledgerRow: number, isVendorKnown: boolean): number;
  /** No posting of another vendor gives the row more. */
  most(sheetRow: number): number;
}

const COLUMNS = ['project', 'class', 'accountNumber', 'accountName'] as const;
export type CodeColumn = (typeof COLUMNS)[number];

const PROJECT = 0;
const CLASS = 1;
const NUMBER = 2;
const NAME = 3;
const PLACES = COLUMNS.length;

/** Codes lean on one another, so the less telling ones count for less. */
const OF_PROJECT = 0.8;
const OF_CLASS = 0.5;
const OF_ACCOUNT = 0.5;

export function codesOf(sheet: Keyed, ledger: Keyed, fields: Record<CodeColumn, Field>): Codes {
  const { project, class: kind, accountNumber, accountName } = fields;
  const ours = besideEachOther(sheet);
  const theirs = besideEachOther(ledger);
  // Of each posting, how common its codes are: among all first, then within its vendor.
  const shares = new Float64Array(ledger.count * 2 * PLACES);
  for (const [at, column] of COLUMNS.entries()) {
    const { overall, within } = fields[column].shares;
    for (let row = 0; row < ledger.count; row++) {
      shares[row * 2 * PLACES + at] = overall[row] as number;
      shares[(row * 2 + 1) * PLACES + at] = within[row] as number;
    }
  }
  return {
    bits(i, j, isVendorKnown) {
      const own = i * PLACES;
      const other = j * PLACES;
      const share = (isVendorKnown ? j * 2 + 1 : j * 2) * PLACES;
      const isNumbered = ours[own + NUMBER] !== 0 && theirs[other + NUMBER] !== 0;
      const at = isNumbered ? NUMBER : NAME;
      const account = (isNumbered ? accountNumber : accountName).bitsOf(
        ours[own + at] as number,
        theirs[other + at] as number,
        shares[share + at] as number,
      );
      const ofProject = project.bitsOf(
        ours[own + PROJECT] as number,
        theirs[other + PROJECT] as number,
        shares[share + PROJECT] as number,
      );
      const ofClass = kind.bitsOf(
        ours[own + CLASS] as number,
        theirs[other + CLASS] as number,
        shares[share + CLASS] as number,
      );
      return OF_PROJECT * ofProject + OF_CLASS * ofClass + OF_ACCOUNT * account;
    },
    most(i) {
      const of = (column: CodeColumn): number => fields[column].most[sheet[column][i] as number] as number;
      const account = Math.max(of('accountNumber'), of('accountName'));
      return OF_PROJECT * of('project') + OF_CLASS * of('class') + OF_ACCOUNT * account;
    },
  };
}

/** A row's codes in one place of memory: rows are asked for in no order, and each place costs its own way. */
function besideEachOther(side: Keyed): Int32Array {
  const packed = new Int32Array(side.count * PLACES);
  for (const [at, column] of COLUMNS.entries()) {
    const values = side[column];
    for (let row = 0; row < side.count; row++) packed[row * PLACES + at] = values[row] as number;
  }
  return packed;
}
