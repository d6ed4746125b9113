import { describe, expect, test } from 'vitest';
import { explainLeft } from '../../src/reconciliation/answer/leftover.ts';
import { originals } from '../../src/reconciliation/answer/originals.ts';
import { repeatsOf } from '../../src/reconciliation/answer/repeats.ts';
import { nothingSettled, settlePair } from '../../src/reconciliation/links.ts';
import { nameLikeness } from '../../src/reconciliation/names/name-levels.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { answered } from './beside.ts';
import { type Row, sideOf } from './sides.ts';

const vendor = 'Harbor Supply';
const paper = { date: '2026-06-10', amount: '1318.27', vendor, project: 'KITE' };
const typed: Row = { ...paper, id: 'S1', number: 'INV4494' };
const posted: Row = { ...paper, id: 'L1', number: 'INV4494' };
const spelled = 'H S Trading';

/** What is said of each posting that is left: "L2 duplicate of L1", "L3 missing-in-sheet". */
function left(ledger: readonly Row[], sheet: readonly Row[] = [typed]): string[] {
  const all = answered(sheet, ledger);
  return all.answer.unmatched.ledger
    .map(({ row, cause, why }) => {
      const original = /says the same as ([^ ,]+)/.exec(why[0] ?? '')?.[1];
      return `${all.ledger[row]?.id} ${cause}${original ? ` of ${original}` : ''}`;
    })
    .filter((said) => said.startsWith('L'))
    .sort();
}

describe('a paper that is entered again under another vendor', () => {
  test('is a copy where it has the number, or the number and a letter', () => {
    const again = { ...posted, id: 'L2', vendor: spelled, date: '2026-07-02' };
    expect(left([posted, again])).toEqual(['L2 duplicate of L1']);
    expect(left([posted, { ...again, number: 'INV4494 R' }])).toEqual(['L2 duplicate of L1']);
    expect(left([posted, { ...again, number: 'INV44941' }])).toEqual(['L2 missing-in-sheet']);
  });

  test('is a copy where a count was put behind its number, by one vendor and within days', () => {
    const again = { ...posted, id: 'L2', vendor: 'Harbor Suply', number: 'INV4494-1', date: '2026-06-25' };
    expect(left([posted, again])).toEqual(['L2 duplicate of L1']);
    expect(left([posted, { ...again, vendor: spelled }])).toEqual(['L2 missing-in-sheet']);
    expect(left([posted, { ...again, date: '2026-07-25' }])).toEqual(['L2 missing-in-sheet']);
    const third = { ...again, id: 'L3', number: 'INV4494-2', date: '2026-07-02' };
    expect(left([posted, again, third])).toEqual(['L2 missing-in-sheet', 'L3 missing-in-sheet']);
  });

  test('is none where the number is too short to say anything with a letter more', () => {
    const short = { ...posted, number: '573' };
    const again = { ...short, id: 'L2', vendor: spelled, number: '573R' };
    expect(left([short, again], [{ ...typed, number: '573' }])).toEqual(['L2 missing-in-sheet']);
  });

  test('is none in another project, and none where only one of the two has a number', () => {
    const again = { ...posted, id: 'L2', vendor: spelled };
    expect(left([posted, { ...again, project: 'EAST' }])).toEqual(['L2 missing-in-sheet']);
    expect(left([posted, { ...again, number: '', vendor: '', text: 'card purchase' }])).toEqual([
      'L2 missing-in-sheet',
    ]);
  });
});

