import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

const codes = ['ACME-WEB', 'ACME-APP', 'GLOBEX', 'INITECH'];

describe('the nearest words', () => {
  it('finds a mistyped code, case aside, best first', () => {
    expect(nearest('acme-wbe', codes)).toEqual(['ACME-WEB', 'ACME-APP']);
    expect(nearest('globx', codes)).toEqual(['GLOBEX']);
  });

  it('counts two swapped letters as one slip', () => {
    expect(nearest('sattus', ['stats', 'status'], 1)).toEqual(['status']);
  });

  it('takes a word that is part of a code for near', () => {
    expect(nearest('acme', codes)).toEqual(['ACME-WEB', 'ACME-APP']);
  });

  it('gives no more than asked for', () => {
    expect(nearest('acme', codes, 1)).toEqual(['ACME-WEB']);
  });

  it('gives nothing for a word unlike all of them, or for none', () => {
    expect(nearest('zzzzzzzz', codes)).toEqual([]);
    expect(nearest('  ', codes)).toEqual([]);
  });

  it('puts a known word first, and answers any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...codes), (word, code) => {
        expect(nearest(code, codes)[0]).toBe(code);
        for (const near of nearest(word, codes)) expect(codes).toContain(near);
      }),
    );
  });
});
