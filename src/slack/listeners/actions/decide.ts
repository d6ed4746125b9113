import type { Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { type Click, NOT_OURS } from '../../../approval/for-decision.ts';
import { homeOf } from '../../../approval/home.ts';
import type { Recorded } from '../../../approval/record-decision.ts';
import * as decisions from '../../../approval/record-decision.ts';
import { undo as recordUndo } from '../../../approval/undo.ts';
import type { Way } from '../../../approval/way.ts';
import { parseTarget } from '../../../proposals/decision-buttons.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';

export type ActionListener = Middleware<SlackActionMiddlewareArgs>;

export const approve = (doors: Doors): ActionListener => decision(doors, decisions.approve);
export const retry = (doors: Doors): ActionListener => decision(doors, decisions.retry);
export const undo = (doors: Doors): ActionListener => decision(doors, recordUndo);

/** Acknowledged once it is committed; a refusal is said to who clicked, and to nobody else. */
function decision(
  { way, logPublicKey }: Doors,
  record: (way: Way, click: Click) => Promise<Recorded>,
): ActionListener {
  return async ({ ack, body }) => {
    const clicked = parseClick(body);
    const target = parseTarget(clicked?.value);
    if (!clicked || !target) {
      await ack();
      if (clicked) await way.messenger.tell(clicked.channel, clicked.who, NOT_OURS);
      return;
    }
    const recorded = await record(way, { ...target, who: clicked.who });
    await ack();
    if ('refused' in recorded) await way.messenger.tell(clicked.channel, clicked.who, recorded.refused);
    if (clicked.atHome)
      await way.messenger.publishHome(clicked.who, await homeOf(way, clicked.who, logPublicKey));
  };
}
