import type { Middleware, SlackViewMiddlewareArgs } from '@slack/bolt';
import { homeOf } from '../../../approval/home.ts';
import { reject } from '../../../approval/record-decision.ts';
import { edit } from '../../../approval/renew.ts';
import { plainText } from '../../../core/text.ts';
import { REASON_BLOCK } from '../actions/open-view.ts';
import type { Doors } from '../doors.ts';
import { parseSubmission, type Submitted } from '../payload.ts';

type ViewListener = Middleware<SlackViewMiddlewareArgs>;

/** Refusals stand in the modal, so that what was typed is not lost with the reason. */
export const submitEdit =
  (doors: Doors): ViewListener =>
  async ({ ack, body }) => {
    const { way } = doors;
    const sent = parseSubmission(body);
    if (!sent) return void (await ack());
    const edited = await edit(way, { ...sent.target, who: sent.who }, sent.values);
    if ('errors' in edited) {
      await ack({
        response_action: 'errors',
        errors: Object.fromEntries(edited.errors.map(({ blockId, message }) => [blockId, message])),
      });
      return;
    }
    if ('refused' in edited) return void (await ack(errorOn(firstInput(sent), edited.refused)));
    if ('unchanged' in edited)
      return void (await ack(
        errorOn(firstInput(sent), 'Nothing is changed yet. Cancel leaves the draft as it is.'),
      ));
    await ack();
    await showHome(doors, sent.who);
  };

export const submitReject =
  (doors: Doors): ViewListener =>
  async ({ ack, body }) => {
    const { way } = doors;
    const sent = parseSubmission(body);
    if (!sent) return void (await ack());
    const typed = Object.values(sent.values[REASON_BLOCK] ?? {})[0];
    const reason =
      typeof typed === 'object' && typed !== null && 'value' in typed ? String(typed.value ?? '').trim() : '';
    if (plainText(reason) === '')
      return void (await ack(errorOn(REASON_BLOCK, 'Say why, so that the next draft can be right.')));
    const recorded = await reject(way, { ...sent.target, who: sent.who }, reason.slice(0, 2000));
    if ('refused' in recorded) return void (await ack(errorOn(REASON_BLOCK, recorded.refused)));
    await ack();
    await showHome(doors, sent.who);
  };

/** The form may have been opened there, where it would still be asked for; the decision stands whatever comes of this. */
async function showHome({ way, logPublicKey }: Doors, who: string): Promise<void> {
  try {
    await way.messenger.publishHome(who, await homeOf(way, who, logPublicKey));
  } catch (error) {
    way.log.warn({ who, error: String(error) }, 'App Home could not be shown');
  }
}

function errorOn(blockId: string, message: string) {
  return { response_action: 'errors' as const, errors: { [blockId]: message } };
}

/** Where Slack did not send the form along: the first of its values that somebody typed. */
function firstInput({ firstInput: first, values }: Submitted): string {
  const typed = Object.entries(values).find(([, fields]) =>
    Object.values(fields).some((field) => isObject(field) && field.type === 'plain_text_input'),
  );
  return first ?? typed?.[0] ?? REASON_BLOCK;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
