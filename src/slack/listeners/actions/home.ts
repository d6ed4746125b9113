import { z } from 'zod';
import { homeOf } from '../../../approval/home.ts';
import { EVERYTHING, mayUseSwitch } from '../../../approval/switch.ts';
import { reasonForm, type Turn } from '../commands/countersign/stop.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';

const Page = z.coerce.number().int().min(0).max(100_000);

/** Another page of what waits. */
export const homePage =
  ({ way, logPublicKey }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    const page = Page.safeParse(clicked?.value);
    if (!clicked || !page.success) return;
    await way.messenger.publishHome(clicked.who, await homeOf(way, clicked.who, logPublicKey, page.data));
  };

export const homeStop = (doors: Doors): ActionListener => askReason(doors, 'stop');
export const homeResume = (doors: Doors): ActionListener => askReason(doors, 'resume');

/** Nothing is changed yet: the reason is asked for first. */
function askReason({ way }: Doors, which: Turn): ActionListener {
  return async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const refused = mayUseSwitch(way, clicked.who) ?? unknown(way.projects.projects, clicked.value);
    if (refused) return way.messenger.tell(clicked.channel, clicked.who, refused);
    await way.messenger.openView(clicked.triggerId, reasonForm(which, clicked.value));
  };
}

function unknown(projects: readonly { code: string }[], scope: string): string | null {
  if (scope === EVERYTHING || projects.some(({ code }) => code === scope)) return null;
  return 'That project is not in projects.yml any more. Nothing was changed.';
}
