import { describe, expect, test } from 'vitest';
import { answered, causes, idsOf, inCents, NAMES } from './beside.ts';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);

/** Amounts of which no two are the same, none of them in whole dollars. */
const netOf = (at: number): number =>
  31_000 + at * 1737 + ((at * 41) % 89) + 1 - ((31_000 + at * 1737) % 100);

interface Bill {
  vendor: string;
  /** What the posting is above its row, in hundredths of a per cent of it. */
  tax: number;
  account?: string;
}

/** A row and a posting of each bill, with one number; their ids begin with `name`, and `from` tells one call from another. */
function bills(name: string, from: number, all: readonly Bill[]): { sheet: Row[]; ledger: Row[] } {
  const rows = all.map(({ vendor, account = '' }, at) => ({
    date: dayOf(at * 3),
    vendor,
    account,
    number: `${500_000 + (from + at) * 17}`,
  }));
  const net = (at: number): number => netOf(from + at);
  return {
    sheet: rows.map((row, at) => ({ ...row, id: `${name}S${at + 1}`, amount: inCents(net(at)) })),
    ledger: rows.map((row, at) => ({
      ...row,
      id: `${name}L${at + 1}`,
      amount: inCents(net(at) + Math.round((net(at) * (all[at]?.tax ?? 0)) / 10_000)),
    })),
  };
}

const times = (count: number, bill: Bill): Bill[] => Array.from({ length: count }, () => bill);

/** The rows and postings of several calls together. */
function all(...lists: readonly { sheet: Row[]; ledger: Row[] }[]): [Row[], Row[]] {
  return [lists.flatMap(({ sheet }) => sheet), lists.flatMap(({ ledger }) => ledger)];
}

const only = (said: readonly string[], name: string): string[] =>
  said.filter((match) => match.startsWith(name)).map((match) => match.split(' ').at(-1) ?? '');

/** A rate that nobody would guess, shown by bills of many vendors. */
const taught = bills('A', 0, times(30, { vendor: 'Meridian Lighting', tax: 731 }));
const vendor = 'Oakmont Fasteners';

describe("a vendor's constant tax", () => {
  const odd: Row = { id: 'S1', date: '2026-08-03', amount: '2210.37', vendor, number: '884411' };
  const wrong: Row = { ...odd, id: 'L1', amount: '2391.95' };

  test('is in a bill that is wrong besides, and what is wrong stands beside it', () => {
    const usual = bills('B', 40, times(4, { vendor, tax: 731 }));
    const [sheet, ledger] = all(taught, usual, { sheet: [odd], ledger: [wrong] });
    const { answer, ...lists } = answered(sheet, ledger);
    const match = answer.matches.find((one) => idsOf(lists.sheet, one.sheet) === 'S1');
    expect(match?.cause).toBe('tax');
    expect(match?.parts).toEqual([
      { cause: 'tax', amountMinor: 16_158 },
      { cause: 'amount', amountMinor: 2000 },
    ]);
  });

  test('is none where only two of its bills show it, or many of them show none', () => {
    const asked = { sheet: [odd], ledger: [wrong] };
    const two = bills('B', 40, times(2, { vendor, tax: 731 }));
    expect(only(causes(...all(taught, two, asked)), 'S1')).toEqual(['amount']);
    const mixed = bills('B', 40, [...times(4, { vendor, tax: 731 }), ...times(2, { vendor, tax: 0 })]);
    expect(only(causes(...all(taught, mixed, asked)), 'S1')).toEqual(['amount']);
  });

  test('does not make a posting higher that is below its row', () => {
    const usual = bills('B', 40, times(4, { vendor, tax: 731 }));
    const below = { sheet: [odd], ledger: [{ ...wrong, amount: '2050.11' }] };
    expect(only(causes(...all(taught, usual, below)), 'S1')).toEqual(['amount']);
  });
});

