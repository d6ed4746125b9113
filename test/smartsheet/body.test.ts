import { expect, test } from 'vitest';
import { VendorFailure } from '../../src/core/failure.ts';
import { readBody, readUnread, unreadBody } from '../../src/smartsheet/body.ts';

test('what Postgres does not take goes from a body, wherever it stands, and everything else stays', () => {
  const text = String.raw`{"a":"one\u0000two","b":["\ud83d","\ud83e\uddfe"],"c":"back\\slash \\u0000"}`;
  expect(readBody(text, false)).toEqual({ a: 'onetwo', b: ['�', '🧾'], c: 'back\\slash \\u0000' });
});

test('a small body comes read, a large one as its bytes, and both say the same', async () => {
  const small = { rows: ['one'] };
  const large = { rows: Array.from({ length: 20_000 }, (_, index) => `row ${index} – ü`) };
  expect(await unreadBody(Response.json(small))).toEqual(small);
  const unread = await unreadBody(Response.json(large));
  expect(unread).toBeInstanceOf(Uint8Array);
  expect(readUnread(unread)).toEqual(large);
  expect(readUnread(small)).toEqual(small);
});

test('a body that is no JSON is a failure of Smartsheet’s, read here or elsewhere', async () => {
  expect(() => readBody('<html>', false)).toThrow(VendorFailure);
  const page = await unreadBody(new Response('<p>busy</p>'.repeat(10_000)));
  expect(() => readUnread(page)).toThrow(VendorFailure);
});
