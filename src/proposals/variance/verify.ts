import { VendorFailure } from '../../core/failure.ts';
import type { LedgerLine, LedgerTransaction } from '../../quickbooks/ledger-transaction-types.ts';
import { money } from '../say.ts';
import type { CarryOutStep } from '../step.ts';
import { type Action, type Doing, StoredContent, writes } from './content.ts';
import { ledgerType } from './sides-now.ts';

/** Reads back what was posted and compares it with what was approved. A difference is a failure that is shown. */
export const verify: CarryOutStep = {
  key: 'verify',
  title: 'Compare what was stored with what was approved',
  after: ['post'],
  reaches: 'posted',
  applies: (draft) => writes(StoredContent.parse(draft.content)),
  async run(context) {
    const { action } = StoredContent.parse(context.draft.content);
    if (action.do === 'correct' || action.do === 'add') return { data: {} };
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

function differencesOf(action: Action, stored: LedgerTransaction): string[] {
  if (action.do === 'recode') return recodeDifferences(action, stored);
  if (action.do === 'bill') return billDifferences(action, stored);
  if (action.do === 'journal') return journalDifferences(action, stored);
  return [];
}

interface Reference {
  id: string;
  name: string;
}

const NOBODY: Reference = { id: '', name: '' };

/** By Id, and told by name: what QuickBooks calls by a number means nothing to people. */
function refers(what: string, approved: Reference, is: Reference): string[] {
  return approved.id === is.id ? [] : [said(what, named(approved), named(is))];
}

const named = ({ id, name }: Reference) => name || (id === '' ? '' : `Id ${id}`);

function differs(what: string, approved: string, is: string): string[] {
  return approved === is ? [] : [said(what, approved, is)];
}

function said(what: string, approved: string, is: string): string {
  return `${what} was approved as ${approved || 'none'} and is ${is || 'none'}`;
}

/** What a line is coded to; nobody and nothing where there is no such line. */
function codedTo(
  line: LedgerLine | undefined,
): Record<'account' | 'class' | 'customer' | 'vendor', Reference> {
  if (!line) return { account: NOBODY, class: NOBODY, customer: NOBODY, vendor: NOBODY };
  return {
    account: { id: line.accountId, name: line.account },
    class: { id: line.classId, name: line.class },
    customer: { id: line.customerId, name: line.customer },
    vendor: { id: line.vendorId, name: line.vendor },
  };
}

export function recodeDifferences(action: Doing<'recode'>, stored: LedgerTransaction): string[] {
  const line = stored.lines.find(({ lineId }) => lineId === action.lineId);
  if (!line) return ['the line is gone'];
  const is = codedTo(line);
  return (['account', 'class', 'customer'] as const).flatMap((field) => {
    const approved = action[field];
    return approved ? refers(`the ${field}`, { id: approved.toId, name: approved.to }, is[field]) : [];
  });
}

function billDifferences(action: Doing<'bill'>, stored: LedgerTransaction): string[] {
  const [line] = stored.lines;
  const is = codedTo(line);
  const amount = (minor: number) => money(minor, action.currency);
  return [
    ...refers('the vendor', action.vendor, { id: stored.vendorId, name: stored.vendor }),
    ...differs('the date', action.date, stored.date),
    ...differs('the number', action.number, stored.number),
    ...differs('the currency', action.currency, stored.currency),
    ...differs('the number of lines', '1', String(stored.lines.length)),
    ...differs('the amount', amount(action.amountMinor), amount(line?.amountMinor ?? 0)),
    ...refers('the account', action.account, is.account),
    ...refers('the customer', action.customer, is.customer),
    ...(action.class ? refers('the class', action.class, is.class) : []),
  ];
}

function journalDifferences(action: Doing<'journal'>, stored: LedgerTransaction): string[] {
  const amount = (minor: number) => money(minor, action.currency);
  const [debit, credit] = ([1, -1] as const).map((sign) =>
    stored.lines.find(({ amountMinor }) => Math.sign(amountMinor) === sign),
  );
  const [cost, other] = (action.costSide === 'Debit' ? [debit, credit] : [credit, debit]).map(codedTo);
  return [
    ...differs('the date', action.date, stored.date),
    ...differs('the currency', action.currency, stored.currency),
    ...differs('the number of lines', '2', String(stored.lines.length)),
    ...refers('the debited account', action.debit, codedTo(debit).account),
    ...refers('the credited account', action.credit, codedTo(credit).account),
    ...differs('the debit', amount(action.amountMinor), amount(debit?.amountMinor ?? 0)),
    ...differs('the credit', amount(-action.amountMinor), amount(credit?.amountMinor ?? 0)),
    ...refers('the customer', action.customer, cost?.customer ?? NOBODY),
    ...(action.class ? refers('the class', action.class, cost?.class ?? NOBODY) : []),
    // Whom the other side names is whose debt it is.
    ...refers('the vendor', action.vendor ?? NOBODY, other?.vendor ?? NOBODY),
  ];
}
