import { parseIsoDate } from '../../../core/iso-date.ts';
import type { Project } from '../../../settings/types.ts';
import { projectsNear } from './projects-near.ts';

export type DraftCommand =
  | { project: Project; since: string | null }
  /** Several projects, or none, in this channel: ask which. */
  | { pick: Project[]; since: string | null }
  | { problem: string };

const USAGE =
  'Write /invoice-draft, or /invoice-draft ACME-WEB, or /invoice-draft ACME-WEB since 2026-10-01.';

/** `[project code] [since date]`, in either order of care: "ACME-WEB 2026-10-01" is understood too. */
export function parseDraftCommand(text: string, channel: string, projects: readonly Project[]): DraftCommand {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const at = words.findIndex((word) => word.toLowerCase() === 'since');
  const isCode = (word: string) => projects.some(({ code }) => code.toLowerCase() === word.toLowerCase());
  const unsaid = words.findIndex((word) => /^\d{1,4}[-/.]\d/.test(word) && !isCode(word));
  const from = at >= 0 ? at : unsaid >= 0 ? unsaid : words.length;
  const dateWords = at >= 0 ? words.slice(at + 1) : words.slice(from);
  const codes = words.slice(0, from);
  // "since 2026-10-01 ACME-WEB": what follows a date that stands alone is the code.
  if (codes.length === 0 && dateWords.length === 2 && parseDay(dateWords[0] ?? '') !== null)
    codes.push(...dateWords.splice(1));
  if (codes.length > 1) return { problem: `I don't understand “${text.trim().slice(0, 100)}”. ${USAGE}` };

  const typed = dateWords.join(' ');
  const since = typed === '' ? null : parseDay(typed);
  if (typed === '' && at >= 0) return { problem: `Since when? ${USAGE}` };
  if (typed !== '' && since === null) {
    return {
      problem: `“${typed.slice(0, 40)}” is not a date I understand. Write it as year-month-day, like 2026-10-01.`,
    };
  }
  const code = codes[0];
  if (code === undefined) {
    const here = projects.filter((project) => project.channel === channel && project.billing);
    const [only, ...others] = here;
    if (only && others.length === 0) return { project: only, since };
    return { pick: here.length > 0 ? here : projects.filter(({ billing }) => billing), since };
  }
  const project = projects.find((candidate) => candidate.code.toLowerCase() === code.toLowerCase());
  return project ? { project, since } : { problem: unknownCode(code, projects) };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A day that can mean one thing only, as ISO: "2026-10-01", "2026/10/1", "1 Oct 2026", "October 1, 2026". null for
 * the rest, "10/01/2026" among them: half the world reads another day in it.
 */
export function parseDay(text: string): string | null {
  const numbers = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (numbers) return isoDate(numbers[1], numbers[2], numbers[3]);
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.? (?<month>[a-z]{3,9})\.?,? (?<year>\d{4})$/i.exec(text) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i.exec(text);
  const { year, month = '', day } = named?.groups ?? {};
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return number === 0 ? null : isoDate(year, String(number), day);
}

function isoDate(year = '', month = '', day = ''): string | null {
  return parseIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function unknownCode(code: string, projects: readonly Project[]): string {
  return `There is no project “${code.slice(0, 60)}”. ${projectsNear(code, projects)}`;
}
