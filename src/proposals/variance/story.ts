import { daysBetween } from '../../core/iso-date.ts';
import { counted, money, named } from '../say.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import type { Subject } from './subject.ts';
import { CAUSE_WORDS, whoOf } from './words.ts';

/** A variance as somebody would tell it: on the first line of its card, and in the words under it. */

type Row = SheetRow | LedgerRow;

/** "Variance: $42.50 more in QuickBooks – Nakamura Photography": how much, what, with whom. */
export function headline(subject: Subject): string {
  return `Variance: ${story(subject)} – ${whoOf(subject)}`;
}

function story(subject: Subject): string {
  const { cause, sheet, ledger, differenceMinor, currency } = subject;
  const amount = firstAmount(subject);
  const side = ledger.length > 0 ? 'QuickBooks' : 'the sheet';
  switch (cause) {
    case 'currency':
      return `${sums(ledger) || amount} in QuickBooks, ${sums(sheet) || 'nothing'} in the sheet`;
    case 'missing-in-ledger':
      return `${amount} not in QuickBooks`;
    case 'missing-in-sheet':
      return `${amount} not in the sheet`;
    case 'duplicate':
      return `${amount} twice in ${side}`;
    case 'reversal':
      return `${amount} entered and reversed in ${side}`;
    default:
      if (differenceMinor !== null && differenceMinor !== 0)
        return moreOrLess(differenceMinor, currency, cause);
      return cause === 'coding' ? `${amount} on another account` : `${amount}, ${agreed(subject)}`;
  }
}

function moreOrLess(differenceMinor: number, currency: string, cause: Subject['cause']): string {
  const how = differenceMinor > 0 ? 'more' : 'less';
  const tax = cause === 'tax' ? ', as tax' : '';
  return `${money(Math.abs(differenceMinor), currency)} ${how} in QuickBooks${tax}`;
}

function agreed(subject: Subject): string {
  const apart = daysApart(subject);
  return subject.cause === 'timing' && apart > 0
    ? `dates ${counted(apart, 'day')} apart`
    : CAUSE_WORDS[subject.cause];
}

function daysApart({ sheet: [row], ledger: [posting] }: Subject): number {
  return row && posting ? Math.abs(daysBetween(row.date, posting.date)) : 0;
}

function firstAmount({ sheet, ledger, currency }: Subject): string {
  const [first] = [...ledger, ...sheet];
  return first ? money(Math.abs(first.amountMinor), first.currency) : money(0, currency);
}

/** The total of one side, one for each of its currencies; '' where it is empty. */
export function sums(rows: readonly Row[]): string {
  const totals = new Map<string, number>();
  for (const { currency, amountMinor } of rows)
    totals.set(currency, (totals.get(currency) ?? 0) + amountMinor);
  return [...totals].map(([currency, amount]) => money(amount, currency)).join(' and ');
}

/** The cause by its name, and in a sentence what that is here. */
export function causeLine(subject: Subject): string {
  return `Cause: ${CAUSE_WORDS[subject.cause]}. ${meaning(subject)}${parts(subject)}`.trim();
}

function meaning({ cause, sheet, ledger }: Subject): string {
  const list = (rows: readonly Row[], of: (row: Row) => string) =>
    [...new Set(rows.map((row) => named(of(row), 80) || 'none'))].join(', ');
  const both = (of: (row: Row) => string) =>
    `The sheet says ${list(sheet, of)}, QuickBooks ${list(ledger, of)}.`;
  switch (cause) {
    case 'currency':
      return 'The two sides are in different currencies.';
    case 'tax':
      return 'The difference is what sales tax would be.';
    case 'amount':
      return 'They belong together, but not for the same amount.';
    case 'coding':
      return both(({ account }) => account);
    case 'timing':
      return both(({ date }) => date);
    case 'duplicate':
      return 'It looks entered twice.';
    case 'reversal':
      return 'One entry takes the other back.';
    case 'missing-in-ledger':
      return 'Nothing in QuickBooks belongs to this row.';
    case 'missing-in-sheet':
      return 'No row of the sheet belongs to it.';
    default:
      return '';
  }
}

/** Where several causes make up the difference, how much each. */
function parts({ parts: found, currency }: Subject): string {
  if (found.length < 2) return '';
  return ` Of the difference: ${found.map(({ cause, amountMinor }) => `${CAUSE_WORDS[cause]} ${money(amountMinor, currency)}`).join(', ')}.`;
}
