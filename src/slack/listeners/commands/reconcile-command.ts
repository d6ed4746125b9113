import type { Middleware, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { localDate } from '../../../core/instant.ts';
import { ACTIONS } from '../../../proposals/decision-buttons.ts';
import type { ReconcileJob } from '../../../reconciling/job.ts';
import { periodWords } from '../../../reconciling/period.ts';
import type { Project } from '../../../settings/types.ts';
import { plain, section } from '../../blocks/parts.ts';
import { escapeText } from '../../blocks/text.ts';
import type { ActionListener } from '../actions/decide.ts';
import type { Doors } from '../doors.ts';
import { parseClick, SlashCommand } from '../payload.ts';
import { mayAsk } from './invoice-draft-command.ts';
import { parseReconcileCommand, type ReconcileCommand } from './reconcile.ts';

/** Acknowledged once the run is queued: reading both sides takes longer than Slack waits. */
export const reconcile =
  ({ way, enqueueReconcile }: Doors): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, body }) => {
    const sent = SlashCommand.safeParse(body);
    if (!sent.success)
      return ack({ response_type: 'ephemeral', text: 'Slack sent a command I cannot read. Try again.' });
    const { text, user_id: who, channel_id: channel, trigger_id: trigger } = sent.data;
    const asked = parseReconcileCommand(text, channel, way.projects.projects, today(way));
    if ('problem' in asked) return ack(privately(asked.problem));
    if ('pick' in asked) return ack(picker(asked.pick, asked.period));
    const refused = mayAsk(way.projects.people, who, channel, asked.project, WHAT);
    if (refused) return ack(privately(refused));
    await enqueueReconcile(way.db.prisma, jobOf(asked, who, channel, `reconcile:${trigger}`));
    await ack(privately(working(asked, channel)));
  };

/** The answer to "which project": from here on the same as the command with its code. */
export const pickReconcile =
  ({ way, enqueueReconcile }: Doors): ActionListener =>
  async ({ ack, body }) => {
    const clicked = parseClick(body);
    const asked =
      clicked && parseReconcileCommand(clicked.value, clicked.channel, way.projects.projects, today(way));
    if (!clicked || !asked || !('project' in asked)) {
      await ack();
      const gone = 'That project is no longer among those of projects.yml. Ask again with /reconcile.';
      if (clicked) await way.messenger.tell(clicked.channel, clicked.who, gone);
      return;
    }
    const refused = mayAsk(way.projects.people, clicked.who, clicked.channel, asked.project, WHAT);
    const key = `reconcile:pick:${clicked.triggerId || `${clicked.who}:${way.now().getTime()}`}`;
    if (!refused) await enqueueReconcile(way.db.prisma, jobOf(asked, clicked.who, clicked.channel, key));
    await ack();
    await way.messenger.tell(clicked.channel, clicked.who, refused ?? working(asked, clicked.channel));
  };

const WHAT = 'reconciliations';

type Chosen = Extract<ReconcileCommand, { project: Project }>;

const today = (way: Doors['way']) => localDate(way.now(), way.projects.company.timezone);

function jobOf(
  { project, period, periodNote }: Chosen,
  who: string,
  channel: string,
  requestKey: string,
): ReconcileJob {
  return { project: project.code, requestedBy: who, channel, period, periodNote, requestKey };
}

function working({ project, period }: Chosen, channel: string): string {
  const where = project.channel === channel ? 'here' : 'in the project’s channel';
  return `Reconciling ${project.name}, ${periodWords(period)}. What it finds appears ${where}.`;
}

function privately(text: string, blocks: KnownBlock[] = [section(text)]) {
  // What was typed may stand in it: shown as text, here and in the notification.
  return { response_type: 'ephemeral' as const, text: escapeText(text), blocks };
}

function picker(projects: readonly Project[], period: string) {
  if (projects.length === 0)
    return privately('No project in projects.yml has a cost sheet, so there is nothing to reconcile.');
  const more =
    projects.length > 100 ? ' These are the first hundred; /reconcile with a code takes the others.' : '';
  const text = `Which project shall I reconcile?${more}`;
  const options = projects.slice(0, 100).map(({ code, name }) => ({
    text: plain(`${code} · ${name}`, 75),
    value: `${code} ${period}`.trim().slice(0, 75),
  }));
  const select = {
    type: 'static_select' as const,
    action_id: ACTIONS.pickReconcile,
    placeholder: plain('Project', 150),
    options,
  };
  return privately(text, [
    section(text),
    { type: 'actions', block_id: 'pick-reconcile', elements: [select] },
  ]);
}
