import { z } from 'zod';
import { homeOf } from '../../../approval/home.ts';
import { EVERYTHING, mayUseSwitch, resume } from '../../../approval/switch.ts';
import { reasonForm } from '../commands/countersign/stop.ts';
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

/** Nothing is stopped yet: the reason is asked for first. */
export const homeStop =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const refused = mayUseSwitch(way, clicked.who) ?? unknown(way.projects.projects, clicked.value);
    if (refused) return way.messenger.tell(clicked.channel, clicked.who, refused);
    await way.messenger.openView(clicked.triggerId, reasonForm(clicked.value));
  };

/** Recorded before it is acknowledged. */
export const homeResume =
  ({ way, logPublicKey }: Doors): ActionListener =>
  async ({ ack, body }) => {
    const clicked = parseClick(body);
    if (!clicked) return ack();
    const refused = mayUseSwitch(way, clicked.who) ?? unknown(way.projects.projects, clicked.value);
    const answer = refused ?? (await resume(way, { scope: clicked.value, who: clicked.who, reason: '' }));
    await ack();
    await way.messenger.tell(clicked.channel, clicked.who, answer);
    await way.messenger.publishHome(clicked.who, await homeOf(way, clicked.who, logPublicKey));
  };

function unknown(projects: readonly { code: string }[], scope: string): string | null {
  if (scope === EVERYTHING || projects.some(({ code }) => code === scope)) return null;
  return 'That project is not in projects.yml any more. Nothing was changed.';
}
