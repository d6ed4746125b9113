import { type Service, VendorFailure } from '../core/failure.ts';
import { withLastWord } from '../limits/last-word.ts';
import type { QuickBooks } from '../quickbooks/types.ts';
import type { MayWrite, Smartsheet } from '../smartsheet/types.ts';
import type { Stopped } from './switch.ts';

/** The kill switch, asked again right before each write: a unit under way with a slow vendor writes nothing after it. */

/** A write that was not made because somebody stopped it. Nothing failed: it waits, and goes on once it is resumed. */
export class HeldBack extends VendorFailure {
  readonly stopped: Stopped;

  constructor(service: Service, stopped: Stopped) {
    const message = `held back, because ${stopped.scope === '*' ? 'everything' : stopped.scope} is stopped: ${stopped.reason}`;
    super({ service, kind: 'retry', code: 'held', message, outcomeUnknown: false });
    this.name = 'HeldBack';
    this.stopped = stopped;
  }
}

/** Reads alone pass while stopped. Whatever is not named here is held to be a write: a new one is guarded unasked. */
const BOOKS_READ: ReadonlySet<string> = new Set<keyof QuickBooks>([
  'company',
  'preferences',
  'findCustomers',
  'suggestCustomers',
  'findItems',
  'activeServiceItems',
  'findClasses',
  'findLocations',
  'getCustomer',
  'getItem',
  'getClass',
  'getLocation',
  'getTerm',
  'getTaxCode',
  'taxCodes',
  'recentInvoices',
  'openEstimates',
  'openBalance',
  'getInvoice',
  'changedInvoices',
  'findInvoiceByNote',
  'invoiceUrl',
  'expenseLines',
  'unreadBatch',
  'ledgerFrame',
  'timeActivities',
  'vendorHistory',
  'changedLedger',
  'getTransaction',
  'findBillByNote',
  'findJournalEntryByNote',
  'activeAccounts',
  'counterAccounts',
  'activeClasses',
  'activeCustomers',
  'findVendors',
  'suggestVendors',
  'transactionUrl',
]);
const SHEETS_READ: ReadonlySet<string> = new Set<keyof Smartsheet>([
  'currentUser',
  'getSheet',
  'getRows',
  'getCostSheet',
  'unreadSheet',
  'getChangedRows',
  'rowComments',
]);

export interface Vendors {
  quickbooks: QuickBooks;
  smartsheet: Smartsheet;
}

/** The vendors as work on one project may use them: each write asks `heldNow` first, and throws HeldBack where it says why. */
export function guarded(
  { quickbooks, smartsheet }: Vendors,
  heldNow: () => Promise<Stopped | null>,
): Vendors {
  const mayWrite = mayWriteTo('Smartsheet', heldNow);
  return {
    quickbooks: guard(quickbooks, BOOKS_READ, mayWriteTo('QuickBooks', heldNow)),
    smartsheet: {
      ...guard(smartsheet, SHEETS_READ, mayWrite),
      // These take their turn on the sheet first: asked then, before each request.
      writeCells: (sheetId, writes) => smartsheet.writeCells(sheetId, writes, mayWrite),
      inTurn: (sheetId, work) => smartsheet.inTurn(sheetId, work, mayWrite),
      addRows: (sheetId, rows, options) => smartsheet.addRows(sheetId, rows, { ...options, mayWrite }),
      deleteRows: (sheetId, rowIds) => smartsheet.deleteRows(sheetId, rowIds, mayWrite),
      addRowComment: (sheetId, rowId, text) => smartsheet.addRowComment(sheetId, rowId, text, mayWrite),
    },
  };
}

function mayWriteTo(service: Service, heldNow: () => Promise<Stopped | null>): MayWrite {
  return async () => {
    const stopped = await heldNow();
    if (stopped) throw new HeldBack(service, stopped);
  };
}

function guard<Client extends object>(
  client: Client,
  reads: ReadonlySet<string>,
  mayWrite: MayWrite,
): Client {
  const guardedMethod = ([name, method]: [string, unknown]): [string, unknown] => {
    if (typeof method !== 'function' || reads.has(name)) return [name, method];
    const ask = async (...given: unknown[]) => {
      await mayWrite();
      return withLastWord(mayWrite, () => Reflect.apply(method, client, given));
    };
    return [name, ask];
  };
  return { ...client, ...Object.fromEntries(Object.entries(client).map(guardedMethod)) };
}
