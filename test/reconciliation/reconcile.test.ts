import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import type { Taught } from '../../src/reconciliation/types.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

/** The answer in ids: "S1 = L1+L2 split", "S2 missing-in-ledger". */
function answer(sheet: readonly Row[], ledger: readonly Row[], taught?: Taught) {
  const found = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, taught);
  const ids = (rows: readonly Row[], which: readonly number[]): string =>
    which.map((row) => rows[row]?.id).join('+');
  const said = [
    ...found.matches.map(
      (match) => `${ids(sheet, match.sheet)} = ${ids(ledger, match.ledger)} ${match.cause}`,
    ),
    ...found.unmatched.sheet.map(({ row, cause }) => `${ids(sheet, [row])} ${cause}`),
    ...found.unmatched.ledger.map(({ row, cause }) => `${ids(ledger, [row])} ${cause}`),
  ];
  return { ...found, said: said.sort() };
}

const acme = { vendor: 'Acme Supply Inc', project: 'RIVER' };

describe('one to one', () => {
  test('the same number and amount, vendor and number written otherwise', () => {
    const { said, matches } = answer(
      [{ id: 'S1', date: '2026-03-02', amount: '1840.55', number: '00451', ...acme }],
      [
        {
          id: 'L1',
          date: '2026-03-04',
          amount: '1840.55',
          number: 'INV-451',
          vendor: 'ACME SUPPLY',
          type: 'Bill',
        },
      ],
    );
    expect(said).toEqual(['S1 = L1 none']);
    expect(matches[0]?.why[0]).toContain('same invoice number, same vendor, amounts equal, 2 days apart');
  });

  test('without numbers, by vendor, amount and day', () => {
    const { said } = answer(
      [
        { id: 'S1', date: '2026-03-02', amount: '412.09', vendor: 'Lone Star Rentals' },
        { id: 'S2', date: '2026-03-03', amount: '87.10', vendor: 'Cafe Uno' },
      ],
      [
        { id: 'L1', date: '2026-03-03', amount: '412.09', text: 'POS DEBIT LONE STAR RENT 4411' },
        { id: 'L2', date: '2026-03-09', amount: '911.00', text: 'ACH PAYROLL' },
      ],
    );
    expect(said).toEqual(['L2 missing-in-sheet', 'S1 = L1 none', 'S2 missing-in-ledger']);
  });

  test('a month late is timing, another account is coding, and the account of the same number is not', () => {
    const { said } = answer(
      [
        { id: 'S1', date: '2026-03-02', amount: '1840.55', number: '4501', ...acme },
        { id: 'S2', date: '2026-03-02', amount: '940.15', number: '4502', account: '5100 Subs', ...acme },
        { id: 'S3', date: '2026-03-02', amount: '340.45', number: '4503', account: '5100 Subs', ...acme },
      ],
      [
        { id: 'L1', date: '2026-04-04', amount: '1840.55', number: '4501', ...acme },
        {
          id: 'L2',
          date: '2026-03-04',
          amount: '940.15',
          number: '4502',
          account: '5200 Materials',
          ...acme,
        },
        {
          id: 'L3',
          date: '2026-03-04',
          amount: '340.45',
          number: '4503',
          account: '5100 Subcontractors',
          ...acme,
        },
      ],
    );
    expect(said).toEqual(['S1 = L1 timing', 'S2 = L2 coding', 'S3 = L3 none']);
  });

  test('a difference is tax where a usual rate explains it, to the cent, and else amount', () => {
    const { said, matches } = answer(
      [
        { id: 'S1', date: '2026-03-02', amount: '1000.00', number: '4501', ...acme },
        { id: 'S2', date: '2026-03-02', amount: '940.15', number: '4502', ...acme },
        { id: 'S3', date: '2026-03-02', amount: '8000.00', number: '4503', ...acme },
      ],
      [
        { id: 'L1', date: '2026-03-04', amount: '1082.50', number: '4501', ...acme },
        { id: 'L2', date: '2026-03-04', amount: '1003.65', number: '4502', ...acme },
        { id: 'L3', date: '2026-03-04', amount: '8000.90', number: '4503', ...acme },
      ],
    );
    expect(said).toEqual(['S1 = L1 tax', 'S2 = L2 amount', 'S3 = L3 none']);
    expect(matches.map(({ parts }) => parts)).toEqual([
      [{ cause: 'tax', amountMinor: 8250 }],
      [{ cause: 'amount', amountMinor: 6350 }],
      [{ cause: 'amount', amountMinor: 90 }],
    ]);
  });

  test('across currencies there is no difference to tell', () => {
    const { said, matches } = answer(
      [{ id: 'S1', date: '2026-03-02', amount: '1000.00', currency: 'EUR', number: '450123', ...acme }],
      [{ id: 'L1', date: '2026-03-04', amount: '1164.10', number: '450123', ...acme }],
    );
    expect(said).toEqual(['S1 = L1 currency']);
    expect(matches[0]).toMatchObject({ differenceMinor: null, parts: [] });
  });
});

