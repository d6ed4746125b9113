import { watch } from '../approval/watch.ts';
import type { Transaction } from '../store/database.ts';
import { closeDeliveries, type OpenDelivery, openDeliveries } from '../store/inbox.ts';
import { workOffInbound } from './inbound.ts';
import { INBOUND } from './inbound-events.ts';
import { workOffSheetEvents } from './sheet-events.ts';
import type { Triggers } from './triggers.ts';

const AT_ONCE = 500;

interface Work {
  /** In the transaction that marks them as worked off: both happen, or neither does. */
  within?(triggers: Triggers, tx: Transaction, deliveries: readonly OpenDelivery[]): Promise<void>;
  /** Once they are marked, for what asks vendors and may be done twice. */
  after?(triggers: Triggers): Promise<void>;
}

const WORK: ReadonlyMap<string, Work> = new Map<string, Work>([
  ['smartsheet', { within: workOffSheetEvents }],
  // Intuit's notifications hold no values: whoever approved a posted invoice hears of its change from the same look as
  // every quarter of an hour.
  ['quickbooks', { after: ({ way }) => watch(way) }],
  [INBOUND, { within: workOffInbound }],
]);

/** Works off what a source told, oldest first, until nothing is left. */
export async function workOff(triggers: Triggers, source: string): Promise<void> {
  const { way } = triggers;
  const work = WORK.get(source);
  for (let taken = AT_ONCE; taken === AT_ONCE; ) {
    taken = await way.db.prisma.$transaction(async (tx) => {
      const deliveries = await openDeliveries(tx, source, AT_ONCE);
      if (deliveries.length === 0) return 0;
      await work?.within?.(triggers, tx, deliveries);
      await closeDeliveries(
        tx,
        source,
        deliveries.map(({ id }) => id),
        way.now(),
      );
      return deliveries.length;
    });
    if (taken > 0) await work?.after?.(triggers);
  }
}
