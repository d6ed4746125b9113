import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

const SITES = ['2101 Data Barn', '2104 River Walk', '2107 Mill Lofts', '2110 County Fair'];

/** Bills of many sellers that agree, with their site in its column; `memoOf` says what stands in the memo beside it. */
function matched(memoOf: (site: string) => string): string[] {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  for (let at = 0; at < 60; at++) {
    const project = SITES[at % SITES.length] as string;
    const row: Row = {
      id: `X${at}`,
      date: `2026-03-${10 + (at % 18)}`,
      amount: `${150 + 37 * at}.${10 + at}`,
      vendor: `Vendor ${String.fromCharCode(65 + (at % 20))}${at % 20} Supply`,
      number: `${40_000 + 17 * at}`,
      project,
    };
    sheet.push(row);
    ledger.push({ ...row, text: memoOf(project) });
  }
  const [first, second] = [SITES[0] as string, SITES[2] as string];
  const saw: Row = { id: '', date: '2026-04-02', amount: '376.71', vendor: 'Cedar Tool Hire' };
  sheet.push({ ...saw, id: 'S1', project: first }, { ...saw, id: 'S2', date: '2026-04-03', project: second });
  ledger.push(
    { ...saw, id: 'L1', date: '2026-04-06', text: `${second} - concrete saw` },
    { ...saw, id: 'L2', date: '2026-04-08', text: `${first} - concrete saw` },
  );
  return reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE)
    .matches.map((match) => [
      ...match.sheet.map((i) => sheet[i]?.id),
      ...match.ledger.map((j) => ledger[j]?.id),
    ])
    .filter((ids) => /S\d/.test(ids.join()))
    .map((ids) => ids.join(' = '))
    .sort();
}

describe('a project that only the memo names', () => {
  test('is the project of the posting, where memos say what the column says', () => {
    expect(matched((site) => `${site} - delivery`)).toEqual(['S1 = L2', 'S2 = L1']);
  });

  test('is not, where memos and column often differ', () => {
    const shifted = (site: string) => `${SITES[(SITES.indexOf(site) + 1) % SITES.length]} - delivery`;
    expect(matched(shifted)).not.toEqual(['S1 = L2', 'S2 = L1']);
  });
});
