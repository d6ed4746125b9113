import type { View } from '@slack/types';
import { connectLink, logConnection, mayConnect } from '../../../approval/connection.ts';
import { homeOf } from '../../../approval/home.ts';
import { VendorFailure } from '../../../core/failure.ts';
import { ACTIONS } from '../../../proposals/decision-buttons.ts';
import { plain, section } from '../../blocks/parts.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';

/** A link of one's own, shown to that person alone. */
export const homeConnect =
  ({ way, connection }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const refused = mayConnect(way, clicked.who);
    if (refused) return way.messenger.tell(clicked.channel, clicked.who, refused);
    const link = connectLink(connection, clicked.who);
    if (link === null)
      return way.messenger.tell(
        clicked.channel,
        clicked.who,
        'QuickBooks is connected in a browser, and nobody told Countersign its address: set PUBLIC_URL and start it again. Nothing was changed.',
      );
    await way.messenger.openView(clicked.triggerId, linkView(link));
  };

function linkView(url: string): View {
  return {
    type: 'modal',
    title: plain('Connect QuickBooks', 24),
    close: plain('Close', 24),
    blocks: [
      section(
        'The button opens Intuit, where you choose the company and consent. It is for you alone, works once, and for ten minutes.',
      ),
      {
        type: 'actions',
        block_id: 'connect',
        elements: [
          {
            type: 'button',
            action_id: ACTIONS.openLink,
            text: plain('Open Intuit', 75),
            url,
            style: 'primary',
          },
        ],
      },
    ],
  };
}

/** Given back at Intuit first: what is only forgotten here would still work for whoever has it. */
export const homeDisconnect =
  ({ way, connection, logPublicKey }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const tell = (text: string) => way.messenger.tell(clicked.channel, clicked.who, text);
    const refused = mayConnect(way, clicked.who);
    if (refused) return tell(refused);
    try {
      const was = await connection.connecting.disconnect();
      if (!was) return await tell('QuickBooks is not connected. Nothing was changed.');
    } catch (error) {
      if (!(error instanceof VendorFailure)) throw error;
      return tell(`QuickBooks is still connected: ${error.message} Try again.`);
    }
    await logConnection(way, 'quickbooks.disconnected', clicked.who, connection.realmId);
    await tell(
      'QuickBooks is disconnected: Intuit has forgotten the access, and nothing is read or posted until a finance manager connects it again. What waits for it waits.',
    );
    await way.messenger.publishHome(clicked.who, await homeOf(way, clicked.who, logPublicKey));
  };

/** A button that is a link tells Slack's app too, which wants an answer. */
export const openedLink =
  (): ActionListener =>
  async ({ ack }) =>
    ack();
