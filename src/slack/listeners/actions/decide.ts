import type { Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Recorded } from '../../../approval/record-decision.ts';
import * as decisions from '../../../approval/record-decision.ts';
import type { Way } from '../../../approval/way.ts';
import { parseTarget } from '../../../proposals/decision-buttons.ts';
import { parseClick } from '../payload.ts';
import type { Doors } from '../register.ts';

export type ActionListener = Middleware<SlackActionMiddlewareArgs>;

export const NOT_OURS = 'This button is not one of ours any more. Nothing was changed.';

export const approve = ({ way }: Doors): ActionListener => decision(way, decisions.approve);
export const retry = ({ way }: Doors): ActionListener => decision(way, decisions.retry);

/** Acknowledged once it is committed; a refusal is said to who clicked, and to nobody else. */
function decision(way: Way, record: (way: Way, click: decisions.Click) => Promise<Recorded>): ActionListener {
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
  };
}
