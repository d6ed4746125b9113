import { type Decimal, parseDecimal } from '../../core/decimal.ts';
import { sumMinor, toDecimal, toMinor } from '../../core/money.ts';
import { plainText } from '../../core/text.ts';
import { currencyIn } from '../../smartsheet/cost-cells.ts';
import type { KindContext } from '../context.ts';
import type { Drafted, StoredDraft } from '../draft.ts';
import type { FieldError } from '../kind.ts';
import { money } from '../say.ts';
import { ANYWAY, readAnyway } from './anyway.ts';
import { type Action, type Doing, type Recoded, StoredBasis, StoredContent } from './content.ts';
import { chosenInstead, draftVariance } from './draft.ts';
import { type Choice, NONE, PAYABLE } from './form-parts.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import { readSent, type Sent, typedAmount } from './sent.ts';
import type { Subject } from './subject.ts';
import { postingLine, postingName, rowLine } from './words.ts';

type Edited = { errors: FieldError[] } | { unchanged: true } | { drafted: Drafted };

/** What the form was sent with, as the next version's action; the version it was opened on is still the newest. */
export function edit(
  draft: StoredDraft,
  values: unknown,
  who: string,
  context: Pick<KindContext, 'project' | 'projects' | 'now'>,
): Edited {
  const { subject } = StoredBasis.parse(draft.basis);
  const before = StoredContent.parse(draft.content).action;
  const sent = readSent(values, draft.version);
  const read = sent?.action ? READ[sent.action] : undefined;
  if (!sent || !read)
    return {
      errors: [
        {
          blockId: `form:v${draft.version}`,
          message: 'This form is not one of ours. Press the button again.',
        },
      ],
    };
  const action = read(subject, sent, context, before);
  if ('errors' in action) return action;
  const changes = chosenInstead(before, action);
  if (changes.length === 0) return { unchanged: true };
  return { drafted: draftVariance(subject, action, { author: { kind: 'person', who }, changes }, context) };
}

type Read = (
  subject: Subject,
  sent: Sent,
  context: Pick<KindContext, 'project'>,
  before: Action,
) => Action | { errors: FieldError[] };

function wrong(sent: Sent, field: string, message: string): { errors: FieldError[] } {
  return { errors: [{ blockId: sent.blockId(field), message }] };
}

function readCorrect(subject: Subject, sent: Sent, { project }: Pick<KindContext, 'project'>) {
  const [row] = subject.sheet;
  if (!row) return wrong(sent, 'cost', 'There is no row to correct any more.');
  const titles = project.costs?.columns;
  const typed = parseDecimal(sent.text('cost').replace(/,(?=\d{3}(\D|$))/g, ''));
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
}

/** As the currency has it; null where it is larger than can be counted. */
function exact(typed: Decimal, currency: string): Decimal | null {
  try {
    return toDecimal(toMinor(typed, currency), currency);
  } catch {
    return null;
  }
}

function readAdd({ ledger: [posting] }: Subject, sent: Sent) {
  if (!posting) return wrong(sent, 'description', 'There is no posting to add a row for any more.');
  const { id, txnId, vendor, number, date, currency, amountMinor } = posting;
  const action: Doing<'add'> = {
    do: 'add',
    posting: { id, name: postingName(posting), txnId },
    description: plainText(sent.text('description')),
    vendor,
    invoice: number,
    date,
    code: plainText(sent.text('code')),
    currency,
    amountMinor,
  };
  return action;
}

function readRecode(subject: Subject, sent: Sent) {
  const [posting] = subject.ledger;
  if (!posting) return wrong(sent, 'account', 'There is no posting to recode any more.');
  const change = (field: string, fromId: string, from: string): Recoded | null => {
    const chosen = sent.choice(field);
    const toId = chosen === null || chosen.id === NONE.id ? '' : chosen.id;
    if (chosen === null || toId === fromId) return null;
    return { fromId, from, toId, to: toId === '' ? '' : chosen.name };
  };
  const action: Doing<'recode'> = {
    do: 'recode',
    type: posting.type,
    txnId: posting.txnId,
    lineId: posting.lineId,
    number: posting.number,
    syncToken: posting.syncToken,
    account: change('account', posting.accountId, posting.account),
    class: change('class', posting.classId, posting.class),
    customer: change('customer', posting.customerId, posting.customer),
  };
  if (!action.account && !action.class && !action.customer)
    return wrong(sent, 'account', 'It is coded exactly so already.');
  return action;
}

const orNone = (choice: Choice | null) => (choice === null || choice.id === NONE.id ? null : choice);

