import { closeEstimates, refreshBalances } from './balances.ts';
import type { Books } from './books.ts';
import {
  type Entity,
  entityKind,
  type Fields,
  isFields,
  isSalesForm,
  listAt,
  stamp,
  textAt,
} from './entity.ts';
import { applyPayment, checkPayment, closePurchaseOrders, prepareTransaction } from './expenses.ts';
import { business, fault, missing, notFound } from './fault-shapes.ts';
import { prepareListEntity } from './lists.ts';
import { refuseUnknownProperties } from './properties.ts';
import { dateAt, prepareSalesForm, type WriteOptions } from './sales-form.ts';

// What even a sparse update names again.
const NEEDED_EVEN_SPARSE: Readonly<Record<string, readonly string[]>> = {
  Bill: ['VendorRef'],
  VendorCredit: ['VendorRef'],
  Purchase: ['PaymentType'],
};

export function read(books: Books, name: string, id: string): Entity {
  const entity = entityKind(name) === 'single' ? books.store.list(name)[0] : books.store.find(name, id);
  if (!entity) throw notFound();
  return entity;
}

/** Creates, or updates where the body carries an Id; the record as it now stands in the books. */
export function write(books: Books, name: string, body: Fields, allowDuplicateDocNumber: boolean): Entity {
  const { sparse, ...given } = withoutNulls(body);
  refuseUnknownProperties(name, given);
  const old = textAt(given, 'Id') === null ? null : current(books, name, given);
  if (old && sparse === true) {
    for (const key of NEEDED_EVEN_SPARSE[name] ?? []) if (given[key] === undefined) throw missing(key);
  }
  const fields = old && sparse === true ? { ...old, ...given } : { ...kept(old), ...given };
  const prepared = prepare(books, name, fields, { old, strict: true, allowDuplicateDocNumber });
  if (entityKind(name) === 'transaction') refuseClosed(books, [prepared, old]);
  if (name === 'Payment') replacePayment(books, prepared, old);
  const stored = tampered(books, name, prepared, old);
  const entity = old
    ? books.store.replace(name, old, stored, 'Update', 'api')
    : books.store.create(name, stored, 'api');
  afterWrite(books, name, entity, old);
  return entity;
}

export function prepare(books: Books, name: string, fields: Fields, options: WriteOptions): Fields {
  if (entityKind(name) === 'single') return fields;
  if (entityKind(name) === 'list') return prepareListEntity(books, name, fields, options);
  return isSalesForm(name)
    ? prepareSalesForm(books, name, fields, options)
    : prepareTransaction(books, name, fields, options);
}

/** Keeps the record: amounts and quantities zero, "Voided" before the note. */
export function voidTransaction(books: Books, name: string, body: Fields): Entity {
  const old = current(books, name, body);
  if (entityKind(name) !== 'transaction') throw fault('2170', 'Operation void is not supported', name);
  refuseClosed(books, [old]);
  if (name === 'Payment') applyPayment(books, old, old.Id, -1);
  const note = textAt(old, 'PrivateNote');
  const fields = {
    ...old,
    PrivateNote: note === null ? 'Voided' : `Voided - ${note}`,
    Line: listAt(old, 'Line').map(zeroed),
    TotalAmt: 0,
    ...(old.Balance === undefined ? {} : { Balance: 0 }),
    ...(old.TxnTaxDetail === undefined ? {} : { TxnTaxDetail: { TotalTax: 0 } }),
  };
  const entity = books.store.replace(name, old, fields, 'Void', 'api');
  refreshBalances(books);
  return entity;
}

export function remove(books: Books, name: string, body: Fields): Fields {
  const old = current(books, name, body);
  if (entityKind(name) !== 'transaction') {
    throw business('Names and list items cannot be deleted. Make them inactive instead.');
  }
  refuseClosed(books, [old]);
  if (name === 'Payment') applyPayment(books, old, old.Id, -1);
  books.store.remove(name, old, 'api');
  refreshBalances(books);
  return { status: 'Deleted', domain: 'QBO', Id: old.Id };
}

