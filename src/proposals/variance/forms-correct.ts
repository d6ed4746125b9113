import { sumMinor } from '../../core/money.ts';
import { small } from '../../slack/blocks/parts.ts';
import { COST_TITLES, resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { KindContext } from '../context.ts';
import { money } from '../say.ts';
import { readsOtherwise } from './add-row.ts';
import { amountText, dateInput, type Form, textInput } from './form-parts.ts';
import type { SheetRow } from './rows.ts';
import { sums } from './story.ts';
import type { Subject } from './subject.ts';

const now = (sheet: string, books: string) =>
  `The sheet: ${sheet || 'blank'}. QuickBooks: ${books || 'none'}.`;

/** A row's own figures, each filled in with what QuickBooks has where that is what differs. */
export const correct: Form = async (subject, id, context) => {
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
