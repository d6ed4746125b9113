/** What makes a file unusable; enough of it to mend many rows at once, and not so much that it hides the first. */
export interface Problems {
  readonly file: string;
  readonly shown: string[];
  count: number;
}

const SHOWN = 20;
const QUOTED = 60;

export function noProblems(file: string): Problems {
  return { file, shown: [], count: 0 };
}

/** `what` is asked for only where it will be shown: a file of the wrong kind has one problem a row. */
export function addProblem(problems: Problems, line: number, column: string, what: () => string): void {
  problems.count += 1;
  if (problems.shown.length >= SHOWN) return;
  problems.shown.push(`${problems.file}, line ${line}, column ${column}: ${what()}.`);
}

/** A fault of the file as a whole. */
export function addFileProblem(problems: Problems, line: number | null, what: string): void {
  problems.count += 1;
  problems.shown.push(`${problems.file}${line === null ? '' : `, line ${line}`}: ${what}.`);
}

export function problemLines(problems: Problems): string[] {
  const more = problems.count - problems.shown.length;
  const rest = `${problems.file}: and ${more.toLocaleString('en-US')} more.`;
  return more > 0 ? [...problems.shown, rest] : problems.shown;
}

/** A value of the file in a message: clipped, and nothing in it moves the cursor of the terminal that shows it. */
export function quoted(value: string): string {
  const clipped = value.length > QUOTED ? `${value.slice(0, QUOTED).toWellFormed()}…` : value;
  return JSON.stringify(clipped).replace(/\p{C}/gu, '\ufffd');
}
