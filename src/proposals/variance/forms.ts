import type { KnownBlock, View } from '@slack/types';
import { localDate } from '../../core/instant.ts';
import { sumMinor, toDecimal } from '../../core/money.ts';
import { plain, section, small } from '../../slack/blocks/parts.ts';
import { VIEWS } from '../decision-buttons.ts';
import type { KindContext, StoredDraft } from '../kind.ts';
import { type ActionName, StoredBasis, StoredContent } from './content.ts';
import { CHOOSE_LABEL, fitting } from './fitting.ts';
import { type Choice, dateInput, multiSelect, select, textInput } from './form-parts.ts';
import type { Subject } from './subject.ts';
import { headline, postingLine, postingName, rowLine } from './words.ts';

/** The form for what is to be done instead of accepting, its fields filled with what fits. Throws VendorFailure. */
export async function actionForm(
  draft: StoredDraft,
  name: ActionName,
  privateMetadata: string,
  context: KindContext,
): Promise<View | { refused: string }> {
  const { subject } = StoredBasis.parse(draft.basis);
  const { action } = StoredContent.parse(draft.content);
  if (name !== action.do && name !== 'accept' && !fitting(subject).includes(name))
    return { refused: 'That does not fit this variance any more. The card shows what does.' };
  const id = (field: string) => `${name}:${field}:v${draft.version}`;
  const inputs = await FORMS[name](subject, id, context);
  if ('refused' in inputs) return inputs;
  return {
    type: 'modal',
    callback_id: VIEWS.edit,
    private_metadata: privateMetadata,
    title: plain(CHOOSE_LABEL[name], 24),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(headline(subject)),
      small(
        `Saving makes v${draft.version + 1} of this proposal, to be approved by who may. Nothing is changed before that.`,
      ),
      ...inputs,
    ],
  };
}

type Id = (field: string) => string;
type Form = (subject: Subject, id: Id, context: KindContext) => Promise<KnownBlock[] | { refused: string }>;

const correct: Form = async (subject, id, { project }) => {
  const [row] = subject.sheet;
  const [posting] = subject.ledger;
  if (!row || !posting) return { refused: 'There is no row to correct.' };
  const titles = project.costs?.columns;
  const booked = toDecimal(sumMinor(subject.ledger.map(({ amountMinor }) => amountMinor)), row.currency);
  const typed = toDecimal(row.amountMinor, row.currency);
  // What QuickBooks has in another currency is no figure for this cell.
  const byAmount = ['amount', 'tax'].includes(subject.cause) && subject.differenceMinor !== null;
  const now = (sheet: string, books: string) =>
    `The sheet: ${sheet || 'blank'}. QuickBooks: ${books || 'none'}.`;
  return [
    textInput({
      blockId: id('cost'),
      label: titles?.actual_cost ?? 'Actual Cost',
      value: byAmount ? booked : typed,
      hint: now(typed, booked),
    }),
    dateInput({
      blockId: id('date'),
      label: titles?.date ?? 'Date',
      value: subject.cause === 'timing' ? posting.date : row.date,
      hint: now(row.date, posting.date),
    }),
    textInput({
      blockId: id('code'),
      label: titles?.gl_code ?? 'GL Code',
      value: subject.cause === 'coding' ? posting.account : row.account,
      optional: true,
      hint: now(row.account, posting.account),
    }),
  ];
};

const recode: Form = async (subject, id, { quickbooks }) => {
  const [posting] = subject.ledger;
  if (!posting) return { refused: 'There is no posting to recode.' };
  const [accounts, classes, customers] = await Promise.all([
    quickbooks.activeAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
  ]);
  const wanted = subject.cause === 'coding' ? accountFor(accounts, subject.sheet[0]?.account ?? '') : null;
  return [
    small(`${postingLine(posting)}, coded to ${posting.account || 'no account'}.`),
    select({
      blockId: id('account'),
      label: 'Account',
      choices: accounts.map(({ id: value, label }) => ({ id: value, name: label })),
      chosen: wanted ?? posting.accountId,
    }),
    select({
      blockId: id('class'),
      label: 'Class',
      choices: [NONE, ...classes],
      chosen: posting.classId || NONE.id,
    }),
    select({ blockId: id('customer'), label: 'Customer', choices: customers, chosen: posting.customerId }),
  ];
};

/** Slack takes no empty value. */
export const NONE: Choice = { id: 'none', name: 'None' };

/** The account a GL code of the sheet means: by its leading number, else by its name. */
function accountFor(
  accounts: readonly { id: string; number: string; name: string; label: string }[],
  code: string,
): string | null {
  const [, number] = /^\s*(\d{3,})/.exec(code) ?? [];
  const fold = (text: string) => text.trim().toLowerCase();
  const found =
    accounts.find((account) => number !== undefined && account.number === number) ??
    accounts.find((account) =>
      [account.name, account.label, account.name.split(':').at(-1) ?? ''].some(
        (name) => fold(name) === fold(code),
      ),
    );
  return found?.id ?? null;
}