describe("a receipt and the bank's line of it", () => {
  const receipt: Row = { ...paper, id: 'L1', account: 'Meals' };
  const line: Row = { ...receipt, id: 'L2', vendor: '', text: 'card purchase', date: '2026-06-14' };
  const row = { ...paper, id: 'S1' };

  test('are one paper within five days', () => {
    expect(left([receipt, line], [row])).toEqual(['L2 duplicate of L1']);
    expect(left([receipt, { ...line, date: '2026-06-16' }], [row])).toEqual(['L2 missing-in-sheet']);
  });

  test('are two where both name their vendors, or stand in two accounts', () => {
    expect(left([receipt, { ...line, vendor: spelled }], [row])).toEqual(['L2 missing-in-sheet']);
    expect(left([receipt, { ...line, account: 'Fuel' }], [row])).toEqual(['L2 missing-in-sheet']);
  });

  test('are two where the project has the amount three times: it is a price', () => {
    const third = { ...receipt, id: 'L3', vendor: 'Quinn Stationers', date: '2026-03-02', number: '77104' };
    expect(left([receipt, line, third], [row])).toEqual(['L2 missing-in-sheet', 'L3 missing-in-sheet']);
  });

  test('are two where the amount is a round one', () => {
    const round = { amount: '1300.00' };
    expect(
      left(
        [
          { ...receipt, ...round },
          { ...line, ...round },
        ],
        [{ ...row, ...round }],
      ),
    ).toEqual(['L2 missing-in-sheet']);
  });
});

describe('what a row repeats', () => {
  const rows = ['2026-06-10', '2026-06-17'].map((date, at) => ({
    ...typed,
    id: `S${at + 1}`,
    date,
    number: `8210${at}`,
  }));
  const both = rows.map((row, at) => ({ ...row, id: `L${at + 1}` }));

  test('is the nearest by date, and of two as near the earlier', () => {
    const again = { ...posted, id: 'L3', number: '' };
    expect(left([...both, { ...again, date: '2026-06-15' }], rows)).toEqual(['L3 duplicate of L2']);
    expect(left([...both, { ...again, date: '2026-06-12' }], rows)).toEqual(['L3 duplicate of L1']);
    const even = rows.map((row) => (row.id === 'S2' ? { ...row, date: '2026-06-16' } : row));
    const evenBoth = even.map((row, at) => ({ ...row, id: `L${at + 1}` }));
    expect(left([...evenBoth, { ...again, date: '2026-06-13' }], even)).toEqual(['L3 duplicate of L1']);
  });

  test('may be an earlier one of its number that nobody typed: the first is missing, the others repeat it', () => {
    const again = (id: string, date: string): Row => ({ ...posted, id, date, number: '66201' });
    const three = [again('L2', '2026-08-01'), again('L3', '2026-08-20'), again('L4', '2026-08-22')];
    expect(left([posted, ...three])).toEqual([
      'L2 missing-in-sheet',
      'L3 duplicate of L2',
      'L4 duplicate of L2',
    ]);
  });

  test('is no bill that nobody typed either, where no number says that it is the same', () => {
    const bill = (id: string, date: string): Row => ({ ...posted, id, date, number: '', amount: '644.18' });
    expect(left([bill('L2', '2026-08-01'), bill('L3', '2026-08-04')], [])).toEqual([
      'L2 missing-in-sheet',
      'L3 missing-in-sheet',
    ]);
  });

  test('is nothing that was taken back', () => {
    const accrued: Row = { ...posted, id: 'L2', date: '2026-08-31', number: '66201', type: 'JournalEntry' };
    const reversed = { ...accrued, id: 'L3', date: '2026-09-01', amount: '-1318.27' };
    expect(left([accrued, reversed, { ...accrued, id: 'L4', date: '2026-09-20' }], [])).toEqual([
      'L2 reversal',
      'L3 reversal',
      'L4 missing-in-sheet',
    ]);
  });

  test('is weeks away only where the number is the same, and then whoever the vendor is not named by', () => {
    const later = { ...posted, id: 'L2', date: '2026-07-20' };
    expect(left([posted, later])).toEqual(['L2 duplicate of L1']);
    expect(left([posted, { ...later, vendor: '', project: '' }])).toEqual(['L2 duplicate of L1']);
    expect(left([posted, { ...later, number: '' }])).toEqual(['L2 missing-in-sheet']);
    expect(left([posted, { ...later, number: '90311', date: '2026-06-12' }])).toEqual([
      'L2 missing-in-sheet',
    ]);
  });
});

