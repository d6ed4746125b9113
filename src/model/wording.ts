import { contentHash } from '../core/identity.ts';
import { plainText, shorten } from '../core/text.ts';
import type { Ask, Asked } from './ask.ts';
import type { TemplateReason, WordingAuthor } from './author.ts';
import { CURRENT } from './prompts/prompts.ts';
import { say } from './say.ts';
import { DESCRIPTION_CHARACTERS, describeInvoice, describeLine } from './templates.ts';
import type { Wording, WordingInput, WordingLine } from './types.ts';

const { text: promptText, version: promptVersion, hash: promptHash } = CURRENT;

/** Lines in one question: few enough to be answered in a few seconds. */
const LINES_PER_QUESTION = 25;
/** Beyond these, templates: no one reads two hundred descriptions, and every question is paid for. */
const LINES_WORDED = 100;

/** The whole invoice worded by the templates. */
export function wordByTemplates(
  input: WordingInput,
  reason: TemplateReason,
  asked: { model: string; detail: string } | null = null,
): Wording {
  return {
    descriptions: new Map(input.lines.map((line) => [line.key, describeLine(line)])),
    memo: describeInvoice(input),
    author: {
      kind: 'template',
      reason,
      detail: asked?.detail ?? null,
      model: asked?.model ?? null,
      promptVersion: asked ? promptVersion : null,
      promptHash: asked ? promptHash : null,
      inputHash: contentHash(input),
    },
    rejected: [],
  };
}

/** The invoice worded by the model as far as it may be, and by the templates beyond that. */
export async function wordByModel(
  ask: Ask,
  model: string,
  input: WordingInput,
  signal: AbortSignal,
): Promise<Wording> {
  const batches = inBatches(input.lines.slice(0, LINES_WORDED));
  const answers = await Promise.all(batches.map((lines) => ask(promptText, question(input, lines), signal)));
  const wording = wordByTemplates(input, 'unusable', { model, detail: 'Nothing in the answer may be said' });
  let worded = 0;
  for (const [at, lines] of batches.entries()) {
    const answer = answers[at];
    if (answer) worded += takeLines(wording, lines, answer);
  }
  for (const { key } of input.lines.slice(LINES_WORDED)) {
    wording.rejected.push({ key, why: `it is beyond the first ${LINES_WORDED} lines` });
  }
  if (worded === 0) return blame(wording, answers);
  takeMemo(wording, input, answers);
  return { ...wording, author: byModel(model, wording.author.inputHash) };
}

function byModel(model: string, inputHash: string): WordingAuthor {
  return { kind: 'model', model, promptVersion, promptHash, inputHash };
}

function blame(wording: Wording, answers: readonly Asked[]): Wording {
  const failed = answers.find((answer) => 'reason' in answer);
  if (!failed || wording.author.kind !== 'template') return wording;
  return { ...wording, author: { ...wording.author, reason: failed.reason, detail: failed.detail } };
}

function inBatches(lines: readonly WordingLine[]): WordingLine[][] {
  const count = Math.ceil(lines.length / LINES_PER_QUESTION);
  return Array.from({ length: count }, (_, at) =>
    lines.slice(at * LINES_PER_QUESTION, (at + 1) * LINES_PER_QUESTION),
  );
}

// Staff's names are not sent: a description is for the customer, and the prompt wants none in it.
function question(input: WordingInput, lines: readonly WordingLine[]): string {
  return JSON.stringify({
    customer: plainText(input.customerName),
    project: plainText(input.projectName),
    lines: lines.map(({ key, kind, task, notes, comments }) => ({
      key,
      kind,
      task: shorten(plainText(task), 500),
      notes: shorten(plainText(notes), 2_000),
      comments: comments.slice(-10).map((comment) => shorten(plainText(comment), 500)),
    })),
    lessons: (input.lessons ?? []).slice(0, 5).map((text) => shorten(plainText(text), 600)),
  });
}

/** Puts what may be said into the wording; how many lines that were. */
function takeLines(wording: Wording, lines: readonly WordingLine[], answer: Asked): number {
  let taken = 0;
  for (const line of lines) {
    const said = check(line, answer);
    if ('text' in said) {
      wording.descriptions.set(line.key, said.text);
      taken += 1;
    } else {
      wording.rejected.push({ key: line.key, why: said.why });
    }
  }
  return taken;
}

function check(line: WordingLine, answer: Asked): { text: string } | { why: string } {
  if ('reason' in answer) return { why: answer.detail };
  const description = answer.descriptions.get(line.key);
  if (description === undefined) return { why: 'the model left it out' };
  const said = say(description, factsOf(line));
  // Beside the time of the same row it must be seen to be something else, whether the model said so or not.
  const asExpense = line.kind === 'expenses' && 'text' in said && !/^expense/i.test(said.text);
  return asExpense ? { text: shorten(`Expenses: ${said.text}`, DESCRIPTION_CHARACTERS) } : said;
}

function factsOf({ task, notes, comments }: WordingLine): string {
  return [task, notes, ...comments].join('\n');
}

function takeMemo(wording: Wording, input: WordingInput, answers: readonly Asked[]): void {
  const first = answers[0];
  if (!first || 'reason' in first || first.memo === null || first.memo.trim() === '') return;
  const facts = [input.customerName, input.projectName, ...input.lines.map(factsOf)].join('\n');
  const said = say(first.memo, facts);
  if ('text' in said) wording.memo = said.text;
  else wording.rejected.push({ key: 'memo', why: said.why });
}
