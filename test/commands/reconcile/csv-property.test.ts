import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSide } from '../../../src/commands/reconcile/read-side.ts';

const words = fc.constantFrom(
  'Acme',
  'INV-1',
  ' ',
  ',',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  'é',
  '建設',
  '👷',
  '=1+1',
  "'",
);
const text = fc.oneof(
  fc.array(words, { maxLength: 6 }).map((some) => some.join('')),
  fc.string({ unit: 'grapheme', maxLength: 80 }).map((some) => some.replaceAll('\0', '')),
);
/** A few values again and again, as in a column of vendors. */
const repeated = fc.constantFrom(
  '',
  'Acme',
  'Äcme',
  'Acme, Inc.',
  'Ac"me',
  'ab',
  'abcd',
  'abce',
  'x'.repeat(100),
);

const row = fc.record({
  description: text,
  vendor: repeated,
  account: fc.oneof(text, repeated),
  amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  day: fc.integer({ min: -200_000, max: 400_000 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

interface Style {
  end: string;
  mark: string;
  last: boolean;
  /** Of each field in turn whether it is quoted although it need not be. */
  quotes: boolean[];
}
const style: fc.Arbitrary<Style> = fc.record({
  end: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.constantFrom('', '\ufeff'),
  last: fc.boolean(),
  quotes: fc.array(fc.boolean(), { minLength: 1, maxLength: 31 }),
});

const COLUMNS = ['id', 'description', 'vendor', 'date', 'amount', 'account'];

function written(rows: Row[], { end, mark, last, quotes }: Style): string {
  let fields = 0;
  const cell = (value: string) => {
    const quoted = quotes[fields++ % quotes.length] || /[",\r\n]/.test(value);
    return quoted ? `"${value.replaceAll('"', '""')}"` : value;
  };
  const lines = rows.map(({ description, vendor, account, amount, day }, index) => [
    `S${index}`,
    description,
    vendor,
    dateOf(day),
    amountOf(amount),
    account,
  ]);
  const text = [COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join(end);
  return mark + text + (last ? end : '');
}

const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const amountOf = (minor: number) => `${minor < 0 ? '-' : ''}${(Math.abs(minor) / 100).toFixed(2)}`;

function read(bytes: Buffer) {
  return readSide({ list: 'sheet', name: 'file.csv', bytes, currency: 'USD' });
}

describe('any table', () => {
  test('reads back as it was written, however its fields are quoted and its lines end', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), style, (rows, style) => {
        const { side, problems } = read(Buffer.from(written(rows, style)));
        expect(problems.shown).toEqual([]);
        expect(side).toMatchObject({
          id: rows.map((_, index) => `S${index}`),
          text: rows.map(({ description }) => description),
          vendor: rows.map(({ vendor }) => vendor),
          account: rows.map(({ account }) => account),
          day: Int32Array.from(rows, ({ day }) => day),
          amountMinor: Float64Array.from(rows, ({ amount }) => amount),
        });
      }),
      { numRuns: 500 },
    );
  });

  test('of thousands of rows reads back too, where values repeat and where they do not', () => {
    const values = fc.sample(fc.tuple(text, repeated), 500);
    const rows = Array.from({ length: 9000 }, (_, index): Row => {
      const [description = '', vendor = ''] = values[index % 500] ?? [];
      const account = index % 3 === 0 ? `${index}` : 'same';
      return { description: `${description}${index % 2}`, vendor, account, amount: index, day: index };
    });
    const { side } = read(Buffer.from(written(rows, { end: '\n', mark: '', last: true, quotes: [false] })));
    expect(side?.text).toEqual(rows.map(({ description }) => description));
    expect(side?.vendor).toEqual(rows.map(({ vendor }) => vendor));
    expect(side?.account).toEqual(rows.map(({ account }) => account));
    expect(side?.amountMinor).toEqual(Float64Array.from(rows, ({ amount }) => amount));
  });
});

describe('any single byte that is changed, lost or put in', () => {
  const damage = fc.record({
    kind: fc.constantFrom('change', 'lose', 'insert'),
    at: fc.nat(),
    byte: fc.oneof(fc.constantFrom(...Buffer.from('",\n\r-.0\0')), fc.integer({ min: 0, max: 255 })),
  });

  function damaged(bytes: Buffer, { kind, at, byte }: { kind: string; at: number; byte: number }): Buffer {
    const place = at % bytes.length;
    const before = bytes.subarray(0, place);
    if (kind === 'insert') return Buffer.concat([before, Buffer.of(byte), bytes.subarray(place)]);
    const after = bytes.subarray(place + 1);
    return Buffer.concat(kind === 'lose' ? [before, after] : [before, Buffer.of(byte), after]);
  }

  test('gives a list whose columns are all as long, or faults that name a line: never a crash', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), style, damage, (rows, style, harm) => {
        const bytes = damaged(Buffer.from(written(rows, style)), harm);
        const { side, problems } = read(bytes);
        if (side !== null) {
          const lengths = Object.values(side).map((column) => (column as ArrayLike<unknown>).length);
          expect(new Set(lengths)).toEqual(new Set([side.id.length]));
          expect(new Set(side.id).size).toBe(side.id.length);
          return;
        }
        const lines = bytes.toString('latin1').split(/\r\n|\r|\n/).length;
        expect(problems.shown.length).toBeGreaterThan(0);
        for (const problem of problems.shown) {
          const line = Number(/^file\.csv, line (\d+)[,:]/.exec(problem)?.[1]);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('never changes a row without a trace except by another value of the same field, or another number of rows', () => {
    const rows: Row[] = [
      { description: 'Beams', vendor: 'Acme', account: '5010', amount: 123456, day: 20484 },
      { description: 'Bolts, nuts', vendor: 'Ac"me', account: '', amount: -5, day: 20485 },
    ];
    const bytes = Buffer.from(written(rows, { end: '\n', mark: '', last: true, quotes: [false] }));
    const whole = read(bytes).side;
    for (let at = 0; at < bytes.length; at += 1) {
      for (const byte of Buffer.from('",\n\r-.0 9A\xe9\x00', 'latin1')) {
        const { side } = read(damaged(bytes, { kind: 'change', at, byte }));
        if (side === null || side.id.length !== 2) continue;
        const changed = (Object.keys(side) as (keyof typeof side)[]).filter((column) =>
          [0, 1].some((index) => side[column][index] !== whole?.[column][index]),
        );
        expect(changed.length).toBeLessThanOrEqual(1);
      }
    }
  });
});
