import { z } from 'zod';
import { INBOUND_EVENTS } from '../settings/inbound.ts';

/** One piece of news, whoever told it. */
const inboundEvent = z.object({
  /** The sender's own id of it: the same however often, and in whatever delivery, it comes. */
  id: z.string(),
  event: z.enum(INBOUND_EVENTS),
  /** What their project is known by: its id first, then its names. */
  theirs: z.array(z.string()),
  /** The day of the work, or the instant of the news, ISO; null where neither is told. */
  at: z.string().nullable(),
});
export type InboundEvent = z.infer<typeof inboundEvent>;

/** What is kept of one delivery until it is worked off. */
export const InboundDelivery = z.object({
  source: z.string(),
  /** null: nothing in it could be understood. */
  events: z.array(inboundEvent).nullable(),
});
export type InboundDelivery = z.infer<typeof InboundDelivery>;

/** Under which all of them wait to be worked off. */
export const INBOUND = 'inbound';
/** Under which each piece of news is remembered by its sender's id. */
export const INBOUND_EVENT = 'inbound-event';
export const INBOUND_PATH = '/webhooks/inbound';

const NAMES = new Map([
  ['harvest', 'Harvest'],
  ['quickbooks-time', 'QuickBooks Time'],
  ['asana', 'Asana'],
  ['shopify', 'Shopify'],
]);

/** A source as people know it. */
export const sourceName = (source: string): string => NAMES.get(source) ?? source;
