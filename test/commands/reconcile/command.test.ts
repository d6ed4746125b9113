import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runScript } from '../../support/script.ts';
import { csv, type Desk, LEDGER, openDesk, SHEET } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

/** Rows that leave no doubt: the amounts are all that differs from test to test. */
const rowOf = (id: string, amount: string) => ({
  id,
  amount,
  vendor: 'Northwind Steel',
  po: 'PO-1187',
  date: '2026-01-31',
});
const sheetOf = (amount: string) => csv(SHEET, [{ ...rowOf('S0', amount), invoice: 'INV-40771' }]);
const ledgerOf = (amount: string) =>
  csv(LEDGER, [{ ...rowOf('L0', amount), type: 'Bill', number: 'INV-40771' }]);
const good = () => desk.files(sheetOf('10.00'), ledgerOf('10.00'));
const bad = () => desk.files(sheetOf('1e3'), ledgerOf('10.00'));
const EARLIER = '{"matches":[],"unmatched":{}}';

describe('as a process of its own', () => {
  const script = (args: string[]) => runScript('src/reconcile-command.ts', args, {});

  test('it needs no settings, writes the answer, says two lines on stderr and nothing on stdout', async () => {
    const { status, out, err } = await script(good());
    expect([status, out, err.trimEnd().split('\n').length]).toEqual([0, '', 2]);
    expect(err).toContain('1 of 1 sheet row and 1 of 1 posting belong together, in 1 match.');
    expect(err).toContain('USD: sheet 10.00, ledger 10.00, difference 0.00.');
    expect(desk.names()).toEqual(['ledger.csv', 'out.json', 'sheet.csv']);
    expect(JSON.parse(readFileSync(desk.path('out.json'), 'utf8'))).toMatchObject({
      matches: [{ sheet: ['S0'], ledger: ['L0'], cause: 'none', difference: '0.00', parts: [] }],
      unmatched: { sheet: [], ledger: [] },
    });
  });

  test('a malformed row ends it with 1, its place on stderr and no file', async () => {
    const { status, out, err } = await script(bad());
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain(`${desk.path('sheet.csv')}, line 2, column amount: "1e3" is not a plain decimal`);
    expect(desk.names()).toEqual(['ledger.csv', 'sheet.csv']);
  });

  test('no arguments end it with 2 and its usage on stderr', async () => {
    const { status, out, err } = await script([]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('npm run reconcile -- --sheet FILE.csv --ledger FILE.csv --out FILE.json');
  });

  test('--help ends it with 0 and its usage on stdout', async () => {
    const { status, out, err } = await script(['--help']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('--tolerance-percent 0.5');
  });

  test('its answer can go through a pipe', () => {
    const [, sheet = '', , ledger = ''] = good();
    const args = ['src/reconcile-command.ts', '--sheet', sheet, '--ledger', ledger, '--out', '/dev/stdout'];
    const piped = execFileSync('sh', ['-c', `"$0" "$@" 2>/dev/null | cat`, process.execPath, ...args]);
    expect(JSON.parse(piped.toString())).toHaveProperty('totals');
  });
});

describe('options', () => {
  test.each([
    [['--sheet', 'a.csv', '--ledger', 'b.csv'], '--out is missing.'],
    [['--out', 'o.json'], '--sheet is missing.\n--ledger is missing.'],
    [['--sheet'], '--sheet needs a value.'],
    [['--sheet', '--ledger', 'b.csv'], '--sheet needs a value.'],
    [['--sheet='], '--sheet needs a value.'],
    [['--sheet=a', '--sheet=b'], '--sheet is given twice.'],
    [['--sheets=a'], '“--sheets” is no option: --sheet?'],
    [['extra.csv'], '“extra.csv” is no option'],
    [['-x'], '“-x” is no option'],
    [['--currency', 'dollars'], '--currency is “dollars”'],
    [['--tolerance-amount', '1,00'], '--tolerance-amount is “1,00”'],
    [['--tolerance-amount', '-1'], '--tolerance-amount is “-1”'],
    [['--tolerance-amount', '1.005'], '--tolerance-amount is “1.005”'],
    [['--tolerance-percent', '0.5%'], '--tolerance-percent is “0.5%”'],
    [['--tolerance-days', '1.5'], '--tolerance-days is “1.5”'],
  ])('%j: says what is wrong, lists the usage and touches nothing', (args, what) => {
    desk.write('out.json', EARLIER);
    const { status, complained, said } = desk.run(args);
    expect([status, said]).toEqual([2, '']);
    expect(complained).toContain(what);
    expect(complained).toContain('--tolerance-days 7');
    expect(desk.names()).toEqual(['out.json']);
  });

  test('may be joined to their values by an equals sign', () => {
    const [sheet, ledger, out] = good().filter((_, index) => index % 2 === 1);
    const args = [
      `--sheet=${sheet}`,
      `--ledger=${ledger}`,
      `--out=${out}`,
      '--currency=eur',
      '--tolerance-days=0',
    ];
    expect(desk.run(args)).toMatchObject({
      status: 0,
      complained: expect.stringContaining('EUR: sheet 10.00'),
    });
  });
});

describe('the file of an answer', () => {
  test('takes the place of an earlier one', () => {
    const files = good();
    desk.write('out.json', EARLIER);
    expect(desk.run(files).answer?.totals.sheet).toBe('10.00');
    expect(desk.names()).toEqual(['ledger.csv', 'out.json', 'sheet.csv']);
  });

  test('is not there after a run that failed, so that an earlier answer is not taken for its own', () => {
    const files = bad();
    desk.write('out.json', EARLIER);
    const { status, answer, complained } = desk.run(files);
    expect([status, answer]).toEqual([1, null]);
    expect(complained).toContain('an earlier run’s answer, was removed'.replace('’', "'"));
  });

  test('stays where a run failed and it is no answer but something else', () => {
    const files = bad();
    desk.write('out.json', '{"mine":true}');
    expect(desk.run(files)).toMatchObject({ status: 1, answer: { mine: true } });
  });

  test('is replaced where a link leads, and the link stays', () => {
    const files = good().slice(0, 4);
    desk.write('real.json', EARLIER);
    symlinkSync(desk.path('real.json'), desk.path('link.json'));
    expect(desk.run([...files, '--out', desk.path('link.json')]).status).toBe(0);
    expect(readFileSync(desk.path('real.json'), 'utf8')).toContain('"S0"');
  });

  test.each([
    ['in a folder that does not exist', 'nowhere/out.json', 'its folder does not exist'],
    ['under a file', 'sheet.csv/out.json', 'its folder is a file'],
    ['that is a folder', 'folder', 'is a folder'],
    ['that is one of the lists', 'sheet.csv', 'which would be lost'],
    ['by a name that is too long', 'x'.repeat(300), 'its name is too long'],
  ])('%s is refused', (_, name, what) => {
    const files = good().slice(0, 4);
    mkdirSync(desk.path('folder'));
    const before = readFileSync(desk.path('sheet.csv'));
    const { status, complained } = desk.run([...files, '--out', desk.path(name)]);
    expect(status).toBe(1);
    expect(complained).toContain(what);
    expect(readFileSync(desk.path('sheet.csv'))).toEqual(before);
    expect(desk.names()).toEqual(['folder', 'ledger.csv', 'sheet.csv']);
  });

  test('that stops halfway leaves nothing behind, and not the earlier one either', async () => {
    const many = Array.from({ length: 2000 }, (_, row) => ({
      ...rowOf(`S${row}`, `${row}.01`),
      po: '',
      vendor: '',
    }));
    const files = desk.files(csv(SHEET, many), csv(LEDGER, []));
    desk.write('out.json', EARLIER);
    const limited = [
      '-c',
      'ulimit -f 8; exec "$0" "$@"',
      process.execPath,
      'src/reconcile-command.ts',
      ...files,
    ];
    const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
    const { status, stderr } = spawnSync('sh', limited, { encoding: 'utf8', env });
    expect(status).toBe(1);
    expect(stderr).toContain('out.json cannot be written: the file would be larger than is allowed.');
    expect(desk.names()).toEqual(['ledger.csv', 'sheet.csv']);
  });

  test('on a full disk is told to be that', () => {
    const { status, complained } = desk.run([...good().slice(0, 4), '--out', '/dev/full']);
    expect([status, complained]).toEqual([
      1,
      expect.stringContaining('/dev/full cannot be written: the disk is full.'),
    ]);
  });
});

describe('the files that are read', () => {
  test('have the faults of both told, and what was ignored in each once', () => {
    const { status, complained } = desk.compare(
      'id,date,amount,colour\nS1,2026-02-30,1,red\nS2,2026-02-28,1,red\n',
      'id,date,amount,Sum\nL1,2026-02-28,$1,1\n',
    );
    expect(status).toBe(1);
    expect(complained).toMatch(/sheet\.csv: ignored the column colour\./);
    expect(complained.match(/colour/g)).toHaveLength(1);
    expect(complained).toMatch(/ledger\.csv: ignored the column Sum\./);
    expect(complained).toMatch(
      /sheet\.csv, line 2, column date: "2026-02-30" is a day that does not exist\./,
    );
    expect(complained).toMatch(/ledger\.csv, line 2, column amount: "\$1" is not a plain decimal/);
    expect(complained).toContain('no file was written');
  });

  test.each([
    ['nowhere.csv', 'there is no such file'],
    ['.', 'it is a folder'],
  ])('%s is told to be missing', (name, what) => {
    const [, , ...rest] = good();
    const { status, complained } = desk.run(['--sheet', desk.path(name), ...rest]);
    expect([status, complained]).toEqual([
      1,
      expect.stringContaining(`${desk.path(name)} cannot be read: ${what}`),
    ]);
  });

  test('may be one and the same', () => {
    const path = desk.write('both.csv', 'id,date,amount\nA,2026-01-31,1\n');
    expect(desk.run(['--sheet', path, '--ledger', path, '--out', desk.path('out.json')]).status).toBe(0);
  });
});

describe('on a terminal', () => {
  test('a bar goes to the end of each stage and leaves an empty line behind', () => {
    const drawn: string[] = [];
    expect(desk.run(good(), (text) => drawn.push(text)).status).toBe(0);
    const shares = drawn.flatMap((text) => /(\d+) %/.exec(text)?.[1] ?? []).map(Number);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(drawn.at(-1)).toBe('\r\x1b[K');
  });

  test('a failure leaves an empty line behind, too', () => {
    const drawn: string[] = [];
    expect(desk.run(bad(), (text) => drawn.push(text)).status).toBe(1);
    expect(drawn.at(-1)).toBe('\r\x1b[K');
  });
});

test('ids and texts stay as they are, whatever a spreadsheet would make of them', () => {
  const ids = ['=HYPERLINK("x")', ' padded ', '"quoted"', 'new\nline', 'a\u2028b', '建設', '007'];
  writeFileSync(
    desk.path('ids.csv'),
    csv(
      'id,date,amount',
      ids.map((id) => ({ id, date: '2026-01-31', amount: 1 })),
    ),
  );
  const { answer } = desk.compare(readFileSync(desk.path('ids.csv')), 'id,date,amount\n');
  expect(answer?.unmatched.sheet.map(({ id }) => id).sort()).toEqual(ids.sort());
});
