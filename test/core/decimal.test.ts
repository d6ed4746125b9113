import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  fromScaledInteger,
  isNegative,
  isZero,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
  toScaledInteger,
  ZERO,
} from '../../src/core/decimal.ts';

const SCALE = 8;
const unscaled = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const scaled = fc.tuple(unscaled, fc.integer({ min: 0, max: SCALE }));
const of = ([value, scale]: [bigint, number]) => fromScaledInteger(value, scale);
const exact = ([value, scale]: [bigint, number]) => value * 10n ** BigInt(SCALE - scale);

describe('reading', () => {
  test.each<[unknown, string]>([
    ['7.50', '7.5'],
    [' 120 ', '120'],
    ['+.5', '0.5'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['007.', '7'],
    [0.1 + 0.2, '0.3'],
    [1.1 * 3, '3.3'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    [1.25e22, '12500000000000000000000'],
    [-2.5, '-2.5'],
    [0, '0'],
    [-0, '0'],
  ])('%j is %s', (value, text) => {
    expect(parseDecimal(value)).toBe(text);
  });

  test.each([
    ['8h'],
    ['1,5'],
    ['1e3'],
    [''],
    ['  '],
    ['.'],
    ['--1'],
    ['0x10'],
    ['٣'],
    ['Infinity'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [null],
    [undefined],
    [true],
    [[]],
    ['9'.repeat(41)],
  ])('%j is not a decimal', (value) => {
    expect(parseDecimal(value)).toBeNull();
  });

  test('canonical text is read back as itself, and one value has one text', () => {
    fc.assert(
      fc.property(scaled, (value) => {
        const text = of(value);
        expect(parseDecimal(text)).toBe(text);
        expect(parseDecimal(`${text}${text.includes('.') ? '' : '.'}000`)).toBe(text);
        expect(text).toMatch(/^(0|-?(?!0(\D|$)|0\d)\d+(\.\d*[1-9])?|-?0\.\d*[1-9])$/);
      }),
    );
  });

  test('a number of up to 15 digits is read as a person would write it', () => {
    const digits = fc.tuple(
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.integer({ min: 0, max: 6 }),
    );
    fc.assert(
      fc.property(digits, ([value, scale]) => {
        const text = of([BigInt(value), scale]);
        expect(parseDecimal(Number(text))).toBe(text);
      }),
    );
  });
});

describe('reckoning', () => {
  test('sums, differences, products and order are those of whole numbers', () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        expect(toScaledInteger(addDecimals(of(a), of(b)), SCALE)).toBe(exact(a) + exact(b));
        expect(toScaledInteger(subtractDecimals(of(a), of(b)), SCALE)).toBe(exact(a) - exact(b));
        expect(toScaledInteger(multiplyDecimals(of(a), of(b)), 2 * SCALE)).toBe(exact(a) * exact(b));
        const order = exact(a) < exact(b) ? -1 : exact(a) > exact(b) ? 1 : 0;
        expect(compareDecimals(of(a), of(b))).toBe(order);
      }),
    );
  });

  test('a thousand tenths are a hundred', () => {
    const tenth = '0.1' as Decimal;
    expect(Array.from({ length: 1_000 }, () => tenth).reduce(addDecimals, ZERO)).toBe('100');
  });

  test('zero and sign are seen whatever they came from', () => {
    const nothing = subtractDecimals('0.10' as Decimal, '0.1' as Decimal);
    expect([nothing, isZero(nothing), isNegative(nothing)]).toEqual(['0', true, false]);
    expect(isNegative(subtractDecimals(ZERO, '0.01' as Decimal))).toBe(true);
  });
});
