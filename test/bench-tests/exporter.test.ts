import { describe, expect, test } from 'vitest';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { firmOf } from '../bench/reconcile/exporter/firm.ts';
import { generate } from '../bench/reconcile/exporter/generate.ts';
import { MAKERS } from '../bench/reconcile/makers.ts';
import { byId, DIALS, enteredTwice, pairsOf, SIDES, sumOf, wronglyCaused } from './made-lists.ts';
import { sameOrder } from './same-order.ts';

/** Per cent of VAT in the countries where the vendors are. */
const USUAL = [20, 5, 19, 7, 21, 9, 22, 10, 23, 13.5, 25, 12, 13, 14.975, 15, 5.5, 8.1, 2.6, 17, 8];

describe.each(DIALS)('a year of a firm that buys abroad, %s', (hardness) => {
  const made = generate(31, 4000, hardness);
  const of = { sheet: byId(made.sheet), ledger: byId(made.ledger) };

  test('is about as long as asked on both sides', () => {
    for (const side of SIDES) {
      expect(made[side].length).toBeGreaterThan(3600);
      expect(made[side].length).toBeLessThan(4400);
    }
  });

  test('says the currency of every amount, and writes it with the digits that it has', () => {
    for (const row of [...made.sheet, ...made.ledger]) {
      const digits = { JPY: 0, KWD: 3 }[row.currency] ?? 2;
      const shown = /^-?\d+(?:\.(\d+))?$/.exec(row.amount);
      expect({ row, written: shown !== null && (shown[1] ?? '').length <= digits }).toEqual({
        row,
        written: true,
      });
      expect(row.currency).toMatch(/^[A-Z]{3}$/);
      expect(new Date(row.date).toISOString().slice(0, 10)).toBe(row.date);
    }
  });

  test('has amounts that differ where the cause says so, and nowhere else', () => {
    expect(wronglyCaused(made)).toEqual([]);
  });

  test('has reversals that come to nothing', () => {
    for (const side of SIDES) {
      const reversed = made.truth.unmatched[side].filter(({ cause }) => cause === 'reversal');
      expect(reversed.length).toBeGreaterThan(0);
      const currencies = new Set(reversed.map(({ id }) => of[side].get(id)?.currency));
      for (const currency of currencies) {
        const rows = reversed.map(({ id }) => of[side].get(id)).filter((row) => row?.currency === currency);
        expect(sumOf(rows)).toBe(0);
      }
    }
  });

  test('marks both halves of what was entered twice as twins', () => {
    for (const side of SIDES) {
      const { twice, unpaired } = enteredTwice(made, side);
      expect(twice.length).toBeGreaterThan(0);
      expect(unpaired).toEqual([]);
    }
  });

  test('has no vendor with both a row never posted and a posting never written', () => {
    const alone = (side: 'sheet' | 'ledger', kind: string) =>
      made.truth.unmatched[side].filter((one) => one.kind === kind).map(({ id }) => of[side].get(id));
    const words = (name: string | undefined) =>
      name
        ?.toLowerCase()
        .split(/[^\p{L}]+/u)
        .slice(0, 2)
        .join(' ');
    const posted = new Set(
      alone('ledger', 'only-ledger').map((row) => `${words(row?.vendor)} ${row?.amount}`),
    );
    const both = alone('sheet', 'only-sheet').filter((row) =>
      posted.has(`${words(row?.vendor)} ${row?.amount}`),
    );
    expect(both).toEqual([]);
  });
});

