import type { Middleware, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { ACTIONS } from '../../../proposals/decision-buttons.ts';
import type { Project } from '../../../settings/types.ts';
import { plain, section } from '../../blocks/parts.ts';
import { escapeText } from '../../blocks/text.ts';
import type { Doors } from '../doors.ts';
import { SlashCommand } from '../payload.ts';
import { parseDraftCommand } from './invoice-draft.ts';

/** Acknowledged once the request is queued: reading sheet and books takes longer than Slack waits. */
export const invoiceDraft =
  ({ way, enqueueDraft }: Doors): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, body }) => {
    const sent = SlashCommand.safeParse(body);
    if (!sent.success)
      return ack({ response_type: 'ephemeral', text: 'Slack sent a command I cannot read. Try again.' });
    const { text, user_id: who, channel_id: channel, trigger_id: trigger } = sent.data;
    const asked = parseDraftCommand(text, channel, way.projects.projects);
    if ('problem' in asked) return ack(privately(asked.problem));
    if ('pick' in asked) return ack(picker(asked.pick, asked.since));
    const { project, since } = asked;
    const refused = mayAsk(way.projects.people, who, channel, project);
    if (refused) return ack(privately(refused));
    await enqueueDraft(way.db.prisma, draftJob(project, who, channel, since, `command:${trigger}`));
    await ack(privately(reading(project, channel)));
  };

export function draftJob(
  project: Project,
  requestedBy: string,
  channel: string,
  since: string | null,
  requestKey: string,
) {
  return { kind: 'invoice', project: project.code, requestedBy, channel, since, requestKey };
}

export function reading(project: Project, channel: string): string {
  const where = project.channel === channel ? 'here' : 'in the project’s channel';
  return `Reading the sheet and the books of ${project.name}. The draft appears ${where} in a moment.`;
}

/** Being in a project's channel is leave enough to ask; from elsewhere it takes someone whom projects.yml names. */
export function mayAsk(
  people: readonly { id: string }[],
  who: string,
  channel: string,
  project: Project,
  what = 'drafts',
): string | null {
  if (channel === project.channel || people.some(({ id }) => id === who)) return null;
  return `From this channel only people named in projects.yml may ask for ${what} of ${project.code}. Ask in the project’s own channel.`;
}

function privately(text: string, blocks: KnownBlock[] = [section(text)]) {
  // What was typed may stand in it: shown as text, here and in the notification.
  return { response_type: 'ephemeral' as const, text: escapeText(text), blocks };
}

function picker(projects: readonly Project[], since: string | null) {
  if (projects.length === 0)
    return privately('No project in projects.yml has a billing sheet, so there is nothing to draft.');
  const more =
    projects.length > 100 ? ' These are the first hundred; /invoice-draft with a code takes the others.' : '';
  const text = `Which project shall I draft an invoice for?${more}`;
  const options = projects.slice(0, 100).map(({ code, name }) => ({
    text: plain(`${code} · ${name}`, 75),
    value: since === null ? code : `${code} ${since}`,
  }));
  return privately(text, [
    section(text),
    {
      type: 'actions',
      block_id: 'pick',
      elements: [
        {
          type: 'static_select',
          action_id: ACTIONS.pickProject,
          placeholder: plain('Project', 150),
          options,
        },
      ],
    },
  ]);
}
