import { ZERO } from '../../core/decimal.ts';
import { type Currency, toMinor } from '../../core/money.ts';
import { oneOfEach } from '../../core/same-text.ts';
import type { LedgerLines, LedgerType } from '../ledger-line-types.ts';
import {
  customerOf,
  flatLines,
  purchaseOrderIds,
  toLedgerLine,
  vendorOf,
  writtenPurchaseOrder,
} from './lines.ts';
import type { Names } from './names.ts';
import type { RawRecord } from './pages.ts';
import { readable, readRecord, spoken } from './readable.ts';
import { wireTransaction } from './wire.ts';

type Rows = ReturnType<typeof emptyRows>;

/** Lines while they are gathered; what takes a further question is filled in before `finish`. */
export interface Gathering {
  rows: Rows;
  /** By line: the purchase order it is linked to, whose number is not known yet. */
  orderIds: Map<number, string>;
  /** By line: the item whose account it goes to, which is not known yet. */
  itemIds: Map<number, string>;
  /** One text for all that are equal: a hundred thousand lines name a few hundred vendors, accounts and days. */
  same(text: string): string;
  /** Takes the lines of a transaction that belong to one of the customers and to a cost. */
  take(type: LedgerType, record: RawRecord): void;
  reset(): void;
  finish(): LedgerLines;
}

export interface Belonging {
  names: Names;
  homeCurrency: Currency;
  from: string;
  to: string;
  isWanted(customerId: string): boolean;
  url(type: LedgerType, txnId: string): string;
}

// Their lines pay for something or move money; the cost stands elsewhere.
const NO_COST = new Set(['accounts payable', 'accounts receivable', 'bank', 'credit card']);

export function createGathering(belonging: Belonging): Gathering {
  const gathering: Gathering = {
    rows: emptyRows(),
    orderIds: new Map(),
    itemIds: new Map(),
    same: oneOfEach(),
    take(type, record) {
      if (mayBelong(record, belonging.isWanted)) add(gathering, belonging, type, record);
    },
    reset() {
      gathering.rows = emptyRows();
      gathering.orderIds.clear();
      gathering.itemIds.clear();
    },
    finish() {
      const { rows } = gathering;
      return {
        ...rows,
        count: rows.id.length,
        amountMinor: Float64Array.from(rows.amountMinor),
        balanceMinor: Float64Array.from(rows.balanceMinor),
        url: (line) => belonging.url(rows.type[line] ?? 'Bill', rows.txnId[line] ?? ''),
      };
    },
  };
  return gathering;
}

/**
 * Whether a line may be one of the wanted customers', told without reading the whole record: most are of other
 * projects. A record that is not shaped like one is looked at closely, and refused there.
 */
function mayBelong(record: RawRecord, isWanted: (customerId: string) => boolean): boolean {
  const lines = record.Line;
  if (lines === undefined || lines === null) return false;
  if (!Array.isArray(lines)) return true;
  return lines.some((line: unknown) => {
    if (typeof line !== 'object' || line === null) return true;
    return mentions(line, isWanted, 0);
  });
}

function mentions(value: unknown, isWanted: (customerId: string) => boolean, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > 5) return false;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'value' && isWanted(String(inner))) return true;
    if (typeof inner === 'object' && mentions(inner, isWanted, depth + 1)) return true;
  }
  return false;
}

function add(
  { rows, orderIds, itemIds, same }: Gathering,
  belonging: Belonging,
  type: LedgerType,
  record: RawRecord,
) {
  const what = spoken(type, record.Id);
  const wire = readRecord(wireTransaction, record, what);
  if (wire.TxnDate < belonging.from || wire.TxnDate > belonging.to) return;
  const currency = wire.CurrencyRef?.id ?? belonging.homeCurrency;
  const vendor = vendorOf(wire);
  const balance = wire.Balance === null ? 0 : readable(what, () => toMinor(wire.Balance ?? ZERO, currency));
  for (const [index, line] of flatLines(wire).entries()) {
    if (!belonging.isWanted(customerOf(line)?.id ?? '')) continue;
    const read = readable(what, () => toLedgerLine(type, wire, line, index, currency, belonging.names));
    if (!read || !isCost(type, read.accountId, belonging.names)) continue;
    const row = rows.id.length;
    const [orderId] = purchaseOrderIds(wire, line);
    if (orderId !== undefined) orderIds.set(row, orderId);
    if (read.accountId === '' && read.itemId !== '') itemIds.set(row, read.itemId);
    rows.id.push(`${type}:${wire.Id}:${read.lineId}`);
    rows.type.push(type);
    rows.txnId.push(wire.Id);
    rows.lineId.push(read.lineId);
    rows.syncToken.push(wire.SyncToken);
    rows.number.push(wire.DocNumber ?? '');
    rows.vendorId.push(same(vendor.id));
    rows.vendor.push(same(vendor.name));
    rows.po.push(writtenPurchaseOrder(wire, line));
    rows.date.push(same(wire.TxnDate));
    rows.amountMinor.push(read.amountMinor);
    rows.currency.push(same(currency));
    rows.exchangeRate.push(same(currency === belonging.homeCurrency ? '' : (wire.ExchangeRate ?? '')));
    rows.customerId.push(same(read.customerId));
    rows.customer.push(same(read.customer));
    rows.accountId.push(same(read.accountId));
    rows.account.push(same(read.account));
    rows.classId.push(same(read.classId));
    rows.class.push(same(read.class));
    rows.memo.push([read.description, wire.PrivateNote ?? ''].filter((text) => text !== '').join(' · '));
    rows.hasAttachment.push(null);
    rows.balanceMinor.push(balance);
    rows.paid.push(type === 'Bill' ? balance === 0 : type === 'Purchase' ? true : null);
  }
}

/** Of a journal entry, only what is booked to costs; of the others, whatever does not pay or move money. */
function isCost(type: LedgerType, accountId: string, names: Names): boolean {
  const account = names.account(accountId);
  if (account === null) return true; // better seen than left out
  if (type === 'JournalEntry') return account.cost;
  return !NO_COST.has(account.type.toLowerCase());
}

function emptyRows() {
  return {
    id: [] as string[],
    type: [] as LedgerType[],
    txnId: [] as string[],
    lineId: [] as string[],
    syncToken: [] as string[],
    number: [] as string[],
    vendorId: [] as string[],
    vendor: [] as string[],
    po: [] as string[],
    date: [] as string[],
    amountMinor: [] as number[],
    currency: [] as Currency[],
    exchangeRate: [] as string[],
    customerId: [] as string[],
    customer: [] as string[],
    accountId: [] as string[],
    account: [] as string[],
    classId: [] as string[],
    class: [] as string[],
    memo: [] as string[],
    hasAttachment: [] as (boolean | null)[],
    balanceMinor: [] as number[],
    paid: [] as (boolean | null)[],
  };
}
