import type { Button, KnownBlock } from '@slack/types';
import { actions, button, plain } from '../../slack/blocks/parts.ts';
import { cut } from '../../slack/blocks/text.ts';
import { ACTIONS, actionId, targetValue } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import { type Standing, UNDECIDED } from '../standing.ts';
import { laterButtons } from '../standing-blocks.ts';
import { actionLabel, actionLines } from './action-words.ts';
import type { VarianceContent } from './content.ts';
import { CHOOSE_LABEL, fitting } from './fitting.ts';
import { ANYWAY, ANYWAY_LABEL, mayGoOn } from './forms/anyway.ts';
import { headline } from './story.ts';
import type { Subject } from './subject.ts';
import { undoable } from './undo.ts';
import { askUndo } from './undo-words.ts';

export function buttons(
  draft: StoredDraft,
  standing: Standing,
  content: VarianceContent,
  subject: Subject,
): KnownBlock[] {
  const value = targetValue(draft);
  const { action } = content;
  if (UNDECIDED.includes(standing.status)) {
    const fits = fitting(subject);
    const others = fits
      .filter((name) => name !== action.do)
      .map((name) => button(actionId(name), CHOOSE_LABEL[name], value));
    if (action.do === 'accept')
      return [
        actions('decide', [
          { ...button(ACTIONS.approve, 'Accept', value, 'primary'), ...confirm(standing, action, subject) },
          ...others,
        ]),
      ];
    const label = cut(`Approve: ${actionLabel(action)}`, 75);
    const approve = {
      ...button(ACTIONS.approve, label, value, 'primary'),
      ...confirm(standing, action, subject),
    };
    const edit = button(actionId(action.do), 'Edit', value);
    const anyway = mayGoOn(draft) ? [button(actionId(ANYWAY), ANYWAY_LABEL, value)] : [];
    return [
      actions('decide', [
        approve,
        ...anyway,
        edit,
        button(ACTIONS.reject, 'Reject', value, 'danger'),
        ...others,
      ]),
    ];
  }
  return laterButtons(value, standing, undoable(draft, standing) ? [askUndo(value, draft, standing)] : []);
}

function confirm(standing: Standing, action: VarianceContent['action'], subject: Subject): Partial<Button> {
  if (!standing.rule.confirm) return {};
  return {
    confirm: {
      title: plain('Do exactly this?', 100),
      text: plain(action.do === 'accept' ? headline(subject) : actionLines(action).join('\n'), 300),
      confirm: plain(action.do === 'accept' ? 'Accept' : 'Approve', 30),
      deny: plain('Not yet', 30),
    },
  };
}
