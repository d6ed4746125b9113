import { compareDecimals, isZero } from '../../../core/decimal.ts';
import { counted, listed, named, rateText, rowsNamed } from '../../say.ts';
import type { DraftLine } from '../types.ts';
import type { Check, DraftToCheck } from './check.ts';

/** A blank Rate took the item's price, which is what the sheet asked for; said, so that it is seen. */
export const blankRate: Check = (draft) => {
  const { item, currency } = draft.facts;
  const price = item.unitPrice;
  if (price === null || isZero(price)) return [];
  const lines = timeLines(draft).filter(({ line, rate }) => rate === null && line.rate === price);
  if (lines.length === 0) return [];
  const rows = rowNumbers(lines.map(({ line }) => line));
  const message = `${rowsNamed(rows)}: Rate is blank, so the price of ${named(item.name)} is used, ${rateText(price, currency)}.`;
  return [{ code: 'blank-rate', severity: 'info', message, rows }];
};

/** Time that would be given away: no rate, or a rate of zero. Blocks where nothing else on the invoice has a price. */
export const zeroRate: Check = (draft) => {
  const lines = timeLines(draft).filter(({ line }) => isZero(line.rate));
  if (lines.length === 0) return [];
  const rows = rowNumbers(lines.map(({ line }) => line));
  const why = lines.some(({ rate }) => rate === null)
    ? `no Rate on the sheet and no price on ${named(draft.facts.item.name)} in QuickBooks`
    : 'the rate is zero';
  return [
    {
      code: 'zero-rate',
      severity: draft.content.subtotalMinor <= 0 ? 'block' : 'warn',
      message: `${rowsNamed(rows)}: ${why}, so ${counted(lines.length, 'line')} would be billed at nothing.`,
      remedy: 'Set the rate with Edit, or fill in Rate on the sheet: approving reads it again.',
      rows,
    },
  ];
};

/** Often meant (a senior's rate), sometimes a slip of the finger: shown with both figures. */
export const rateDiffersFromItem: Check = (draft) => {
  const { item, currency } = draft.facts;
  const price = item.unitPrice;
  if (price === null || isZero(price)) return [];
  const lines = timeLines(draft)
    .map(({ line }) => line)
    .filter((line) => !isZero(line.rate) && compareDecimals(line.rate, price) !== 0);
  if (lines.length === 0) return [];
  const byRate = Map.groupBy(lines, (line) => line.rate);
  const rates = [...byRate].map(
    ([rate, same]) => `${rateText(rate, currency)} on ${rowsNamed(rowNumbers(same)).toLowerCase()}`,
  );
  const message = `The rate differs from the price of ${named(item.name)}, ${rateText(price, currency)}: ${listed(rates, 5)}.`;
  return [{ code: 'rate-differs-from-item', severity: 'warn', message, rows: rowNumbers(lines) }];
};

function timeLines({ facts, content }: DraftToCheck): { line: DraftLine; rate: string | null }[] {
  const rates = new Map(facts.rows.map((row) => [row.rowId, row.rate]));
  return content.lines
    .filter((line) => line.kind === 'time')
    .map((line) => ({ line, rate: rates.get(line.rowId) ?? null }));
}

function rowNumbers(lines: readonly DraftLine[]): number[] {
  return [...new Set(lines.map((line) => line.rowNumber))];
}
