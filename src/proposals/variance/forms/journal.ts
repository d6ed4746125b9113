import { localDate } from '../../../core/instant.ts';
import { plainText } from '../../../core/text.ts';
import type { Account } from '../../../quickbooks/ledger-types.ts';
import { small } from '../../../slack/blocks/parts.ts';
import type { Doing } from '../content.ts';
import { postingName } from '../words.ts';
import { classSelect, named, orNone } from './coding.ts';
import { amountText, type Choice, dateInput, type Form, select, textInput } from './parts.ts';
import { type Read, typedAmount, wrong } from './sent.ts';

/** Before the id of an account in which vendors are owed: QuickBooks wants to know whom. */
const PAYABLE = 'payable:';

const isPayable = ({ type }: Account): boolean => type.toLowerCase() === 'accounts payable';

export const journalForm: Form = async (subject, id, { quickbooks, project, now, projects }) => {
  const [posting] = subject.ledger;
  if (!posting) return { refused: 'There is no posting to correct.' };
  const [accounts, counter, classes, customers] = await Promise.all([
    quickbooks.activeAccounts(),
    quickbooks.counterAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
  ]);
  const costs = accounts.map(named);
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
    classSelect(id('class'), classes, posting.classId),
    textInput({
      blockId: id('memo'),
      label: 'Memo',
      value: `Correction of ${postingName(posting)} for ${project.name}`,
      max: 1000,
    }),
  ];
};

export const readJournal: Read = (subject, sent) => {
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
};

const accountOf = (choice: Choice | null): Choice | null =>
  choice && { ...choice, id: choice.id.replace(PAYABLE, '') };
