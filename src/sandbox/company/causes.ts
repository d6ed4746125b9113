import { ACCOUNT, VENDOR } from './book-ids.ts';
import { PAIRED_CASES } from './cases-paired.ts';
import { UNEVEN_CASES } from './cases-uneven.ts';
import type { DesignedCase, PlannedRow } from './designed.ts';

const { subcontractors, software } = ACCOUNT;

/** What a reconciliation of the first project finds: every cause of the contract, each by itself. */
export const CASES: readonly DesignedCase[] = [...PAIRED_CASES, ...UNEVEN_CASES];

/** A case with its place in the sheet and in the books. */
export interface PlacedCase extends Pick<DesignedCase, 'cause' | 'check' | 'what'> {
  /** Ids of rows of the cost sheet. */
  rows: number[];
  postings: { type: 'Bill' | 'Purchase' | 'JournalEntry'; id: string }[];
}

/** Planned and not spent: with them the subcontractors' budget still holds, and at completion it will not. */
export const PLANNED: readonly PlannedRow[] = [
  {
    vendor: VENDOR.mensah,
    description: 'Support after the launch, two weeks',
    budgetCents: 380_000,
    account: subcontractors,
  },
  { vendor: VENDOR.nakamura, description: 'Retouching', budgetCents: 60_000, account: subcontractors },
  {
    vendor: VENDOR.cloudpeak,
    description: 'Servers for the launch day',
    budgetCents: 40_000,
    account: software,
  },
];
