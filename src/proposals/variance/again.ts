import { VendorFailure } from '../../core/failure.ts';
import type { Finding } from '../../core/finding.ts';
import { daysBetween } from '../../core/iso-date.ts';
import { sumMinor } from '../../core/money.ts';
import { LEDGER_TYPES, type LedgerTransaction, type LedgerType } from '../../quickbooks/ledger-types.ts';
import type { CostColumn } from '../../settings/types.ts';
import { amountIn, currencyIn, dateIn, textIn } from '../../smartsheet/cost-cells.ts';
import { resolveCostColumns } from '../../smartsheet/cost-columns.ts';
import type { Drafted, KindContext, StoredDraft } from '../kind.ts';
import { type Action, StoredBasis, StoredContent } from './content.ts';
import { draftVariance } from './draft.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import { fingerprintOf, type Subject } from './subject.ts';
import { actionLines, postingLine, postingName, rowLine } from './words.ts';

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
  const findings = await blocking(next, subject, context);
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
  const lists = [
    { field: 'Sheet', old: side(before.sheet.map(rowLine)), new: side(now.sheet.map(rowLine)) },
    {
      field: 'QuickBooks',
      old: side(before.ledger.map(postingLine)),
      new: side(now.ledger.map(postingLine)),
    },
    { field: 'Accounts', old: accounts(before), new: accounts(now) },
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
  const why = ['read again: it changed since the reconciliation', ...subject.why];
  return { ...subject, sheet, ledger, differenceMinor, cause, parts, why };
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

async function blocking(action: Action, subject: Subject, context: KindContext): Promise<Finding[]> {
  if (action.do === 'bill') return meanwhileBilled(action, subject, context);
  return [];
}

/** Somebody may have entered the bill by hand while the card waited: then a second one would be a duplicate. */
async function meanwhileBilled(
  action: Extract<Action, { do: 'bill' }>,
  subject: Subject,
  { quickbooks, projects }: KindContext,
): Promise<Finding[]> {
  const [row] = subject.sheet;
  const { lines } = await quickbooks.expenseLines({
    customerIds: [action.customer.id],
    from: action.date,
    to: action.date,
    marginDays: Math.max(projects.tolerance.days, 31),
  });
  for (let line = 0; line < lines.count; line += 1) {
    if (lines.vendorId[line] !== action.vendor.id || lines.type[line] !== 'Bill') continue;
    const number = action.number !== '' && lines.number[line] === action.number;
    const near =
      Math.abs(daysBetween(action.date, lines.date[line] ?? action.date)) <= projects.tolerance.days;
    const likely =
      number || (near && lines.number[line] === '' && lines.amountMinor[line] === action.amountMinor);
    if (!likely) continue;
    const posting = { type: 'Bill', number: lines.number[line] ?? '', txnId: lines.txnId[line] ?? '' };
    return [
      {
        code: 'billed-meanwhile',
        severity: 'block',
        message: `QuickBooks has ${postingName(posting)} of ${action.vendor.name} now, so a second bill would be a duplicate.`,
        remedy: 'Run /reconcile again: it takes that bill into account.',
        ...(row ? { rows: [row.rowNumber] } : {}),
      },
    ];
  }
  return [];
}

async function rowsNow(subject: Subject, { smartsheet, project }: KindContext): Promise<SheetRow[]> {
  if (subject.sheet.length === 0) return [];
  const sheet = await smartsheet.getRows(
    subject.sheetId,
    subject.sheet.map(({ id }) => id),
  );
  const { found, missingRequired } = resolveCostColumns(sheet, project.costs?.columns ?? {});
  if (missingRequired.length > 0) throw columnsGone(sheet.name, missingRequired);
  const before = new Map(subject.sheet.map((row) => [row.id, row]));
  return sheet.rows.flatMap((row) => {
    const was = before.get(row.id);
    if (!was) return [];
    const cell = (key: CostColumn) => row.cells.get(found.get(key)?.id ?? -1)?.value ?? null;
    const currency = (found.has('currency') && currencyIn(cell('currency'))) || was.currency;
    const amount = amountIn(cell('actual_cost'), currency);
    // A row without a cost is none to reconcile any more.
    if (amount.kind !== 'amount') return [];
    return [
      {
        ...was,
        amountMinor: amount.minor,
        currency,
        date: dateIn(cell('date')) || was.date,
        account: found.has('gl_code') ? textIn(cell('gl_code')) : was.account,
      },
    ];
  });
}

function columnsGone(name: string, titles: readonly string[]): VendorFailure {
  const list = titles.map((title) => `“${title}”`).join(' and ');
  const message = `The sheet “${name}” no longer has ${titles.length > 1 ? 'columns' : 'a column'} ${list}`;
  return new VendorFailure({ service: 'Smartsheet', kind: 'refused', code: 'column-gone', message });
}

async function postingsNow(subject: Subject, { quickbooks }: KindContext): Promise<LedgerRow[]> {
  const keys = new Map(subject.ledger.map(({ type, txnId }) => [`${type}:${txnId}`, { type, txnId }]));
  const read = await Promise.all(
    [...keys].map(async ([key, { type, txnId }]) => {
      const known = ledgerType(type);
      return [key, known ? await quickbooks.getTransaction(known, txnId) : null] as const;
    }),
  );
  const transactions = new Map(read);
  return subject.ledger.flatMap((was) => {
    const transaction = transactions.get(`${was.type}:${was.txnId}`);
    return transaction ? asNow(was, transaction) : [];
  });
}

export function ledgerType(type: string): LedgerType | null {
  return LEDGER_TYPES.find((known) => known === type) ?? null;
}

function asNow(was: LedgerRow, transaction: LedgerTransaction): LedgerRow[] {
  const line = transaction.lines.find(({ lineId }) => lineId === was.lineId);
  // A voided transaction stays, with nothing in it.
  if (!line || (line.amountMinor === 0 && was.amountMinor !== 0)) return [];
  const { amountMinor, accountId, account, classId, customerId, customer } = line;
  const { syncToken, number, vendorId, vendor, date, currency } = transaction;
  return [
    {
      ...was,
      ...{ amountMinor, accountId, account, classId, class: line.class, customerId, customer },
      ...{ syncToken, number, vendorId, vendor, date, currency },
    },
  ];
}
