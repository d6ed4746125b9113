import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/identity.ts';
import { extend } from '../../../src/core/money.ts';
import { draftInvoice, NO_OVERRIDES } from '../../../src/proposals/invoice/draft.ts';
import type { BillingRow } from '../../../src/proposals/invoice/types.ts';
import { contentOf, customer, decimal, facts, item, past, row, WORDS } from './fixtures.ts';

const cents = (max: number) =>
  fc.integer({ min: 0, max }).map((n) => decimal(`${Math.floor(n / 100)}.${`${n % 100}`.padStart(2, '0')}`));
const anyRow = (rowNumber: number): fc.Arbitrary<BillingRow> =>
  fc
    .record({ hours: cents(100_00), rate: fc.option(cents(999_99)), expenses: fc.option(cents(5_000_00)) })
    .map((figures) => row(rowNumber, figures));
const anyRows = fc
  .integer({ min: 1, max: 30 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyRow(index + 1))));

describe('lines', () => {
  test('time and expenses are a line each, in the sheet’s order', () => {
    const rows = [
      row(7, { hours: null, expenses: decimal('42.10') }),
      row(3, { hours: decimal('7.5'), rate: decimal('175'), expenses: decimal('12.345') }),
    ];
    const content = contentOf(facts({ rows }));
    expect(
      content.lines.map((line) => [line.key, line.quantity, line.rate, line.amountMinor, line.itemId]),
    ).toEqual([
      ['r3:time', '7.5', '175', 131_250, '11'],
      ['r3:expenses', '1', '12.345', 1_235, '12'],
      ['r7:expenses', '1', '42.1', 4_210, '12'],
    ]);
    expect(content.subtotalMinor).toBe(136_695);
  });

  test('a blank rate is the item’s price, a zero rate is zero, no price is zero', () => {
    const rows = [row(1), row(2, { rate: decimal('0') })];
    expect(contentOf(facts({ rows })).lines.map((line) => line.rate)).toEqual(['150', '0']);
    expect(contentOf(facts({ rows, item: item({ unitPrice: null }) })).subtotalMinor).toBe(0);
  });

  test('a tenth and two tenths of an hour at 1,000 are 100 and 200, to the cent', () => {
    const rows = ['0.1', '0.2', '0.3'].map((hours, index) =>
      row(index + 1, { hours: decimal(hours), rate: decimal('1000') }),
    );
    expect(contentOf(facts({ rows })).lines.map((line) => line.amountMinor)).toEqual([
      10_000, 20_000, 30_000,
    ]);
  });

  test('half a cent goes away from zero, once, after the exact product', () => {
    const rows = [row(1, { hours: decimal('0.5'), rate: decimal('0.01') })];
    expect(contentOf(facts({ rows })).subtotalMinor).toBe(1);
  });

  test('the lines add up to the subtotal and each is its quantity times its rate, whatever the rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const content = contentOf(facts({ rows }));
        let sum = 0n;
        for (const line of content.lines) {
          expect(Number.isSafeInteger(line.amountMinor)).toBe(true);
          expect(line.amountMinor).toBe(extend(line.quantity, line.rate, 'USD'));
          sum += BigInt(line.amountMinor);
        }
        expect(BigInt(content.subtotalMinor)).toBe(sum);
      }),
    );
  });

  test('800 rows are 800 lines that add up', () => {
    const rows = Array.from({ length: 800 }, (_, index) => row(index + 1, { hours: decimal('0.1') }));
    const content = contentOf(facts({ rows }));
    expect(content.lines).toHaveLength(800);
    expect(content.subtotalMinor).toBe(800 * 1_500);
  });

  test('the order of rows, history and words changes nothing', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        const words = (list: BillingRow[]) => ({
          descriptions: new Map(list.map((each) => [`${each.rowId}:time`, `Did ${each.task}`])),
          memo: 'Thank you',
        });
        const one = facts({ rows, recentInvoices: [past(1, 100), past(2, 200)] });
        const two = facts({ rows: other, recentInvoices: [past(2, 200), past(1, 100)], openBalanceMinor: 5 });
        const draft = (of: typeof one, list: BillingRow[]) =>
          canonicalJson(draftInvoice(of, words(list), NO_OVERRIDES, 'email').content);
        expect(draft(one, rows)).toBe(draft(two, other));
      }),
    );
  });
});

