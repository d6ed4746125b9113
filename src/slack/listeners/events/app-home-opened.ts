import type { Middleware, SlackEventMiddlewareArgs } from '@slack/bolt';
import { homeOf } from '../../../approval/home.ts';
import type { Doors } from '../doors.ts';

export const appHomeOpened =
  ({ way, logPublicKey }: Doors): Middleware<SlackEventMiddlewareArgs<'app_home_opened'>> =>
  async ({ event }) => {
    if (event.tab !== 'home') return;
    await way.messenger.publishHome(event.user, await homeOf(way, event.user, logPublicKey));
  };
