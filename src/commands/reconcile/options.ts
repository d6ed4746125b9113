import { minorDigits } from '../../core/money.ts';
import { nearest } from '../../core/nearest.ts';
import type { Tolerance } from '../../reconciliation/types.ts';
import { readMinor } from './fields.ts';

export const USAGE = `npm run reconcile -- --sheet FILE.csv --ledger FILE.csv --out FILE.json [options]

  --sheet FILE.csv          the cost sheet's rows
  --ledger FILE.csv         the ledger's postings
  --out FILE.json           where the answer is written; a file of this name is replaced
  --currency USD            what a row without a currency is in, and what the totals are in
  --tolerance-amount 1.00   a difference counts when it is more than this amount,
  --tolerance-percent 0.5   or more than this percentage of the sheet's amount
  --tolerance-days 7        dates count when they are more days apart
  --help                    this text`;

export interface Options {
  sheet: string;
  ledger: string;
  out: string;
  tolerance: Tolerance;
}

const DEFAULTS = {
  currency: 'USD',
  'tolerance-amount': '1.00',
  'tolerance-percent': '0.5',
  'tolerance-days': '7',
};
const FILES = ['sheet', 'ledger', 'out'] as const;
const NAMES: readonly string[] = [...FILES, ...Object.keys(DEFAULTS), 'help'];

/** The options, or every problem that they have, or that help is asked for. */
export function readOptions(args: readonly string[]): Options | { problems: string[] } | 'help' {
  const given = new Map<string, string>();
  const problems: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [, name, joined] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(args[at] ?? '') ?? [];
    if (name === 'help' || args[at] === '-h') return 'help';
    if (name === undefined || !NAMES.includes(name)) {
      problems.push(unknown(args[at] ?? ''));
      continue;
    }
    const next = args[at + 1];
    // A name that begins so could be meant, but an option whose value was forgotten is likelier: --out=--x says it.
    const value = joined ?? (next === undefined || next.startsWith('--') ? undefined : next);
    if (joined === undefined && value !== undefined) at += 1;
    if (value === undefined || value.trim() === '') problems.push(`--${name} needs a value.`);
    else if (given.has(name)) problems.push(`--${name} is given twice.`);
    given.set(name, value ?? '');
  }
  for (const name of FILES) if (!given.has(name)) problems.push(`--${name} is missing.`);
  const tolerance = readTolerance((name) => given.get(name) || DEFAULTS[name], problems);
  if (problems.length > 0) return { problems };
  const [sheet = '', ledger = '', out = ''] = FILES.map((name) => given.get(name));
  return { sheet, ledger, out, tolerance };
}

function readTolerance(of: (name: keyof typeof DEFAULTS) => string, problems: string[]): Tolerance {
  const currency = of('currency').trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    problems.push(`--currency is “${of('currency')}”: write a code such as USD.`);
  }
  const number = (name: keyof typeof DEFAULTS, digits: number, wanted: string): number => {
    const bytes = new TextEncoder().encode(of(name));
    const value = readMinor(bytes, 0, bytes.length, digits);
    if (!(value >= 0)) problems.push(`--${name} is “${of(name)}”: write ${wanted}.`);
    return value;
  };
  return {
    currency,
    amountMinor: number(
      'tolerance-amount',
      minorDigits(currency),
      'an amount such as 1.00, no finer than the currency',
    ),
    percent: number('tolerance-percent', 6, 'a percentage such as 0.5') / 1e6,
    days: number('tolerance-days', 0, 'a whole number of days'),
  };
}

function unknown(arg: string): string {
  const [name = ''] = arg.split('=');
  const [near] = nearest(name.replace(/^-+/, ''), NAMES, 1);
  return `“${name}” is no option${near === undefined ? '' : `: --${near}?`}${near === undefined ? '.' : ''}`;
}
