import { ACCOUNT, VENDOR } from './book-ids.ts';
import { both, type DesignedCase, last, now } from './designed.ts';

const { subcontractors, software, travel, equipment } = ACCOUNT;

const TRIP = {
  vendor: VENDOR.skyline,
  description: 'Train and hotel, Milwaukee',
  number: 'SKY-4410',
  order: 'AW-1042',
  cents: 68_430,
  account: travel,
};

/** More on one side than on the other, or on one side alone; and what was entered wrongly. */
export const UNEVEN_CASES: readonly DesignedCase[] = [
  {
    cause: 'split',
    what: 'one row for a job that was billed in three parts',
    rows: [
      {
        vendor: VENDOR.mensah,
        description: 'Prototype build, three milestones',
        order: 'AW-1050',
        when: last(0.6),
        cents: 661_275,
        budgetCents: 600_000,
        account: subcontractors,
      },
    ],
    postings: [
      { share: 0.45, part: 1, cents: 243_750 },
      { share: 0.6, part: 2, cents: 218_000 },
      { share: 0.75, part: 3, cents: 199_525 },
    ].map(({ share, part, cents }) => ({
      kind: 'Bill' as const,
      vendor: VENDOR.mensah,
      number: `MS-310-${part}`,
      order: 'AW-1050',
      when: last(share),
      cents,
      account: subcontractors,
      description: `Prototype build, milestone ${part} of 3`,
      paid: part === 1,
      receipt: true,
    })),
  },
  {
    cause: 'combined',
    what: 'two rows on one bill',
    rows: [
      {
        vendor: VENDOR.northgate,
        description: 'Workshop materials',
        when: last(0.5),
        cents: 8_640,
        budgetCents: 9_000,
        account: equipment,
      },
      {
        vendor: VENDOR.northgate,
        description: 'Hire of two whiteboards',
        when: last(0.55),
        cents: 14_295,
        budgetCents: 15_000,
        account: equipment,
      },
    ],
    postings: [
      {
        kind: 'Bill',
        vendor: VENDOR.northgate,
        number: 'NG-40771',
        when: last(0.65),
        cents: 22_935,
        account: equipment,
        description: 'Workshop materials, hire of whiteboards',
        paid: false,
        receipt: true,
      },
    ],
  },
  {
    cause: 'coding',
    check: 'coding-against-history',
    what: 'a designer’s bill among the hosting costs, where she never stood before',
    ...both(
      {
        vendor: VENDOR.solberg,
        description: 'Icon set',
        number: 'SOL-2240',
        order: 'AW-1048',
        cents: 96_000,
        budgetCents: 100_000,
        account: subcontractors,
      },
      { when: last(0.7) },
      { when: last(0.75), account: software },
    ),
  },
  {
    cause: 'timing',
    what: 'planned for the first days of the month, posted in the last',
    ...both(
      {
        vendor: VENDOR.delgado,
        description: 'Lighting for the video day',
        number: 'DE-3071',
        order: 'AW-1043',
        cents: 45_500,
        budgetCents: 46_000,
        account: equipment,
      },
      { when: last(0) },
      { when: last(0.95) },
    ),
  },
  {
    cause: 'duplicate',
    check: 'duplicate-before-paid',
    what: 'one trip, entered twice; the second bill is not paid yet',
    rows: [{ ...TRIP, when: last(0.25), budgetCents: 70_000 }],
    postings: [
      { ...TRIP, kind: 'Bill', when: last(0.3), paid: true, receipt: true },
      { ...TRIP, kind: 'Bill', when: last(0.55), paid: false, receipt: true },
    ],
  },
  {
    cause: 'reversal',
    what: 'an accrual and its reversal, which cancel',
    rows: [],
    postings: [
      {
        kind: 'Accrual',
        number: 'JE-61',
        when: last(0),
        cents: 41_000,
        account: travel,
        description: 'Accrual: travel to the workshop',
        paid: true,
        receipt: true,
      },
      {
        kind: 'AccrualReversal',
        number: 'JE-62',
        when: last(0.9),
        cents: 41_000,
        account: travel,
        description: 'Reversal of accrual: travel to the workshop',
        paid: true,
        receipt: true,
      },
    ],
  },
  {
    cause: 'missing-in-ledger',
    what: 'the lab has not billed yet, or its bill lies somewhere',
    rows: [
      {
        vendor: VENDOR.brightline,
        description: 'Usability lab, two days',
        number: 'BL-204',
        order: 'AW-1047',
        when: last(0.8),
        cents: 112_000,
        budgetCents: 120_000,
        account: subcontractors,
      },
    ],
    postings: [],
  },
  {
    cause: 'missing-in-sheet',
    check: 'missing-receipt',
    what: 'a card payment that nobody told the project of, without a receipt',
    rows: [],
    postings: [
      {
        kind: 'Purchase',
        vendor: VENDOR.skyline,
        number: '',
        when: last(0.85),
        cents: 18_740,
        account: travel,
        description: 'Taxis and parking',
        paid: true,
        receipt: false,
      },
    ],
  },
  {
    cause: 'missing-in-sheet',
    what: 'this month’s bill for telephones to test on, on no row',
    rows: [],
    postings: [
      {
        kind: 'Bill',
        vendor: VENDOR.scanwell,
        number: 'SC-7718',
        when: now(0.5),
        cents: 34_900,
        account: equipment,
        description: 'Two telephones for tests',
        paid: false,
        receipt: true,
      },
    ],
  },
];
