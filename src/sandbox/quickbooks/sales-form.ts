import { addDecimals, type Decimal, isNegative, subtractDecimals } from '../../core/decimal.ts';
import { type Books, currencyOf, customTxnNumbers, homeCurrency, multiCurrency } from './books.ts';
import {
  addDays,
  amountAt,
  decimalAt,
  type Entity,
  type Fields,
  refId,
  serverDate,
  textAt,
} from './entity.ts';
import { business, fault, missing } from './fault-shapes.ts';
import { resolveReferences } from './references.ts';
import { amount, computeSales, negate } from './sales-lines.ts';

export interface WriteOptions {
  /** What is replaced; null for a new record. */
  old: Entity | null;
  /** false where the books are filled or a person edits: nothing is refused, what is missing is completed. */
  strict: boolean;
  allowDuplicateDocNumber?: boolean;
}

/** An invoice, estimate or credit memo with everything that QuickBooks adds, or the fault it answers with. */
export function prepareSalesForm(books: Books, name: string, given: Fields, options: WriteOptions): Fields {
  const { strict, old } = options;
  const customerId = refId(given, 'CustomerRef');
  if (customerId === null) throw missing('CustomerRef');
  if (!Array.isArray(given.Line) || given.Line.length === 0) throw missing('Line');
  const form = resolveReferences(books, name, given, strict);
  const currency = checkCurrency(books, form, customerId, strict);
  const txnDate = dateAt(form, 'TxnDate') ?? serverDate(books.now());
  if (strict) checkText(form);
  const docNumber = chooseDocNumber(books, name, form, options);
  const { lines, total, taxDetail } = computeSales(books, form, currency, strict);
  const taxed = lines.some((line) => !['NON', null].includes(refId(line.SalesItemLineDetail, 'TaxCodeRef')));
  if (taxed && given.Line.length > 750) throw business('A taxable transaction has at most 750 lines.');
  if (strict && isNegative(total)) throw business('The transaction total cannot be negative.');
  const { DocNumber: _, DueDate: __, ...rest } = form;
  return {
    EmailStatus: 'NotSet',
    PrintStatus: 'NeedToPrint',
    ...rest,
    ...(docNumber === null ? {} : { DocNumber: docNumber }),
    TxnDate: txnDate,
    ...(name === 'Estimate' ? {} : { DueDate: dateAt(form, 'DueDate') ?? dueDate(books, form, txnDate) }),
    CurrencyRef: { value: currency },
    ...(multiCurrency(books) ? { ExchangeRate: form.ExchangeRate ?? 1 } : {}),
    LinkedTxn: form.LinkedTxn ?? old?.LinkedTxn ?? [],
    Line: lines,
    TxnTaxDetail: taxDetail,
    TotalAmt: amount(total, currency),
    ...(name === 'Estimate' ? {} : { Balance: amount(owed(form, old, total, strict), currency) }),
  };
}

/** What is paid stays paid when the total changes; a seed says itself what is still owed. */
function owed(form: Fields, old: Entity | null, total: Decimal, strict: boolean): Decimal {
  if (old) {
    const paid = subtractDecimals(amountAt(old, 'TotalAmt'), amountAt(old, 'Balance'));
    return subtractDecimals(total, paid);
  }
  const seeded = strict ? null : decimalAt(form, 'Balance');
  return seeded ?? addDecimals(total, negate(amountAt(form, 'Deposit')));
}

function checkCurrency(books: Books, form: Fields, customerId: string, strict: boolean): string {
  const customer = books.store.find('Customer', customerId);
  const expected = currencyOf(books, customer);
  const asked = refId(form, 'CurrencyRef') ?? expected;
  if (!strict) return asked;
  if (!multiCurrency(books) && asked !== homeCurrency(books)) {
    throw business('Multi-currency is not enabled for this company.');
  }
  if (asked !== expected) {
    throw business('The currency of the transaction must be the same as the currency of the customer.');
  }
  return asked;
}

function checkText(form: Fields): void {
  const limits = { DocNumber: 21, PrivateNote: 4000 };
  for (const [key, max] of Object.entries(limits)) {
    if ((textAt(form, key)?.length ?? 0) > max) {
      throw fault('2050', `Invalid String Length : Max ${max} characters in ${key}`, key);
    }
  }
  if (form.EmailStatus === 'NeedToSend' && textAt(form.BillEmail, 'Address') === null) {
    throw missing('BillEmail.Address');
  }
  const address = textAt(form.BillEmail, 'Address');
  if (address !== null && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) {
    throw fault('2210', `Invalid Email Address format : ${address}`, 'BillEmail');
  }
}

function chooseDocNumber(books: Books, name: string, form: Fields, options: WriteOptions): string | null {
  const asked = textAt(form, 'DocNumber');
  const next = asked === 'AUTO_GENERATE' || (asked === null && !customTxnNumbers(books) && !options.old);
  if (next || (asked === null && !options.strict)) return nextDocNumber(books, name);
  if (asked === null) return null;
  const twin = books.store
    .list(name)
    .find((other) => other.DocNumber === asked && other.Id !== options.old?.Id);
  const warned = books.settings.warnDuplicateDocNumbers && customTxnNumbers(books);
  if (twin && warned && options.strict && !options.allowDuplicateDocNumber) {
    throw fault(
      '6140',
      `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${asked} is assigned to TxnType=${name} with TxnId=${twin.Id}`,
      'DocNumber',
    );
  }
  return asked;
}

function nextDocNumber(books: Books, name: string): string {
  const numbers = books.store
    .list(name)
    .map((entity) => textAt(entity, 'DocNumber') ?? '')
    .filter((text) => /^\d{1,15}$/.test(text))
    .map(Number);
  return String(Math.max(1000, ...numbers) + 1);
}

function dueDate(books: Books, form: Fields, txnDate: string): string {
  const term = books.store.find('Term', refId(form, 'SalesTermRef') ?? '');
  if (typeof term?.DueDays === 'number') return addDays(txnDate, term.DueDays);
  if (typeof term?.DayOfMonthDue !== 'number') return txnDate;
  const sameMonth = dayOfMonth(txnDate, term.DayOfMonthDue);
  return sameMonth >= txnDate
    ? sameMonth
    : dayOfMonth(addDays(`${txnDate.slice(0, 8)}28`, 4), term.DayOfMonthDue);
}

/** That day of the date's month, or the month's last where it is shorter. */
function dayOfMonth(date: string, day: number): string {
  const nextMonth = addDays(`${date.slice(0, 8)}28`, 4).slice(0, 8);
  const last = addDays(`${nextMonth}01`, -1);
  return day >= Number(last.slice(8)) ? last : `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

/** The date in a field; fault 2010 for text that is none. */
export function dateAt(fields: Fields, key: string): string | null {
  const text = textAt(fields, key)?.slice(0, 10) ?? null;
  if (text !== null && !(/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))) {
    throw fault('2010', `Request has invalid or unsupported property : ${key} is not a date`, key);
  }
  return text;
}
