import { localDate } from '../../core/instant.ts';
import type { Account } from '../../quickbooks/ledger-types.ts';
import { small } from '../../slack/blocks/parts.ts';
import { amountText, dateInput, type Form, NONE, PAYABLE, select, textInput, unique } from './form-parts.ts';
import { postingLine, postingName } from './words.ts';

/** Forms of what is posted to QuickBooks: every account, class, customer and vendor is chosen from its own lists. */

export const recode: Form = async (subject, id, { quickbooks }) => {
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

function vendorHint(asInSheet: string, known: boolean): string {
  if (known) return `As in the sheet: ${asInSheet}`;
  const says =
    asInSheet === ''
      ? 'The row names no vendor'
      : `The sheet says “${asInSheet}”, and QuickBooks has no vendor of that name`;
  return `${says}: choose which one is meant. If it is none of these, create it in QuickBooks and open this form again.`;
}

export const bill: Form = async (subject, id, { quickbooks, project }) => {
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
      hint: vendorHint(row.vendor, exact.length > 0),
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
      value: amountText(row.amountMinor, row.currency),
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

const isPayable = ({ type }: Account): boolean => type.toLowerCase() === 'accounts payable';

export const journal: Form = async (subject, id, { quickbooks, project, now, projects }) => {
  const [posting] = subject.ledger;
  if (!posting) return { refused: 'There is no posting to correct.' };
  const [accounts, counter, classes, customers] = await Promise.all([
    quickbooks.activeAccounts(),
    quickbooks.counterAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
  ]);
  const costs = accounts.map(({ id: value, label }) => ({ id: value, name: label }));
  const others = counter
    .filter((account) => !isPayable(account) || posting.vendorId !== '')
    .map((account) => ({ id: `${isPayable(account) ? PAYABLE : ''}${account.id}`, name: account.label }));
  const difference = subject.differenceMinor ?? 0;
  const tooMuch = difference > 0;
  const amount = Math.abs(difference) || Math.abs(posting.amountMinor);
  return [
    small(
      tooMuch
        ? 'The books have more than the sheet: crediting the cost account takes it down. Debit what it is owed or was paid from (accounts payable, while a bill is open), or the cost that it should have been.'
        : 'The books have less than the sheet: debiting the cost account brings it up. Credit what it is owed or was paid from (accounts payable, while a bill is open), or the cost that it was booked as.',
    ),
    dateInput({ blockId: id('date'), label: 'Date', value: localDate(now, projects.company.timezone) }),
    textInput({
      blockId: id('amount'),
      label: `Amount (${posting.currency})`,
      value: amountText(amount, posting.currency),
    }),
    select({
      blockId: id('debit'),
      label: 'Debit',
      ...(tooMuch ? { choices: others, chosen: '' } : { choices: costs, chosen: posting.accountId }),
    }),
    select({
      blockId: id('credit'),
      label: 'Credit',
      ...(tooMuch ? { choices: costs, chosen: posting.accountId } : { choices: others, chosen: '' }),
    }),
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
