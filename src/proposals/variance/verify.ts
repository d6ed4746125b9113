import { VendorFailure } from '../../core/failure.ts';
import type { LedgerTransaction } from '../../quickbooks/ledger-types.ts';
import { money } from '../invoice/checks/say.ts';
import type { CarryOutStep } from '../kind.ts';
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

function differs(what: string, approved: string, is: string): string[] {
  return approved === is ? [] : [`${what} was approved as ${approved || 'none'} and is ${is || 'none'}`];
}

export function recodeDifferences(action: Doing<'recode'>, stored: LedgerTransaction): string[] {
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
  const amount = (minor: number) => money(minor, action.currency);
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