describe('sums', () => {
  test('one row paid in parts, several rows on one bill', () => {
    const { said } = answer(
      [
        { id: 'S1', date: '2026-03-02', amount: '5120.37', po: 'PO-77', ...acme },
        { id: 'S2', date: '2026-05-04', amount: '310.20', vendor: 'Big Timber' },
        { id: 'S3', date: '2026-05-06', amount: '1208.44', vendor: 'Big Timber' },
        { id: 'S4', date: '2026-05-09', amount: '96.13', vendor: 'Big Timber' },
      ],
      [
        { id: 'L1', date: '2026-03-05', amount: '2000.00', po: '77', ...acme },
        { id: 'L2', date: '2026-03-12', amount: '3120.37', po: '77', ...acme },
        { id: 'L3', date: '2026-05-31', amount: '1614.77', vendor: 'Big Timber LLC', text: 'Statement May' },
      ],
    );
    expect(said).toEqual(['S1 = L1+L2 split', 'S2+S3+S4 = L3 combined']);
  });

  test('several lines on both sides of one invoice', () => {
    const { said } = answer(
      [
        { id: 'S1', date: '2026-03-02', amount: '380.17', number: '26058', ...acme },
        { id: 'S2', date: '2026-03-02', amount: '300.00', number: '26058', ...acme },
        { id: 'S3', date: '2026-03-02', amount: '230.00', text: 'inv 26058', ...acme },
      ],
      [
        { id: 'L1', date: '2026-03-04', amount: '420.17', number: '26058', ...acme },
        { id: 'L2', date: '2026-03-04', amount: '490.00', number: '26058', ...acme },
      ],
    );
    expect(said).toEqual(['S1+S2+S3 = L1+L2 combined']);
  });
});

describe('what is left', () => {
  test('the second of two copies is a duplicate, of a monthly rent it is not', () => {
    const rent = { vendor: 'Harbor Estates', amount: '1500.00' };
    const { said } = answer(
      [
        { id: 'S1', date: '2026-03-02', amount: '940.15', number: '4502', ...acme },
        { id: 'S2', date: '2026-03-01', ...rent },
      ],
      [
        { id: 'L1', date: '2026-03-04', amount: '940.15', number: '4502', ...acme },
        { id: 'L2', date: '2026-03-09', amount: '940.15', number: '4502', ...acme },
        { id: 'L3', date: '2026-03-01', ...rent },
        { id: 'L4', date: '2026-04-01', ...rent },
      ],
    );
    expect(said).toEqual(['L2 duplicate', 'L4 missing-in-sheet', 'S1 = L1 none', 'S2 = L3 none']);
  });

  test('entries that cancel and voids are reversals, and the bill is matched, not its accrual', () => {
    const { said } = answer(
      [{ id: 'S1', date: '2026-03-20', amount: '2211.09', ...acme }],
      [
        {
          id: 'L1',
          date: '2026-03-31',
          amount: '2211.09',
          type: 'JournalEntry',
          number: 'JE-9',
          text: 'Accrue Acme',
          ...acme,
        },
        {
          id: 'L2',
          date: '2026-04-01',
          amount: '-2211.09',
          type: 'JournalEntry',
          number: 'JE-9',
          text: 'Reverse',
          ...acme,
        },
        { id: 'L3', date: '2026-04-03', amount: '2211.09', type: 'Bill', number: '7781', ...acme },
        {
          id: 'L4',
          date: '2026-03-22',
          amount: '0.00',
          type: 'Bill',
          number: '7780',
          text: 'Voided',
          ...acme,
        },
      ],
    );
    expect(said).toEqual(['L1 reversal', 'L2 reversal', 'L4 reversal', 'S1 = L3 timing']);
  });

  test('two that fit equally are both shown, and neither is taken', () => {
    const { said, unmatched } = answer(
      [{ id: 'S1', date: '2026-03-10', amount: '733.21', vendor: 'Acme Supply' }],
      [
        {
          id: 'L1',
          date: '2026-03-11',
          amount: '733.21',
          vendor: 'Acme Supply',
          number: '8841',
          text: 'pump',
        },
        {
          id: 'L2',
          date: '2026-03-11',
          amount: '733.21',
          vendor: 'Acme Supply',
          number: '9217',
          text: 'crane',
        },
      ],
    );
    expect(said).toEqual(['L1 missing-in-sheet', 'L2 missing-in-sheet', 'S1 missing-in-ledger']);
    expect(unmatched.sheet[0]?.candidates).toHaveLength(2);
    expect(unmatched.sheet[0]?.why[0]).toMatch(/L1 .*or L2 .*none was taken/);
  });

  test('two rows that say the same take two postings that say the same', () => {
    const toll = { date: '2026-03-10', amount: '12.50', vendor: 'Toll Road' };
    const { matches } = answer(
      [
        { id: 'S1', ...toll },
        { id: 'S2', ...toll },
      ],
      [
        { id: 'L1', ...toll },
        { id: 'L2', ...toll },
      ],
    );
    expect(matches).toHaveLength(2);
  });
});

describe('what people said', () => {
  const sheet: Row[] = [{ id: 'S1', date: '2026-03-02', amount: '940.15', number: '45020', ...acme }];
  const ledger: Row[] = [
    { id: 'L1', date: '2026-03-04', amount: '940.15', number: '45020', ...acme },
    { id: 'L2', date: '2026-08-09', amount: '77.00', vendor: 'Somebody Else' },
  ];

  test('what belongs together is matched before all else, surely', () => {
    const { said, matches } = answer(sheet, ledger, {
      same: [{ sheet: ['S1'], ledger: ['L2'] }],
      different: [],
    });
    expect(said).toEqual(['L1 missing-in-sheet', 'S1 = L2 amount']);
    expect(matches[0]?.confidence).toBe(1);
    expect(matches[0]?.why[0]).toContain('a person said');
  });

  test('what does not belong together is never matched again', () => {
    const { said } = answer(sheet, ledger, { same: [], different: [{ sheet: 'S1', ledger: 'L1' }] });
    expect(said).toEqual(['L1 missing-in-sheet', 'L2 missing-in-sheet', 'S1 missing-in-ledger']);
  });
});

test('a list without rows leaves all of the other missing', () => {
  expect(answer([], []).said).toEqual([]);
  expect(answer([{ id: 'S1', date: '2026-03-02', amount: '1.00' }], []).said).toEqual([
    'S1 missing-in-ledger',
  ]);
});
