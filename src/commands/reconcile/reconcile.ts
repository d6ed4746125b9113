import { readFileSync } from 'node:fs';
import { reconcile } from '../../reconciliation/reconcile.ts';
import { BEGINNING, writeAnswer } from './answer.ts';
import { COLUMNS, type List } from './columns.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { outProblem, removeEarlierAnswer, writeWhole } from './out-file.ts';
import { problemLines } from './problems.ts';
import { type Progress, progressBar } from './progress.ts';
import { type ReadList, readSide } from './read-side.ts';
import { summaryLines } from './summary.ts';

export interface ReconcileContext {
  say(line: string): void;
  complain(line: string): void;
  /** Draws on a terminal; null where stderr is none. */
  draw: ((text: string) => void) | null;
  nowMs(): number;
}

/**
 * Reconciles two files with nothing connected. Returns the exit status: 0 where the answer is written, 1 where a file
 * cannot be read, reconciled or written, 2 where the options are wrong. Unless it is 0 there is no answer at --out, not
 * that of an earlier run either; wrong options touch nothing.
 */
export function reconcileCommand(args: readonly string[], context: ReconcileContext): number {
  const options = readOptions(args);
  if (options === 'help') {
    context.say(USAGE);
    return 0;
  }
  if ('problems' in options) {
    context.complain(`${options.problems.join('\n')}\n\n${USAGE}`);
    return 2;
  }
  const { out } = options;
  const problem = outProblem(out, [options.sheet, options.ledger]);
  if (problem !== null) {
    context.complain(problem);
    return 1;
  }
  const bar = progressBar(context.draw, context.nowMs);
  try {
    if (run(options, context, bar)) return 0;
  } catch (error) {
    bar.clear();
    context.complain(error instanceof Error ? error.message : String(error));
  }
  const removed = removeEarlierAnswer(out, BEGINNING) ? `; ${out}, an earlier run's answer, was removed` : '';
  context.complain(`Nothing was reconciled, and no file was written${removed}.`);
  return 1;
}

/** Whether there is an answer now. */
function run({ sheet, ledger, out, tolerance }: Options, context: ReconcileContext, bar: Progress): boolean {
  const { currency } = tolerance;
  bar.show('reading the sheet', 0);
  const rows = readList('sheet', sheet, currency);
  bar.show('reading the ledger', 0.05);
  const postings = readList('ledger', ledger, currency);
  bar.clear();
  for (const line of [...notes('sheet', rows), ...notes('ledger', postings)]) context.complain(line);
  if (rows.side === null || postings.side === null) return false;
  const { side } = rows;
  const { side: other } = postings;
  const answer = reconcile(side, other, tolerance, undefined, (stage, share) =>
    bar.show(stage, 0.1 + share * 0.8),
  );
  bar.show('writing', 0.9);
  writeWhole(out, (write) => writeAnswer(answer, side, other, currency, write));
  bar.clear();
  for (const line of summaryLines(answer, side, other, currency)) context.complain(line);
  return true;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a CSV file',
  EACCES: 'you may not read it',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
};

function readList(list: List, name: string, currency: string): ReadList {
  try {
    return readSide({ list, name, bytes: readFileSync(name), currency });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = UNREADABLE[code];
    if (reason === undefined) throw error;
    throw new Error(`${name} cannot be read: ${reason}.`, { cause: error });
  }
}

function notes(list: List, { problems, ignored }: ReadList): string[] {
  const lines = problemLines(problems);
  if (ignored.length === 0) return lines;
  return [
    `${problems.file}: ignored ${ignored.length === 1 ? 'the column' : 'the columns'} ${ignored.join(', ')}. Known are ${COLUMNS[list].join(', ')}.`,
    ...lines,
  ];
}
