import { describe, expect, test } from 'vitest';
import { nothingSettled } from '../../src/reconciliation/links.ts';
import { canonicalBooks } from '../../src/reconciliation/reading/canonical.ts';
import { keysOf } from '../../src/reconciliation/reading/keys.ts';
import { namelessIn } from '../../src/reconciliation/series/nameless.ts';
import { matched } from './beside.ts';
import { type Row, sideOf } from './sides.ts';

const vendor = 'Ironwood Ready Mix';
const project = 'KITE';

/** A month of deliveries, more than are searched through, and what of the statement is theirs: 6,315.08. */
const month = (name: string, which: string, from: number): Row[] =>
  ['383.85', '2020.07', '1622.07', '390.78', '614.72', '327.30', '144.83', '811.46'].map((amount, at) => ({
    id: `${name}${from + at}`,
    date: `2026-${which}-${String(3 + 3 * at).padStart(2, '0')}`,
    amount,
    vendor,
    project,
  }));

const statement = (id: string, date: string, amount: string): Row => ({ id, date, amount, vendor, project });

describe('a statement and rows of its project that name nobody', () => {
  const deliveries = month('S', '07', 1);
  const whole = deliveries.map(({ id }) => id).join('+');
  const nobody = (id: string, amount: string, more: Partial<Row> = {}): Row => ({
    id,
    date: '2026-07-20',
    amount,
    project,
    text: 'gravel',
    ...more,
  });
  const bill = [statement('L1', '2026-08-03', '6902.21')];

  test('takes in the one that makes it up, or the two', () => {
    expect(matched([...deliveries, nobody('S91', '587.13')], bill)).toEqual([`${whole}+S91 = L1`]);
    const two = [nobody('S91', '1480.02', { text: 'sand' }), nobody('S92', '2187.11')];
    expect(matched([...deliveries, ...two], [statement('L1', '2026-08-03', '9982.21')])).toEqual([
      `${whole}+S91+S92 = L1`,
    ]);
  });

  test('takes in none of which a person said that it is not the statement’s', () => {
    const apart = [{ sheet: 'S91', ledger: 'L1' }];
    const said = matched([...deliveries, nobody('S91', '587.13')], bill, apart);
    expect(said.filter((match) => match.includes('S91'))).toEqual([]);
  });

  test('takes in neither where either of two would make it up', () => {
    const two = [nobody('S91', '587.13'), nobody('S92', '587.13', { text: 'sand', date: '2026-07-11' })];
    expect(matched([...deliveries, ...two], bill)).toEqual([]);
  });
});

describe('the sums that rows naming nobody make up', () => {
  const row = (id: string, amount: string, more: Partial<Row> = {}): Row => ({
    id,
    date: '2026-07-20',
    amount,
    project,
    ...more,
  });

  /** What is offered to a posting of the project in July: amounts in cents, each with the rows that make it up. */
  function offered(sheet: readonly Row[], ledger: readonly Row[] = []): [number, string | null][] | null {
    const posted = [...ledger, statement('L1', '2026-08-03', '6902.21')];
    const books = canonicalBooks(sideOf(sheet), sideOf(posted));
    const keys = keysOf(books);
    const cluster = Int32Array.from(keys.parties, (_, party) => party);
    const of = namelessIn(keys, cluster, nothingSettled(sheet.length, posted.length));
    const at = books.ledger.origin.indexOf(posted.length - 1);
    const [day, where] = [keys.ledger.day[at] ?? 0, keys.ledger.project[at] ?? 0];
    const extras = of(where, keys.ledger.currency[at] ?? 0, day - 60, day + 60, []);
    return extras && Array.from(extras.byAmount, ([sum, rows]) => [sum, rows && idsIn(rows)]);

    function idsIn(rows: readonly number[]): string {
      return rows.map((own) => sheet[books.sheet.origin[own] ?? -1]?.id).join('+');
    }
  }

  test('are of one or two of them, and of none where two ways make up the same', () => {
    expect(offered([row('S1', '10.01'), row('S2', '25.02')])).toEqual([
      [1001, 'S1'],
      [3503, 'S1+S2'],
      [2502, 'S2'],
    ]);
    expect(offered([row('S1', '10.01'), row('S2', '10.01', { text: 'sand' })])).toEqual([
      [1001, null],
      [2002, 'S1+S2'],
    ]);
  });

  test('are of no row that has a vendor or whose text names one of the ledger, nor of another project, time or currency', () => {
    const rows = [
      row('S1', '10.01'),
      row('S2', '25.02', { vendor: 'Alder Roofing' }),
      row('S3', '31.07', { text: 'Alder Roofing' }),
      row('S7', '70.55', { vendor: 'Quinn Stationers' }),
      row('S4', '47.19', { project: 'EAST' }),
      row('S5', '58.44', { date: '2026-03-01' }),
      row('S6', '61.03', { currency: 'CAD' }),
    ];
    const alder = { ...statement('L2', '2026-01-09', '77.70'), vendor: 'Alder Roofing', project: 'EAST' };
    expect(offered(rows, [alder])).toEqual([[1001, 'S1']]);
  });

  test('are the same where a posting elsewhere names nobody either', () => {
    const bare = { id: 'L2', date: '2026-01-09', amount: '77.70' };
    expect(offered([row('S1', '10.01')], [bare])).toEqual([[1001, 'S1']]);
  });

  test('are asked for nowhere where so many name nobody that some make up any sum', () => {
    const many = Array.from({ length: 15 }, (_, at) => row(`S${at}`, `${310 + at * 17}.${11 + at}`));
    expect(offered(many.slice(1))).not.toBeNull();
    expect(offered(many)).toBeNull();
  });
});
