import { VendorFailure } from '../../core/failure.ts';
import { requestId } from '../../core/identity.ts';
import type { LedgerTransaction } from '../../quickbooks/ledger-transaction-types.ts';
import type { CarryOutStep, StepContext, StepOutcome } from '../step.ts';
import { addRow } from './add-row.ts';
import { type Doing, StoredContent, writes } from './content.ts';
import { correctSheet } from './correct-sheet.ts';
import { ledgerType } from './sides-now.ts';
import { recodeDifferences } from './verify.ts';

/** What was approved, done once: in QuickBooks, or in the sheet's own figures. */

/** In PrivateNote: finds what was posted and got no answer. */
function note({ approvalId, draft, standing, approverNames }: StepContext): string {
  const by = standing.auto
    ? `posted automatically under rule “${standing.rule.label}”`
    : `approved by ${approverNames.join(' and ')}`;
  return `${marker(approvalId, draft.version)} (approval ${standing.number}), ${by}`;
}

function marker(approvalId: string, version: number): string {
  return `Countersign ${approvalId} v${version}`;
}

function outcomeOf(transaction: LedgerTransaction): StepOutcome {
  const { id, number, totalMinor, url, date, syncToken, type } = transaction;
  return {
    posting: { id, number: number === '' ? null : number, totalMinor, url, date, syncToken },
    data: { transactionId: id, type, docNumber: number, totalMinor, syncToken },
  };
}

export const post: CarryOutStep = {
  key: 'post',
  title: 'Do what was approved',
  after: [],
  applies: (draft) => writes(StoredContent.parse(draft.content)),
  async look(context) {
    const { action } = StoredContent.parse(context.draft.content);
    const { approvalId, draft, quickbooks, firstIntentAt } = context;
    const posted = (txnDate: string) => ({ txnDate, createdSince: firstIntentAt.toISOString() });
    const mark = `${marker(approvalId, draft.version)} `;
    if (action.do === 'bill') return found(await quickbooks.findBillByNote(mark, posted(action.date)));
    if (action.do === 'journal')
      return found(await quickbooks.findJournalEntryByNote(mark, posted(action.date)));
    if (action.do === 'recode') return recodedAlready(action, context);
    return null; // a cell is written as an absolute value: twice does no harm
  },
  async run(context) {
    const { action, sheetId } = StoredContent.parse(context.draft.content);
    const key = context.refusals === 0 ? 'post' : `post.${context.refusals + 1}`;
    const id = requestId(context.approvalId, context.draft.version, key);
    if (action.do === 'recode') return outcomeOf(await recode(action, context, id));
    if (action.do === 'bill') return outcomeOf(await createBill(action, context, id));
    if (action.do === 'journal') return outcomeOf(await createJournal(action, context, id));
    if (action.do === 'correct') return correctSheet(action, sheetId, context);
    if (action.do === 'add') return addRow(action, sheetId, context);
    return { data: {} };
  },
};

const found = (transaction: LedgerTransaction | null) => (transaction ? outcomeOf(transaction) : null);

async function recodedAlready(
  action: Doing<'recode'>,
  { quickbooks }: StepContext,
): Promise<StepOutcome | null> {
  const type = ledgerType(action.type);
  const now = type && (await quickbooks.getTransaction(type, action.txnId));
  return now && recodeDifferences(action, now).length === 0 ? outcomeOf(now) : null;
}

function recode(
  action: Doing<'recode'>,
  { quickbooks }: StepContext,
  id: string,
): Promise<LedgerTransaction> {
  const type = ledgerType(action.type);
  if (!type) throw new Error(`${action.type} is no kind of posting that can be recoded`);
  const { txnId, lineId, syncToken, account, class: theClass, customer } = action;
  const recoding = {
    ...{ type, txnId, lineId, syncToken },
    ...(account ? { accountId: account.toId } : {}),
    ...(theClass ? { classId: theClass.toId === '' ? null : theClass.toId } : {}),
    ...(customer ? { customerId: customer.toId } : {}),
  };
  return explained(() => quickbooks.recodeLine(recoding, id));
}

function createBill(action: Doing<'bill'>, context: StepContext, id: string): Promise<LedgerTransaction> {
  const { vendor, date, dueDate, number, account, customer, currency, amountMinor, description } = action;
  const line = {
    accountId: account.id,
    amountMinor,
    description,
    customerId: customer.id,
    classId: action.class?.id ?? null,
  };
  const bill = {
    vendorId: vendor.id,
    txnDate: date,
    dueDate,
    termsId: null,
    number: number === '' ? null : number,
    currency,
    privateNote: note(context),
    lines: [line],
  };
  return explained(() => context.quickbooks.createBill(bill, id));
}

function createJournal(
  action: Doing<'journal'>,
  context: StepContext,
  id: string,
): Promise<LedgerTransaction> {
  const { date, currency, amountMinor, debit, credit, customer, costSide, memo } = action;
  const side = (posting: 'Debit' | 'Credit', accountId: string) => ({
    posting,
    accountId,
    amountMinor,
    description: memo,
    customerId: posting === costSide ? customer.id : null,
    vendorId: posting === costSide ? null : (action.vendor?.id ?? null),
    classId: posting === costSide ? (action.class?.id ?? null) : null,
  });
  const lines = [side('Debit', debit.id), side('Credit', credit.id)];
  const entry = { txnDate: date, number: null, currency, privateNote: note(context), lines };
  return explained(() => context.quickbooks.createJournalEntry(entry, id));
}

/** QuickBooks' own words for closed books name no way out. */
async function explained<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.code !== '6210') throw error;
    const message =
      'The books are closed for that date, so nothing was posted. Reopen the period in QuickBooks, or choose another date';
    throw new VendorFailure({
      service: 'QuickBooks',
      kind: 'refused',
      code: '6210',
      requestId: error.requestId,
      message,
      cause: error,
    });
  }
}

/** Nothing to post: that it was decided is all there is to it. */
export const keep: CarryOutStep = {
  key: 'keep',
  title: 'Remember the decision',
  after: [],
  reaches: 'posted',
  applies: (draft) => !writes(StoredContent.parse(draft.content)),
  run: async (context) => ({ data: { action: StoredContent.parse(context.draft.content).action.do } }),
};
