import type { Middleware, SlackCommandMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import type { View } from '@slack/types';
import { EVERYTHING, mayUseSwitch, resume, stop, words } from '../../../approval/switch.ts';
import { VIEWS } from '../../../proposals/decision-buttons.ts';
import { plain, section, small } from '../../blocks/parts.ts';
import type { Doors } from '../doors.ts';
import { parseNamedSubmission, SlashCommand } from '../payload.ts';
import { HELP, parseCountersign } from './countersign.ts';

const REASON = 'reason';

/** The kill switch: acknowledged once it is recorded, so that "stopped" is true when it is read. */
export const countersign =
  ({ way }: Doors): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, body }) => {
    const sent = SlashCommand.safeParse(body);
    if (!sent.success) return ack(privately('Slack sent a command I cannot read. Try again.'));
    const { text, user_id: who, trigger_id: trigger } = sent.data;
    const asked = parseCountersign(text, way.projects.projects);
    if (asked.verb === 'help') return ack(privately([asked.problem, HELP].filter(Boolean).join('\n')));
    const refused = mayUseSwitch(way, who);
    if (refused) return ack(privately(refused));
    const request = { scope: asked.scope, who, reason: asked.reason ?? '' };
    if (asked.verb === 'resume') return ack(privately(await resume(way, request)));
    if (asked.reason) return ack(privately(await stop(way, request)));
    await ack();
    await way.messenger.openView(trigger, reasonForm(asked.scope));
  };

export const submitStop =
  ({ way }: Doors): Middleware<SlackViewMiddlewareArgs> =>
  async ({ ack, body }) => {
    const sent = parseNamedSubmission(body, REASON);
    if (!sent) return ack();
    const fail = (message: string) => ack({ response_action: 'errors', errors: { [REASON]: message } });
    const known =
      sent.metadata === EVERYTHING || way.projects.projects.some(({ code }) => code === sent.metadata);
    const refused = mayUseSwitch(way, sent.who);
    if (refused || !known)
      return fail(refused ?? 'That project is not in projects.yml any more. Nothing was changed.');
    if (sent.typed === '') return fail('Say why: it stands on every card and in the log.');
    const answer = await stop(way, { scope: sent.metadata, who: sent.who, reason: sent.typed.slice(0, 500) });
    await ack();
    await way.messenger.tell(sent.who, sent.who, answer);
  };

function reasonForm(scope: string): View {
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
        block_id: REASON,
        label: plain('Reason', 2000),
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 500 },
      },
      small('It is not stopped until you press Stop.'),
    ],
  };
}

function privately(text: string) {
  return { response_type: 'ephemeral' as const, text, blocks: [section(text)] };
}
