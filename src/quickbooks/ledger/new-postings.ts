import { parseIsoDate } from '../../core/iso-date.ts';
import { type Currency, sumMinor, toDecimal } from '../../core/money.ts';
import type { NewBill, NewJournalEntry, NewJournalLine } from '../ledger-transaction-types.ts';
import { exactNumber } from '../map-new-invoice.ts';
import { unfit } from './words.ts';

const LONGEST_NOTE = 4000;
const LONGEST_NUMBER = 21;

/** The JSON that QuickBooks creates a bill from. Throws VendorFailure ('ours') before anything is sent. */
export function toWireBill(bill: NewBill, currency: Currency): object {
  checkHead(bill, 'bill');
  if (bill.lines.length === 0) throw unfit('A bill needs a line.');
  const amounts = bill.lines.map(({ amountMinor }) => amountMinor);
  if (!amounts.every(Number.isSafeInteger) || sumMinor(amounts) <= 0) {
    throw unfit('A bill must come to more than zero, in whole minor units. A credit is a vendor credit.');
  }
  return {
    VendorRef: { value: bill.vendorId },
    ...head(bill),
    ...(bill.dueDate === null ? {} : { DueDate: bill.dueDate }),
    ...ref('SalesTermRef', bill.termsId),
    Line: bill.lines.map((line) => ({
      DetailType: 'AccountBasedExpenseLineDetail',
      Amount: exactNumber(toDecimal(line.amountMinor, currency)),
      Description: line.description,
      AccountBasedExpenseLineDetail: {
        AccountRef: { value: line.accountId },
        ...ref('CustomerRef', line.customerId),
        ...ref('ClassRef', line.classId),
        // An invoice made through the API cannot mark an expense as billed, so that it would be billed twice.
        BillableStatus: 'NotBillable',
      },
    })),
  };
}

/** The same for a journal entry, whose debits and credits are added up here first. */
export function toWireJournalEntry(entry: NewJournalEntry, currency: Currency): object {
  checkHead(entry, 'journal entry');
  for (const line of entry.lines) {
    if (!Number.isSafeInteger(line.amountMinor) || line.amountMinor <= 0) {
      throw unfit('Each side of a journal entry is more than zero, in whole minor units.');
    }
    if (line.customerId !== null && line.vendorId !== null) {
      throw unfit('A side of a journal entry names a customer or a vendor, not both.');
    }
  }
  const side = (posting: NewJournalLine['posting']) =>
    sumMinor(entry.lines.filter((line) => line.posting === posting).map(({ amountMinor }) => amountMinor));
  if (entry.lines.length < 2 || side('Debit') !== side('Credit')) {
    throw unfit(
      `Debits and credits must come to the same: ${toDecimal(side('Debit'), currency)} is not ${toDecimal(side('Credit'), currency)} ${currency}.`,
    );
  }
  return {
    ...head(entry),
    Line: entry.lines.map((line) => ({
      DetailType: 'JournalEntryLineDetail',
      Amount: exactNumber(toDecimal(line.amountMinor, currency)),
      Description: line.description,
      JournalEntryLineDetail: {
        PostingType: line.posting,
        AccountRef: { value: line.accountId },
        ...entity(line),
        ...ref('ClassRef', line.classId),
      },
    })),
  };
}

function entity({ customerId, vendorId }: NewJournalLine): object {
  const id = customerId ?? vendorId;
  const Type = customerId === null ? 'Vendor' : 'Customer';
  return id === null ? {} : { Entity: { Type, EntityRef: { value: id } } };
}

type Head = Pick<NewBill, 'txnDate' | 'number' | 'currency' | 'privateNote'>;

function head({ txnDate, number, currency, privateNote }: Head): object {
  return {
    TxnDate: txnDate,
    ...(number === null ? {} : { DocNumber: number }),
    ...ref('CurrencyRef', currency),
    PrivateNote: privateNote,
  };
}

function checkHead({ txnDate, number, privateNote }: Head, what: string): void {
  if (parseIsoDate(txnDate) !== txnDate) throw unfit(`${txnDate} is no date for a ${what}.`);
  if ((number?.length ?? 0) > LONGEST_NUMBER) {
    throw unfit(`${number} is longer than the ${LONGEST_NUMBER} characters QuickBooks keeps of a number.`);
  }
  if (privateNote.length > LONGEST_NOTE) {
    throw unfit(`The note is longer than the ${LONGEST_NOTE} characters QuickBooks keeps.`);
  }
}

function ref(name: string, id: string | null): object {
  return id === null ? {} : { [name]: { value: id } };
}
