import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dependencies, isAllowed, knownBad, questionable } from '../scripts/dependencies.ts';

const ROOT = resolve(import.meta.dirname, '..');

describe('what is installed', () => {
  const found = dependencies(ROOT);

  test('may be used: each licence is one of those allowed, or was looked at', () => {
    expect(found.length).toBeGreaterThan(100);
    expect(questionable(found)).toEqual([]);
  });

  test('holds no version that is known to carry malicious code', () => {
    expect(knownBad(ROOT, found)).toEqual([]);
    const bad = { name: 'event-stream', version: '3.3.6', licence: 'MIT', dev: false };
    expect(knownBad(ROOT, [...found, bad])).toEqual([bad]);
  });

  test('a licence that is not allowed is noticed, alone or joined to one that is', () => {
    expect(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND MIT'].map(isAllowed)).toEqual([true, true, true]);
    expect(['GPL-3.0', 'MIT AND AGPL-3.0', 'none stated'].map(isAllowed)).toEqual([false, false, false]);
  });
});
