import type { Middleware, SlackViewMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { assign } from '../../../approval/assign.ts';
import { approve } from '../../../approval/record-decision.ts';
import { plainText } from '../../../core/text.ts';
import { snooze } from '../../../reconciling/snooze.ts';
import { NOTE_BLOCK, UNTIL_BLOCK, WHOM_BLOCK } from '../actions/menu-forms.ts';
import type { Doors } from '../doors.ts';
import { parseSubmission, type Submitted } from '../payload.ts';

type ViewListener = Middleware<SlackViewMiddlewareArgs>;

const Field = z.object({
  value: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
});

function filled({ values }: Submitted, blockId: string): string {
  const field = Field.safeParse(Object.values(values[blockId] ?? {})[0]).data;
  return (field?.value ?? field?.selected_user ?? field?.selected_date ?? '').trim();
}

type Way = Doors['way'];
type Outcome = object | { refused: string };

/** Acknowledged once it is committed; refusals stand in the modal. */
function submitting(
  blockId: string,
  missing: string,
  record: (way: Way, sent: Submitted, typed: string) => Promise<Outcome>,
): (doors: Doors) => ViewListener {
  return ({ way }) =>
    async ({ ack, body }) => {
      const sent = parseSubmission(body);
      if (!sent) return void (await ack());
      const typed = plainText(filled(sent, blockId));
      const outcome = typed === '' ? { refused: missing } : await record(way, sent, typed);
      if ('refused' in outcome)
        return void (await ack({
          response_action: 'errors',
          errors: { [blockId]: String(outcome.refused) },
        }));
      await ack();
    };
}

export const submitNote = submitting(NOTE_BLOCK, 'Write the note.', (way, { target, who }, typed) =>
  approve(way, { ...target, who }, typed.slice(0, 500)),
);

export const submitAssign = submitting(WHOM_BLOCK, 'Choose who.', (way, { target, who }, typed) =>
  assign(way, { ...target, who }, typed),
);

export const submitSnooze = submitting(UNTIL_BLOCK, 'Choose a day.', (way, { target, who }, typed) =>
  snooze(way, { ...target, who }, typed),
);
