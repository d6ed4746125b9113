import type { View } from '@slack/types';
import { contextOf } from '../../../approval/context.ts';
import { forDecision, NOT_OURS } from '../../../approval/for-decision.ts';
import { draftOf } from '../../../approval/standing.ts';
import { kindOf } from '../../../approval/way.ts';
import { VendorFailure } from '../../../core/failure.ts';
import { parseTarget, targetValue, VIEWS } from '../../../proposals/decision-buttons.ts';
import { plain, section } from '../../blocks/parts.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';

/**
 * One of a kind's own buttons: its form. What it offers is read from the vendors, which may take longer than a trigger
 * lives, so a window that says so stands there first.
 */
export const openAction =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body, action }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const tell = (text: string) => way.messenger.tell(clicked.channel, clicked.who, text);
    const target = parseTarget(clicked.value);
    const [, name = ''] = /^act:([a-z]+)$/.exec('action_id' in action ? action.action_id : '') ?? [];
    if (!target || name === '') return tell(NOT_OURS);
    const allowed = await forDecision(way, way.db.prisma, { ...target, who: clicked.who }, 'edit');
    if ('refused' in allowed) return tell(allowed.refused);
    const { actionForm } = kindOf(way, allowed.kind);
    if (!actionForm) return tell(NOT_OURS);
    const opened = await way.messenger
      .openView(clicked.triggerId, waiting('Reading QuickBooks…'))
      .catch((error: unknown) => {
        way.log.warn({ error: String(error) }, 'a view did not open');
        return null;
      });
    if (opened === null)
      return tell('Slack did not open the window in time. Nothing was changed; press the button again.');
    try {
      const form = await actionForm(draftOf(allowed), name, targetValue(target), contextOf(way, allowed));
      await way.messenger.updateView(opened, 'refused' in form ? waiting(form.refused) : form);
    } catch (error) {
      if (!(error instanceof VendorFailure)) throw error;
      const why = `${error.service} did not answer as it should (${error.message}). Nothing was changed; close this and press the button again in a moment.`;
      await way.messenger.updateView(opened, waiting(why)).catch(() => tell(why));
    }
  };

function waiting(text: string): View {
  return {
    type: 'modal',
    callback_id: VIEWS.showAll,
    title: plain('Countersign', 24),
    close: plain('Close', 24),
    blocks: [section(text)],
  };
}
