import { type Decimal, isNegative, subtractDecimals, ZERO } from '../../core/decimal.ts';
import type { Books } from './books.ts';
import { decimalAt, type Fields, fieldsAt, isFields, listAt, refId, textAt } from './entity.ts';
import { business, fault, invalidReference, missing } from './fault-shapes.ts';

const BILLABLE = ['Billable', 'NotBillable', 'HasBeenBilled'];
const EXPENSE_DETAILS = [
  'AccountBasedExpenseLineDetail',
  'ItemBasedExpenseLineDetail',
  'DescriptionOnly',
  'DescriptionLineDetail',
  'GroupLineDetail',
];
const EXPENSES = ['Bill', 'VendorCredit', 'Purchase', 'PurchaseOrder'];
const PAYMENT_TYPES = ['Cash', 'Check', 'CreditCard'];

/** What QuickBooks refuses of a bill, purchase, vendor credit, journal entry, time activity or attachment. */
export function checkExpense(books: Books, name: string, given: Fields): void {
  checkLengths(given);
  if (name === 'TimeActivity') checkTime(given);
  if (name === 'Purchase') enumerated(given, 'PaymentType', PAYMENT_TYPES);
  if (name === 'JournalEntry') checkJournalEntry(books, listAt(given, 'Line'));
  if (EXPENSES.includes(name)) {
    for (const [index, line] of listAt(given, 'Line').entries()) checkLine(line, index);
    checkOrders(books, given);
  }
}

/** A total below nothing, or in a currency that is not the vendor's. `partyCurrency`: null where there is no vendor. */
export function checkTotal(
  name: string,
  total: Decimal,
  currency: string,
  partyCurrency: string | null,
): void {
  if (EXPENSES.includes(name) && isNegative(total)) {
    throw business('Transaction amount must be greater than or equal to zero.');
  }
  if (EXPENSES.includes(name) && partyCurrency !== null && partyCurrency !== currency) {
    throw business('The currency of the transaction must be the same as the currency of the vendor.');
  }
}

/** Lines keep the Ids they came back with; new ones are counted on. A journal entry's are counted from 0. */
export function numberedLines(name: string, lines: Fields[], anew: boolean): Fields[] {
  const first = name === 'JournalEntry' ? 0 : 1;
  const taken = anew
    ? []
    : lines.flatMap((line) => textAt(line, 'Id') ?? []).filter((id) => /^\d+$/.test(id));
  let next = Math.max(first, ...taken.map((id) => Number(id) + 1));
  return lines.map((line, index) => {
    const own = anew ? null : textAt(line, 'Id');
    return { LineNum: index + 1, ...line, Id: own ?? String(next++) };
  });
}

function checkLine(line: Fields, index: number): void {
  const type = textAt(line, 'DetailType');
  if (type === null) throw missing(`Line[${index}].DetailType`);
  if (!EXPENSE_DETAILS.includes(type)) throw fault('2170', `Invalid Enumeration : ${type}`, 'DetailType');
  if (type.startsWith('Description') || type === 'GroupLineDetail') return;
  if (decimalAt(line, 'Amount') === null) throw missing(`Line[${index}].Amount`);
  const detail = fieldsAt(line, type);
  if (!detail) throw missing(`Line[${index}].${type}`);
  const needed = type === 'AccountBasedExpenseLineDetail' ? 'AccountRef' : 'ItemRef';
  if (refId(detail, needed) === null) throw missing(`Line[${index}].${needed}`);
  enumerated(detail, 'BillableStatus', BILLABLE);
  if (detail.BillableStatus === 'Billable' && refId(detail, 'CustomerRef') === null) {
    throw business('You must select a customer for each billable line.');
  }
}

