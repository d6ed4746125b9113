import type { Cause } from '../../../src/reconciliation/types.ts';
import type { LedgerRow, SheetRow } from './truth.ts';

/** The contract's words made into a rule, for generators: what is the cause of a group whose story they know? */

/** The command's defaults. */
const TOLERANCE = { minor: 100, percent: 0.5, days: 7 };

/** Hundredths of an amount with at most three decimals: whole ones where it has two. */
export function minorOf(amount: string): number {
  const [, sign, whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d{1,3}))?$/.exec(amount) ?? [];
  const minor = Number(whole) * 100 + Number(part.padEnd(3, '0')) / 10;
  return sign ? -minor : minor;
}

const sum = (rows: readonly { amount: string }[]) =>
  rows.reduce((total, row) => total + minorOf(row.amount), 0);

/** A difference counts unless it is within both the amount and the percentage of the sheet's. */
export function counts(sheetMinor: number, ledgerMinor: number): boolean {
  const difference = Math.abs(ledgerMinor - sheetMinor);
  return difference > TOLERANCE.minor || difference * 100 > Math.abs(sheetMinor) * TOLERANCE.percent;
}

const differ = (a: string, b: string) =>
  a !== '' && b !== '' && a.trim().toLowerCase() !== b.trim().toLowerCase();

/** Accounts agree by leading number where both have one, else by name. */
function accountsDiffer(a: string, b: string): boolean {
  const [left, right] = [/^\d+/.exec(a)?.[0], /^\d+/.exec(b)?.[0]];
  if (left !== undefined && right !== undefined) return left !== right;
  const name = (text: string) => text.replace(/^\d+\s*/, '');
  return differ(name(a), name(b));
}

/** "1022" and "1022 Lamar Blvd Reroof" are one project in two lengths. */
function projectsDiffer(a: string, b: string): boolean {
  const [left, right] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
  return differ(a, b) && !left.startsWith(`${right} `) && !right.startsWith(`${left} `);
}

/**
 * The cause of a true group, by what was written into the two files.
 * @param why what made the amounts differ, where they do; the files alone cannot say it.
 */
export function causeOf(
  sheet: readonly SheetRow[],
  ledger: readonly LedgerRow[],
  why: 'tax' | 'amount',
): Cause {
  const [s, l] = [sheet[0], ledger[0]];
  if (!s || !l) throw new Error('A group has rows on both sides.');
  const currencies = (rows: readonly { currency: string }[]) =>
    new Set(rows.map((row) => row.currency || 'USD'));
  if (new Set([...currencies(sheet), ...currencies(ledger)]).size > 1) return 'currency';
  if (counts(sum(sheet), sum(ledger))) return why;
  if (sheet.length > 1) return 'combined';
  if (ledger.length > 1) return 'split';
  if (
    projectsDiffer(s.project, l.project) ||
    differ(s.class, l.class) ||
    accountsDiffer(s.account, l.account)
  )
    return 'coding';
  if (Math.abs(Date.parse(s.date) - Date.parse(l.date)) > TOLERANCE.days * 86_400_000) return 'timing';
  return 'none';
}
