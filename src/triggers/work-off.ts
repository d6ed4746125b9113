import { watch } from '../approval/watch.ts';
import type { Transaction } from '../store/database.ts';
import { closeDeliveries, type OpenDelivery, openDeliveries } from '../store/inbox.ts';
import { workOffInbound } from './inbound.ts';
import { INBOUND } from './inbound-events.ts';
import { workOffSheetEvents } from './sheet-events.ts';
import type { Triggers } from './triggers.ts';

const AT_ONCE = 500;

/** Each works off the oldest deliveries of its source, and says how many. */
type Work = (triggers: Triggers) => Promise<number>;

const WORK: ReadonlyMap<string, Work> = new Map([
  ['smartsheet', (triggers) => together(triggers, 'smartsheet', workOffSheetEvents)],
  ['quickbooks', lookAtBooks],
  [INBOUND, (triggers) => together(triggers, INBOUND, workOffInbound)],
]);

/** Works off what a source told, oldest first, until nothing is left. */
export async function workOff(triggers: Triggers, source: string): Promise<void> {
  const work = WORK.get(source);
  while (work && (await work(triggers)) === AT_ONCE);
}

/** In the transaction that marks them as worked off: both happen, or neither does. */
function together(
  triggers: Triggers,
  source: string,
  work: (triggers: Triggers, tx: Transaction, deliveries: readonly OpenDelivery[]) => Promise<void>,
): Promise<number> {
  const { db, now } = triggers.way;
  return db.prisma.$transaction(async (tx) => {
    const deliveries = await openDeliveries(tx, source, AT_ONCE);
    if (deliveries.length > 0) await work(triggers, tx, deliveries);
    await closeDeliveries(tx, source, idsOf(deliveries), now());
    return deliveries.length;
  });
}

/**
 * Intuit's notifications hold no values: whoever approved a posted invoice hears of its change from the same look as
 * every quarter of an hour. They are marked after it: a look too many does nothing, one too few would be told late.
 */
async function lookAtBooks({ way }: Triggers): Promise<number> {
  const { prisma } = way.db;
  const deliveries = await prisma.$transaction((tx) => openDeliveries(tx, 'quickbooks', AT_ONCE));
  if (deliveries.length > 0) await watch(way);
  await closeDeliveries(prisma, 'quickbooks', idsOf(deliveries), way.now());
  return deliveries.length;
}

const idsOf = (deliveries: readonly OpenDelivery[]) => deliveries.map(({ id }) => id);