const bill: Form = async (subject, id, { quickbooks, project }) => {
  const [row] = subject.sheet;
  if (!row) return { refused: 'There is no row to make a bill from.' };
  const [found, near, accounts, classes, customers, own] = await Promise.all([
    row.vendor === '' ? [] : quickbooks.findVendors(row.vendor),
    quickbooks.suggestVendors(row.vendor || row.description),
    quickbooks.activeAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
    quickbooks.findCustomers(project.quickbooks.customer),
  ]);
  const exact = found.filter(({ active }) => active);
  const around = subject.near.ledger.flatMap(({ vendorId, vendor }) =>
    vendorId === '' ? [] : [{ id: vendorId, name: vendor }],
  );
  const vendors = unique([
    ...[...exact, ...near].map(({ id: value, displayName }) => ({ id: value, name: displayName })),
    ...around,
  ]);
  if (vendors.length === 0)
    return {
      refused: `QuickBooks has no vendor like “${row.vendor || row.description}”, and a bill needs one. Create it there, or correct the vendor in row ${row.rowNumber} of the sheet; then press Create bill again. Nothing was changed.`,
    };
  const chosenClass = classes.find(({ name }) => name === project.quickbooks.class)?.id;
  return [
    select({
      blockId: id('vendor'),
      label: 'Vendor',
      choices: vendors,
      chosen: exact[0]?.id ?? '',
      hint: exact[0]
        ? `As in the sheet: ${row.vendor}`
        : `The sheet says “${row.vendor}”, which QuickBooks does not know so: choose which one is meant.`,
    }),
    textInput({ blockId: id('number'), label: 'Bill number', value: row.invoice, optional: true, max: 21 }),
    dateInput({ blockId: id('date'), label: 'Date', value: row.date }),
    dateInput({
      blockId: id('due'),
      label: 'Due date',
      value: null,
      optional: true,
      hint: 'Blank: what the vendor’s terms say.',
    }),
    textInput({
      blockId: id('amount'),
      label: `Amount (${row.currency})`,
      value: toDecimal(row.amountMinor, row.currency),
    }),
    select({
      blockId: id('account'),
      label: 'Account',
      choices: accounts
        .filter(({ cost }) => cost)
        .map(({ id: value, label }) => ({ id: value, name: label })),
      chosen: accountFor(accounts, row.account) ?? '',
    }),
    select({
      blockId: id('class'),
      label: 'Class',
      choices: [NONE, ...classes],
      chosen: chosenClass ?? NONE.id,
    }),
    select({ blockId: id('customer'), label: 'Customer', choices: customers, chosen: own[0]?.id ?? '' }),
    textInput({
      blockId: id('description'),
      label: 'Description',
      value: row.description,
      optional: true,
      max: 1000,
    }),
  ];
};

const journal: Form = async (subject, id, { quickbooks, project, now, projects }) => {
  const [posting] = subject.ledger;
  if (!posting) return { refused: 'There is no posting to correct.' };
  const [accounts, classes, customers] = await Promise.all([
    quickbooks.activeAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
  ]);
  const choices = accounts.map(({ id: value, label }) => ({ id: value, name: label }));
  const difference = subject.differenceMinor ?? 0;
  const tooMuch = difference > 0;
  const amount = Math.abs(difference) || Math.abs(posting.amountMinor);
  return [
    small(
      tooMuch
        ? 'The books have more than the sheet: crediting the cost account takes it down.'
        : 'The books have less than the sheet: debiting the cost account brings it up.',
    ),
    dateInput({ blockId: id('date'), label: 'Date', value: localDate(now, projects.company.timezone) }),
    textInput({
      blockId: id('amount'),
      label: `Amount (${posting.currency})`,
      value: toDecimal(amount, posting.currency),
    }),
    select({ blockId: id('debit'), label: 'Debit', choices, chosen: tooMuch ? '' : posting.accountId }),
    select({ blockId: id('credit'), label: 'Credit', choices, chosen: tooMuch ? posting.accountId : '' }),
    select({ blockId: id('customer'), label: 'Customer', choices: customers, chosen: posting.customerId }),
    select({
      blockId: id('class'),
      label: 'Class',
      choices: [NONE, ...classes],
      chosen: posting.classId || NONE.id,
    }),
    textInput({
      blockId: id('memo'),
      label: 'Memo',
      value: `Correction of ${postingName(posting)} for ${project.name}`,
      max: 1000,
    }),
  ];
};

const same: Form = async ({ sheet, ledger, near }, id) => {
  const rows = [...sheet, ...near.sheet].map((row) => ({ id: row.id, name: rowLine(row) }));
  const postings = [...ledger, ...near.ledger].map((posting) => ({
    id: posting.id,
    name: postingLine(posting),
  }));
  return [
    small(
      'Choose what belongs together: several of either list where one was paid in parts, or several on one bill.',
    ),
    multiSelect({
      blockId: id('sheet'),
      label: 'Rows of the sheet',
      choices: unique(rows),
      chosen: sheet.map((row) => row.id),
    }),
    multiSelect({
      blockId: id('ledger'),
      label: 'Postings in QuickBooks',
      choices: unique(postings),
      chosen: ledger.map((one) => one.id),
    }),
  ];
};

const different: Form = async (subject, id) => [
  section([...subject.sheet.map(rowLine), ...subject.ledger.map(postingLine)].join('\n')),
  textInput({
    blockId: id('why'),
    label: 'Why',
    value: '',
    optional: true,
    max: 500,
    hint: 'They are never matched again; each is then looked at by itself.',
  }),
];

const accept: Form = async (_subject, id) => [
  textInput({ blockId: id('why'), label: 'Note', value: '', optional: true, max: 500 }),
];

const FORMS: Readonly<Record<ActionName, Form>> = { accept, correct, recode, bill, journal, same, different };

function unique(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.id, choice])).values()];
}
