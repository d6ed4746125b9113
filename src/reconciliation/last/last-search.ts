import type { DayBits } from '../evidence/days.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { NaturalGroups } from '../evidence/natural-groups.ts';
import type { SheetVendors } from '../evidence/told-vendors.ts';
import type { Keys } from '../reading/keys.ts';

/** What the sums that are looked for last go by. */
export interface LastSearch {
  keys: Keys;
  evidence: Evidence;
  cluster: Int32Array;
  natural: { sheet: NaturalGroups; ledger: NaturalGroups };
  alike: Record<'sheet' | 'ledger', readonly (readonly number[] | undefined)[]>;
  dates: DayBits;
  vendors: SheetVendors;
}