describe('a tip', () => {
  const meal = (share: number): Bill => ({ vendor: 'Cafe Uno', tax: share * 100, account: 'Meals' });
  const meals = [15, 20, 18, 15, 20, 18].map(meal);
  const lumber = { vendor: 'Oakmont Lumber', tax: 2000, account: 'Materials' };

  test('is no tax, though it is a share that is a tax elsewhere', () => {
    const said = causes(...all(bills('B', 40, meals), bills('C', 60, [lumber])));
    expect(only(said, 'B')).toEqual(times(6, lumber).map(() => 'amount'));
    expect(only(said, 'C')).toEqual(['tax']);
  });

  test('is not what is too little for one, in the account where tips are given', () => {
    const usual = bills('A', 0, times(30, { vendor: 'Meridian Lighting', tax: 700 }));
    const taxed = bills('C', 60, times(3, { vendor: 'Cafe Uno', tax: 700, account: 'Meals' }));
    expect(only(causes(...all(usual, bills('B', 40, meals), taxed)), 'C')).toEqual(['tax', 'tax', 'tax']);
  });

  test('is above its row: what is below may be a tax', () => {
    const number = '884411';
    const gross: Row = {
      id: 'S1',
      date: '2026-08-03',
      amount: '120.24',
      vendor: 'Cafe Uno',
      account: 'Meals',
      number,
    };
    const net: Row = { ...gross, id: 'L1', amount: '100.20' };
    const said = causes(...all(bills('B', 40, meals), { sheet: [gross], ledger: [net] }));
    expect(only(said, 'S1')).toEqual(['tax']);
  });

  test('is not what an account shows that has one rate, or two', () => {
    const share = (many: number): Bill => ({ vendor: 'Cafe Uno', tax: many * 100, account: 'Meals' });
    const one = bills('B', 40, [20, 20, 20, 20, 20, 15, 10].map(share));
    expect(only(causes(...all(one)), 'B')).not.toContain('amount');
    const two = bills('B', 40, [20, 15, 20, 15, 20, 15].map(share));
    expect(only(causes(...all(two)), 'B')).not.toContain('amount');
  });

  test('is not what every account shows', () => {
    const everywhere = ['Meals', 'Materials', 'Rent'].flatMap((account, at) =>
      [15, 20, 25].map((share) => ({
        vendor: `${['Cafe', 'Steel', 'Halls'][at]} Uno`,
        tax: share * 100,
        account,
      })),
    );
    expect(only(causes(...all(bills('B', 40, everywhere))), 'B')).not.toContain('amount');
  });
});

describe('a rate', () => {
  test('that is met once for many times of another is no tax of these lists', () => {
    const usual = bills('A', 0, times(60, { vendor: 'Meridian Lighting', tax: 731 }));
    const seldom = bills('B', 80, times(4, { vendor, tax: 513 }));
    expect(only(causes(...all(usual, seldom)), 'B')).toEqual(['amount', 'amount', 'amount', 'amount']);
    const often = bills('B', 80, times(12, { vendor, tax: 513 }));
    expect(only(causes(...all(usual, often)), 'B')).not.toContain('amount');
  });

  test('of less than 4 % is no tax however often it is met, unless the postings say so', () => {
    const low = bills('B', 80, times(12, { vendor, tax: 313 }));
    expect(only(causes(...all(low)), 'B')).toEqual(times(12, { vendor, tax: 313 }).map(() => 'amount'));
    const saying = {
      ...low,
      ledger: low.ledger.map((row, at) => ({ ...row, text: at < 8 ? 'incl. tax' : '' })),
    };
    expect(only(causes(...all(saying)), 'B')).not.toContain('amount');
  });

  test('is shown by different amounts: one price that rose and comes every month shows none', () => {
    const months = bills('B', 80, times(6, { vendor, tax: 0 }));
    const risen = {
      sheet: months.sheet.map((row) => ({ ...row, amount: '310.40' })),
      ledger: months.ledger.map((row) => ({ ...row, amount: '327.19' })),
    };
    expect(only(causes(...all(risen)), 'B')).toEqual(months.sheet.map(() => 'amount'));
  });

  test('that is usual elsewhere is not what a few dollars are at by rounding', () => {
    const like = { vendor, number: '884411', date: '2026-08-03' };
    const of = (amount: string, gross: string) =>
      matchedAmongFew([{ ...like, id: 'S1', amount }], [{ ...like, id: 'L1', amount: gross }]);
    expect(of('5.28', '6.27')).toEqual(['S1 = L1 amount']);
    expect(of('5.28', '6.28')).toEqual(['S1 = L1 tax']);
  });

  test('that is usual elsewhere is not what round amounts differ by', () => {
    const like = { vendor, number: '884411', date: '2026-08-03' };
    const of = (amount: string, gross: string) =>
      matchedAmongFew([{ ...like, id: 'S1', amount }], [{ ...like, id: 'L1', amount: gross }]);
    expect(of('100.00', '110.00')).toEqual(['S1 = L1 amount']);
    expect(of('1100.00', '1000.00')).toEqual(['S1 = L1 amount']);
    expect(of('100.00', '108.25')).toEqual(['S1 = L1 tax']);
    expect(of('1240.00', '1302.00')).toEqual(['S1 = L1 tax']);
    const round = {
      sheet: [{ ...like, id: 'S1', amount: '100.00' }],
      ledger: [{ ...like, id: 'L1', amount: '110.00' }],
    };
    const [sheet, ledger] = all(bills('B', 40, times(2, { vendor, tax: 1000 })), round);
    expect(matchedAmongFew(sheet, ledger)).toContain('S1 = L1 tax');
  });

  test('may be of a row typed to the dollar, but of no guess in whole fifties', () => {
    const like = { vendor, number: '884411', date: '2026-08-03' };
    const typed = (amount: string, gross: string) =>
      causes(
        ...all(taught, {
          sheet: [{ ...like, id: 'S1', amount }],
          ledger: [{ ...like, id: 'L1', amount: gross }],
        }),
      ).filter((match) => match.startsWith('S1'));
    expect(typed('1204.00', '1292.33')).toEqual(['S1 = L1 tax']);
    expect(typed('1200.00', '1288.03')).toEqual(['S1 = L1 amount']);
  });

  test('explains goods with tax beside their freight without', () => {
    const like = { vendor, number: '884411', date: '2026-08-03' };
    const goods = {
      sheet: [{ ...like, id: 'S1', amount: '2272.71' }],
      ledger: [
        { ...like, id: 'L1', amount: '2371.95' },
        { ...like, id: 'L2', amount: '62.34' },
      ],
    };
    expect(causes(...all(taught, goods)).filter((match) => match.startsWith('S'))).toEqual([
      'S1 = L1+L2 tax',
    ]);
  });

  test('explains what was typed in whole dollars', () => {
    const like = { vendor, number: '884411', date: '2026-08-03' };
    const asked = {
      sheet: [{ ...like, id: 'S1', amount: '2210.00' }],
      ledger: [{ ...like, id: 'L1', amount: '2371.95' }],
    };
    expect(only(causes(...all(taught, asked)), 'S1')).toEqual(['tax']);
  });
});

