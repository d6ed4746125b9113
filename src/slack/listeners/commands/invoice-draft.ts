import { parseIsoDate } from '../../../core/iso-date.ts';
import { nearest } from '../../../core/nearest.ts';
import type { Project } from '../../../settings/types.ts';

export type DraftCommand =
  | { project: Project; since: string | null }
  /** Several projects, or none, in this channel: ask which. */
  | { pick: Project[]; since: string | null }
  | { problem: string };

const USAGE =
  'Write /invoice-draft, or /invoice-draft ACME-WEB, or /invoice-draft ACME-WEB since 2026-10-01.';

/** `[project code] [since date]`, in either order of care: "ACME-WEB 2026-10-01" is understood too. */
export function parseDraftCommand(text: string, channel: string, projects: readonly Project[]): DraftCommand {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && word.toLowerCase() !== 'since');
  const dates = words.filter((word) => /^\d{1,4}[-/.]\d/.test(word));
  const codes = words.filter((word) => !dates.includes(word));
  if (codes.length > 1 || dates.length > 1)
    return { problem: `I don't understand “${text.trim().slice(0, 100)}”. ${USAGE}` };
  const since = dates[0] === undefined ? null : parseIsoDate(dates[0]);
  if (dates[0] !== undefined && since === null) {
    return {
      problem: `“${dates[0].slice(0, 40)}” is not a date I understand. Write it as year-month-day, like 2026-10-01.`,
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

function unknownCode(code: string, projects: readonly Project[]): string {
  const codes = projects.map((project) => project.code);
  const near = nearest(code, codes, 3);
  const list =
    near.length > 0
      ? `The nearest: ${near.join(', ')}.`
      : `The projects are ${codes.slice(0, 20).join(', ')}.`;
  return `There is no project “${code.slice(0, 60)}”. ${list}`;
}
