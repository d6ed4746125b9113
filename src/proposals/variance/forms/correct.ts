import type { Decimal } from '../../../core/decimal.ts';
import { sumMinor, toDecimal, toMinor } from '../../../core/money.ts';
import { plainText } from '../../../core/text.ts';
import { small } from '../../../slack/blocks/parts.ts';
import { currencyIn } from '../../../smartsheet/cost-cells.ts';
import { COST_TITLES, resolveCostColumns } from '../../../smartsheet/cost-columns.ts';
import type { KindContext } from '../../context.ts';
import { money } from '../../say.ts';
import { readsOtherwise } from '../add-row.ts';
import type { Doing } from '../content.ts';
import type { SheetRow } from '../rows.ts';
import { sums } from '../story.ts';
import type { Subject } from '../subject.ts';
import { amountText, dateInput, type Form, textInput } from './parts.ts';
import { type Read, typedDecimal, wrong } from './sent.ts';

const now = (sheet: string, books: string) =>
  `The sheet: ${sheet || 'blank'}. QuickBooks: ${books || 'none'}.`;

/** A row's own figures, each filled in with what QuickBooks has where that is what differs. */
export const correctForm: Form = async (subject, id, context) => {
  const [row] = subject.sheet;
  const [posting] = subject.ledger;
  if (!row || !posting) return { refused: 'There is no row to correct.' };
  const titles = { ...COST_TITLES, ...context.project.costs?.columns };
  const booked = sumMinor(subject.ledger.map(({ amountMinor }) => amountMinor));
  const other = await otherCurrency(subject, row, context);
  // What QuickBooks has in another currency is no figure for a cell that is read in this one.
  const byAmount = ['amount', 'tax'].includes(subject.cause) && subject.differenceMinor !== null;
  const ownAmount = amountText(byAmount ? booked : row.amountMinor, row.currency);
  const currency = textInput({
    blockId: id('currency'),
    label: titles.currency,
    value: other?.currency ?? '',
    max: 3,
    hint: now(row.currency, other?.currency ?? ''),
  });
  return [
    ...(other && !other.writable ? [small(ownAlone(subject, row, other.currency, titles.currency))] : []),
    textInput({
      blockId: id('cost'),
      label: titles.actual_cost,
      value: other?.writable ? amountText(booked, other.currency) : ownAmount,
      hint: now(money(row.amountMinor, row.currency), sums(subject.ledger)),
    }),
    ...(other?.writable ? [currency] : []),
    dateInput({
      blockId: id('date'),
      label: titles.date,
      value: subject.cause === 'timing' ? posting.date : row.date,
      hint: now(row.date, posting.date),
    }),
    textInput({
      blockId: id('code'),
      label: titles.gl_code,
      value: subject.cause === 'coding' ? posting.account : row.account,
      optional: true,
      hint: now(row.account, posting.account),
    }),
  ];
};

/** What QuickBooks has it in, where that is not the row's, and whether the row can say so; null where there is no such. */
async function otherCurrency(
  { sheetId, ledger }: Subject,
  row: SheetRow,
  { smartsheet, project }: Pick<KindContext, 'smartsheet' | 'project'>,
): Promise<{ currency: string; writable: boolean } | null> {
  const [currency, ...more] = new Set(ledger.map((posting) => posting.currency));
  if (currency === undefined || more.length > 0 || currency === row.currency) return null;
  const sheet = await smartsheet.getRows(sheetId, []);
  const { found } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  return { currency, writable: !readsOtherwise({ currency }, found, project.currency) };
}

function ownAlone({ sheetName, ledger }: Subject, row: SheetRow, other: string, title: string): string {
  const { currency } = row;
  return `The row is read as ${currency}: an amount in ${other} would count as ${currency}, as “${sheetName}” has no column “${title}” that I may write. Write what ${sums(ledger)} came to in ${currency}; where ${money(row.amountMinor, currency)} is that, press Accept on the card instead.`;
}

export const readCorrect: Read = (subject, sent, { project }) => {
  const [row] = subject.sheet;
  if (!row) return wrong(sent, 'cost', 'There is no row to correct any more.');
  const titles = project.costs?.columns;
  const typed = typedDecimal(sent.text('cost'));
  if (typed === null) return wrong(sent, 'cost', 'Write an amount like 1234.50, without a currency sign.');
  const currency = sent.text('currency').toUpperCase() || row.currency;
  if (!currencyIn(currency)) return wrong(sent, 'currency', 'Write a currency’s code, such as EUR.');
  const cost = exact(typed, currency);
  if (cost === null) return wrong(sent, 'cost', 'That is larger than Countersign handles.');
  if (cost !== typed) return wrong(sent, 'cost', `${currency} has fewer decimals: write the amount so.`);
  const date = sent.date('date') ?? row.date;
  const amount = toDecimal(row.amountMinor, row.currency);
  const old = { actual_cost: amount, currency: row.currency, date: row.date, gl_code: row.account };
  const now = { actual_cost: cost, currency, date, gl_code: plainText(sent.text('code')) };
  const cells = (['actual_cost', 'currency', 'date', 'gl_code'] as const)
    .filter((column) => old[column] !== now[column])
    .map((column) => ({ column, title: titles?.[column] ?? column, old: old[column], new: now[column] }));
  if (cells.length === 0) return wrong(sent, 'cost', 'The sheet says exactly this already.');
  const action: Doing<'correct'> = {
    do: 'correct',
    rowId: row.id,
    rowNumber: row.rowNumber,
    ...(currency === row.currency ? { currency } : {}),
    cells,
  };
  return action;
};

/** As the currency has it; null where it is larger than can be counted. */
function exact(typed: Decimal, currency: string): Decimal | null {
  try {
    return toDecimal(toMinor(typed, currency), currency);
  } catch {
    return null;
  }
}
