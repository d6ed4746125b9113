import { describe, expect, test } from 'vitest';
import type { List } from '../../../src/commands/reconcile/columns.ts';
import { readSide } from '../../../src/commands/reconcile/read-side.ts';

function problems(text: string | Uint8Array, list: List = 'sheet') {
  const read = readSide({ list, name: 'file.csv', bytes: Buffer.from(text), currency: 'USD' });
  expect(read.side).toBeNull();
  expect(read.problems.count).toBeGreaterThan(0);
  return read.problems;
}

const HEADER = 'id,vendor,date,amount\n';
const GOOD = 'S0,Acme,2026-01-31,1\n';

describe('a malformed row is named by the line where it starts and the column', () => {
  test.each([
    [
      'a quote that is never closed',
      'S1,"Acme,2026-01-31,1\nS2,Acme,2026-01-31,1\n',
      3,
      'vendor',
      'never closed',
    ],
    ['text behind a closing quote', 'S1,"Ac"me,2026-01-31,1\n', 3, 'vendor', 'follows its closing quote'],
    ['a quote in a plain field', 'S1,Ac"me,2026-01-31,1\n', 3, 'vendor', 'not quoted'],
    ['too few fields', 'S1,Acme,2026-01-31\n', 3, 'amount', 'is missing: the row ends after 3 fields'],
    ['one field', 'S1\n', 3, 'vendor', 'one field'],
    ['too many fields', 'S1,Acme,2026-01-31,1,234.50\n', 3, 'amount', '5 fields'],
    ['no id', ',Acme,2026-01-31,1\n', 3, 'id', 'is empty'],
    ['a blank id', '  ,Acme,2026-01-31,1\n', 3, 'id', 'is empty'],
    ['no date', 'S1,Acme,,1\n', 3, 'date', 'is empty'],
    ['no amount', 'S1,Acme,2026-01-31,\n', 3, 'amount', 'is empty'],
    ['a line break in a date', 'S1,Acme,"2026-01-31\n",1\n', 3, 'date', 'is not an ISO date'],
    ['a no-break space in a date', 'S1,Acme,2026-01-31\u00a0,1\n', 3, 'date', 'is not an ISO date'],
    ['a line break in an amount', 'S1,Acme,2026-01-31,"1\n"\n', 3, 'amount', 'is not a plain decimal'],
    ['a no-break space in an amount', 'S1,Acme,2026-01-31,\u00a01\n', 3, 'amount', 'is not a plain decimal'],
    ['an id that was there before', 'S0,Acme,2026-01-31,1\n', 3, 'id', '"S0" is also the id of line 2'],
    ['the same id in quotes', '"S0",Acme,2026-01-31,1\n', 3, 'id', 'line 2'],
    ['NUL', 'S1,Ac\0me,2026-01-31,1\n', 3, 'vendor', 'NUL'],
  ])('%s', (_, row, line, column, what) => {
    const { shown } = problems(HEADER + GOOD + row);
    expect(shown).toEqual([expect.stringContaining(`file.csv, line ${line}, column ${column}: `)]);
    expect(shown[0]).toContain(what);
  });

  test('bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER + GOOD}S1,M`),
      Buffer.of(0xfc),
      Buffer.from('ller,2026-01-31,1'),
    ]);
    expect(problems(bytes).shown).toEqual([expect.stringMatching(/line 3, column vendor: is not UTF-8/)]);
  });

  test.each([
    ['US', 'US'],
    ['USD ', null],
    ['Dollars', 'Dollars'],
    ['$', '$'],
    ['U5D', 'U5D'],
  ])('the currency “%s”, unless it has the shape of a code', (code, shown) => {
    const text = `id,date,amount,currency\nS1,2026-01-31,1,${code}\n`;
    if (shown === null) {
      expect(
        readSide({ list: 'sheet', name: '', bytes: Buffer.from(text), currency: 'EUR' }).side?.currency,
      ).toEqual(['USD']);
    } else {
      expect(problems(text).shown).toEqual([
        expect.stringContaining(`line 2, column currency: "${shown}" is no currency code`),
      ]);
    }
  });

  test('a type that is none of the ledger’s', () => {
    const text = 'id,type,date,amount\nL1,Cheque,2026-01-31,1\nL2,,2026-01-31,1\nL3,bill,2026-01-31,1\n';
    expect(problems(text, 'ledger').shown).toEqual([
      expect.stringContaining(
        'line 2, column type: "Cheque" is none of Bill, Purchase, VendorCredit, JournalEntry, Expense',
      ),
    ]);
  });

  test('counting line breaks inside quotes, of every kind, before it and in it', () => {
    const text =
      '"id",vendor,date,amount\r\nS1,"a\r\nb\nc\rd",2026-01-31,1\r\n\r\nS2,"x\ny",2026-02-30,1\r\n';
    expect(problems(text).shown).toEqual([expect.stringContaining('line 7, column date')]);
  });
});

