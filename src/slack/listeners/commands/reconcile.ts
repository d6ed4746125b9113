import {
  defaultPeriod,
  looksLikePeriod,
  PERIOD_USAGE,
  parsePeriod,
  periodWords,
} from '../../../reconciling/period.ts';
import type { Period } from '../../../reconciling/run.ts';
import type { Project } from '../../../settings/types.ts';
import { projectsNear } from './projects-near.ts';

export type ReconcileCommand =
  | { project: Project; period: Period; periodNote: string | null }
  /** Several projects, or none, in this channel: ask which. `period` as it was typed. */
  | { pick: Project[]; period: string }
  | { problem: string };

const USAGE = 'Write /reconcile, or /reconcile ACME-WEB, or /reconcile ACME-WEB 2026-10.';

/** `[project code] [period]`, in either order of care. `today`: the company's date. */
export function parseReconcileCommand(
  text: string,
  channel: string,
  projects: readonly Project[],
  today: string,
): ReconcileCommand {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const codeOf = (word: string) => projects.find(({ code }) => code.toLowerCase() === word.toLowerCase());
  const first = words[0] ?? '';
  // A code may look like a period; one that is a project's is the project.
  const named = codeOf(first) ?? codeOf(words.at(-1) ?? '');
  const rest = named ? words.filter((word) => codeOf(word) !== named) : words;
  if (!named && words.length > 0 && !looksLikePeriod(words.join(' ')))
    return { problem: unknownCode(first, projects) };
  const typed = rest.join(' ');
  const period = typed === '' ? defaultPeriod(today) : parsePeriod(typed, today);
  if ('problem' in period) return period;
  const periodNote =
    typed === ''
      ? `No period was given, so this is last month and this month to date: ${periodWords(period)}.`
      : null;
  if (named) {
    return named.costs
      ? { project: named, period, periodNote }
      : {
          problem: `${named.code} has no cost sheet in projects.yml, so there is nothing to reconcile. ${USAGE}`,
        };
  }
  const here = projects.filter((project) => project.channel === channel && project.costs);
  const [only, ...others] = here;
  if (only && others.length === 0) return { project: only, period, periodNote };
  return { pick: here.length > 0 ? here : projects.filter(({ costs }) => costs), period: typed };
}

function unknownCode(code: string, projects: readonly Project[]): string {
  return `“${code.slice(0, 60)}” is neither a project nor a period I understand. ${projectsNear(code, projects)} ${PERIOD_USAGE}`;
}
