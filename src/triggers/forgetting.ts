import { CONNECTING } from '../approval/connection.ts';
import type { Way } from '../approval/way.ts';
import { forgetDeliveries } from '../store/inbox.ts';
import { INBOUND, INBOUND_EVENT } from './inbound-events.ts';
import { UNKNOWN } from './inbound-unknown.ts';

/** Senders repeat for days at most (Smartsheet's and Shopify's retries end within two); links are good for minutes. */
const REMEMBERED_MS = 60 * 86_400_000;
/** What is remembered of other systems. What was said to people once is remembered for good. */
const TOLD = ['slack', 'smartsheet', 'quickbooks', INBOUND, INBOUND_EVENT, UNKNOWN, ...CONNECTING];

/** Lets go of ids of deliveries that are long past, so that the table does not grow for ever. */
export async function forgetOldDeliveries({ db, now, log }: Way): Promise<void> {
  const before = new Date(now().getTime() - REMEMBERED_MS);
  const forgotten = await forgetDeliveries(db.prisma, TOLD, before);
  if (forgotten > 0) log.info({ forgotten }, 'ids of old deliveries were forgotten');
}
