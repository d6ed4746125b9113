import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reconcileCommand } from '../../../src/commands/reconcile/reconcile.ts';
import type { Cause } from '../../../src/reconciliation/types.ts';

export const SHEET = 'id,description,vendor,invoice,po,date,amount,currency,project,account,class';
export const LEDGER = 'id,type,number,vendor,po,date,amount,currency,project,account,class,memo';

export interface AnswerMatch {
  sheet: string[];
  ledger: string[];
  cause: Cause;
  difference: string | null;
  parts: { cause: Cause; amount: string }[];
  confidence: number;
  why: string[];
}

export interface AnswerRow {
  id: string;
  cause: Cause;
  why: string[];
}

export interface AnswerTotals {
  sheet: string;
  ledger: string;
  matched: { sheet: string; ledger: string };
  difference: string;
  byCause: Partial<Record<Cause, string>>;
  byCurrency?: Record<string, AnswerTotals>;
}

/** What the contract says the file holds. */
export interface Answer {
  matches: AnswerMatch[];
  unmatched: { sheet: AnswerRow[]; ledger: AnswerRow[] };
  totals: AnswerTotals;
}

export interface Outcome {
  status: number;
  said: string;
  complained: string;
  /** null where there is no file. */
  answer: Answer | null;
}

/** A folder of files, and the command run on them in this process. */
export function openDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-reconcile-'));
  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path(name), content);
    return path(name);
  };
  const run = (args: string[], draw: ((text: string) => void) | null = null): Outcome => {
    const said: string[] = [];
    const complained: string[] = [];
    let nowMs = 0;
    const status = reconcileCommand(args, {
      say: (line) => said.push(line),
      complain: (line) => complained.push(line),
      draw,
      nowMs: () => {
        nowMs += 1000;
        return nowMs;
      },
    });
    const out = path('out.json');
    const answer = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Answer) : null;
    return { status, said: said.join('\n'), complained: complained.join('\n'), answer };
  };
  const files = (sheet: string | Uint8Array, ledger: string | Uint8Array): string[] => [
    '--sheet',
    write('sheet.csv', sheet),
    '--ledger',
    write('ledger.csv', ledger),
    '--out',
    path('out.json'),
  ];
  return {
    folder,
    path,
    write,
    run,
    files,
    names: () => readdirSync(folder).sort(),
    compare: (sheet: string | Uint8Array, ledger: string | Uint8Array, ...options: string[]) => {
      rmSync(path('out.json'), { force: true });
      return run([...files(sheet, ledger), ...options]);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Desk = ReturnType<typeof openDesk>;

/** Rows under the header of every column; what a row does not name is empty. */
export function csv(header: string, rows: Record<string, string | number>[]): string {
  const columns = header.split(',');
  const cell = (value: string | number = '') => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[header, ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n')}\n`;
}