/** Marks the form as mailed; the address is `sendTo` or its BillEmail, 2020 where there is neither. */
export function send(books: Books, name: string, id: string, sendTo: string | null): Entity {
  const old = read(books, name, id);
  const address = sendTo ?? textAt(old.BillEmail, 'Address');
  if (address === null) throw missing('BillEmail.Address');
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) {
    throw fault('2210', `Invalid Email Address format : ${address}`, 'sendTo');
  }
  const fields = {
    ...old,
    BillEmail: { Address: address },
    EmailStatus: 'EmailSent',
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: stamp(books.now()) },
  };
  return books.store.replace(name, old, fields, 'Emailed', 'api');
}

/** The record an update is about; 610 where it is gone, 5010 where it has moved on since it was read. */
function current(books: Books, name: string, body: Fields): Entity {
  const id = textAt(body, 'Id');
  if (id === null && entityKind(name) !== 'single') throw missing('Id');
  const old = read(books, name, id ?? '');
  const token = body.SyncToken;
  if (token === undefined || token === null || token === '') throw missing('SyncToken');
  if (String(token) !== old.SyncToken) {
    const detail =
      'Stale Object Error : You and another user were working on this at the same time. The other user finished before you did, so your work was not saved.';
    throw fault('5010', detail);
  }
  return old;
}

function afterWrite(books: Books, name: string, entity: Entity, old: Entity | null): void {
  if (name === 'Payment') applyPayment(books, entity, entity.Id, 1);
  if (name === 'Invoice' && !old) closeEstimates(books, entity);
  if (name === 'Bill' && !old) closePurchaseOrders(books, entity);
  if (name === 'Invoice' || name === 'Payment') refreshBalances(books);
}

function refuseClosed(books: Books, records: (Fields | null)[]): void {
  const { closingDate } = books.settings;
  for (const record of records) {
    const txnDate = record ? dateAt(record, 'TxnDate') : null;
    if (closingDate === null || txnDate === null || txnDate > closingDate) continue;
    const detail =
      'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.';
    throw fault('6210', detail);
  }
}

/** Takes the old payment back and looks whether the new one fits; where it does not, the old one stands again. */
function replacePayment(books: Books, prepared: Fields, old: Entity | null): void {
  if (old) applyPayment(books, old, old.Id, -1);
  try {
    checkPayment(books, prepared);
  } catch (refusal) {
    if (old) applyPayment(books, old, old.Id, 1);
    throw refusal;
  }
}

/** A lying QuickBooks changes the lines; totals still follow from them, as they would. */
function tampered(books: Books, name: string, prepared: Fields, old: Entity | null): Fields {
  if (name !== 'Invoice' || !books.tamper) return prepared;
  const { Balance: _, ...rest } = structuredClone(prepared);
  const copy: Entity = { Id: '', SyncToken: '', ...rest };
  books.tamper(copy);
  return prepare(books, name, copy, { old, strict: false });
}

/** What a full update cannot clear. */
function kept(old: Entity | null): Fields {
  if (!old) return {};
  const { Id, SyncToken, MetaData, DeliveryInfo, LinkedTxn, Balance, BalanceWithJobs } = old;
  return withoutNulls({ Id, SyncToken, MetaData, DeliveryInfo, LinkedTxn, Balance, BalanceWithJobs });
}

/** QuickBooks reads a null, at any depth, as a field that is not there. */
function withoutNulls(fields: Fields): Fields {
  const present = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(present.map(([key, value]) => [key, pruned(value)]));
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  return isFields(value) ? withoutNulls(value) : value;
}

function zeroed(line: Fields): Fields {
  const detail = line.SalesItemLineDetail;
  if (detail === undefined) return { ...line, Amount: 0 };
  return { ...line, Amount: 0, SalesItemLineDetail: { ...(detail as Fields), Qty: 0, UnitPrice: 0 } };
}
