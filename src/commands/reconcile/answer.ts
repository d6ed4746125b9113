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
  writeEach(matches, (match) => matchLine(match, sheet, ledger), write);
  write('],\n"unmatched":{"sheet":[');
  writeEach(unmatched.sheet, (row) => unmatchedLine(row, sheet), write);
  write('],\n"ledger":[');
  writeEach(unmatched.ledger, (row) => unmatchedLine(row, ledger), write);
  const { [currency]: own, ...others } = totalsByCurrency(totals, currency);
  const byCurrency = Object.keys(others).length > 0 ? { byCurrency: others } : {};
  write(`]},\n"totals":${JSON.stringify({ ...own, ...byCurrency })}}\n`);
}

// Written piece by piece, so that the whole text never stands in memory beside the rows.
const PIECE = 500;

function writeEach<T>(items: readonly T[], lineOf: (item: T) => string, write: WriteText): void {
  for (let from = 0; from < items.length; from += PIECE) {
    let text = '';
    const end = Math.min(items.length, from + PIECE);
    for (const item of items.slice(from, end)) text += `,\n${lineOf(item)}`;
    write(from === 0 ? text.slice(1) : text);
  }
}

// Put together here, because most lines are alike and short: asking JSON.stringify of each takes three times as long.
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function idList(rows: readonly number[], ids: readonly string[]): string {
  let list = '';
  for (const row of rows) list += `${list === '' ? '' : ','}${quoted(ids[row] ?? '')}`;
  return `[${list}]`;
}

function textList(texts: readonly string[]): string {
  return texts.length === 1 ? `[${quoted(texts[0] ?? '')}]` : JSON.stringify(texts);
}

function matchLine(match: Match, sheet: Side, ledger: Side): string {
  const currency = sheet.currency[match.sheet[0] ?? -1] ?? '';
  const amount = (minor: number) => amountText(minor, currency);
  const difference = match.differenceMinor === null ? 'null' : quoted(amount(match.differenceMinor));
  const parts =
    match.parts.length === 0
      ? '[]'
      : JSON.stringify(match.parts.map(({ cause, amountMinor }) => ({ cause, amount: amount(amountMinor) })));
  // Six decimals are finer than any calibration.
  const confidence = Math.round(match.confidence * 1e6) / 1e6;
  return `{"sheet":${idList(match.sheet, sheet.id)},"ledger":${idList(match.ledger, ledger.id)},"cause":"${match.cause}","difference":${difference},"parts":${parts},"confidence":${confidence},"why":${textList(match.why)}}`;
}

function unmatchedLine({ row, cause, why }: Unmatched, side: Side): string {
  return `{"id":${quoted(side.id[row] ?? '')},"cause":"${cause}","why":${textList(why)}}`;
}

/** Minor units with all of the currency's decimals: 1234.50 USD, 1200 JPY. */
function amountText(amountMinor: number, currency: string): string {
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
