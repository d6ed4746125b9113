import type { Transaction } from '../store/database.ts';
import { closeDeliveries, type OpenDelivery, openDeliveries } from '../store/inbox.ts';
import { lookAtBooks } from './book-events.ts';
import { workOffInbound } from './inbound.ts';
import { INBOUND } from './inbound-events.ts';
import { workOffSheetEvents } from './sheet-events.ts';
import type { Triggers } from './triggers.ts';

const AT_ONCE = 500;

type Work = (triggers: Triggers, tx: Transaction, deliveries: readonly OpenDelivery[]) => Promise<void>;

/** In the transaction that marks them as worked off: both happen, or neither does. */
const WORK: ReadonlyMap<string, Work> = new Map([
  ['smartsheet', workOffSheetEvents],
  [INBOUND, workOffInbound],
]);

/** Works off what a source told, oldest first, until nothing is left. */
export async function workOff(triggers: Triggers, source: string): Promise<void> {
  const { way } = triggers;
  for (let taken = AT_ONCE; taken === AT_ONCE; ) {
    taken = await way.db.prisma.$transaction(async (tx) => {
      const deliveries = await openDeliveries(tx, source, AT_ONCE);
      if (deliveries.length === 0) return 0;
      await WORK.get(source)?.(triggers, tx, deliveries);
      await closeDeliveries(
        tx,
        source,
        deliveries.map(({ id }) => id),
        way.now(),
      );
      return deliveries.length;
    });
    if (taken > 0 && source === 'quickbooks') await lookAtBooks(triggers);
  }
}
