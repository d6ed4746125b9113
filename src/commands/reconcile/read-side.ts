import { isUtf8 } from 'node:buffer';
import type { Side } from '../../reconciliation/types.ts';
import { type Columns, type List, readColumns } from './columns.ts';
import { addFileProblem, addProblem, noProblems, type Problems } from './problems.ts';
import { rowReader } from './rows.ts';
import { type Broken, nextRecord, type Scan, startScan } from './scan.ts';
import { soundness, textReader } from './texts.ts';

/** One of the two files: `name` is what messages call it, `currency` what is meant where a row names none. */
export interface Source {
  list: List;
  name: string;
  bytes: Buffer;
  currency: string;
}

export interface ReadList {
  /** null where there are problems: a list is read as a whole or not at all. */
  side: Side | null;
  problems: Problems;
  /** Columns of the file that mean nothing here. */
  ignored: readonly string[];
}

const SIXTEEN_BIT = 'the file is UTF-16, not UTF-8: save it as “CSV UTF-8”';

/** Reads one list. Every row is read, or is a problem with its line and column; none is dropped. */
export function readSide(source: Source): ReadList {
  const { list, name, bytes } = source;
  const problems = noProblems(name);
  const unusable = (line: number | null, fault: string): ReadList => {
    addFileProblem(problems, line, fault);
    return { side: null, problems, ignored: [] };
  };
  const mark = bytes.toString('latin1', 0, 3);
  if (mark.startsWith('\xff\xfe') || mark.startsWith('\xfe\xff')) return unusable(null, SIXTEEN_BIT);
  const scan = startScan(bytes, mark === '\xef\xbb\xbf' ? 3 : 0);
  const read = textReader(scan, bytes);
  const columns = readColumns(list, scan, read);
  if ('fault' in columns) return unusable(scan.fields === 0 ? null : scan.startLine, columns.fault);
  // Asked of the file as a whole: hardly any has such bytes, and a look at each field costs more than all the rest.
  const isSuspect = !isUtf8(bytes) || bytes.includes(0);
  const rows = rowReader(source, scan, read, columns, problems);
  while (nextRecord(scan)) {
    if (isWhole(scan, columns, problems) && !(isSuspect && isTainted(scan, columns, problems))) rows.take();
  }
  const side = rows.side();
  return { side: problems.count === 0 ? side : null, problems, ignored: columns.ignored };
}

const BROKEN = {
  unclosed: 'its quote is never closed',
  'after-quote': 'something follows its closing quote; quotes inside a quoted field are written twice',
  'stray-quote':
    'a quote stands in a field that is not quoted; put quotes around it and write those inside twice',
} as const satisfies Record<Broken['kind'], string>;

/** Whether the record is one, and has as many fields as the header. */
function isWhole({ broken, fields, startLine }: Scan, columns: Columns, problems: Problems): boolean {
  if (broken !== null) {
    addProblem(problems, startLine, nameOf(columns, broken.field), () => BROKEN[broken.kind]);
    return false;
  }
  if (fields === columns.fields) return true;
  const header = () => `the header has ${columns.fields} (${columns.names.join(', ')})`;
  if (fields < columns.fields) {
    const first = nameOf(columns, fields);
    addProblem(
      problems,
      startLine,
      first,
      () => `is missing: the row ends after ${count(fields)}, ${header()}`,
    );
  } else {
    const last = nameOf(columns, columns.fields - 1);
    addProblem(
      problems,
      startLine,
      last,
      () => `is not the last: the row has ${count(fields)}, ${header()}; quote values that hold a comma`,
    );
  }
  return false;
}

function isTainted(scan: Scan, columns: Columns, problems: Problems): boolean {
  for (let field = 0; field < scan.fields; field += 1) {
    const fault = soundness(scan, field);
    if (fault === 'sound') continue;
    addProblem(problems, scan.startLine, nameOf(columns, field), () =>
      fault === 'nul' ? 'holds a NUL character' : 'is not UTF-8: save the file as “CSV UTF-8”',
    );
    return true;
  }
  return false;
}

function nameOf({ names }: Columns, field: number): string {
  return names[field] || `number ${field + 1}`;
}

function count(fields: number): string {
  return fields === 1 ? 'one field' : `${fields} fields`;
}
