import { CAUSES, type Cause } from '../reconciliation/types.ts';
import { AGREED } from './found.ts';
import type { LedgerRow, RunMatch, RunTotals, RunUnmatched, SheetRow } from './run.ts';

interface Compared {
  sheetRows: readonly SheetRow[];
  ledgerRows: readonly LedgerRow[];
  matches: readonly RunMatch[];
  unmatched: { sheet: readonly RunUnmatched[]; ledger: readonly RunUnmatched[] };
}

type Row = Pick<SheetRow, 'amountMinor' | 'currency' | 'inPeriod'>;

/**
 * Figures of the rows in the period alone, in the project's currency; causes add up to the difference. A pair that
 * lies across the period's edge gives its parts where its sheet's rows are inside, and the rest, which the other period
 * has, as timing. `counts` says how many variances each cause has.
 */
export function periodTotals(
  compared: Compared,
  currency: string,
  counts: ReadonlyMap<Cause, number>,
): RunTotals {
  const { sheetRows, ledgerRows, matches, unmatched } = compared;
  const ours = (row: Row | undefined) => (row?.inPeriod && row.currency === currency ? row.amountMinor : 0);
  const byCause = new Map<Cause, number>();
  const give = (cause: Cause, amount: number) => byCause.set(cause, (byCause.get(cause) ?? 0) + amount);
  const matched = { sheet: 0, ledger: 0, agreed: 0 };
  for (const match of matches) {
    const sheet = match.sheet.flatMap((place) => sheetRows[place] ?? []);
    const ledger = match.ledger.flatMap((place) => ledgerRows[place] ?? []);
    matched.sheet += sheet.filter(({ inPeriod }) => inPeriod).length;
    if (AGREED.includes(match.cause)) matched.agreed += sheet.filter(({ inPeriod }) => inPeriod).length;
    matched.ledger += ledger.filter(({ inPeriod }) => inPeriod).length;
    const difference = sum(ledger.map(ours)) - sum(sheet.map(ours));
    if (match.differenceMinor === null) {
      give('currency', difference);
      continue;
    }
    const inside = sheet.every(({ inPeriod, currency: own }) => inPeriod && own === currency);
    const parts = inside ? match.parts : [];
    for (const part of parts) give(part.cause, part.amountMinor);
    const rest = difference - sum(parts.map(({ amountMinor }) => amountMinor));
    if (rest !== 0) give('timing', rest);
  }
  for (const { row, cause } of unmatched.sheet) give(cause, -ours(sheetRows[row]));
  for (const { row, cause } of unmatched.ledger) give(cause, ours(ledgerRows[row]));
  const sheetMinor = sum(sheetRows.map(ours));
  const ledgerMinor = sum(ledgerRows.map(ours));
  const causes = CAUSES.filter((cause) => (byCause.get(cause) ?? 0) !== 0 || (counts.get(cause) ?? 0) > 0);
  return {
    currency,
    sheetMinor,
    ledgerMinor,
    differenceMinor: ledgerMinor - sheetMinor,
    byCause: causes
      .map((cause) => ({ cause, amountMinor: byCause.get(cause) ?? 0, count: counts.get(cause) ?? 0 }))
      .sort((a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor)),
    agreed: agreedOf(compared),
    sheetRows: sheetRows.filter(({ inPeriod }) => inPeriod).length,
    ledgerRows: ledgerRows.filter(({ inPeriod }) => inPeriod).length,
    matchedSheetRows: matched.sheet,
    matchedLedgerRows: matched.ledger,
    agreedSheetRows: matched.agreed,
    others: othersOf(sheetRows, ledgerRows, currency),
  };
}

function agreedOf({ sheetRows, ledgerRows, matches }: Compared): RunTotals['agreed'] {
  const inside = matches.filter(
    ({ sheet, ledger }) =>
      sheet.some((place) => sheetRows[place]?.inPeriod) ||
      ledger.some((place) => ledgerRows[place]?.inPeriod),
  );
  return AGREED.map((cause) => ({
    cause,
    matches: inside.filter((match) => match.cause === cause).length,
  })).filter((one) => one.matches > 0);
}

function othersOf(sheet: readonly Row[], ledger: readonly Row[], currency: string): RunTotals['others'] {
  const found = new Map<string, { currency: string; sheetMinor: number; ledgerMinor: number }>();
  const add = (row: Row, side: 'sheetMinor' | 'ledgerMinor') => {
    if (!row.inPeriod || row.currency === currency) return;
    const sums = found.get(row.currency) ?? { currency: row.currency, sheetMinor: 0, ledgerMinor: 0 };
    sums[side] += row.amountMinor;
    found.set(row.currency, sums);
  };
  for (const row of sheet) add(row, 'sheetMinor');
  for (const row of ledger) add(row, 'ledgerMinor');
  return [...found.values()].sort((a, b) => a.currency.localeCompare(b.currency));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
