import type { Middleware, SlackViewMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { changeApprovers } from '../../../approval/approvers.ts';
import { askQuestion } from '../../../approval/question.ts';
import { plainText } from '../../../core/text.ts';
import { ADD_BLOCK, QUESTION_BLOCK, REMOVE_BLOCK, WHY_BLOCK } from '../actions/open-more.ts';
import type { Doors } from '../doors.ts';
import { parseSubmission, type Submitted } from '../payload.ts';

type ViewListener = Middleware<SlackViewMiddlewareArgs>;

const Field = z.object({ value: z.string().nullish(), selected_user: z.string().nullish() });

function filled({ values }: Submitted, blockId: string): string {
  const field = Field.safeParse(Object.values(values[blockId] ?? {})[0]).data;
  return (field?.value ?? field?.selected_user ?? '').trim();
}

/** Refusals stand in the modal, so that what was typed is not lost with the reason. */
export const submitQuestion =
  ({ way }: Doors): ViewListener =>
  async ({ ack, body }) => {
    const sent = parseSubmission(body);
    if (!sent) return void (await ack());
    const fail = (message: string) =>
      ack({ response_action: 'errors', errors: { [QUESTION_BLOCK]: message } });
    const text = plainText(filled(sent, QUESTION_BLOCK));
    if (text === '') return fail('Write the question.');
    const asked = await askQuestion(way, { ...sent.target, who: sent.who }, text.slice(0, 1000));
    if ('refused' in asked) return fail(asked.refused);
    await ack();
  };

export const submitApprovers =
  ({ way }: Doors): ViewListener =>
  async ({ ack, body }) => {
    const sent = parseSubmission(body);
    if (!sent) return void (await ack());
    const changed = await changeApprovers(way, {
      approvalId: sent.target.approvalId,
      who: sent.who,
      add: filled(sent, ADD_BLOCK) || null,
      remove: filled(sent, REMOVE_BLOCK) || null,
      reason: plainText(filled(sent, WHY_BLOCK)).slice(0, 500),
    });
    if ('changed' in changed) return void (await ack());
    const block = { add: ADD_BLOCK, remove: REMOVE_BLOCK, reason: WHY_BLOCK }[changed.field];
    await ack({ response_action: 'errors', errors: { [block]: changed.refused } });
  };
