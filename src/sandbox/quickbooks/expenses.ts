import { addDecimals, type Decimal, isNegative, ZERO } from '../../core/decimal.ts';
import { type Books, currencyOf, homeCurrency } from './books.ts';
import {
  addDays,
  amountAt,
  decimalAt,
  type Entity,
  type Fields,
  fieldsAt,
  listAt,
  refId,
  serverDate,
  textAt,
} from './entity.ts';
import { checkExpense, checkTotal, numberedLines } from './expense-rules.ts';
import { business, invalidReference, missing } from './fault-shapes.ts';
import { resolveReferences } from './references.ts';
import { dateAt, type WriteOptions } from './sales-form.ts';
import { amount } from './sales-lines.ts';

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Bill: ['VendorRef'],
  VendorCredit: ['VendorRef'],
  PurchaseOrder: ['VendorRef'],
  Purchase: ['AccountRef', 'PaymentType'],
  Payment: ['CustomerRef', 'TotalAmt'],
  BillPayment: ['VendorRef', 'TotalAmt'],
  TimeActivity: ['NameOf'],
};
const WITH_LINES = new Set(['Bill', 'VendorCredit', 'PurchaseOrder', 'Purchase', 'JournalEntry', 'Deposit']);
const WITH_BALANCE = new Set(['Bill', 'VendorCredit']);

/** A bill, purchase, payment, journal entry, … with its total; 2020 where something required is missing. */
export function prepareTransaction(books: Books, name: string, given: Fields, options: WriteOptions): Fields {
  const { old, strict } = options;
  for (const key of strict ? (REQUIRED[name] ?? []) : []) {
    if (given[key] === undefined || given[key] === '') throw missing(key);
  }
  if (strict && WITH_LINES.has(name) && listAt(given, 'Line').length === 0) throw missing('Line');
  if (strict) checkExpense(books, name, given);
  const form = resolveReferences(books, name, given, strict);
  if (name === 'Attachable') return form;
  const txnDate = dateAt(form, 'TxnDate') ?? serverDate(books.now());
  if (name === 'TimeActivity') return { BillableStatus: 'NotBillable', ...form, TxnDate: txnDate };
  const party = books.store.find('Vendor', refId(form, 'VendorRef') ?? '') ?? customerOf(books, form);
  const currency = refId(form, 'CurrencyRef') ?? (party ? currencyOf(books, party) : homeCurrency(books));
  const total = totalOf(name, form);
  if (strict) checkTotal(name, total, currency, party ? currencyOf(books, party) : null);
  const lines = numberedLines(name, listAt(form, 'Line'), strict && old === null);
  const paid =
    old && WITH_BALANCE.has(name) ? addDecimals(amountAt(old, 'TotalAmt'), minus(old.Balance)) : ZERO;
  const balance = old ? addDecimals(total, minus(paid)) : (seeded(form, strict) ?? total);
  return {
    ...form,
    TxnDate: txnDate,
    ...(name === 'Bill' ? { DueDate: dateAt(form, 'DueDate') ?? billDue(books, form, txnDate) } : {}),
    ...(name === 'Purchase' && form.Credit === undefined ? { Credit: false } : {}),
    CurrencyRef: { value: currency },
    Line: lines,
    TotalAmt: amount(total, currency),
    ...(WITH_BALANCE.has(name) ? { Balance: amount(balance, currency) } : {}),
    ...(name === 'Payment'
      ? { UnappliedAmt: amount(addDecimals(total, minus(applied(lines))), currency) }
      : {}),
  };
}

interface Application {
  invoice: Entity;
  amount: Decimal;
}

/** 2500 for a linked invoice that is not there, 6000 for more than is owed. */
export function checkPayment(books: Books, payment: Fields): void {
  for (const { invoice, amount: paid } of applications(books, payment)) {
    const balance = addDecimals(amountAt(invoice, 'Balance'), minus(paid));
    if (isNegative(balance)) throw business('You cannot apply more to an invoice than is owed on it.');
  }
}

/** Pays the invoices that a payment links to (1), or takes it back (-1). */
export function applyPayment(books: Books, payment: Fields, paymentId: string, sign: 1 | -1): void {
  for (const { invoice, amount: paid } of applications(books, payment)) {
    const balance = addDecimals(amountAt(invoice, 'Balance'), sign === 1 ? minus(paid) : paid);
    const others = listAt(invoice, 'LinkedTxn').filter(({ TxnId }) => TxnId !== paymentId);
    const links = sign === 1 ? [...others, { TxnId: paymentId, TxnType: 'Payment' }] : others;
    const fields = { ...invoice, Balance: Number(balance), LinkedTxn: links };
    books.store.replace('Invoice', invoice, fields, 'Update', 'api');
  }
}

function applications(books: Books, payment: Fields): Application[] {
  return listAt(payment, 'Line').flatMap((line) =>
    listAt(line, 'LinkedTxn')
      .filter(({ TxnType }) => TxnType === 'Invoice')
      .map((link) => {
        const invoice = books.store.find('Invoice', textAt(link, 'TxnId') ?? '');
        if (!invoice) throw invalidReference('LinkedTxn');
        return { invoice, amount: amountAt(line, 'Amount') };
      }),
  );
}

/** A purchase order that a bill is made from is closed by it. */
export function closePurchaseOrders(books: Books, bill: Entity): void {
  const links = [
    ...listAt(bill, 'LinkedTxn'),
    ...listAt(bill, 'Line').flatMap((line) => listAt(line, 'LinkedTxn')),
  ];
  for (const { TxnId } of links.filter(({ TxnType }) => TxnType === 'PurchaseOrder')) {
    const order = books.store.find('PurchaseOrder', String(TxnId));
    if (!order || order.POStatus === 'Closed') continue;
    const fields = {
      ...order,
      POStatus: 'Closed',
      LinkedTxn: [...listAt(order, 'LinkedTxn'), { TxnId: bill.Id, TxnType: 'Bill' }],
    };
    books.store.replace('PurchaseOrder', order, fields, 'Update', 'api');
  }
}

function customerOf(books: Books, form: Fields): Fields | null {
  return books.store.find('Customer', refId(form, 'CustomerRef') ?? '');
}

function totalOf(name: string, form: Fields): Decimal {
  if (name === 'Payment' || name === 'BillPayment' || name === 'Transfer') {
    return decimalAt(form, 'TotalAmt') ?? amountAt(form, 'Amount');
  }
  const lines = listAt(form, 'Line').filter(
    (line) => name !== 'JournalEntry' || fieldsAt(line, 'JournalEntryLineDetail')?.PostingType !== 'Credit',
  );
  return lines.reduce((total, line) => addDecimals(total, amountAt(line, 'Amount')), ZERO);
}

function applied(lines: Fields[]): Decimal {
  return lines.reduce((total, line) => addDecimals(total, amountAt(line, 'Amount')), ZERO);
}

function seeded(form: Fields, strict: boolean): Decimal | null {
  return strict ? null : decimalAt(form, 'Balance');
}

function billDue(books: Books, form: Fields, txnDate: string): string {
  const days = books.store.find('Term', refId(form, 'SalesTermRef') ?? '')?.DueDays;
  return typeof days === 'number' ? addDays(txnDate, days) : txnDate;
}

function minus(value: unknown): Decimal {
  const amountText = amountAt({ value }, 'value');
  return (amountText.startsWith('-') ? amountText.slice(1) : `-${amountText}`) as Decimal;
}