describe('words', () => {
  test('a line without words, or with invisible ones, falls back to the row’s own', () => {
    const rows = [
      row(1),
      row(2, { task: '', notes: 'From the notes' }),
      row(3, { task: '\u200b', expenses: decimal('1') }),
    ];
    const descriptions = new Map([['r1:time', '\u200b ']]);
    const { content } = draftInvoice(facts({ rows }), { descriptions, memo: '' }, NO_OVERRIDES, 'none');
    expect(content.lines.map((line) => line.description)).toEqual([
      'Task 1',
      'From the notes',
      'Services (row 3)',
      'Expenses (row 3)',
    ]);
  });

  test('a description of any length stays within what QuickBooks and Slack take', () => {
    const descriptions = new Map([['r1:time', 'word '.repeat(2_000)]]);
    const { content } = draftInvoice(
      facts(),
      { descriptions, memo: 'm'.repeat(5_000) },
      NO_OVERRIDES,
      'none',
    );
    expect(content.lines[0]?.description.length).toBeLessThanOrEqual(3_000);
    expect(content.memo.length).toBeLessThanOrEqual(1_000);
  });
});

describe('what else an invoice carries', () => {
  test('customer, terms, due date, class, location and service date come from the facts', () => {
    const content = contentOf(
      facts({
        class: { id: '7', name: 'Web', active: true },
        location: { id: '2', name: 'Chicago', active: true },
      }),
    );
    expect(content).toMatchObject({
      customerId: '58',
      customerName: 'Acme Corp:Website',
      termsId: '3',
      termsName: 'Net 30',
      txnDate: '2026-09-15',
      dueDate: '2026-10-15',
      locationId: '2',
      billEmail: 'ap@acme.example',
    });
    expect(content.lines[0]).toMatchObject({ classId: '7', serviceDate: '2026-09-10', taxCodeId: null });
  });

  test.each([
    [{ salesTax: false }, true, true, null],
    [{ salesTax: true }, true, true, 'TAX'],
    [{ salesTax: true }, false, true, 'NON'],
    [{ salesTax: true }, true, false, 'NON'],
    [{ salesTax: true, country: 'CA' }, true, true, '5'],
  ])(
    'with %j, customer taxable %s and item taxable %s a line’s tax code is %s',
    (given, payer, taxed, code) => {
      const content = contentOf(
        facts({
          ...given,
          customer: { ...customer, taxable: payer },
          item: item({ taxable: taxed }),
          taxCode: { id: '5', name: 'GST', active: true, taxable: true },
        }),
      );
      expect(content.lines[0]?.taxCodeId).toBe(code);
    },
  );

  test('mailing is promised only where there is an address', () => {
    const mailed = (email: string | null) =>
      draftInvoice(facts({ customer: { ...customer, email } }), WORDS, NO_OVERRIDES, 'email').content.deliver;
    expect([mailed('ap@acme.example'), mailed(null)]).toEqual(['email', 'none']);
  });
});

describe('changes made by hand', () => {
  const against = { quantity: decimal('8'), rate: decimal('150') };
  const overrides = {
    lines: { 'r1:time': { quantity: decimal('7.5'), description: 'Design, less', against } },
    memo: 'Thanks',
    dueDate: { date: '2026-11-01', against: '2026-10-15' },
  };

  test('a change holds while what it was made against stands', () => {
    const { content, dropped } = draftInvoice(facts(), WORDS, overrides, 'none');
    expect(dropped).toEqual([]);
    expect(content).toMatchObject({ memo: 'Thanks', dueDate: '2026-11-01', subtotalMinor: 112_500 });
    expect(content.lines[0]).toMatchObject({
      quantity: '7.5',
      description: 'Design, less',
      amountMinor: 112_500,
    });
  });

  test('a change made against other figures is dropped and said', () => {
    const rows = [row(1, { hours: decimal('9'), rate: decimal('150') })];
    const { content, dropped } = draftInvoice(facts({ rows }), WORDS, overrides, 'none');
    expect(content.lines[0]).toMatchObject({ quantity: '9', description: 'Task 1' });
    expect(dropped).toEqual([
      'The change to line 1 (row 1) is dropped: it was made against 8 × 150, and it is now 9 × 150.',
    ]);
  });

  test('a change to a line that is gone is said, and a due date that has passed too', () => {
    const given = facts({ rows: [row(2)], today: '2026-12-01' });
    const { content, dropped } = draftInvoice(given, WORDS, overrides, 'none');
    expect(content.dueDate).toBe('2026-12-31');
    expect(dropped).toHaveLength(2);
  });
});
