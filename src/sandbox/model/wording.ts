import { type Fields, isFields } from './json.ts';

const MAX = 180;

/**
 * One line's description from its task and notes: the same words for the same row, every time. Sentences with
 * figures are left out, as a model that was told so would.
 */
export function describe(line: Fields): string {
  const task = plain(line.task ?? line.title ?? line.name ?? line.description);
  const said = [line.notes, line.comments].flat().map(plain).flatMap(sentences);
  const first = said.find((sentence) => sentence !== '' && !/\d/.test(sentence));
  const text = first === undefined ? task : task === '' ? first : `${task}: ${first}`;
  return text === '' ? 'Services' : text.slice(0, MAX).trim();
}

/** A memo that names what the invoice is for, without a figure. */
export function summarise(lines: readonly Fields[]): string {
  const tasks = [...new Set(lines.map((line) => plain(line.task)).filter((task) => task !== ''))];
  if (tasks.length === 0) return 'Thank you for your business.';
  const shown = tasks.slice(0, 3).join(', ');
  return `Services: ${shown}${tasks.length > 3 ? ' and more' : ''}`.slice(0, 300);
}

/** What was found, in two sentences that use the facts' own figures: "name: value", one a line. */
export function tell(facts: string): string {
  const found = new Map(
    facts.split('\n').flatMap((line) => {
      const [, name, value] = /^([^:]+): (.+)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const [worst] = [...found].filter(([, value]) => /^\d+ variances, /.test(value));
  const compared = found.get('totals compared') ?? '';
  const totals = ['QuickBooks', 'sheet'].map((side) => found.get(`${side} total`));
  const both = totals[0] === totals[1] ? '' : `, ${totals.join(' against ')}`;
  const first = `${compared.charAt(0).toUpperCase()}${compared.slice(1)}${both}.`;
  return worst
    ? `${first} Most of it is ${worst[0]} (${worst[1].split(', ').slice(1).join(', ')}): look at that first.`
    : `${first} Nothing is left to look at.`;
}

/** Text alone: a comment may be a string or an object with its text inside. */
function plain(value: unknown): string {
  const text = isFields(value) ? value.text : value;
  if (typeof text !== 'string') return '';
  return text
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[\p{C}<>@|*_`~]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).map((sentence) => sentence.replace(/[.!?]+$/, ''));
}
