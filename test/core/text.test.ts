import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText, shorten } from '../../src/core/text.ts';

describe('plain text', () => {
  test('line breaks, tabs and runs of spaces become one space', () => {
    expect(plainText('  kickoff\r\n\tand \u00a0 sketches\u2028done ')).toBe('kickoff and sketches done');
  });

  test('controls, direction overrides and invisible characters go', () => {
    expect(plainText('a\u0000b\u202ec\u2066d\u200be\ufefff\u{e0041}g\u0085h')).toBe('abcdefg h');
  });

  test('emoji, right-to-left words and their joiners stay', () => {
    expect(plainText('👩‍💻 می‌خواهم שלום')).toBe('👩‍💻 می‌خواهم שלום');
  });

  test('a joiner that hides between Latin letters goes', () => {
    expect(plainText('pay\u200dpal \u200cx')).toBe('paypal x');
  });

  test('markup stays as it was typed', () => {
    expect(plainText('<!channel> *now* <b>')).toBe('<!channel> *now* <b>');
  });

  test('half of a surrogate pair does not travel', () => {
    expect(plainText('a\ud83d').isWellFormed()).toBe(true);
  });

  test('doing it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => plainText(plainText(text)) === plainText(text)),
    );
  });
});

describe('shortening', () => {
  test('what fits is left alone', () => {
    expect(shorten('Homepage', 8)).toBe('Homepage');
  });

  test('the cut is at a word, without dangling punctuation', () => {
    expect(shorten('Homepage wireframes, kickoff', 22)).toBe('Homepage wireframes…');
    expect(shorten('Homepage wireframes', 14)).toBe('Homepage…');
  });

  test('a word longer than the space is cut inside', () => {
    expect(shorten('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  test('no character as people see it is cut', () => {
    expect(shorten('👩‍💻👩‍💻👩‍💻', 9)).toBe('👩‍💻…');
  });

  test('the result never exceeds the limit and is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.nat(60), (text, max) => {
        const short = shorten(text.toWellFormed(), max);
        return short.length <= max && short.isWellFormed();
      }),
    );
  });
});