describe.each(DIALS)('exchange and VAT, %s', (hardness) => {
  const made = [1, 2, 3, 4].map((seed) => generate(seed, 5000, hardness));
  const pairs = made.flatMap((one) => pairsOf(one));

  test('explain every difference between two sums, but for wrong figures', () => {
    let crossing = 0;
    for (const [i, lists] of made.entries()) {
      const { rates, home } = firmOf(i + 1, 5000, hardness);
      const of = { sheet: byId(lists.sheet), ledger: byId(lists.ledger) };
      for (const { sheet, ledger, cause, kind } of lists.truth.groups) {
        if (kind === 'mistyped' || kind === 'wrong-currency') continue;
        if (cause === 'currency') crossing += 1;
        const [left, right] = [sheet.map((id) => of.sheet.get(id)), ledger.map((id) => of.ledger.get(id))];
        const day = Date.parse(right[0]?.date ?? '') / 86_400_000;
        const worth = (rows: typeof left | typeof right) =>
          rows.reduce((all, row) => all + Number(row?.amount) * rates.on(row?.currency ?? '', home, day), 0);
        const apart = Math.abs(Math.log(worth(right) / worth(left)));
        // What two ways of coming by a rate, a bank's share and three per cent for paying early can make.
        const near = [0, ...USUAL].some((rate) => Math.abs(apart - Math.log(1 + rate / 100)) < 0.06);
        expect({ sheet, ledger, near }).toEqual({ sheet, ledger, near: true });
      }
    }
    expect(crossing).toBeGreaterThan(1500);
  });

  test('have differences of VAT that are a usual rate, nearly all of them', () => {
    const taxed = pairs.filter(({ cause, kind }) => cause === 'tax' && kind === 'bill');
    const told = taxed.filter(({ s, l }) => {
      const [a, b] = [Math.abs(Number(s.amount)), Math.abs(Number(l.amount))];
      const over = (Math.max(a, b) / Math.min(a, b) - 1) * 100;
      return USUAL.some((rate) => Math.abs(over - rate) < 0.1);
    });
    expect(taxed.length).toBeGreaterThan(400);
    expect(told.length / taxed.length).toBeGreaterThan(0.93);
  });

  test('reach names with accents, which one side often writes without', () => {
    const accented = pairs.filter(({ s, l }) => /[À-ž]/.test(`${s.vendor}${l.vendor}`));
    expect(accented.length / pairs.length).toBeGreaterThan(0.1);
    const oneSided = accented.filter(({ s, l }) => /[À-ž]/.test(s.vendor) !== /[À-ž]/.test(l.vendor));
    expect(oneSided.length / accented.length).toBeGreaterThan(0.15);
  });
});

describe.each(DIALS)('the shares of firms that buy abroad, %s', (hardness) => {
  const made = [1, 2, 3, 4, 5, 6].map((seed) => generate(seed, 5000, hardness));
  const groups = made.flatMap(({ truth }) => truth.groups);
  const alone = made.flatMap(({ truth }) => [...truth.unmatched.sheet, ...truth.unmatched.ledger]);
  const rows = made.reduce((all, one) => all + one.sheet.length + one.ledger.length, 0);
  const share = (...causes: string[]) =>
    groups.filter(({ cause }) => cause !== null && causes.includes(cause)).length / groups.length;

  test('are within the bounds that the README names', () => {
    const bounds: readonly (readonly [string, number, number, number])[] = [
      ['plain', share('none', 'timing', 'coding'), 0.4, 0.65],
      ['currency', share('currency'), 0.12, 0.3],
      ['tax', share('tax'), 0.08, 0.25],
      ['amount', share('amount'), 0.03, 0.11],
      ['several', share('split', 'combined'), 0.05, 0.11],
      ['alone', alone.length / rows, 0.03, 0.09],
      ['duplicates', alone.filter(({ cause }) => cause === 'duplicate').length / rows, 0.002, 0.012],
    ];
    for (const [what, is, from, to] of bounds) {
      expect({ what, is, within: is >= from && is <= to }).toEqual({ what, is, within: true });
    }
  });

  test('hold every kind of story, each with a name', () => {
    const kinds = new Set([...groups, ...alone].map(({ kind }) => kind));
    for (const kind of 'bill,card,monthly,lines-sum,lines-each,statement,vat-line,mixed-rates,wrong-vat,import-vat,part-paid,deposit,allocated,early-payment,credit-note,credit-netted,wrong-currency,mistyped,reverse-charge,bank-fee,gain,revalued,accrual,void,entered-wrong,sheet-reversed,duplicate-ledger,duplicate-sheet,only-sheet,only-ledger'.split(
      ',',
    ))
      expect(kinds).toContain(kind);
    expect(kinds).not.toContain(undefined);
  });
});

test('neither ids nor the order of the rows tell what belongs together', () => {
  const made = generate(8, 8000, 'standard');
  for (const side of SIDES) {
    const dates = made[side].map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
  }
  // Of two pairs of one day the earlier row has the earlier posting as often as not.
  const agree = sameOrder(made, pairsOf(made));
  expect(agree.length).toBeGreaterThan(300);
  const share = agree.filter(Boolean).length / agree.length;
  expect(share).toBeGreaterThan(0.42);
  expect(share).toBeLessThan(0.58);
});

test('the hard dial leaves more numbers and projects blank than the standard one', () => {
  const filled = (hardness: Hardness) => {
    const made = [1, 2, 3].map((seed) => generate(seed, 3000, hardness));
    const [sheet, ledger] = [made.flatMap((one) => one.sheet), made.flatMap((one) => one.ledger)];
    return [
      sheet.filter(({ invoice }) => invoice !== '').length / sheet.length,
      ledger.filter(({ project }) => project !== '').length / ledger.length,
    ];
  };
  const [standard, hard] = [filled('standard'), filled('hard')];
  standard.forEach((share, i) => {
    expect(share).toBeGreaterThan(hard[i] ?? 1);
  });
});

test('is one of the makers', () => {
  expect(MAKERS.exporter?.(2, 1000, 'hard').truth.generator).toBe('exporter');
});