describe('why they belong together', () => {
  const like = { vendor, number: '884411', date: '2026-08-03' };
  const whyOf = (amount: string, gross: string, rows = taught): string | undefined => {
    const asked = {
      sheet: [{ ...like, id: 'S1', amount }],
      ledger: [{ ...like, id: 'L1', amount: gross }],
    };
    const { answer, ...lists } = answered(...all(rows, asked));
    return answer.matches.find((one) => idsOf(lists.sheet, one.sheet) === 'S1')?.why[0]?.split(';')[0];
  };

  test('says what of the difference is tax, and at which rate', () => {
    const said = 'same invoice number, same vendor, amounts differ by';
    expect(whyOf('2210.37', '2371.95')).toBe(`${said} $161.58, which is tax at 7.31 %, same day`);
    expect(whyOf('2371.95', '2210.37')).toBe(`${said} $161.58, which is tax at 7.31 %, same day`);
    expect(whyOf('2210.37', '2213.37')).toBe(`${said} $3.00, same day`);
    const usual = all(taught, bills('B', 40, times(4, { vendor, tax: 731 })));
    expect(whyOf('2210.37', '2391.95', { sheet: usual[0], ledger: usual[1] })).toBe(
      `${said} $181.58, of which $161.58 is tax at 7.31 %, same day`,
    );
  });
});

describe('in a short list, a tax that nobody would guess', () => {
  const bill = (at: number, amount: string): Row => ({
    id: `S${at}`,
    date: dayOf(at * 5),
    vendor: NAMES[at] ?? '',
    number: `${6100 + at * 37}`,
    amount,
  });
  const posted = (row: Row, amount: string, text = ''): Row => ({
    ...row,
    id: row.id.replace('S', 'L'),
    amount,
    text,
  });
  const [first, second, third] = [bill(1, '728.22'), bill(2, '1179.01'), bill(3, '871.43')];

  test('is shown by two bills that have it to the cent', () => {
    const postings = [posted(first, '792.38'), posted(second, '1282.88'), posted(third, '930.17')];
    expect(matchedAmongFew([first, second, third], postings)).toEqual([
      'S1 = L1 tax',
      'S2 = L2 tax',
      'S3 = L3 amount',
    ]);
    expect(matchedAmongFew([first, third], [posted(first, '792.38'), posted(third, '930.17')])).toEqual([
      'S1 = L1 amount',
      'S3 = L3 amount',
    ]);
  });

  test('is no price that rose once and comes every month', () => {
    const months = [bill(1, '49.00'), bill(2, '49.00')];
    const risen = months.map((row) => posted(row, '54.00'));
    expect(matchedAmongFew(months, risen)).toEqual(['S1 = L1 amount', 'S2 = L2 amount']);
  });

  test('is no tip and no price that rose, by a whole share of 10 % or more', () => {
    const tipped = [posted(first, '859.30'), posted(second, '1391.23')];
    expect(matchedAmongFew([first, second], tipped)).toEqual(['S1 = L1 amount', 'S2 = L2 amount']);
  });

  test('is no fifth that was kept back, though that is a quarter of the rest', () => {
    const returned = { id: 'S1', date: '2026-02-12', amount: '-1019.47', vendor: 'SEW', po: 'PO-46940' };
    const credit = { ...returned, id: 'L1', date: '2026-02-20', amount: '-815.58', text: 'less restocking' };
    expect(matchedAmongFew([returned], [credit])).toEqual(['S1 = L1 amount']);
  });

  test('is what the posting says it includes', () => {
    const cause = (text: string): string[] => matchedAmongFew([first], [posted(first, '792.38', text)]);
    expect(cause('incl sales tax')).toEqual(['S1 = L1 tax']);
    expect(cause('VAT included')).toEqual(['S1 = L1 tax']);
    expect(cause('tax adviser')).toEqual(['S1 = L1 amount']);
  });
});