/** Debits and credits come to the same; receivables name their customer, payables their vendor. */
function checkJournalEntry(books: Books, lines: Fields[]): void {
  let difference: Decimal = ZERO;
  for (const [index, line] of lines.entries()) {
    if (line.DetailType === 'DescriptionOnly') continue;
    const detail = fieldsAt(line, 'JournalEntryLineDetail');
    const amount = decimalAt(line, 'Amount');
    if (line.DetailType !== 'JournalEntryLineDetail' || !detail) {
      throw missing(`Line[${index}].JournalEntryLineDetail`);
    }
    if (amount === null) throw missing(`Line[${index}].Amount`);
    if (isNegative(amount)) throw business('The amount of a journal line must not be negative.');
    if (detail.PostingType === undefined) throw missing(`Line[${index}].PostingType`);
    enumerated(detail, 'PostingType', ['Debit', 'Credit']);
    const accountId = refId(detail, 'AccountRef');
    if (accountId === null) throw missing(`Line[${index}].AccountRef`);
    checkParty(books.store.find('Account', accountId)?.AccountType, fieldsAt(detail, 'Entity'));
    const signed = detail.PostingType === 'Debit' ? amount : subtractDecimals(ZERO, amount);
    difference = subtractDecimals(difference, signed);
  }
  if (difference !== ZERO) throw business('Debits and credits of a journal entry must be equal.');
}

function checkParty(accountType: unknown, entity: Fields | null): void {
  const type = textAt(entity, 'Type');
  if (entity) enumerated(entity, 'Type', ['Customer', 'Vendor', 'Employee']);
  if (entity && refId(entity, 'EntityRef') === null) throw missing('Entity.EntityRef');
  if (accountType === 'Accounts Payable' && type !== 'Vendor') {
    throw business('When you use Accounts Payable, you must choose a vendor in the Name field.');
  }
  if (accountType === 'Accounts Receivable' && type !== 'Customer') {
    throw business('When you use Accounts Receivable, you must choose a customer in the Name field.');
  }
}

function checkOrders(books: Books, given: Fields): void {
  const links = [
    ...listAt(given, 'LinkedTxn'),
    ...listAt(given, 'Line').flatMap((line) => listAt(line, 'LinkedTxn')),
  ];
  for (const { TxnId } of links.filter(({ TxnType }) => TxnType === 'PurchaseOrder')) {
    if (!books.store.find('PurchaseOrder', String(TxnId))) throw invalidReference('LinkedTxn');
  }
}

function checkTime(given: Fields): void {
  enumerated(given, 'NameOf', ['Employee', 'Vendor']);
  const needed = given.NameOf === 'Vendor' ? 'VendorRef' : 'EmployeeRef';
  if (refId(given, needed) === null) throw missing(needed);
  // Only an invoice bills time; nobody may say that it was.
  enumerated(given, 'BillableStatus', ['Billable', 'NotBillable']);
  if (given.BillableStatus === 'Billable' && refId(given, 'CustomerRef') === null)
    throw missing('CustomerRef');
  const measured = given.Hours !== undefined || given.Minutes !== undefined;
  if (!measured && (given.StartTime === undefined || given.EndTime === undefined)) throw missing('Hours');
}

function checkLengths(given: Fields): void {
  for (const [key, max] of Object.entries({ DocNumber: 21, PrivateNote: 4000 })) {
    if ((textAt(given, key)?.length ?? 0) > max) {
      throw fault('2050', `Invalid String Length : Max ${max} characters in ${key}`, key);
    }
  }
  for (const line of listAt(given, 'Line')) {
    if ((textAt(line, 'Description')?.length ?? 0) > 4000) {
      throw fault('2050', 'Invalid String Length : Max 4000 characters in Description', 'Description');
    }
  }
}

function enumerated(fields: Fields, key: string, allowed: readonly string[]): void {
  const value = isFields(fields) ? fields[key] : undefined;
  if (value === undefined || (typeof value === 'string' && allowed.includes(value))) return;
  throw fault('2170', `Invalid Enumeration : ${String(value)}`, key);
}
