import type { View } from '@slack/types';
import { mayChangeApprovers } from '../../../approval/approvers.ts';
import { forDecision, NOT_OURS } from '../../../approval/for-decision.ts';
import { askedOf } from '../../../approval/question.ts';
import type { Way } from '../../../approval/way.ts';
import { parseTarget, type Target, targetValue, VIEWS } from '../../../proposals/decision-buttons.ts';
import { MORE } from '../../../proposals/talk-blocks.ts';
import { plain, section, small } from '../../blocks/parts.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';
import { assignForm, noteForm, snoozeForm } from './menu-forms.ts';
import { openOrTell } from './open-view.ts';

/** The menu beside the card's buttons. Nothing is recorded yet, so the click is acknowledged first. */
export const openMore =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const tell = (text: string) => way.messenger.tell(clicked.channel, clicked.who, text);
    const [, what = '', value = ''] = /^(\w+):(.+)$/.exec(clicked.value) ?? [];
    const target = parseTarget(value);
    if (!target) return tell(NOT_OURS);
    const view = await formFor(way, what, target, clicked.who);
    if ('refused' in view) return tell(view.refused);
    await openOrTell(way, clicked.triggerId, view, tell);
  };

async function formFor(
  way: Way,
  what: string,
  target: Target,
  who: string,
): Promise<View | { refused: string }> {
  if (what === MORE.ask) {
    const allowed = await forDecision(way, way.db.prisma, { ...target, who }, 'approve');
    return 'refused' in allowed
      ? { refused: `To ask is for who may approve. ${allowed.refused}` }
      : questionForm(target, askedOf(allowed) === null);
  }
  const form =
    what === MORE.note
      ? noteForm
      : what === MORE.assign
        ? assignForm
        : what === MORE.snooze
          ? snoozeForm
          : null;
  if (form) {
    const verb = what === MORE.note ? 'approve' : 'edit';
    const allowed = await forDecision(way, way.db.prisma, { ...target, who }, verb);
    return 'refused' in allowed ? allowed : form(target);
  }
  if (what !== MORE.approvers) return { refused: NOT_OURS };
  const refused = mayChangeApprovers(way, who);
  return refused ? { refused } : approversForm(target);
}

export const QUESTION_BLOCK = 'question';
export const ADD_BLOCK = 'add';
export const REMOVE_BLOCK = 'remove';
export const WHY_BLOCK = 'why';

function questionForm(target: Target, toAll: boolean): View {
  const goes = toAll
    ? 'Goes into the thread of the card, where whoever knows answers.'
    : 'Goes to who asked for the draft, in the thread of the card.';
  return {
    type: 'modal',
    callback_id: VIEWS.ask,
    private_metadata: targetValue(target),
    title: plain('Ask a question', 24),
    submit: plain('Ask', 24),
    close: plain('Cancel', 24),
    blocks: [
      {
        type: 'input',
        block_id: QUESTION_BLOCK,
        label: plain('Question', 2000),
        hint: plain(goes, 2000),
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 1000 },
      },
      small('The card says that it waits for the answer. It can still be approved, edited or rejected.'),
    ],
  };
}

function approversForm(target: Target): View {
  const pick = (blockId: string, label: string, hint: string) => ({
    type: 'input' as const,
    block_id: blockId,
    optional: true,
    label: plain(label, 2000),
    hint: plain(hint, 2000),
    element: { type: 'users_select' as const, action_id: 'value' },
  });
  return {
    type: 'modal',
    callback_id: VIEWS.approvers,
    private_metadata: targetValue(target),
    title: plain('Change who approves', 24),
    submit: plain('Change', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(
        'For this approval alone, this version and later ones. Fill in both to replace one by the other.',
      ),
      pick(ADD_BLOCK, 'Add', 'May approve as if they held the role that the rule asks for.'),
      pick(REMOVE_BLOCK, 'Take off', 'May not approve; an approval they gave does not count any more.'),
      {
        type: 'input',
        block_id: WHY_BLOCK,
        label: plain('Reason', 2000),
        hint: plain('Stands on the card and in the log.', 2000),
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 500 },
      },
    ],
  };
}
