import { describe, expect, test } from 'vitest';
import type { List } from '../../../src/commands/reconcile/columns.ts';
import { readSide } from '../../../src/commands/reconcile/read-side.ts';
import { LEDGER, SHEET } from './desk.ts';

function read(text: string | Uint8Array, list: List = 'sheet', currency = 'USD') {
  const { side, problems, ignored } = readSide({
    list,
    name: 'file.csv',
    bytes: Buffer.from(text),
    currency,
  });
  return { side, ignored, problems: problems.shown };
}

const ROW = 'S1,Steel beams,Acme,INV-1,PO-1,2026-01-31,1234.50,USD,P1,5010 Materials,Web';
const amount = (text: string, currency = '') =>
  `id,date,amount,currency\nS1,2026-01-31,${text},${currency}\n`;
const date = (text: string) => `id,date,amount\nS1,${text},1.00\n`;

describe('a list is read', () => {
  test('by the names of its columns, each into its own', () => {
    const { side } = read(`${SHEET}\n${ROW}\n`);
    expect(side).toEqual({
      id: ['S1'],
      day: Int32Array.of(20484),
      amountMinor: Float64Array.of(123450),
      currency: ['USD'],
      text: ['Steel beams'],
      vendor: ['Acme'],
      number: ['INV-1'],
      po: ['PO-1'],
      project: ['P1'],
      account: ['5010 Materials'],
      class: ['Web'],
      type: [''],
    });
  });

  test('with the ledger’s own columns for the number, the type and the text', () => {
    const { side } = read(`${LEDGER}\nL1,Bill,77,Acme,,2026-01-31,5,,,,,two beams\n`, 'ledger');
    expect(side).toMatchObject({ number: ['77'], type: ['Bill'], text: ['two beams'], currency: ['USD'] });
  });

  test('with its columns in any order, spelled in any case, with spaces around', () => {
    expect(read('Amount , DATE,"Id"\n5.00,2026-01-31,S1').side).toMatchObject({
      id: ['S1'],
      day: Int32Array.of(20484),
      amountMinor: Float64Array.of(500),
      vendor: [''],
    });
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('with lines that end in %s, and blank ones are no rows', (_, end) => {
    const lines = ['', 'id,date,amount', 'S1,2026-01-31,1', '', 'S2,2026-01-31,2', '', ''];
    expect(read(lines.join(end)).side?.id).toEqual(['S1', 'S2']);
  });

  test('with a byte order mark, and without a line break at its end', () => {
    expect(read('\ufeffid,date,amount\nS1,2026-01-31,1').side?.id).toEqual(['S1']);
  });

  test('with quotes, commas and line breaks inside quotes as they are', () => {
    const { side } = read('id,description,date,amount\n"S,1","a ""b""\r\nc\rd\n",2026-01-31,"-1.5"\n');
    expect(side).toMatchObject({
      id: ['S,1'],
      text: ['a "b"\r\nc\rd\n'],
      amountMinor: Float64Array.of(-150),
    });
  });

  test('in any script, and spaces around a text stay', () => {
    const { side } = read(
      'id,vendor,description,date,amount\nÄ1, Müller 建設 ,"👷 ""ß""",2026-01-31,1\nÄ2, Müller 建設 ,=1+1,2026-01-31,1\n',
    );
    expect(side).toMatchObject({
      id: ['Ä1', 'Ä2'],
      vendor: [' Müller 建設 ', ' Müller 建設 '],
      text: ['👷 "ß"', '=1+1'],
    });
  });

  test('as an empty one where there is a header alone', () => {
    expect(read('id,date,amount').side).toMatchObject({ id: [], day: new Int32Array(0) });
  });

  test('ignoring columns that it does not know, which it names', () => {
    expect(read('id,colour,date,amount,\nS1,red,2026-01-31,1,\n')).toMatchObject({
      ignored: ['colour', 'number 5'],
      problems: [],
    });
  });
});

describe('an amount', () => {
  test.each([
    ['1234.50', 'USD', 123450],
    ['-0.01', 'USD', -1],
    ['-0.00', 'USD', 0],
    ['7', 'USD', 700],
    ['007.5', 'USD', 750],
    ['+3.20', 'USD', 320],
    [' 3.20 ', 'USD', 320],
    ['.5', 'USD', 50],
    ['1.5000', 'USD', 150],
    ['1200', 'JPY', 1200],
    ['1200.00', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
    ['1.00', 'eur', 100],
    ['99999999999.99', 'USD', 9_999_999_999_999],
    ['4.35', 'USD', 435],
  ])('%s %s is exactly that', (text, currency, minor) => {
    expect(read(amount(text, currency))).toMatchObject({
      problems: [],
      side: { amountMinor: Float64Array.of(minor) },
    });
  });

  test('without a currency is in the one that is usual', () => {
    expect(read('id,date,amount\nS1,2026-01-31,12\n', 'sheet', 'JPY').side).toMatchObject({
      currency: ['JPY'],
      amountMinor: Float64Array.of(12),
    });
  });

  test.each([
    '"1,234.50"',
    '$5',
    '5 USD',
    '1e3',
    'NaN',
    'Infinity',
    '+-',
    '-',
    '+-5',
    '.',
    '1.2.3',
    '(5.00)',
    '5-',
    '１２',
    '0x10',
    '1_000',
    '1 000',
    '"1\n0"',
    '−5',
  ])('%s is no plain decimal', (text) => {
    const { side, problems } = read(amount(text));
    expect(side).toBeNull();
    expect(problems).toEqual([
      expect.stringMatching(/^file\.csv, line 2, column amount: .*is not a plain decimal/),
    ]);
  });

  test.each([
    ['1.005', 'USD', '3 decimals, and USD has 2 decimals'],
    ['1.0001', 'USD', '4 decimals'],
    ['1.000', 'USD', '3 decimals'],
    ['1200.5', 'JPY', 'JPY has no decimals'],
    ['1.2345', 'KWD', 'KWD has 3 decimals'],
  ])('%s %s has more decimals than its currency, or may mean a thousand', (text, currency, what) => {
    expect(read(amount(text, currency)).problems).toEqual([expect.stringContaining(what)]);
  });

  test.each(['100000000000.00', '9007199254740993', '9'.repeat(400)])('%s is too large', (text) => {
    expect(read(amount(text)).problems).toEqual([expect.stringContaining('beyond the amounts')]);
  });

  test('is refused where the sum of all would no longer be exact', () => {
    const rows = Array.from({ length: 500 }, (_, row) => `S${row},2026-01-31,99999999999.99`);
    expect(read(`id,date,amount\n${rows.join('\n')}\n`).problems[0]).toMatch(
      /line 452, column amount: .*beyond/,
    );
  });
});

describe('a date', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11016],
    ['2024-02-29', 19782],
    ['2026-12-31', 20818],
    ['2100-02-28', 47540],
    ['0001-01-01', -719162],
    ['9999-12-31', 2932896],
  ])('%s is day %i', (text, day) => {
    expect(read(date(text)).side?.day).toEqual(Int32Array.of(day));
  });

  test.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2100-02-29',
    '2026-04-31',
    '0000-01-01',
  ])('%s does not exist', (text) => {
    expect(read(date(text)).problems).toEqual([
      expect.stringMatching(/^file\.csv, line 2, column date: .*does not exist/),
    ]);
  });

  test.each([
    '31.01.2026',
    '01/31/2026',
    '2026-1-31',
    '20260131',
    '2026-01-31T10:00:00Z',
    'soon',
    '2026-01-3x',
  ])('%s is not an ISO date', (text) => {
    expect(read(date(text)).problems).toEqual([expect.stringContaining('is not an ISO date')]);
  });
});
