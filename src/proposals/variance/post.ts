import { parseDecimal } from '../../core/decimal.ts';
import { VendorFailure } from '../../core/failure.ts';
import { requestId } from '../../core/identity.ts';
import { toDecimal } from '../../core/money.ts';
import type { LedgerTransaction } from '../../quickbooks/ledger-types.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import { money } from '../invoice/checks/say.ts';
import type { CarryOutStep, StepContext, StepOutcome } from '../kind.ts';
import { ledgerType } from './again.ts';
import { type Doing, StoredContent, writes } from './content.ts';

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
    vendorId: null,
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
      'The books are closed for that date, so nothing was posted. Reopen the period in QuickBooks and press Retry, or choose another date or another way on the card';
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

/** Only cells that still say what people saw, or what they are to say, are written. */
async function correctSheet(
  action: Doing<'correct'>,
  sheetId: string,
  context: StepContext,
): Promise<StepOutcome> {
  const { smartsheet, project } = context;
  const sheet = await smartsheet.getRows(sheetId, [action.rowId]);
  const [row] = sheet.rows;
  if (!row) throw refused('row-gone', `Row ${action.rowNumber} is no longer in “${sheet.name}”`);
  const { found: columns } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  const cellWrites = action.cells.flatMap((cell) => {
    const column = columns.get(cell.column);
    if (!column) throw refused('column-gone', `“${sheet.name}” no longer has a column “${cell.title}”`);
    if (column.locked || column.hasFormula)
      throw refused(
        '1039',
        `The column “${column.title}” ${column.locked ? 'is locked' : 'is filled by a formula'}, so row ${action.rowNumber} cannot be corrected from here. Unlock it and press Retry, or correct it by hand`,
      );
    const now = textIn(row.cells.get(column.id)?.value ?? null);
    const isNew = same(cell.column, now, cell.new);
    if (!isNew && !same(cell.column, now, cell.old))
      throw refused(
        'changed',
        `Row ${action.rowNumber}, ${column.title} says “${now}” now, not “${cell.old}”: somebody changed it. Run /reconcile again`,
      );
    const value = cell.column === 'actual_cost' ? Number(cell.new) : cell.new;
    return isNew ? [] : [{ rowId: action.rowId, columnId: column.id, value }];
  });
  const [failure] = cellWrites.length > 0 ? await smartsheet.writeCells(sheetId, cellWrites) : [];
  if (failure) throw refused(failure.code, `Row ${action.rowNumber} was not corrected: ${failure.message}`);
  return { data: { rowId: action.rowId, cells: action.cells } };
}

function same(column: Doing<'correct'>['cells'][number]['column'], a: string, b: string): boolean {
  if (column !== 'actual_cost') return a.trim() === b.trim();
  return parseDecimal(a) === parseDecimal(b);
}

function refused(code: string, message: string): VendorFailure {
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code, message });
}

/** Reads back what was posted and compares it with what was approved. A difference is a failure that is shown. */
export const verify: CarryOutStep = {
  key: 'verify',
  title: 'Compare what was stored with what was approved',
  after: ['post'],
  reaches: 'posted',
  applies: (draft) => writes(StoredContent.parse(draft.content)),
  async run(context) {
    const { action } = StoredContent.parse(context.draft.content);
    if (action.do === 'correct') return { data: { cells: action.cells.length } };
    const { posting } = context.standing;
    const type =
      action.do === 'bill'
        ? 'Bill'
        : action.do === 'journal'
          ? 'JournalEntry'
          : ledgerType(action.do === 'recode' ? action.type : '');
    const stored = type && posting ? await context.quickbooks.getTransaction(type, posting.id) : null;
    const differences = stored ? differencesOf(action, stored) : ['it is not in QuickBooks any more'];
    if (differences.length > 0)
      throw new VendorFailure({
        service: 'QuickBooks',
        kind: 'refused',
        code: 'differs',
        message: `What is in QuickBooks is not what was approved: ${differences.slice(0, 5).join('; ')}. Correct it in QuickBooks, then Retry compares again. Nothing is posted a second time`,
      });
    return { data: { transactionId: posting?.id, totalMinor: stored?.totalMinor } };
  },
};

function differencesOf(
  action: ReturnType<typeof StoredContent.parse>['action'],
  stored: LedgerTransaction,
): string[] {
  if (action.do === 'recode') return recodeDifferences(action, stored);
  if (action.do === 'bill') return billDifferences(action, stored);
  if (action.do === 'journal') return journalDifferences(action, stored);
  return [];
}

function differs(what: string, approved: string, is: string): string[] {
  return approved === is ? [] : [`${what} was approved as ${approved || 'none'} and is ${is || 'none'}`];
}

function recodeDifferences(action: Doing<'recode'>, stored: LedgerTransaction): string[] {
  const line = stored.lines.find(({ lineId }) => lineId === action.lineId);
  if (!line) return ['the line is gone'];
  return [
    ...(action.account ? differs('the account', action.account.toId, line.accountId) : []),
    ...(action.class ? differs('the class', action.class.toId, line.classId) : []),
    ...(action.customer ? differs('the customer', action.customer.toId, line.customerId) : []),
  ];
}

function billDifferences(action: Doing<'bill'>, stored: LedgerTransaction): string[] {
  const [line] = stored.lines;
  const amount = (minor: number) => money(minor, action.currency);
  return [
    ...differs('the vendor', action.vendor.id, stored.vendorId),
    ...differs('the date', action.date, stored.date),
    ...differs('the number', action.number, stored.number),
    ...differs('the currency', action.currency, stored.currency),
    ...differs('the number of lines', '1', String(stored.lines.length)),
    ...differs('the amount', amount(action.amountMinor), amount(line?.amountMinor ?? 0)),
    ...differs('the account', action.account.id, line?.accountId ?? ''),
    ...differs('the customer', action.customer.id, line?.customerId ?? ''),
    ...(action.class ? differs('the class', action.class.id, line?.classId ?? '') : []),
  ];
}

function journalDifferences(action: Doing<'journal'>, stored: LedgerTransaction): string[] {
  const amount = (minor: number) => toDecimal(minor, action.currency);
  const side = (sign: 1 | -1) => stored.lines.find(({ amountMinor }) => Math.sign(amountMinor) === sign);
  return [
    ...differs('the date', action.date, stored.date),
    ...differs('the number of lines', '2', String(stored.lines.length)),
    ...differs('the debited account', action.debit.id, side(1)?.accountId ?? ''),
    ...differs('the credited account', action.credit.id, side(-1)?.accountId ?? ''),
    ...differs('the debit', amount(action.amountMinor), amount(side(1)?.amountMinor ?? 0)),
    ...differs('the credit', amount(-action.amountMinor), amount(side(-1)?.amountMinor ?? 0)),
  ];
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
