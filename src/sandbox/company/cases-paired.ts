import { ACCOUNT, VENDOR } from './book-ids.ts';
import { both, type DesignedCase, last, now } from './designed.ts';

const { subcontractors, software, equipment } = ACCOUNT;

/** One row and one posting. */
export const PAIRED_CASES: readonly DesignedCase[] = [
  {
    cause: 'none',
    what: 'same number, same purchase order, a day apart',
    ...both(
      {
        vendor: VENDOR.solberg,
        description: 'Design system, final round',
        number: 'SOL-2231',
        order: 'AW-1041',
        cents: 184_000,
        budgetCents: 190_000,
        account: subcontractors,
      },
      { when: last(0.05) },
      { when: last(0.1), paid: true },
    ),
  },
  {
    cause: 'none',
    what: 'the number written two ways, on a bill of which another line is the firm’s own',
    ...both(
      {
        vendor: VENDOR.cloudpeak,
        description: 'Staging servers and backups',
        number: 'INV-008714',
        cents: 21_900,
        budgetCents: 22_000,
        account: software,
      },
      { when: last(0.2), typed: 'Cloudpeak' },
      { when: last(0.25), number: '8714', overheadCents: 4_800, paid: true },
    ),
  },
  {
    cause: 'none',
    check: 'missing-purchase-order',
    what: 'over the limit for purchase orders, and neither side names one',
    ...both(
      {
        vendor: VENDOR.mensah,
        description: 'Search relevance tuning',
        number: 'MS-318',
        cents: 315_000,
        budgetCents: 300_000,
        account: subcontractors,
      },
      { when: last(0.35) },
      { when: last(0.4) },
    ),
  },
  {
    cause: 'none',
    what: 'this month, already agreed',
    ...both(
      {
        vendor: VENDOR.nakamura,
        description: 'Portraits of the team',
        number: 'NP-118',
        order: 'AW-1052',
        cents: 54_000,
        budgetCents: 55_000,
        account: subcontractors,
      },
      { when: now(0.1) },
      { when: now(0.2) },
    ),
  },
  {
    cause: 'currency',
    what: 'the vendor bills in euros, the sheet has what the card would have taken in dollars',
    ...both(
      {
        vendor: VENDOR.kestrel,
        description: 'German and French texts',
        number: 'KT-0977',
        order: 'AW-1044',
        cents: 135_625,
        budgetCents: 140_000,
        account: subcontractors,
      },
      { when: last(0.3), typed: 'Kestrel Uebersetzungen' },
      { when: last(0.35), cents: 125_000 },
    ),
  },
  {
    cause: 'tax',
    what: 'the sheet has the net amount; Chicago’s 10.25 % is on the bill',
    ...both(
      {
        vendor: VENDOR.zubrowka,
        description: 'Launch brochures, 2,000',
        number: 'ZU-5521',
        order: 'AW-1046',
        cents: 64_000,
        budgetCents: 70_000,
        account: equipment,
      },
      { when: last(0.45) },
      { when: last(0.5), cents: 70_560 },
    ),
  },
  {
    cause: 'amount',
    what: 'the bill is 42.50 more than the sheet says',
    ...both(
      {
        vendor: VENDOR.nakamura,
        description: 'Product photographs, spring range',
        number: 'NP-117',
        order: 'AW-1045',
        cents: 78_000,
        budgetCents: 80_000,
        account: subcontractors,
      },
      { when: last(0.15) },
      { when: last(0.2), cents: 82_250 },
    ),
  },
  {
    cause: 'amount',
    what: 'this month, the bill is 54.00 more',
    ...both(
      {
        vendor: VENDOR.cloudpeak,
        description: 'Servers for the load test',
        number: 'INV-008790',
        cents: 31_000,
        budgetCents: 32_000,
        account: software,
      },
      { when: now(0.3) },
      { when: now(0.4), cents: 36_400 },
    ),
  },
];
