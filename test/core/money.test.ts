import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decimal, fromScaledInteger, parseDecimal } from '../../src/core/decimal.ts';
import { extend, formatMoney, minorDigits, sumMinor, toDecimal, toMinor } from '../../src/core/money.ts';

const decimal = (text: string) => text as Decimal;

/** The numerator over 10^scale in hundredths, half away from zero, reckoned another way than the code does. */
function roundedCents(numerator: bigint, scale: number): bigint {
  const divisor = 10n ** BigInt(scale);
  const size = (numerator < 0n ? -numerator : numerator) * 100n;
  const up = (size % divisor) * 2n >= divisor ? 1n : 0n;
  const cents = size / divisor + up;
  return numerator < 0n ? -cents : cents;
}

describe('quantity times rate', () => {
  const factor = fc.tuple(fc.bigInt({ min: -9_000_000n, max: 9_000_000n }), fc.integer({ min: 3, max: 7 }));

  test('is the exact product, rounded once, for any quantity and rate', () => {
    fc.assert(
      fc.property(factor, factor, ([a, m], [b, n]) => {
        const minor = extend(fromScaledInteger(a, m), fromScaledInteger(b, n), 'USD');
        expect(BigInt(minor)).toBe(roundedCents(a * b, m + n));
      }),
      { numRuns: 500 },
    );
  });

  test('gives half a cent away from zero, both ways', () => {
    expect(extend(decimal('1'), decimal('0.005'), 'USD')).toBe(1);
    expect(extend(decimal('1'), decimal('-0.005'), 'USD')).toBe(-1);
    expect(extend(decimal('1'), decimal('0.0049999999'), 'USD')).toBe(0);
    expect(extend(decimal('1.005'), decimal('100'), 'USD')).toBe(10_050);
    expect(extend(decimal('1.5'), decimal('1.15'), 'USD')).toBe(173);
  });

  test('knows no float: 0.1 hours and 0.2 hours at 0.1 are 0.03', () => {
    const hours = parseDecimal(0.1 + 0.2) ?? decimal('0');
    expect(extend(hours, decimal('0.1'), 'USD')).toBe(3);
  });

  test('uses the currency’s own smallest unit', () => {
    expect(extend(decimal('1.5'), decimal('333'), 'JPY')).toBe(500);
    expect(extend(decimal('1'), decimal('1.2345'), 'KWD')).toBe(1_235);
    expect([minorDigits('USD'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });
});

describe('amounts', () => {
  test('any split of an amount adds up to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9_007_199_254, max: 9_007_199_254 }), { maxLength: 800 }),
        (parts) => {
          expect(BigInt(sumMinor(parts))).toBe(parts.reduce((sum, part) => sum + BigInt(part), 0n));
        },
      ),
    );
  });

  test('minor units and their decimal are one amount', () => {
    const minor = fc.integer({ min: -9_007_199_254, max: 9_007_199_254 });
    fc.assert(
      fc.property(minor, fc.constantFrom('USD', 'JPY', 'KWD'), (amount, currency) => {
        expect(toMinor(toDecimal(amount, currency), currency)).toBe(amount);
      }),
    );
  });

  test('an amount too large to add up is refused, not rounded', () => {
    expect(toMinor(decimal('90071992.54'), 'USD')).toBe(9_007_199_254);
    expect(() => toMinor(decimal('90071992.55'), 'USD')).toThrow(RangeError);
    expect(() => toMinor(decimal('-90071992.55'), 'USD')).toThrow(RangeError);
  });

  test.each([
    [123_450, 'USD', '$1,234.50'],
    [800, 'EUR', '€8.00'],
    [1_200, 'JPY', '¥1,200'],
    [-310, 'USD', '-$3.10'],
    [0, 'USD', '$0.00'],
    [9_007_199_254_740_991, 'USD', '$90,071,992,547,409.91'],
  ])('%i of %s is shown as %s', (amountMinor, currency, shown) => {
    expect(formatMoney({ amountMinor, currency })).toBe(shown);
  });
});
