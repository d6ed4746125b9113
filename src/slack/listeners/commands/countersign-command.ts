import type { Middleware, SlackCommandMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { homeOf } from '../../../approval/home.ts';
import { EVERYTHING, mayUseSwitch, resume, stop } from '../../../approval/switch.ts';
import { nearest } from '../../../core/nearest.ts';
import { plainText } from '../../../core/text.ts';
import type { Doors } from '../doors.ts';
import { parseNamedSubmission, SlashCommand } from '../payload.ts';
import { REASON_INPUT } from './countersign/stop.ts';
import { privately } from './countersign/verb.ts';
import { help, VERBS } from './countersign/verbs.ts';

/** `/countersign <verb> …`: each verb answers for itself, and is acknowledged with its answer. */
export const countersign =
  (doors: Doors): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, body }) => {
    const sent = SlashCommand.safeParse(body);
    if (!sent.success) return ack(privately({ text: 'Slack sent a command I cannot read. Try again.' }));
    const { text, user_id: who, channel_id: channel, trigger_id: trigger } = sent.data;
    const [, typed = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
    const verb = VERBS.get(typed.toLowerCase());
    if (!verb)
      return ack(privately({ text: help(typed === '' || typed === 'help' ? null : unknown(typed)) }));
    const answer = await verb.run({ who, channel, trigger, rest: rest.trim() }, doors);
    await (answer ? ack(privately(answer)) : ack());
  };

function unknown(typed: string): string {
  const [near] = nearest(typed.toLowerCase(), [...VERBS.keys()], 1);
  const hint = near ? ` Did you mean /countersign ${near}?` : '';
  return `I don't know “/countersign ${typed.slice(0, 40)}”.${hint} Nothing was changed.`;
}

type Submission = Middleware<SlackViewMiddlewareArgs>;

export const submitStop = (doors: Doors): Submission => submitReason(doors, stop);
export const submitResume = (doors: Doors): Submission => submitReason(doors, resume);

/** The reason for a stop or its end, asked for where the command or the button had none. */
function submitReason({ way, logPublicKey }: Doors, act: typeof stop): Submission {
  return async ({ ack, body }) => {
    const sent = parseNamedSubmission(body, REASON_INPUT);
    if (!sent) return ack();
    const fail = (message: string) => ack({ response_action: 'errors', errors: { [REASON_INPUT]: message } });
    const known =
      sent.metadata === EVERYTHING || way.projects.projects.some(({ code }) => code === sent.metadata);
    const refused = mayUseSwitch(way, sent.who);
    if (refused || !known)
      return fail(refused ?? 'That project is not in projects.yml any more. Nothing was changed.');
    if (plainText(sent.typed) === '') return fail('Say why: it stands in the log.');
    const answer = await act(way, { scope: sent.metadata, who: sent.who, reason: sent.typed.slice(0, 500) });
    await ack();
    await way.messenger.tell(sent.who, sent.who, answer);
    // It may have been pressed there; a page that was not opened yet is simply made.
    await way.messenger.publishHome(sent.who, await homeOf(way, sent.who, logPublicKey));
  };
}
