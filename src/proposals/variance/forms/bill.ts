import { plainText } from '../../../core/text.ts';
import type { KindContext } from '../../context.ts';
import type { Doing } from '../content.ts';
import type { SheetRow } from '../rows.ts';
import type { Subject } from '../subject.ts';
import { accountFor, classSelect, named, orNone } from './coding.ts';
import { amountText, type Choice, dateInput, type Form, select, textInput, unique } from './parts.ts';
import { type Read, typedAmount, wrong } from './sent.ts';

export const billForm: Form = async (subject, id, { quickbooks, project }) => {
  const [row] = subject.sheet;
  if (!row) return { refused: 'There is no row to make a bill from.' };
  const [{ vendors, asInSheet }, accounts, classes, customers, own] = await Promise.all([
    vendorsFor(row, subject, quickbooks),
    quickbooks.activeAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
    quickbooks.findCustomers(project.quickbooks.customer),
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
      chosen: asInSheet ?? '',
      hint: vendorHint(row.vendor, asInSheet !== null),
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
      choices: accounts.filter(({ cost }) => cost).map(named),
      chosen: accountFor(accounts, row.account) ?? '',
    }),
    classSelect(id('class'), classes, chosenClass),
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

/** Those it may be from, likeliest first; `asInSheet`: id of the one that the row names, null where it names none. */
async function vendorsFor(
  row: SheetRow,
  { near }: Subject,
  quickbooks: KindContext['quickbooks'],
): Promise<{ vendors: Choice[]; asInSheet: string | null }> {
  const [found, alike] = await Promise.all([
    row.vendor === '' ? [] : quickbooks.findVendors(row.vendor),
    quickbooks.suggestVendors(row.vendor || row.description),
  ]);
  const exact = found.filter(({ active }) => active);
  const known = [...exact, ...alike].map(({ id, displayName }) => ({ id, name: displayName }));
  const around = near.ledger.flatMap(({ vendorId, vendor }) =>
    vendorId === '' ? [] : [{ id: vendorId, name: vendor }],
  );
  return { vendors: unique([...known, ...around]), asInSheet: exact[0]?.id ?? null };
}

function vendorHint(asInSheet: string, known: boolean): string {
  if (known) return `As in the sheet: ${asInSheet}`;
  const says =
    asInSheet === ''
      ? 'The row names no vendor'
      : `The sheet says “${asInSheet}”, and QuickBooks has no vendor of that name`;
  return `${says}: choose which one is meant. If it is none of these, create it in QuickBooks and open this form again.`;
}

export const readBill: Read = (subject, sent) => {
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
};
