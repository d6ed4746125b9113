import { CONNECTING } from '../approval/connection.ts';
import type { Way } from '../approval/way.ts';
import { forgetDocuments } from '../reconciling/stored.ts';
import { forgetDeliveries } from '../store/inbox.ts';
import { INBOUND, INBOUND_EVENT } from './inbound-events.ts';
import { UNKNOWN } from './inbound-unknown.ts';

const DAY_MS = 86_400_000;
/** Senders repeat for days at most (Smartsheet's and Shopify's retries end within two); links are good for minutes. */
const DELIVERIES_MS = 60 * DAY_MS;
/** What is remembered of other systems. What was said to people once is remembered for good. */
const TOLD = ['slack', 'smartsheet', 'quickbooks', INBOUND, INBOUND_EVENT, UNKNOWN, ...CONNECTING];
/** A quarter's close is over, and links to reports end after a week. */
const DOCUMENTS_MS = 120 * DAY_MS;

/** Lets go of what nobody asks for any more, so that no table grows for ever. The log is never touched. */
export async function forget({ db, now, log }: Way): Promise<void> {
  const ago = (ms: number) => new Date(now().getTime() - ms);
  const deliveries = await forgetDeliveries(db.prisma, TOLD, ago(DELIVERIES_MS));
  const documents = await forgetDocuments(db.prisma, ago(DOCUMENTS_MS));
  if (deliveries + documents > 0) log.info({ deliveries, documents }, 'what is long past was forgotten');
}
