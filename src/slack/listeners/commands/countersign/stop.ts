import type { View } from '@slack/types';
import { EVERYTHING, mayUseSwitch, notStopped, resume, stop, words } from '../../../../approval/switch.ts';
import type { Way } from '../../../../approval/way.ts';
import { VIEWS } from '../../../../proposals/decision-buttons.ts';
import type { Project } from '../../../../settings/types.ts';
import { plain, section, small } from '../../../blocks/parts.ts';
import { projectsNear } from '../projects-near.ts';
import type { Answer, Asked, Verb } from './verb.ts';

export const REASON_INPUT = 'reason';

export type SwitchWords = { scope: string; reason: string | null } | { problem: string };

/** `[project] [because …]`. Without a project: everything. */
function parseSwitch(rest: string, projects: readonly Project[]): SwitchWords {
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
  return {
    problem: `There is no project “${code.slice(0, 60)}”. ${projectsNear(code, projects)} Nothing was changed.`,
  };
}

/** What is asked of the switch; each with the words of its form. */
export type Turn = 'stop' | 'resume';

/** Recorded before it is answered, so that "stopped" is true when it is read. */
export const stopVerb: Verb = {
  usage:
    'stop [project] [because …]: from that second nothing is posted or written; decisions are recorded and wait',
  run: ({ who, rest, trigger }, { way }) => turn('stop', stop, way, { who, rest, trigger }),
};

export const resumeVerb: Verb = {
  usage: 'resume [project] [because …]: goes on where it stood',
  run: ({ who, rest, trigger }, { way }) => turn('resume', resume, way, { who, rest, trigger }),
};

async function turn(
  which: Turn,
  act: typeof stop,
  way: Way,
  { who, rest, trigger }: Pick<Asked, 'who' | 'rest' | 'trigger'>,
): Promise<Answer> {
  const asked = parseSwitch(rest, way.projects.projects);
  const refused = mayUseSwitch(way, who) ?? ('problem' in asked ? asked.problem : null);
  if (refused || 'problem' in asked) return { text: refused ?? '' };
  const { scope, reason } = asked;
  const idle = reason === null && which === 'resume' ? await notStopped(way, scope) : null;
  if (idle !== null) return { text: idle };
  if (reason) return { text: await act(way, { scope, who, reason }) };
  await way.messenger.openView(trigger, reasonForm(which, scope));
  return null;
}

const FORMS: Readonly<Record<Turn, { view: string; title: string; does: string; until: string }>> = {
  stop: {
    view: VIEWS.stop,
    title: 'Stop',
    does: 'stops at once: nothing is posted or written, decisions are recorded and wait.',
    until: 'It is not stopped until you press Stop.',
  },
  resume: {
    view: VIEWS.resume,
    title: 'Resume',
    does: 'goes on where it stood: what was decided meanwhile is posted and written.',
    until: 'It stays stopped until you press Resume.',
  },
};

export function reasonForm(which: Turn, scope: string): View {
  const { view, title, does, until } = FORMS[which];
  return {
    type: 'modal',
    callback_id: view,
    private_metadata: scope,
    title: plain(`${title} Countersign`, 24),
    submit: plain(title, 24),
    close: plain('Cancel', 24),
    blocks: [
      section(`${words(scope)} ${does}`),
      {
        type: 'input',
        block_id: REASON_INPUT,
        label: plain('Reason', 2000),
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 500 },
      },
      small(until),
    ],
  };
}