describe('an odd amount that only two postings have', () => {
  const bill: Row = { ...posted, number: '', vendor: 'Lindqvist Translations' };
  const row: Row = { ...typed, number: '', vendor: 'Lindqvist Translations' };
  const again: Row = { ...bill, id: 'L2', date: '2026-06-28', number: '9526' };

  test('is one bill within three weeks, and also where the bank cuts the name', () => {
    expect(left([bill, again], [row])).toEqual(['L2 duplicate of L1']);
    const fed = { ...again, number: '', vendor: 'PAYPAL *LINDQVIST TRAN', project: '' };
    expect(left([bill, fed], [row])).toEqual(['L2 duplicate of L1']);
    expect(left([bill, { ...again, date: '2026-07-09' }], [row])).toEqual(['L2 missing-in-sheet']);
  });

  test('is a bill and what the bank paid for it when it was due', () => {
    const numbered: Row = { ...bill, number: '7712', type: 'Bill' };
    const paid: Row = { ...again, number: '', vendor: '', project: '', type: 'Expense', date: '2026-07-10' };
    const fed = { ...paid, text: 'LINDQVIST TRANSLATION DALLAS TX' };
    const rows = [{ ...row, number: '7712' }];
    expect(left([numbered, fed], rows)).toEqual(['L2 duplicate of L1']);
    expect(left([numbered, { ...fed, date: '2026-08-20' }], rows)).toEqual(['L2 missing-in-sheet']);
    expect(left([numbered, { ...fed, text: 'PINE CRANE HIRE DALLAS TX' }], rows)).toEqual([
      'L2 missing-in-sheet',
    ]);
    const next = { ...fed, id: 'L3', date: '2026-08-09' };
    expect(left([numbered, fed, next], rows)).toEqual(['L2 missing-in-sheet', 'L3 missing-in-sheet']);
  });

  test('is two of two vendors, of two projects, or a price in whole units', () => {
    expect(left([bill, { ...again, vendor: spelled }], [row])).toEqual(['L2 missing-in-sheet']);
    expect(left([bill, { ...again, project: 'EAST' }], [row])).toEqual(['L2 missing-in-sheet']);
    const round = { amount: '1300.00' };
    expect(
      left(
        [
          { ...bill, ...round },
          { ...again, ...round },
        ],
        [{ ...row, ...round }],
      ),
    ).toEqual(['L2 missing-in-sheet']);
  });
});

