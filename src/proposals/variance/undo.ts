import { VendorFailure } from '../../core/failure.ts';
import { requestId } from '../../core/identity.ts';
import type { LedgerTransaction } from '../../quickbooks/ledger-transaction-types.ts';
import type { StoredDraft } from '../draft.ts';
import { POSTED, type Posting, type Standing } from '../standing.ts';
import type { StepContext, StepOutcome } from '../step.ts';
import { type Doing, StoredContent } from './content.ts';
import { isDone } from './done.ts';
import { ledgerType } from './sides-now.ts';
import { deleteAdded } from './undo-added.ts';
import { correctBack } from './undo-sheet.ts';
import { postingName } from './words.ts';

type Taken = { refused: string } | StepOutcome;

/** Whatever was decided may be taken back in its time: what it created or changed, or that it was said. */
export function undoable(_draft: StoredDraft, standing: Standing): boolean {
  const { status, undo } = standing;
  if (undo.until === null || undo.refused !== null) return false;
  return POSTED.includes(status) && isDone(standing);
}

/** Reads what was done again and takes back exactly that; whatever happened to it since is a reason not to. */
export async function takeBack(context: StepContext, inDoubt: boolean): Promise<Taken> {
  const { action, sheetId } = StoredContent.parse(context.draft.content);
  switch (action.do) {
    case 'bill':
      return deleted('Bill', context, inDoubt);
    case 'journal':
      return deleted('JournalEntry', context, inDoubt);
    case 'recode':
      return refusedAsValue(postingName({ ...action }), () => recodedBack(action, context));
    case 'correct':
      return correctBack(action, sheetId, context);
    case 'add':
      return deleteAdded(action, sheetId, context, inDoubt);
    default:
      return { data: { takenBack: action.do } };
  }
}

async function deleted(
  type: 'Bill' | 'JournalEntry',
  context: StepContext,
  inDoubt: boolean,
): Promise<Taken> {
  const { posting } = context.standing;
  if (!posting) return { refused: 'there is nothing in QuickBooks that could be deleted.' };
  const name = postingName({ type, number: posting.number ?? '', txnId: posting.id });
  const stored = await context.quickbooks.getTransaction(type, posting.id);
  if (!stored && inDoubt) return { data: { transactionId: posting.id, found: true } };
  const why = reasonNot(stored, posting);
  if (why !== null || !stored) return { refused: `${name} ${why}` };
  return refusedAsValue(name, async () => {
    await context.quickbooks.deleteTransaction(type, stored.id, stored.syncToken, requestOf(context));
    return { data: { transactionId: stored.id, docNumber: stored.number, found: false } };
  });
}

function reasonNot(stored: LedgerTransaction | null, { syncToken }: Posting): string | null {
  if (!stored) return 'was deleted in QuickBooks already.';
  if (stored.type === 'Bill' && stored.balanceMinor !== stored.totalMinor)
    return 'was paid, in part or whole. Take the payment back in QuickBooks first, and delete it there.';
  if (syncToken !== undefined && stored.syncToken !== syncToken)
    return 'was changed in QuickBooks since it was posted. Delete or correct it there if it is still wrong.';
  return null;
}

/** Coded so already, by an earlier try whose answer was lost, nothing is sent. */
async function recodedBack(action: Doing<'recode'>, context: StepContext): Promise<Taken> {
  const { txnId, lineId, account, class: theClass, customer } = action;
  const type = ledgerType(action.type);
  const syncToken = context.standing.posting?.syncToken;
  if (!type || syncToken === undefined) return { refused: 'what it was coded to is not known any more.' };
  if (customer && customer.fromId === '')
    return {
      refused: 'it had no customer before, and that cannot be said from here. Correct it in QuickBooks.',
    };
  const back = {
    ...{ type, txnId, lineId, syncToken },
    ...(account ? { accountId: account.fromId } : {}),
    ...(theClass ? { classId: theClass.fromId === '' ? null : theClass.fromId } : {}),
    ...(customer ? { customerId: customer.fromId } : {}),
  };
  const now = await context.quickbooks.recodeLine(back, requestOf(context));
  return { data: { transactionId: now.id, syncToken: now.syncToken } };
}

function requestOf({ approvalId, draft, refusals }: StepContext): string {
  return requestId(approvalId, draft.version, refusals === 0 ? 'void' : `void.${refusals + 1}`);
}

const CHANGED = ['5010', '610'];

/** What QuickBooks refuses stays as it is, and that is an answer; a passing fault is tried again. */
async function refusedAsValue(name: string, ask: () => Promise<Taken>): Promise<Taken> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'refused') throw error;
    if (CHANGED.includes(error.code ?? ''))
      return {
        refused: `${name} was changed or deleted in QuickBooks since. Correct it there if it is still wrong.`,
      };
    if (error.code === '6210')
      return {
        refused: `${name} stays, because the books are closed for its date. Reopen the period in QuickBooks to correct it.`,
      };
    return { refused: `${name} stays: ${error.message}` };
  }
}
