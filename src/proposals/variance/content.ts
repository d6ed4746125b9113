import { z } from 'zod';
import { CAUSES } from '../../reconciliation/types.ts';
import { Subject } from './subject.ts';

/** What one version proposes, whole: what is approved is exactly this. */

const text = z.string();
const minor = z.number().int();

/** One reference that a posting is coded to, as it is and as it would be. An id of '' is none. */
const Recoded = z.object({ fromId: text, from: text, toId: text, to: text });
export type Recoded = z.infer<typeof Recoded>;

const accept = z.object({ do: z.literal('accept') });
const correct = z.object({
  do: z.literal('correct'),
  rowId: text,
  rowNumber: z.number().int(),
  /** Of the amounts; absent where that changes too, and in what was proposed before it was kept. */
  currency: text.optional(),
  /** Amounts as plain decimals, dates ISO, currencies as codes: a row that names none is in the project's. */
  cells: z.array(
    z.object({
      column: z.enum(['actual_cost', 'currency', 'date', 'gl_code']),
      title: text,
      old: text,
      new: text,
    }),
  ),
});
const add = z.object({
  do: z.literal('add'),
  /** "Bill SC-7718", and its id. */
  posting: z.object({ id: text, name: text, txnId: text }),
  description: text,
  vendor: text,
  invoice: text,
  date: text,
  code: text,
  currency: text,
  amountMinor: minor,
});
const recode = z.object({
  do: z.literal('recode'),
  type: text,
  txnId: text,
  lineId: text,
  number: text,
  /** The transaction as people saw it: changed since, it is not touched. */
  syncToken: text,
  account: Recoded.nullable(),
  class: Recoded.nullable(),
  customer: Recoded.nullable(),
});
const named = z.object({ id: text, name: text });
const bill = z.object({
  do: z.literal('bill'),
  vendor: named,
  date: text,
  dueDate: text.nullable(),
  number: text,
  account: named,
  class: named.nullable(),
  customer: named,
  currency: text,
  amountMinor: minor.positive(),
  description: text,
  /** What of QuickBooks looks like it and is another one, and why: a person's word. Absent where nobody had to say so. */
  anyway: z.object({ postings: z.array(named), why: text }).optional(),
});
const journal = z.object({
  do: z.literal('journal'),
  date: text,
  currency: text,
  amountMinor: minor.positive(),
  debit: named,
  credit: named,
  /** On the side that is the project's cost. */
  customer: named,
  costSide: z.enum(['Debit', 'Credit']),
  /** On the other side, where that is what is owed to vendors. */
  vendor: named.nullish(),
  class: named.nullable(),
  memo: text,
});
const same = z.object({
  do: z.literal('same'),
  sheet: z.array(named),
  ledger: z.array(named),
  /** "QuickBooks has $771.00 less than the sheet"; '' where they agree, or cannot be compared. */
  differs: text.default(''),
});
const different = z.object({
  do: z.literal('different'),
  pairs: z.array(z.object({ sheet: text, ledger: text })),
  why: text,
});

export const Action = z.discriminatedUnion('do', [
  accept,
  correct,
  add,
  recode,
  bill,
  journal,
  same,
  different,
]);
export type Action = z.infer<typeof Action>;
export type ActionName = Action['do'];
export type Doing<Name extends ActionName> = Extract<Action, { do: Name }>;

export const ACTION_NAMES = [
  'accept',
  'correct',
  'add',
  'recode',
  'bill',
  'journal',
  'same',
  'different',
] as const;

const Figures = { id: text, amountMinor: minor, currency: text, date: text, account: text };

export const StoredContent = z.object({
  key: text,
  cause: z.enum(CAUSES),
  sheetId: text,
  /** Both sides as they stood when it was decided on. */
  rows: z.array(z.object(Figures)),
  postings: z.array(z.object(Figures)),
  differenceMinor: minor.nullable(),
  action: Action,
});
export type VarianceContent = z.infer<typeof StoredContent>;

export const StoredBasis = z.object({ subject: Subject });

export function contentOf(subject: Subject, action: Action): VarianceContent {
  const figures = ({ id, amountMinor, currency, date, account }: VarianceContent['rows'][number]) => ({
    id,
    amountMinor,
    currency,
    date,
    account,
  });
  return {
    key: subject.key,
    cause: subject.cause,
    sheetId: subject.sheetId,
    rows: subject.sheet.map(figures),
    postings: subject.ledger.map(figures),
    differenceMinor: subject.differenceMinor,
    action,
  };
}

/** Ids of the rows that say what was decided: those put together by hand, from whichever card that was done; else its own. */
export function decidedRows({ action, rows }: VarianceContent): string[] {
  return (action.do === 'same' ? action.sheet : rows).map(({ id }) => id);
}

/** Whether it changes the sheet or the books by itself, beyond saying that it is decided. */
export function writes({ action }: VarianceContent): boolean {
  return !['accept', 'same', 'different'].includes(action.do);
}
