import type { Cause, Match, Side, Tolerance, Totals, Unmatched } from '../types.ts';

function addTo<Key>(map: Map<Key, number>, key: Key, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}

function sumBy(side: Side, rows: Iterable<number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) addTo(sums, side.currency[row] ?? '', side.amountMinor[row] ?? 0);
  return sums;
}

/**
 * Sums by currency, and the difference by cause: each match gives its parts, or under its own cause what its rows
 * differ by in a currency; each unmatched row gives itself. By construction the causes of a currency add up to that
 * currency's ledger minus its sheet.
 */
export function totalsOf(
  sheet: Side,
  ledger: Side,
  matches: readonly Match[],
  unmatched: { sheet: readonly Unmatched[]; ledger: readonly Unmatched[] },
  tolerance: Tolerance,
): Totals {
  const causes = new Map<string, Map<Cause, number>>();
  function give(currency: string, cause: Cause, amount: number): void {
    const ofCurrency = causes.get(currency) ?? new Map<Cause, number>();
    causes.set(currency, ofCurrency);
    addTo(ofCurrency, cause, amount);
  }
  const matched = { sheet: new Map<string, number>(), ledger: new Map<string, number>() };
  for (const match of matches) {
    for (const row of match.sheet)
      addTo(matched.sheet, sheet.currency[row] ?? '', sheet.amountMinor[row] ?? 0);
    for (const row of match.ledger)
      addTo(matched.ledger, ledger.currency[row] ?? '', ledger.amountMinor[row] ?? 0);
    if (match.differenceMinor === null) {
      for (const row of match.sheet)
        give(sheet.currency[row] ?? '', match.cause, -(sheet.amountMinor[row] ?? 0));
      for (const row of match.ledger)
        give(ledger.currency[row] ?? '', match.cause, ledger.amountMinor[row] ?? 0);
    } else {
      const currency = sheet.currency[match.sheet[0] ?? 0] ?? '';
      for (const part of match.parts) give(currency, part.cause, part.amountMinor);
    }
  }
  for (const { row, cause } of unmatched.sheet)
    give(sheet.currency[row] ?? '', cause, -(sheet.amountMinor[row] ?? 0));
  for (const { row, cause } of unmatched.ledger)
    give(ledger.currency[row] ?? '', cause, ledger.amountMinor[row] ?? 0);
  return {
    sheet: sumBy(sheet, sheet.id.keys()),
    ledger: sumBy(ledger, ledger.id.keys()),
    matched,
    byCause: causes.get(tolerance.currency) ?? new Map(),
    byCurrency: causes,
  };
}
