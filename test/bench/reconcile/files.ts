import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Generated, type LedgerRow, type SheetRow, Truth } from './truth.ts';

const SHEET = 'id,description,vendor,invoice,po,date,amount,currency,project,account,class'.split(',');
const LEDGER = 'id,type,number,vendor,po,date,amount,currency,project,account,class,memo'.split(',');

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180 with a header and line feeds. */
export function csvOf(columns: readonly string[], rows: readonly object[]): string {
  const lines = rows.map((row) => {
    const fields = row as Record<string, string>;
    return columns.map((name) => cell(fields[name] ?? '')).join(',');
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

const sheetCsv = (rows: readonly SheetRow[]): string => csvOf(SHEET, rows);
const ledgerCsv = (rows: readonly LedgerRow[]): string => csvOf(LEDGER, rows);

export interface Paths {
  sheet: string;
  ledger: string;
  truth: string;
}

/** Writes sheet.csv, ledger.csv and truth.json into `dir`, which is made where it is not there. */
export function writeFiles(dir: string, made: Generated): Paths {
  mkdirSync(dir, { recursive: true });
  const paths = {
    sheet: join(dir, 'sheet.csv'),
    ledger: join(dir, 'ledger.csv'),
    truth: join(dir, 'truth.json'),
  };
  writeFileSync(paths.sheet, sheetCsv(made.sheet));
  writeFileSync(paths.ledger, ledgerCsv(made.ledger));
  writeFileSync(paths.truth, JSON.stringify(made.truth));
  return paths;
}

/** Throws a ZodError where the file is not of the format. */
export const readTruth = (path: string): Truth => Truth.parse(JSON.parse(readFileSync(path, 'utf8')));
