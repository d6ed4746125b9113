import { describe, expect, test } from 'vitest';
import { answered } from './beside.ts';
import type { Row } from './sides.ts';

const vendor = 'Jo Doe';
const line: Row = { id: 'S', date: '2026-03-06', amount: '2000.00', vendor, number: '305' };
const on = (day: number): string => new Date(Date.UTC(2026, 2, 6 + day)).toISOString().slice(0, 10);
const rowsOn = (days: readonly number[], more: (at: number) => Partial<Row>): Row[] =>
  days.map((day, at) => ({ ...line, id: `S${at + 1}`, date: on(day), ...more(at) }));

/** What is said of each row that is left: "S2 duplicate". */
function left(sheet: readonly Row[], ledger: readonly Row[] = []): string[] {
  const all = answered(sheet, ledger);
  return all.answer.unmatched.sheet
    .map(({ row, cause }) => `${all.sheet[row]?.id} ${cause}`)
    .filter((said) => said.startsWith('S'))
    .sort();
}
const why = (sheet: readonly Row[], ledger: readonly Row[]): string[] => {
  const all = answered(sheet, ledger);
  const said = [...all.answer.unmatched.sheet, ...all.answer.unmatched.ledger];
  return said.filter(({ cause }) => cause === 'duplicate').flatMap((one) => one.why);
};
const missing = (...ids: string[]): string[] => ids.map((id) => `${id} missing-in-ledger`);

describe('rows of one vendor, number and amount', () => {
  test('are weeks of one bill and no copies, where they come week after week', () => {
    expect(left(rowsOn([0, 7, 14], () => ({ text: 'dev support' })))).toEqual(missing('S1', 'S2', 'S3'));
    const other = rowsOn([0, 7, 21], (at) => (at === 1 ? { amount: '1750.00' } : {}));
    expect(left(other)).toEqual(missing('S1', 'S2', 'S3'));
  });

  test('are months of one subscription, where they come month after month', () => {
    expect(left(rowsOn([0, 31, 61], () => ({})))).toEqual(missing('S1', 'S2', 'S3'));
  });

  test('are instalments, where their texts count them', () => {
    const counted = rowsOn([0, 12], (at) => ({ text: `Miro 1/12 ${at + 3}` }));
    expect(left(counted)).toEqual(missing('S1', 'S2'));
    expect(left(rowsOn([0, 12], (at) => ({ text: `support ${['April', 'May'][at]}` })))).toEqual(
      missing('S1', 'S2'),
    );
  });

  test('are two weeks of a vendor who is there every week', () => {
    const usual = rowsOn([14, 21, 28, 35, 42], (at) => ({
      number: `${400 + at}`,
      amount: `${1800 + at * 10}.00`,
      id: `U${at}`,
    }));
    const two = rowsOn([0, 7], () => ({ text: 'dev support' }));
    expect(left([...two, ...usual])).toEqual(missing('S1', 'S2'));
    expect(left(two)).toEqual(['S1 missing-in-ledger', 'S2 duplicate']);
  });

  test('are copies where there is no step in them', () => {
    expect(left(rowsOn([0, 19, 22], () => ({})))).toEqual([
      'S1 missing-in-ledger',
      'S2 duplicate',
      'S3 duplicate',
    ]);
  });

  test('are two lines of a bill that has others, where each says what it is for', () => {
    const lines = rowsOn([0, 0, 0], (at) => ({
      text: `permit - ${['design', 'build', 'bath'][at]}`,
      amount: ['2000.00', '2000.00', '310.00'][at] ?? '',
    }));
    expect(left(lines)).toEqual(missing('S1', 'S2', 'S3'));
    expect(left(lines.slice(0, 2))).toEqual(['S1 missing-in-ledger', 'S2 duplicate']);
  });
});

describe('two rows of one amount and day without a number in common', () => {
  const hired = ['light tower', 'storage box', 'scissor lift', 'telehandler', 'dumpster'];
  const usual = hired.map((what, at) => ({
    ...line,
    id: `U${at}`,
    number: `${700 + at}`,
    amount: `${610 + at}.00`,
    date: on(30 + at * 3),
    text: `${what} rental mo 2`,
  }));
  const two = rowsOn([0, 0], (at) => ({ number: '', text: `${hired[at]} rental mo 2`, project: 'Elm' }));
  const posted = { ...line, id: 'L1', number: '', project: 'Elm', text: 'light tower' };

  test('are two purchases where they share only what the vendor always says', () => {
    expect(left([...two, ...usual], [posted])).toEqual(missing('S2'));
    expect(left(two, [posted])).toEqual(['S2 duplicate']);
  });
});

describe('what is said of a copy', () => {
  const posted = { ...line, id: 'L1', text: 'dev support' };

  test('is that it says the same only where it does', () => {
    expect(why([{ ...line, id: 'S1' }], [posted, { ...posted, id: 'L2', date: on(1) }])).toEqual([
      'says the same as L1, 1 day apart; entered twice',
    ]);
    const bare = { ...posted, id: 'L2', number: '', text: 'card' };
    expect(why([{ ...line, id: 'S1' }], [posted, bare])).toEqual([
      'says the same as L1 but for the number and memo, same day; seems entered twice',
    ]);
  });
});
