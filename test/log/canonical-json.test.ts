import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/core/identity.ts';

const value = fc.jsonValue({ maxDepth: 4 });

function rebuilt(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(rebuilt);
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, inner]) => [key, rebuilt(inner)]),
  );
}

test('equal content gives equal text, in whatever order it was built', () => {
  fc.assert(
    fc.property(value, (json) => {
      expect(canonicalJson(rebuilt(json))).toBe(canonicalJson(json));
    }),
  );
});

test('the text says exactly what the content said, and is its own canonical form', () => {
  fc.assert(
    fc.property(value, (json) => {
      const text = canonicalJson(json);
      const plain: unknown = JSON.parse(JSON.stringify(json));
      expect(JSON.parse(text)).toEqual(plain);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});
