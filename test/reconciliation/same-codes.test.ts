import { describe, expect, test } from 'vitest';
import { causes, matched } from './beside.ts';
import type { Row } from './sides.ts';

type Codes = Pick<Row, 'project' | 'class' | 'account'>;

/** A bill that both lists have with its number, and what each of them codes it with. */
function bills(all: readonly [ours: Codes, theirs: Codes][]): { sheet: Row[]; ledger: Row[] } {
  const bill = (at: number) => ({
    date: `2026-03-${10 + (at % 18)}`,
    amount: `${1150 + 37 * at}.${10 + at}`,
    vendor: 'Oakmont Fasteners',
    number: `${900_000 + 17 * at}`,
  });
  return {
    sheet: all.map(([ours], at) => ({ ...bill(at), ...ours, id: `S${at + 1}` })),
    ledger: all.map(([, theirs], at) => ({ ...bill(at), ...theirs, id: `L${at + 1}` })),
  };
}

function saidOf(all: readonly [ours: Codes, theirs: Codes][]): (string | undefined)[] {
  const { sheet, ledger } = bills(all);
  const said = causes(sheet, ledger);
  return all.map((_, at) =>
    said
      .find((one) => one.startsWith(`S${at + 1} =`))
      ?.split(' ')
      .at(-1),
  );
}

const projects = (...all: readonly [string, string][]): (string | undefined)[] =>
  saidOf(all.map(([ours, theirs]) => [{ project: ours }, { project: theirs }]));
const accounts = (...all: readonly [string, string][]): (string | undefined)[] =>
  saidOf(all.map(([ours, theirs]) => [{ account: ours }, { account: theirs }]));
const times = <Of>(count: number, what: Of): Of[] => Array.from({ length: count }, () => what);

const CODE = 'OPA-2676';
const LONG = 'OPA-2676 Opal Water App Phase 2';

describe('a project', () => {
  test('is the same by its code alone and with its name, whichever list writes which', () => {
    expect(projects([CODE, LONG], [LONG, CODE], [LONG, LONG], [CODE, CODE])).toEqual(times(4, 'none'));
    expect(projects(['1052', '1052 - Maple St Duplex'])).toEqual(['none']);
    expect(projects(['Maple St Duplex', '1052 Maple St Duplex'])).toEqual(['none']);
  });

  test('is another by another code, or in another phase', () => {
    expect(projects([CODE, 'OPA-2677'], [CODE, 'OPA-2677 Opal Water App'])).toEqual(['coding', 'coding']);
    const [one, two] = ['2676 Opal Phase 1', '2676 Opal Phase 2'] as const;
    expect(projects([one, two], ['2676', one], ['Opal', 'Opal Water'])).toEqual(times(3, 'coding'));
  });

  test('is the same though nearly all pairs have its long name', () => {
    const long = times(12, [LONG, LONG] as [string, string]);
    expect(projects(...long, [CODE, LONG], [LONG, CODE])).toEqual(times(14, 'none'));
  });

  test('is another where both lists tell the code from the name', () => {
    const apart = [
      ...times(4, [CODE, CODE] as [string, string]),
      ...times(4, [LONG, LONG] as [string, string]),
    ];
    expect(projects(...apart, [CODE, LONG])).toEqual([...times(8, 'none'), 'coding']);
  });

  test('is the same with its customer before it, and one of several of a customer is not the customer', () => {
    expect(projects(['Acme Rebrand', 'Acme:Acme Rebrand'], [CODE, `Opal Water:${LONG}`])).toEqual([
      'none',
      'none',
    ]);
    expect(projects(['Acme', 'Acme:Rebrand'], ['Acme', 'Acme:Website'])).toEqual(['coding', 'coding']);
  });

  test('in another spelling tells two equal purchases apart', () => {
    const known = bills(times(2, [{ project: LONG }, { project: LONG }] as [Codes, Codes]));
    const saw: Row = { id: '', date: '2026-04-02', amount: '376.71', vendor: 'Cedar Tool Hire' };
    const asked = {
      sheet: [{ ...saw, id: 'S91', project: CODE }],
      ledger: [
        { ...saw, id: 'L91', date: '2026-04-03', project: 'P101' },
        { ...saw, id: 'L92', date: '2026-04-06', project: LONG },
      ],
    };
    const all = matched([...known.sheet, ...asked.sheet], [...known.ledger, ...asked.ledger]);
    expect(all.at(-1)).toBe('S91 = L92');
  });
});

describe('a class', () => {
  test('is the same as the last of its parents and itself', () => {
    expect(saidOf([[{ class: 'Media' }, { class: 'Agency:Media' }]])).toEqual(['none']);
  });
});

describe('an account', () => {
  test('is the same by its number and by its name where the lists show both together', () => {
    const both: [string, string] = ['5200', '5200 Job Supplies'];
    expect(accounts(both, ['5200', 'Job Supplies'])).toEqual(['none', 'none']);
    expect(accounts(both, ['5200', 'Freelancers'])).toEqual(['none', 'coding']);
  });

  test('is the last of its path', () => {
    expect(accounts(['Freelancers', 'Cost of Sales:Freelancers'])).toEqual(['none']);
    const [parent, other] = ['5000 Cost of Sales:5010 Freelancers', '5000 Cost of Sales:5020 Media'] as const;
    expect(accounts(['5010 Freelancers', parent], [parent, other])).toEqual(['none', 'coding']);
  });
});