describe('a malformed file', () => {
  test('has all its malformed rows named, several faults of one row too', () => {
    const { shown } = problems(
      `${HEADER}${GOOD}S1,a,x,1\nS2,b"c,2026-01-31,1\n,d,y,z\nS4,e,2026-01-31,1\nS5\n`,
    );
    expect(shown.map((text) => /line (\d+), column (\w+)/.exec(text)?.slice(1).join(' '))).toEqual([
      '3 date',
      '4 vendor',
      '5 id',
      '5 date',
      '5 amount',
      '7 vendor',
    ]);
  });

  test('has twenty faults shown and the others counted', () => {
    const { shown, count } = problems(HEADER + 'S1,Acme\n'.repeat(500));
    expect([shown.length, count]).toEqual([20, 500]);
  });

  test.each([
    ['is empty', '', 'has no header'],
    ['is a byte order mark', '\ufeff', 'has no header'],
    ['is blank lines', '\n\r\n\n', 'has no header'],
    [
      'starts with a row',
      'S1,Acme,2026-01-31,1\n',
      'line 1: the first line is no header: it lacks the columns id, date, amount',
    ],
    ['has no amounts', 'id,date\n', 'lacks the column amount'],
    ['names a column twice', 'id,date,amount, Amount\n', 'names the column amount twice'],
    ['is separated by semicolons', 'id;date;amount\n', 'separated by commas, not by ";"'],
    ['has a broken header', 'id,"date,amount\nS1,2026-01-31,1\n', 'header cannot be read'],
    ['has two thousand columns', `${'x,'.repeat(2000)}id,date,amount\n`, 'too many'],
  ])('%s: it is not read at all', (_, text, what) => {
    expect(problems(text).shown).toEqual([expect.stringContaining(what)]);
  });

  test.each([
    ['id,date\n', 'file.csv, line 1: the first line is no header: it lacks the column amount.'],
    [
      'id;date;amount\n',
      'file.csv, line 1: the first line is no header: it lacks the columns id, date, amount. Fields are separated by commas, not by ";".',
    ],
  ])('“%s”: its fault ends in one full stop', (text, message) => {
    expect(problems(text).shown).toEqual([message]);
  });

  test.each([
    ['\x1b[31mred', 'column "\\u001b[31mred":'],
    ['z'.repeat(100_000), `column "${'z'.repeat(60)}…":`],
    ['', 'column number 4:'],
  ])('has a header’s name shown so that it neither moves the cursor nor hides the rest', (name, shown) => {
    const text = `id,date,amount,${name}\nS1,2026-01-31,1,x,y\n`;
    const [message = ''] = problems(text).shown;
    expect(message).toContain(shown);
    expect(message.length).toBeLessThan(400);
    expect(message).not.toMatch(/\p{Cc}/u);
  });

  test.each([
    ['utf16le', '\ufeff'],
    ['utf16le', ''],
  ] as const)('in UTF-16 (%s, mark “%s”) is told to be that, or to have no header', (encoding, mark) => {
    const { shown } = problems(Buffer.from(`${mark}id,date,amount\nS1,2026-01-31,1\n`, encoding));
    expect(shown[0]).toMatch(mark === '' ? /no header/ : /UTF-16/);
  });

  test('shows values clipped, and nothing in them reaches the terminal as more than text', () => {
    const { shown } = problems(`${HEADER}S1,a,\x1b[2J\u202e${'x'.repeat(5000)},1\n`);
    expect(shown[0]).not.toMatch(/\p{C}/u);
    expect(shown[0]?.length).toBeLessThan(200);
  });
});
