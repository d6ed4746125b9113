import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAUSES } from '../../src/reconciliation/types.ts';
import type { LedgerRow, RunMatch, RunUnmatched, SheetRow } from '../../src/reconciling/run.ts';
import { periodTotals } from '../../src/reconciling/totals.ts';

const row = fc.record({
  amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  inPeriod: fc.boolean(),
});

/** Rows dealt out to matches and to the rest, as a comparison would; parts add up to their match's difference. */
const compared = fc
  .record({
    sheet: fc.array(row, { maxLength: 12 }),
    ledger: fc.array(row, { maxLength: 12 }),
    groups: fc.integer({ min: 0, max: 4 }),
    cause: fc.constantFrom(...CAUSES),
  })
  .map(({ sheet, ledger, groups, cause }) => {
    const dealt = (list: readonly object[], group: number) =>
      [...list.keys()].filter((place) => place % (groups + 1) === group && group < groups);
    const matches = Array.from({ length: groups }, (_, group): RunMatch => {
      const [rows, postings] = [dealt(sheet, group), dealt(ledger, group)];
      const all = [...rows.flatMap((at) => sheet[at] ?? []), ...postings.flatMap((at) => ledger[at] ?? [])];
      const sum = (places: readonly number[], list: typeof sheet) =>
        places.reduce((total, at) => total + (list[at]?.amountMinor ?? 0), 0);
      const crosses = new Set(all.map(({ currency }) => currency)).size > 1;
      const difference = sum(postings, ledger) - sum(rows, sheet);
      return {
        sheet: rows,
        ledger: postings,
        cause,
        differenceMinor: crosses ? null : difference,
        parts: crosses ? [] : [{ cause, amountMinor: difference }],
        confidence: 1,
        why: [],
      };
    }).filter(({ sheet: rows, ledger: postings }) => rows.length > 0 && postings.length > 0);
    const rest = (list: readonly object[], side: 'sheet' | 'ledger'): RunUnmatched[] =>
      [...list.keys()]
        .filter((place) => !matches.some((match) => match[side].includes(place)))
        .map((place) => ({ row: place, cause, why: [], candidates: [] }));
    return {
      sheetRows: sheet as SheetRow[],
      ledgerRows: ledger as LedgerRow[],
      matches,
      unmatched: { sheet: rest(sheet, 'sheet'), ledger: rest(ledger, 'ledger') },
    };
  });

test('whatever lies over the period’s edge or in another currency, the causes add up to the difference, to the cent', () => {
  fc.assert(
    fc.property(compared, (one) => {
      const totals = periodTotals(one, 'USD', new Map());
      const sum = totals.byCause.reduce((total, { amountMinor }) => total + amountMinor, 0);
      expect(sum).toBe(totals.differenceMinor);
      expect(totals.differenceMinor).toBe(totals.ledgerMinor - totals.sheetMinor);
    }),
    { numRuns: 2_000 },
  );
});
