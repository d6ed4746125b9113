import type { View } from '@slack/types';
import { EVERYTHING, mayUseSwitch, resume, stop, words } from '../../../../approval/switch.ts';
import { nearest } from '../../../../core/nearest.ts';
import { VIEWS } from '../../../../proposals/decision-buttons.ts';
import type { Project } from '../../../../settings/types.ts';
import { plain, section, small } from '../../../blocks/parts.ts';
import type { Verb } from './verb.ts';

export const REASON_INPUT = 'reason';

export type SwitchWords = { scope: string; reason: string | null } | { problem: string };

/** `[project] [because …]`. Without a project: everything. */
export function parseSwitch(rest: string, projects: readonly Project[]): SwitchWords {
  const [, before = '', because = ''] = /^(.*?)(?:\bbecause\b(.*))?$/is.exec(rest.trim()) ?? [];
  const [code, ...more] = before.trim().split(/\s+/).filter(Boolean);
  const reason = because.trim().slice(0, 500) || null;
  if (code === undefined || code.toLowerCase() === 'all') return { scope: EVERYTHING, reason };
  const project = projects.find((candidate) => candidate.code.toLowerCase() === code.toLowerCase());
  if (project && more.length === 0) return { scope: project.code, reason };
  if (project) {
    const problem = `I don't understand “${before.trim().slice(0, 100)}”. Put the reason after “because”. Nothing was changed.`;
    return { problem };
  }
  const codes = projects.map((candidate) => candidate.code);
  const near = nearest(code, codes, 3);
  const list =
    near.length > 0
      ? `The nearest: ${near.join(', ')}.`
      : `The projects are ${codes.slice(0, 20).join(', ')}.`;
  return { problem: `There is no project “${code.slice(0, 60)}”. ${list} Nothing was changed.` };
}

/** Recorded before it is answered, so that "stopped" is true when it is read. */
export const stopVerb: Verb = {
  usage:
    'stop [project] [because …]: from that second nothing is posted or written; decisions are recorded and wait',
  async run({ who, rest, trigger }, { way }) {
    const asked = parseSwitch(rest, way.projects.projects);
    const refused = mayUseSwitch(way, who) ?? ('problem' in asked ? asked.problem : null);
    if (refused || 'problem' in asked) return { text: refused ?? '' };
    if (asked.reason) return { text: await stop(way, { scope: asked.scope, who, reason: asked.reason }) };
    await way.messenger.openView(trigger, reasonForm(asked.scope));
    return null;
  },
};

export const resumeVerb: Verb = {
  usage: 'resume [project]: goes on where it stood',
  async run({ who, rest }, { way }) {
    const asked = parseSwitch(rest, way.projects.projects);
    const refused = mayUseSwitch(way, who) ?? ('problem' in asked ? asked.problem : null);
    if (refused || 'problem' in asked) return { text: refused ?? '' };
    return { text: await resume(way, { scope: asked.scope, who, reason: asked.reason ?? '' }) };
  },
};

export function reasonForm(scope: string): View {
  return {
    type: 'modal',
    callback_id: VIEWS.stop,
    private_metadata: scope,
    title: plain('Stop Countersign', 24),
    submit: plain('Stop', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(
        `${words(scope)} stops at once: nothing is posted or written, decisions are recorded and wait.`,
      ),
      {
        type: 'input',
        block_id: REASON_INPUT,
        label: plain('Reason', 2000),
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 500 },
      },
      small('It is not stopped until you press Stop.'),
    ],
  };
}
