import { minorDigits } from '../../core/money.ts';
import type { Cause, Match, Reconciliation, Side, Unmatched } from '../../reconciliation/types.ts';
import type { WriteText } from './out-file.ts';

/** How every answer begins, whatever it says. */
export const BEGINNING = '{"matches":[';

/**
 * Writes the answer as JSON, a line for each match and each unmatched row. Amounts are text with the currency's
 * decimals, of a match in its own currency, of `totals` in `currency`; what is in other currencies stands under
 * `totals.byCurrency`, so that nothing is left out and nothing is added up that cannot be.
 */
export function writeAnswer(
  { matches, unmatched, totals }: Reconciliation,
  sheet: Side,
  ledger: Side,
  currency: string,
  write: WriteText,
): void {
  write(BEGINNING);
  writeEach(matches, (match) => matchContent(match, sheet, ledger), write);
  write('],\n"unmatched":{"sheet":[');
  writeEach(unmatched.sheet, (row) => unmatchedContent(row, sheet), write);
  write('],\n"ledger":[');
  writeEach(unmatched.ledger, (row) => unmatchedContent(row, ledger), write);
  const { [currency]: own, ...others } = totalsByCurrency(totals, currency);
  const byCurrency = Object.keys(others).length > 0 ? { byCurrency: others } : {};
  write(`]},\n"totals":${JSON.stringify({ ...own, ...byCurrency })}}\n`);
}

// Written piece by piece, so that the whole text never stands in memory beside the rows.
const PIECE = 500;

function writeEach<T>(items: readonly T[], contentOf: (item: T) => object, write: WriteText): void {
  for (let from = 0; from < items.length; from += PIECE) {
    const lines = items.slice(from, from + PIECE).map((item) => JSON.stringify(contentOf(item)));
    write(`${from === 0 ? '' : ','}\n${lines.join(',\n')}`);
  }
}

function matchContent(match: Match, sheet: Side, ledger: Side): object {
  const currency = sheet.currency[match.sheet[0] ?? -1] ?? '';
  const amount = (minor: number) => amountText(minor, currency);
  return {
    sheet: match.sheet.map((row) => sheet.id[row]),
    ledger: match.ledger.map((row) => ledger.id[row]),
    cause: match.cause,
    difference: match.differenceMinor === null ? null : amount(match.differenceMinor),
    parts: match.parts.map(({ cause, amountMinor }) => ({ cause, amount: amount(amountMinor) })),
    // Six decimals are finer than any calibration.
    confidence: Math.round(match.confidence * 1e6) / 1e6,
    why: match.why,
  };
}

function unmatchedContent({ row, cause, why }: Unmatched, side: Side): object {
  return { id: side.id[row], cause, why };
}

/** Minor units with all of the currency's decimals: 1234.50 USD, 1200 JPY. */
export function amountText(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const units = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + units;
  return `${sign}${units.slice(0, -digits)}.${units.slice(-digits)}`;
}

export interface CurrencyTotals {
  sheet: string;
  ledger: string;
  matched: { sheet: string; ledger: string };
  /** Ledger minus sheet. */
  difference: string;
  /** Adds up to the difference. */
  byCause: Partial<Record<Cause, string>>;
}

/** The totals of every currency that occurs, and of `currency` even where it does not. */
export function totalsByCurrency(
  { sheet, ledger, matched, byCurrency }: Reconciliation['totals'],
  currency: string,
): Record<string, CurrencyTotals> {
  const codes = [...new Set([currency, ...[...sheet.keys(), ...ledger.keys()].sort()])];
  const entries = codes.map((code): [string, CurrencyTotals] => {
    const text = (minor = 0) => amountText(minor, code);
    const causes = [...(byCurrency.get(code) ?? [])].map(([cause, minor]) => [cause, text(minor)]);
    return [
      code,
      {
        sheet: text(sheet.get(code)),
        ledger: text(ledger.get(code)),
        matched: { sheet: text(matched.sheet.get(code)), ledger: text(matched.ledger.get(code)) },
        difference: text((ledger.get(code) ?? 0) - (sheet.get(code) ?? 0)),
        byCause: Object.fromEntries(causes),
      },
    ];
  });
  return Object.fromEntries(entries);
}
