import { parseDecimal } from '../../core/decimal.ts';
import { money, named, rateText } from '../say.ts';
import type { Action, Doing } from './content.ts';
import { postingName } from './words.ts';

/** What pressing Approve does, in a few words: it stands on the button, at most 75 characters. */
export function actionLabel(action: Action): string {
  switch (action.do) {
    case 'accept':
      return 'Accept';
    case 'correct':
      return `correct row ${action.rowNumber} of the sheet`;
    case 'add':
      return `add ${money(action.amountMinor, action.currency)} to the sheet`;
    case 'recode':
      return `recode ${postingName({ ...action })}`;
    case 'bill':
      return `create bill ${money(action.amountMinor, action.currency)}`;
    case 'journal':
      return `post journal entry ${money(action.amountMinor, action.currency)}`;
    case 'same':
      return action.ledger.length + action.sheet.length > 2 ? 'these belong together' : 'they are the same';
    case 'different':
      return 'they are not the same';
  }
}

/** Every value that is approved, a line each: old and new where something is changed. */
export function actionLines(action: Action): string[] {
  switch (action.do) {
    case 'accept':
      return ['Accept it as it is: nothing is changed in the sheet’s figures or in QuickBooks.'];
    case 'correct':
      return [
        `Correct row ${action.rowNumber} of the sheet:`,
        ...action.cells.map((cell) => `${cell.title}: ${corrected(cell, action)}`),
      ];
    case 'add':
      return [
        `Add a row to the sheet for ${action.posting.name}: ${money(action.amountMinor, action.currency)}`,
        `Vendor: ${action.vendor || 'none'} · number: ${action.invoice || 'none'} · date: ${action.date} · GL code: ${action.code || 'none'}`,
        `Description: ${named(action.description, 200) || 'none'}`,
      ];
    case 'recode':
      return [
        `Recode ${postingName({ ...action })}, line ${action.lineId}, in QuickBooks:`,
        ...recoded(action).map(
          ({ field, from, to }) => `${FIELD[field]}: ${from || 'none'} → ${to || 'none'}`,
        ),
      ];
    case 'bill':
      return billLines(action);
    case 'journal':
      return journalLines(action);
    case 'same':
      return [
        'Remember that these belong together:',
        ...[...action.sheet, ...action.ledger].map(({ name }) => name),
        ...(action.differs === ''
          ? []
          : [`${action.differs}: beyond the tolerance, the next reconciliation asks about that.`]),
      ];
    case 'different':
      return ['Remember that these are not the same, and never match them again.'];
  }
}

function billLines(action: Doing<'bill'>): string[] {
  return [
    `Create a bill in QuickBooks: ${money(action.amountMinor, action.currency)}`,
    `Vendor: ${action.vendor.name} · number: ${action.number || 'none'} · date: ${action.date} · due: ${action.dueDate ?? 'by the terms'}`,
    `Account: ${action.account.name} · class: ${action.class?.name ?? 'none'} · customer: ${action.customer.name}`,
    `Description: ${named(action.description, 200) || 'none'}`,
    ...(action.anyway
      ? [
          `Another one than ${action.anyway.postings.map(({ name }) => name).join('; ')}, because: ${action.anyway.why}`,
        ]
      : []),
  ];
}

function journalLines(action: Doing<'journal'>): string[] {
  return [
    `Post a journal entry in QuickBooks, ${action.date}:`,
    journalSide('Debit', action.debit.name, action),
    journalSide('Credit', action.credit.name, action),
    `Customer: ${action.customer.name} · class: ${action.class?.name ?? 'none'} · memo: ${named(action.memo, 200)}`,
  ];
}

function journalSide(side: 'Debit' | 'Credit', account: string, action: Doing<'journal'>): string {
  const vendor = side !== action.costSide && action.vendor ? ` · vendor: ${action.vendor.name}` : '';
  return `${side} ${account}: ${money(action.amountMinor, action.currency)}${vendor}`;
}

const FIELD = { account: 'Account', class: 'Class', customer: 'Customer' } as const;

function recoded(action: Doing<'recode'>) {
  return (['account', 'class', 'customer'] as const).flatMap((field) => {
    const change = action[field];
    return change ? [{ field, ...change }] : [];
  });
}

/** "$780.00 → $822.50", "2026-10-12 → 2026-10-14". */
function corrected(cell: Doing<'correct'>['cells'][number], action: Doing<'correct'>): string {
  const [old, now] = [cell.old, cell.new].map((value) => cellShown(cell.column, value, action));
  return `${old || 'blank'} → ${now || 'blank'}`;
}

/** A cell's value for people: an amount with its currency and all its decimals, as everywhere else. */
export function cellShown(
  column: Doing<'correct'>['cells'][number]['column'],
  value: string,
  { currency }: Pick<Doing<'correct'>, 'currency'>,
): string {
  const amount = column === 'actual_cost' && currency !== undefined ? parseDecimal(value) : null;
  return amount === null || currency === undefined ? value : rateText(amount, currency);
}

/** How a posting without a number is told from others. */
export function numberOrId(posting: { id: string; number: string | null } | null): string | null {
  return posting && (posting.number ?? `Id ${posting.id}`);
}

/** What became of it, for the sheet's notes, the card and the report. */
export function doneWords(action: Action, number: string | null): string {
  switch (action.do) {
    case 'accept':
      return 'Accepted';
    case 'correct':
      return `Sheet corrected: ${action.cells.map((cell) => `${cell.title} ${corrected(cell, action)}`).join(', ')}`;
    case 'add':
      return `Added to the sheet: ${action.posting.name}`;
    case 'recode':
      return `Recoded in QuickBooks: ${recoded(action)
        .map(({ field, to }) => to || `no ${field}`)
        .join(', ')}`;
    case 'bill':
      return `Bill ${number ?? action.number} created in QuickBooks`.replace('  ', ' ');
    case 'journal':
      return `Journal entry ${number ?? ''} posted in QuickBooks`.replace('  ', ' ');
    case 'same':
      return 'Matched by hand';
    case 'different':
      return 'Not the same, decided by hand';
  }
}
