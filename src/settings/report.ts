import type { z } from 'zod';
import { type Decimal, parseDecimal } from '../core/decimal.ts';
import { type Currency, minorDigits, toDecimal, toMinor } from '../core/money.ts';
import type { Path, Problem } from './yaml-tree.ts';

/** Collects everything that is wrong with one file, each thing with its line. */
export interface Report {
  errors: Problem[];
  warnings: Problem[];
  /** `text` continues the sentence that the path begins: "is missing: write …". */
  error(path: Path, text: string): void;
  warn(path: Path, text: string): void;
  /** The parsed value, or null once its errors are noted. */
  read<S extends z.ZodType>(schema: S, value: unknown, path: Path): z.infer<S> | null;
  /**
   * Like read, but what is wrong is noted and left out, so that what stands beside it can still be checked.
   * `dropped` are the keys left out; `data` is null where `schema` cannot do without one of them.
   */
  salvage<S extends z.ZodType>(schema: S, value: unknown, path: Path): Salvaged<z.infer<S>>;
  /** An exact amount in minor units; null where there is none or it is noted as an error. */
  minor(amount: Decimal | undefined, currency: Currency, path: Path): number | null;
  lineOf(path: Path): number;
}

export interface Salvaged<T> {
  data: T | null;
  dropped: ReadonlySet<string>;
}

export function createReport(lineOf: (path: Path) => number): Report {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const note = (list: Problem[], path: Path, text: string): void => {
    const name = pathText(path);
    list.push({ line: lineOf(path), text: name === '' ? text : `${name} ${text}` });
  };
  const error = (path: Path, text: string): void => note(errors, path, text);
  const salvage: Report['salvage'] = (schema, value, path) => {
    const first = schema.safeParse(value);
    if (first.success) return { data: first.data, dropped: new Set() };
    for (const issue of first.error.issues) describeIssue(issue, path, error);
    const dropped = new Set(first.error.issues.flatMap(topLevelKeys));
    if (typeof value !== 'object' || value === null) return { data: null, dropped };
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !dropped.has(key)));
    return { data: schema.safeParse(rest).data ?? null, dropped };
  };
  return {
    errors,
    warnings,
    error,
    lineOf,
    warn: (path, text) => note(warnings, path, text),
    salvage,
    read: (schema, value, path) => {
      const { data, dropped } = salvage(schema, value, path);
      return dropped.size === 0 ? data : null;
    },
    minor: (amount, currency, path) => {
      if (amount === undefined) return null;
      try {
        const minor = toMinor(amount, currency);
        if (toDecimal(minor, currency) === parseDecimal(amount)) return minor;
        error(path, `is "${amount}": ${currency} has ${minorDigits(currency)} decimals, write no more.`);
      } catch (cause) {
        if (!(cause instanceof RangeError)) throw cause;
        error(path, `is "${amount}": write an amount below 90 million, or leave it out.`);
      }
      return null;
    },
  };
}

/** Of an issue with the whole: the empty key, which stands for all of them. */
function topLevelKeys(issue: z.core.$ZodIssue): string[] {
  if (issue.path.length > 0) return [String(issue.path[0])];
  return issue.code === 'unrecognized_keys' ? issue.keys : [''];
}

function describeIssue(issue: z.core.$ZodIssue, path: Path, error: Report['error']): void {
  const here = [...path, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code !== 'unrecognized_keys') {
    error(here, issue.message);
    return;
  }
  const messages = issue.message.split('\n');
  for (const [index, key] of issue.keys.entries()) error([...here, key], messages[index] ?? 'is unknown.');
}

function pathText(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = /^[\w-]{1,60}$/.test(part) ? part : JSON.stringify(part.slice(0, 60));
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}