function readBill(subject: Subject, sent: Sent) {
  const [row] = subject.sheet;
  const [vendor, account, customer, date] = [
    sent.choice('vendor'),
    sent.choice('account'),
    sent.choice('customer'),
    sent.date('date'),
  ];
  if (!row || !vendor) return wrong(sent, 'vendor', 'Choose the vendor.');
  if (!account) return wrong(sent, 'account', 'Choose the account.');
  if (!customer) return wrong(sent, 'customer', 'Choose the customer.');
  if (!date) return wrong(sent, 'date', 'Choose the date.');
  const amountMinor = typedAmount(sent.text('amount'), row.currency);
  if (typeof amountMinor !== 'number') return wrong(sent, 'amount', amountMinor.why);
  const due = sent.date('due');
  if (due !== null && due < date) return wrong(sent, 'due', 'It would be due before its date.');
  const action: Doing<'bill'> = {
    do: 'bill',
    vendor,
    date,
    dueDate: due,
    number: plainText(sent.text('number')).slice(0, 21),
    account,
    class: orNone(sent.choice('class')),
    customer,
    currency: row.currency,
    amountMinor,
    description: plainText(sent.text('description')),
  };
  return action;
}

function readJournal(subject: Subject, sent: Sent) {
  const [posting] = subject.ledger;
  const [debit, credit, customer, date] = [
    accountOf(sent.choice('debit')),
    accountOf(sent.choice('credit')),
    sent.choice('customer'),
    sent.date('date'),
  ];
  if (!posting || !debit) return wrong(sent, 'debit', 'Choose the account to debit.');
  if (!credit) return wrong(sent, 'credit', 'Choose the account to credit.');
  if (debit.id === credit.id)
    return wrong(sent, 'credit', 'Debit and credit are the same account: it would change nothing.');
  if (!customer) return wrong(sent, 'customer', 'Choose the customer.');
  if (!date) return wrong(sent, 'date', 'Choose the date.');
  const amountMinor = typedAmount(sent.text('amount'), posting.currency);
  if (typeof amountMinor !== 'number') return wrong(sent, 'amount', amountMinor.why);
  const byAccount =
    debit.id === posting.accountId ? 'Debit' : credit.id === posting.accountId ? 'Credit' : null;
  const action: Doing<'journal'> = {
    do: 'journal',
    date,
    currency: posting.currency,
    amountMinor,
    debit,
    credit,
    customer,
    costSide: byAccount ?? ((subject.differenceMinor ?? 0) > 0 ? 'Credit' : 'Debit'),
    vendor:
      [sent.choice('debit'), sent.choice('credit')].some((one) => one?.id.startsWith(PAYABLE)) &&
      posting.vendorId !== ''
        ? { id: posting.vendorId, name: posting.vendor }
        : null,
    class: orNone(sent.choice('class')),
    memo: plainText(sent.text('memo')),
  };
  return action;
}

const accountOf = (choice: Choice | null): Choice | null =>
  choice && { ...choice, id: choice.id.replace(PAYABLE, '') };

/** Whoever says that they belong together knows from it what is still open. */
function differing(rows: readonly SheetRow[], postings: readonly LedgerRow[]): string {
  const [currency, ...others] = new Set([...rows, ...postings].map((one) => one.currency));
  const total = (list: readonly (SheetRow | LedgerRow)[]) =>
    sumMinor(list.map(({ amountMinor }) => amountMinor));
  const difference = total(postings) - total(rows);
  if (currency === undefined || others.length > 0 || difference === 0) return '';
  return `QuickBooks has ${money(Math.abs(difference), currency)} ${difference > 0 ? 'more' : 'less'} than the sheet`;
}

function readSame({ sheet, ledger, near }: Subject, sent: Sent) {
  const rows = sent
    .choices('sheet')
    .flatMap(({ id }) => [...sheet, ...near.sheet].find((row) => row.id === id) ?? []);
  const postings = sent
    .choices('ledger')
    .flatMap(({ id }) => [...ledger, ...near.ledger].find((one) => one.id === id) ?? []);
  if (rows.length === 0) return wrong(sent, 'sheet', 'Choose at least one row.');
  if (postings.length === 0) return wrong(sent, 'ledger', 'Choose at least one posting.');
  const action: Doing<'same'> = {
    do: 'same',
    sheet: rows.map((row) => ({ id: row.id, name: rowLine(row) })),
    ledger: postings.map((posting) => ({ id: posting.id, name: postingLine(posting) })),
    differs: differing(rows, postings),
  };
  return action;
}

function readDifferent({ sheet, ledger }: Subject, sent: Sent) {
  const pairs = sheet.flatMap((row) => ledger.map((posting) => ({ sheet: row.id, ledger: posting.id })));
  const action: Doing<'different'> = { do: 'different', pairs, why: plainText(sent.text('why')) };
  return action;
}

const READ: Readonly<Record<string, Read>> = {
  accept: () => ({ do: 'accept' }),
  correct: readCorrect,
  add: readAdd,
  recode: readRecode,
  bill: readBill,
  journal: readJournal,
  same: readSame,
  different: readDifferent,
  [ANYWAY]: (_subject, sent, _context, before) => readAnyway(before, sent),
};
