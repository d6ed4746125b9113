import { sumMinor } from '../../core/money.ts';
import type { KindContext } from '../context.ts';
import type { Drafted, StoredDraft } from '../draft.ts';
import { actionLines } from './action-words.ts';
import { type Action, StoredBasis, StoredContent } from './content.ts';
import { draftVariance } from './draft.ts';
import { doneMeanwhile } from './meanwhile.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import { postingsNow, rowsNow } from './sides-now.ts';
import { fingerprintOf, type Subject } from './subject.ts';
import { postingLine, rowLine } from './words.ts';

/** Both sides as they stand now: the same, another version, or nothing left to decide. Throws VendorFailure. */
export async function again(
  draft: StoredDraft,
  context: KindContext,
): Promise<{ drafted: Drafted } | { settled: string }> {
  const { subject } = StoredBasis.parse(draft.basis);
  const { action } = StoredContent.parse(draft.content);
  const [sheet, ledger] = await Promise.all([rowsNow(subject, context), postingsNow(subject, context)]);
  const now = withSides(subject, sheet, ledger);
  const over = settledNow(subject, now);
  if (over !== null) return { settled: over };
  if (fingerprintOf(now) !== fingerprintOf(subject))
    return { drafted: changed(subject, now, action, context) };
  const next = refreshed(action, ledger);
  const findings = await doneMeanwhile(next, subject, context);
  const moved = JSON.stringify(next) !== JSON.stringify(action);
  const changes = moved
    ? [
        {
          field: 'QuickBooks',
          old: 'as it was when this was proposed',
          new: 'changed since; please look again',
        },
      ]
    : [];
  return { drafted: draftVariance(now, next, { author: { kind: 'drift' }, changes, findings }, context) };
}

/** The next version where a run or a click found other figures; whatever was proposed was for the old ones. */
export function changed(before: Subject, now: Subject, action: Action, context: KindContext): Drafted {
  const side = (rows: readonly string[]) => (rows.length === 0 ? 'none' : rows.join('; '));
  const gone = now.sheet.length < before.sheet.length || now.ledger.length < before.ledger.length;
  const lists = [
    { field: 'Sheet', old: side(before.sheet.map(rowLine)), new: side(now.sheet.map(rowLine)) },
    {
      field: 'QuickBooks',
      old: side(before.ledger.map(postingLine)),
      new: side(now.ledger.map(postingLine)),
    },
    ...(gone ? [] : [{ field: 'Accounts', old: accounts(before), new: accounts(now) }]),
  ].filter(({ old, new: other }) => old !== other);
  const dropped =
    action.do === 'accept'
      ? []
      : [
          {
            field: 'Proposed',
            old: actionLines(action).join('; '),
            new: 'dropped: it was for the old figures',
          },
        ];
  return draftVariance(
    now,
    { do: 'accept' },
    { author: { kind: 'drift' }, changes: [...lists, ...dropped] },
    context,
  );
}

function accounts({ sheet, ledger }: Subject): string {
  return [...sheet, ...ledger].map(({ account }) => account || 'none').join('; ');
}

function withSides(subject: Subject, sheet: SheetRow[], ledger: LedgerRow[]): Subject {
  const currencies = new Set([...sheet, ...ledger].map(({ currency }) => currency));
  const total = (rows: readonly (SheetRow | LedgerRow)[]) =>
    sumMinor(rows.map(({ amountMinor }) => amountMinor));
  const differenceMinor = currencies.size > 1 ? null : total(ledger) - total(sheet);
  const same = fingerprintOf({ ...subject, sheet, ledger }) === fingerprintOf(subject);
  if (same) return { ...subject, sheet, ledger };
  const cause = causeNow(subject, sheet, ledger);
  const parts =
    differenceMinor === null || differenceMinor === 0 ? [] : [{ cause, amountMinor: differenceMinor }];
  // What they had in common says nothing once one of them is gone.
  const why = [
    'read again: it changed since the reconciliation',
    ...(cause === subject.cause ? subject.why : []),
  ];
  // How sure it was, it was of other figures.
  return { ...subject, sheet, ledger, differenceMinor, cause, parts, why, confidence: null };
}

function causeNow(
  subject: Subject,
  sheet: readonly SheetRow[],
  ledger: readonly LedgerRow[],
): Subject['cause'] {
  if (sheet.length > 0 && ledger.length === 0) return 'missing-in-ledger';
  if (ledger.length > 0 && sheet.length === 0) return 'missing-in-sheet';
  return subject.cause;
}

/** Why nothing is left to decide on; null where something is. */
function settledNow(before: Subject, now: Subject): string | null {
  if (now.sheet.length === 0 && now.ledger.length === 0)
    return before.sheet.length > 0
      ? 'Its row is gone from the sheet, and nothing in QuickBooks stands against it: nothing is left to decide.'
      : 'The posting is gone from QuickBooks: nothing is left to decide.';
  if (
    before.differenceMinor !== 0 &&
    now.differenceMinor === 0 &&
    now.sheet.length > 0 &&
    now.ledger.length > 0
  )
    return 'Settled: the sheet and QuickBooks agree now.';
  const figures = (subject: Subject) => fingerprintOf({ ...subject, cause: 'none' });
  if (before.differenceMinor !== 0 || figures(before) === figures(now)) return null;
  const [row, posting] = [now.sheet[0], now.ledger[0]];
  if (!row || !posting) return null;
  if (before.cause === 'coding' && sameAccount(row.account, posting.account))
    return 'Settled: the sheet and QuickBooks name the same account now.';
  if (before.cause === 'timing' && row.date === posting.date)
    return 'Settled: the sheet and QuickBooks have the same date now.';
  return null;
}

/** By leading number where both have one, else by name (CONTRACT.md, "Files for reconcile"). */
function sameAccount(a: string, b: string): boolean {
  const number = (text: string) => /^\s*(\d+)/.exec(text)?.[1];
  if (number(a) && number(b)) return number(a) === number(b);
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** What is proposed is bound to the transaction as it was seen: another SyncToken is another proposal. */
function refreshed(action: Action, ledger: readonly LedgerRow[]): Action {
  if (action.do !== 'recode') return action;
  const posting = ledger.find(
    ({ txnId, lineId, type }) => txnId === action.txnId && lineId === action.lineId && type === action.type,
  );
  return posting ? { ...action, syncToken: posting.syncToken } : action;
}
