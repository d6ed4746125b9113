import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, chainOf, headOf, newKey, verify } from './sample.ts';

const key = newKey();
const NOTES = [
  'plain',
  'é ☕ قهوة',
  'a line\nand another',
  'U+2028 \u2028 in it',
  '',
  '"quoted" \\',
  '\ufffd',
  'last',
];
const chain = chainOf(NOTES);
const partial = chainOf(NOTES, (index) => index % 2 === 0);

const exports = fc.constantFrom(
  bytesOf([...chain, headOf(chain, key)]),
  bytesOf([...partial, headOf(partial, key)]),
);
const NAMES_AN_ENTRY = /entry \d+/;

/** Both what it said, where it should have said no, and that it did. */
async function expectBroken(bytes: Buffer): Promise<void> {
  const verdict = await verify(bytes);
  expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(NAMES_AN_ENTRY) });
}

describe('an exported log', () => {
  test('verifies by itself, whole and in part, with the exact count', async () => {
    expect(await verify(bytesOf([...chain, headOf(chain, key)]))).toMatchObject({
      ok: true,
      count: 8,
      shown: 8,
    });
    expect(await verify(bytesOf([...partial, headOf(partial, key)]))).toMatchObject({
      ok: true,
      count: 8,
      shown: 4,
    });
    expect(await verify(bytesOf([headOf([], key)]))).toMatchObject({ ok: true, count: 0 });
  });

  test('of any notes and cut into any pieces verifies', async () => {
    const notes = fc.array(fc.string({ unit: 'binary' }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(notes, fc.integer({ min: 1, max: 400 }), async (some, size) => {
        const lines = chainOf(some);
        const verdict = await verify(bytesOf([...lines, headOf(lines, key)]), size);
        expect(verdict).toMatchObject({ ok: true, count: some.length, shown: some.length });
      }),
    );
  });

  test('with one byte changed, anywhere, does not verify, and an entry is named', async () => {
    await fc.assert(
      fc.asyncProperty(exports, fc.nat(), fc.integer({ min: 1, max: 255 }), async (bytes, at, by) => {
        const changed = Buffer.from(bytes);
        const place = at % changed.length;
        changed[place] = ((changed[place] ?? 0) + by) % 256;
        await expectBroken(changed);
      }),
      { numRuns: 2_000 },
    );
  });

  test('with its last letters of base64 or its line ends rewritten does not verify', async () => {
    const whole = bytesOf([...chain, headOf(chain, key)]).toString();
    const spare = whole.replace(/.==("\}\n)$/, (found, end: string) => {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      return `${letters[letters.indexOf(found[0] ?? '') + 1]}==${end}`;
    });
    expect(spare).not.toBe(whole);
    for (const text of [spare, whole.replaceAll('\n', '\r\n'), `${whole}\n`, whole.trimEnd(), ` ${whole}`]) {
      await expectBroken(Buffer.from(text));
    }
  });

  test('with a line removed, repeated, moved or cut, anywhere, does not verify, and an entry is named', async () => {
    const spoil = fc.constantFrom('remove', 'repeat', 'swap', 'cut');
    await fc.assert(
      fc.asyncProperty(exports, spoil, fc.nat(), fc.nat(), async (bytes, how, first, second) => {
        const lines = bytes.toString().trimEnd().split('\n');
        const at = first % lines.length;
        const line = lines[at] ?? '';
        if (how === 'remove') lines.splice(at, 1);
        if (how === 'repeat') lines.splice(second % (lines.length + 1), 0, line);
        if (how === 'swap') {
          const other = (at + 1 + (second % (lines.length - 1))) % lines.length;
          lines[at] = lines[other] ?? '';
          lines[other] = line;
        }
        if (how === 'cut') lines[at] = line.slice(0, second % line.length);
        await expectBroken(Buffer.from(`${lines.join('\n')}\n`));
      }),
      { numRuns: 500 },
    );
  });

  test('cut off anywhere does not verify', async () => {
    await fc.assert(
      fc.asyncProperty(exports, fc.nat(), async (bytes, at) => {
        const verdict = await verify(bytes.subarray(0, at % bytes.length));
        expect(verdict.ok).toBe(false);
      }),
    );
  });

  test('names the very entry: the changed one, the one behind a gap, the first that is missing', async () => {
    const whole = [...chain, headOf(chain, key)];
    const changed = bytesOf(whole).toString().replace('a line', 'a lime');
    expect(await verify(Buffer.from(changed))).toMatchObject({
      reason: expect.stringMatching(/^entry 3 .*changed/),
    });
    expect(await verify(bytesOf(whole.toSpliced(4, 1)))).toMatchObject({
      reason: expect.stringMatching(/^entry 5 \(line 5\) carries the number 6/),
    });
    expect(await verify(bytesOf(whole.toSpliced(7, 1)))).toMatchObject({
      reason: expect.stringMatching(/^entry 8 is missing/),
    });
    expect(await verify(bytesOf(chain))).toMatchObject({
      reason: expect.stringMatching(/signed head is missing after entry 8/),
    });
  });

  test('rewritten from an entry on and signed with another key shows that key, not ours', async () => {
    const forged = chainOf(NOTES.with(3, 'pay me instead'));
    const verdict = await verify(bytesOf([...forged, headOf(forged, newKey())]));
    const ours = headOf(chain, key).publicKey;
    expect(verdict.ok && verdict.publicKey !== ours).toBe(true);
    const borrowed = { ...headOf(forged, newKey()), publicKey: ours };
    expect(await verify(bytesOf([...forged, borrowed]))).toMatchObject({ ok: false });
  });

  test('that is empty, binary, or endless without a line end is refused in words', async () => {
    expect(await verify(Buffer.alloc(0))).toMatchObject({ reason: expect.stringContaining('empty') });
    expect(await verify(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 10]))).toMatchObject({
      reason: expect.stringContaining('not UTF-8'),
    });
    expect(await verify(Buffer.from('{"some":"json"}\n'))).toMatchObject({
      reason: expect.stringContaining('not an entry of a decision log'),
    });
    expect(await verify(Buffer.alloc(33 * 1024 * 1024, 'x'), 65_536)).toMatchObject({
      reason: expect.stringContaining('longer than any entry'),
    });
  });
});
