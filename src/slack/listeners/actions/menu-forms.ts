import type { View } from '@slack/types';
import { type Target, targetValue, VIEWS } from '../../../proposals/decision-buttons.ts';
import { plain, small } from '../../blocks/parts.ts';

/** Forms of the menu beside a card: a note with the approval, who is to see to it, until when it may wait. */

export const NOTE_BLOCK = 'note';
export const WHOM_BLOCK = 'whom';
export const UNTIL_BLOCK = 'until';

const form = (
  target: Target,
  callbackId: string,
  title: string,
  submit: string,
  blocks: View['blocks'],
): View => ({
  type: 'modal',
  callback_id: callbackId,
  private_metadata: targetValue(target),
  title: plain(title, 24),
  submit: plain(submit, 24),
  close: plain('Cancel', 24),
  blocks,
});

export function noteForm(target: Target): View {
  return form(target, VIEWS.note, 'With a note', 'Approve', [
    {
      type: 'input',
      block_id: NOTE_BLOCK,
      label: plain('Note', 2000),
      hint: plain('Stands on the card, in the sheet’s notes and in the log.', 2000),
      element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 500 },
    },
    small('What is proposed on the card is approved with it, exactly as it stands there.'),
  ]);
}

export function assignForm(target: Target): View {
  return form(target, VIEWS.assign, 'Assign to someone', 'Assign', [
    {
      type: 'input',
      block_id: WHOM_BLOCK,
      label: plain('Who is to see to it', 2000),
      hint: plain('They are told. Who may decide stays as it is.', 2000),
      element: { type: 'users_select', action_id: 'value' },
    },
  ]);
}

export function snoozeForm(target: Target): View {
  return form(target, VIEWS.snooze, 'Snooze', 'Snooze', [
    {
      type: 'input',
      block_id: UNTIL_BLOCK,
      label: plain('Until', 2000),
      hint: plain('From that day on, a reconciliation that still finds it asks again.', 2000),
      element: { type: 'datepicker', action_id: 'value' },
    },
  ]);
}
