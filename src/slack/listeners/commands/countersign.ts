import { EVERYTHING } from '../../../approval/switch.ts';
import { nearest } from '../../../core/nearest.ts';
import type { Project } from '../../../settings/types.ts';

export type CountersignCommand =
  | { verb: 'stop' | 'resume'; scope: string; reason: string | null }
  | { verb: 'help'; problem: string | null };

export const HELP = [
  '/countersign stop [project] [because …]: from that second nothing is posted or written; decisions are recorded and wait',
  '/countersign resume [project]: goes on where it stood',
].join('\n');

const VERBS = ['stop', 'resume', 'help'];

/** `stop [project] [because …]`, `resume [project]`. Without a project: everything. */
export function parseCountersign(text: string, projects: readonly Project[]): CountersignCommand {
  const [, before = '', because = ''] = /^(.*?)(?:\bbecause\b(.*))?$/is.exec(text.trim()) ?? [];
  const [typed = '', ...rest] = before.trim().split(/\s+/);
  const verb = typed.toLowerCase();
  if (verb === '' || verb === 'help') return { verb: 'help', problem: null };
  if (verb !== 'stop' && verb !== 'resume') {
    const [near] = nearest(verb, VERBS, 1);
    const hint = near ? ` Did you mean /countersign ${near}?` : '';
    return {
      verb: 'help',
      problem: `I don't know “/countersign ${typed.slice(0, 40)}”.${hint} Nothing was changed.`,
    };
  }
  const code = rest[0];
  const reason = because.trim().slice(0, 500) || null;
  if (code === undefined || code.toLowerCase() === 'all') return { verb, scope: EVERYTHING, reason };
  const project = projects.find((candidate) => candidate.code.toLowerCase() === code.toLowerCase());
  if (project && rest.length === 1) return { verb, scope: project.code, reason };
  const codes = projects.map((candidate) => candidate.code);
  const near = nearest(code, codes, 3);
  const list =
    near.length > 0
      ? `The nearest: ${near.join(', ')}.`
      : `The projects are ${codes.slice(0, 20).join(', ')}.`;
  const problem = project
    ? `I don't understand “${before.trim().slice(0, 100)}”. Put the reason after “because”. Nothing was changed.`
    : `There is no project “${code.slice(0, 60)}”. ${list} Nothing was changed.`;
  return { verb: 'help', problem };
}
