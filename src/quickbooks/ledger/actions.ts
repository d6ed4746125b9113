import { z } from 'zod';
import { VendorFailure } from '../../core/failure.ts';
import type { Currency } from '../../core/money.ts';
import type { Call } from '../call.ts';
import type { LedgerType } from '../ledger-line-types.ts';
import type { LedgerTransaction, Posted } from '../ledger-transaction-types.ts';
import type { Ledger } from '../ledger-types.ts';
import { envelope } from '../map-wire.ts';
import { queryAll, quote } from '../query.ts';
import { pathId, readOne } from '../read.ts';
import type { Batch } from './batch-answers.ts';
import { withItemAccounts } from './follow-up.ts';
import { METHODS, type RawTransaction, rawTransaction, storedTransaction } from './methods.ts';
import type { Names } from './names.ts';
import { toWireBill, toWireJournalEntry } from './new-postings.ts';
import { readRecord, spoken } from './readable.ts';
import { recodeLine } from './recode.ts';
import { toTransaction } from './transaction.ts';
import { wireTransaction } from './wire.ts';
import { inWords, unfit } from './words.ts';

export type LedgerActions = Pick<
  Ledger,
  | 'getTransaction'
  | 'recodeLine'
  | 'createBill'
  | 'findBillByNote'
  | 'createJournalEntry'
  | 'findJournalEntryByNote'
  | 'deleteTransaction'
>;

export interface ActionContext {
  call: Call;
  batch: Batch;
  homeCurrency: () => Promise<Currency>;
  /** What is known of accounts by now; nothing is asked for them. */
  knownNames: () => Names;
  readNames: () => Promise<Names>;
  url(type: LedgerType, txnId: string): string;
}

const LONGEST_REQUEST_ID = 50;
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** What changes the ledger, and what is looked at before. Each request is known by its requestId and posts once. */
export function ledgerActions(context: ActionContext): LedgerActions {
  const { call } = context;
  const read = (type: LedgerType, id: string) =>
    readOne(call, METHODS[type].get, type, storedTransaction, id);
  const understood = async (type: LedgerType, raw: RawTransaction): Promise<LedgerTransaction> => {
    const wire = readRecord(wireTransaction, raw, spoken(type, raw.Id));
    const home = await context.homeCurrency();
    return toTransaction(type, wire, home, context.knownNames(), context.url(type, raw.Id));
  };
  const create = async (
    type: 'Bill' | 'JournalEntry',
    currency: Currency | null,
    build: (currency: Currency) => object,
    requestId: string,
  ) => {
    checkRequestId(requestId);
    // Known before anything is sent: no question that may fail stands between a posting and its answer.
    const home = await context.homeCurrency();
    const method = type === 'Bill' ? 'createBill' : 'createJournalEntry';
    const body = build(currency ?? home); // refuses here, before anything is sent
    const posted = await inWords(() =>
      call({
        name: method,
        action: type === 'Bill' ? 'create the bill' : 'create the journal entry',
        write: true,
        ask: (sdk, done) => sdk[method]({ ...structuredClone(body), requestId }, done),
        body: envelope(type, rawTransaction),
      }),
    );
    return understood(type, posted);
  };
  const findByNote = async (type: 'Bill' | 'JournalEntry', marker: string, posted: Posted) => {
    const found = await noted(call, type, marker, posted);
    return found ? understood(type, found) : null;
  };
  return {
    async getTransaction(type, id) {
      const [raw, names] = await Promise.all([read(type, id), context.readNames()]);
      return raw ? withItemAccounts(context.batch, await understood(type, raw), names) : null;
    },
    async recodeLine(recoding, requestId) {
      checkRequestId(requestId);
      return recodeLine({ call, read, understood }, recoding, requestId);
    },
    createBill: (bill, requestId) =>
      create('Bill', bill.currency, (currency) => toWireBill(bill, currency), requestId),
    findBillByNote: (marker, posted) => findByNote('Bill', marker, posted),
    createJournalEntry: (entry, requestId) =>
      create('JournalEntry', entry.currency, (currency) => toWireJournalEntry(entry, currency), requestId),
    findJournalEntryByNote: (marker, posted) => findByNote('JournalEntry', marker, posted),
    async deleteTransaction(type, id, syncToken, requestId) {
      checkRequestId(requestId);
      const about = spoken(type, pathId(id));
      const gone = { Id: id, SyncToken: syncToken };
      try {
        await inWords(() =>
          call({
            name: METHODS[type].remove,
            action: `delete ${about}`,
            write: true,
            // Given an object, the SDK keeps this SyncToken; given an id alone, it would read and take the newest.
            ask: (sdk, done) => sdk[METHODS[type].remove]({ ...gone, requestId }, done),
            body: envelope(type, z.looseObject({ status: z.literal('Deleted') })),
          }),
        );
      } catch (error) {
        if (error instanceof VendorFailure && error.code === '610') return; // gone already
        throw error;
      }
    },
  };
}

/**
 * The note cannot be asked for, so the day's postings are read; where it is not among them, a person may have dated it
 * anew, and everything made since is. "Not there" makes the caller post, so it is not said on one question alone.
 */
async function noted(call: Call, type: 'Bill' | 'JournalEntry', marker: string, posted: Posted) {
  const since = new Date(Date.parse(posted.createdSince) - CLOCKS_DIFFER_MS).toISOString().slice(0, 19);
  const conditions = [
    [`where TxnDate = ${quote(posted.txnDate)}`],
    [`where MetaData.CreateTime >= ${quote(`${since}Z`)}`, ''],
  ];
  for (const condition of conditions) {
    const all = await queryAll(call, type, rawTransaction, condition);
    const marked = all.filter(
      ({ PrivateNote }) => typeof PrivateNote === 'string' && PrivateNote.includes(marker),
    );
    // Ids are given in order: the oldest is the one.
    const [oldest] = marked.sort((a, b) => a.Id.length - b.Id.length || a.Id.localeCompare(b.Id));
    if (oldest) return oldest;
  }
  return null;
}

function checkRequestId(requestId: string): void {
  if (requestId !== '' && requestId.length <= LONGEST_REQUEST_ID) return;
  throw unfit(
    `A request’s id has 1 to ${LONGEST_REQUEST_ID} characters; “${requestId.slice(0, 60)}” has not.`,
  );
}
