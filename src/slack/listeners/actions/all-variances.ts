import { NOT_OURS } from '../../../approval/for-decision.ts';
import { allVariances, openListed } from '../../../reconciling/all-variances.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';
import { openOrTell } from './open-view.ts';

/** Show all: the first page from the message, the others in the window itself. */
export const showVariances =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    const [, number, page] = /^(\d{1,9}):(\d{1,5})$/.exec(clicked?.value ?? '') ?? [];
    if (!clicked) return;
    const tell = (text: string) => way.messenger.tell(clicked.channel, clicked.who, text);
    if (!number || !page) return tell(NOT_OURS);
    const view = await allVariances(way, Number(number), Number(page));
    if ('refused' in view) return tell(view.refused);
    if (clicked.view) return way.messenger.updateView(clicked.view.id, view);
    await openOrTell(way, clicked.triggerId, view, tell);
  };

/** One of the list gets its card in the channel, and the list says so. */
export const openVariance =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const opened = await openListed(way, clicked.value);
    if ('refused' in opened) return way.messenger.tell(clicked.channel, clicked.who, opened.refused);
    const view = await allVariances(way, opened.number, 0);
    if (clicked.view && !('refused' in view)) await way.messenger.updateView(clicked.view.id, view);
  };