describe('two purchases of one amount', () => {
  const bought: Row = { id: 'S1', date: '2026-06-10', amount: '318.27', vendor };
  const bill: Row = { ...bought, id: 'L1' };
  /** What is said of the rows that are left where the first of two, or the second, is posted. */
  const leftOf = (first: Partial<Row>, second: Partial<Row>, posted: Partial<Row> = {}): string[] => {
    const rows = [
      { ...bought, ...first },
      { ...bought, ...second, id: 'S2' },
    ];
    const all = answered(rows, [{ ...bill, ...posted }]);
    return all.answer.unmatched.sheet
      .map(({ row, cause }) => `${all.sheet[row]?.id} ${cause}`)
      .filter((said) => said.startsWith('S'));
  };

  test('are no copies where they are of two orders or two projects', () => {
    expect(leftOf({ po: 'PO-11' }, { po: 'PO-12' }, { po: 'PO-11' })).toEqual(['S2 missing-in-ledger']);
    // Which of the two is posted, nobody can tell.
    expect(leftOf({ po: 'PO-11' }, { po: 'PO-12' })).toEqual([
      'S1 missing-in-ledger',
      'S2 missing-in-ledger',
    ]);
    expect(leftOf({ project: 'Elm' }, { project: 'Maple' }, { project: 'Elm' })).toEqual([
      'S2 missing-in-ledger',
    ]);
    const postings = [
      { ...bill, project: 'Maple' },
      { ...bill, id: 'L2', project: 'Elm' },
    ];
    expect(left(postings, [{ ...bought, project: 'Maple' }])).toEqual(['L2 missing-in-sheet']);
  });

  test('are no copies where their descriptions share nothing but the vendor', () => {
    const [rods, plates] = [{ text: 'rods Harbor' }, { text: 'Harbor: plates' }];
    expect(leftOf(rods, plates, { text: 'rods' })).toEqual(['S2 missing-in-ledger']);
    expect(leftOf(rods, plates, { text: 'plates' })).toEqual(['S1 missing-in-ledger']);
    expect(leftOf(rods, rods, { text: 'rods' })).toEqual(['S2 duplicate']);
  });

  test('are one where the number says so, whatever else was typed', () => {
    const number = { number: 'H-2210' };
    expect(leftOf({ ...number, text: 'rods', po: 'PO-7' }, { ...number, text: 'steel' }, number)[0]).toMatch(
      'duplicate',
    );
  });

  test('are no copies a week apart: that is the next week', () => {
    expect(leftOf({}, { date: '2026-06-17' })).toEqual(['S2 missing-in-ledger']);
    expect(leftOf({}, { date: '2026-06-16' })).toEqual(['S2 duplicate']);
  });

  test('are no copies where the match of the one lacks as much as the other brings', () => {
    const parts = ['2026-06-11', '2026-06-12', '2026-06-13'].map((date, at) => ({
      ...bill,
      id: `L${at + 1}`,
      date,
      amount: '333.33',
    }));
    const causesBeside = (amount: string): string[] => {
      const keys = keysOf(canonicalBooks(sideOf([{ ...bought, amount }]), sideOf(parts)));
      const settled = nothingSettled(1, 3);
      settlePair(settled, 0, 0, 'rest', 0.9);
      const same = Int32Array.from({ length: keys.parties.length }, (_, party) => party);
      const repeats = repeatsOf(keys, 'ledger', same, nameLikeness(keys.parties), settled);
      const said = explainLeft(keys, 'ledger', settled, repeats, 'missing-in-sheet');
      return Array.from(said.values(), ({ cause }) => cause);
    };
    expect(causesBeside('1000.00')).toEqual(['missing-in-sheet', 'missing-in-sheet']);
    expect(causesBeside('333.00')).toEqual(['duplicate', 'duplicate']);
  });
});

describe('an amount that its vendor has again and again', () => {
  const seats = ['2026-03-10', '2026-04-10', '2026-05-10', '2026-06-10'].map((date, at) => ({
    ...paper,
    date,
    id: `S${at + 1}`,
    number: `8310${at}`,
  }));
  const own = seats.map((row, at) => ({ ...row, id: `L${at + 1}` }));

  test('is a price: a day later it is no copy, on the same day it is', () => {
    const again = { ...paper, id: 'L5', date: '2026-06-11' };
    expect(left([...own, again], seats)).toEqual(['L5 missing-in-sheet']);
    expect(left([...own, { ...again, date: '2026-06-10' }], seats)).toEqual(['L5 duplicate of L4']);
  });

  test('20,000 times at three prices, costs each row no look at all the others', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({
      id: `L${at}`,
      date: new Date(Date.UTC(2026, 0, 1 + (at % 300))).toISOString().slice(0, 10),
      amount: `${20 + (at % 3)}.25`,
      vendor,
    }));
    const { ledger, numbers } = keysOf(canonicalBooks(sideOf([]), sideOf(rows)));
    let looks = 0;
    const day = new Proxy(ledger.day, {
      get(days, at) {
        looks++;
        return Reflect.get(days, at);
      },
    });
    const taken = new Int32Array(ledger.count).fill(-1);
    const originalOf = originals({ ...ledger, day }, taken, new Int32Array(100), numbers, () => false);
    const repeated = ledger.amountKey.filter((_, row) => originalOf(row, () => true) !== -1);
    expect(repeated).toHaveLength(0);
    expect(looks).toBeLessThan(250 * ledger.count);
  });
});
