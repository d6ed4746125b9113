import { z } from 'zod';
import type { Transaction } from '../store/database.ts';
import type { OpenDelivery } from '../store/inbox.ts';
import { markDirty } from './sheet-watch.ts';
import type { Triggers } from './triggers.ts';

/** What one callback of Smartsheet said. */
export interface SheetEvents {
  sheetId: string;
  /** Somebody else than Countersign changed something. */
  changed: boolean;
  /** Smartsheet switched the webhook on or off; null: it did not. */
  status: string | null;
}

const SheetEvents: z.ZodType<SheetEvents> = z.object({
  sheetId: z.string(),
  changed: z.boolean(),
  status: z.string().nullable(),
});

/** However many callbacks there were, each sheet they name is looked at once. */
export async function workOffSheetEvents(
  triggers: Triggers,
  tx: Transaction,
  deliveries: readonly OpenDelivery[],
): Promise<void> {
  const told = deliveries.map(({ payload }) => SheetEvents.parse(payload));
  const changed = told.filter((events) => events.changed || events.status !== null);
  for (const sheetId of new Set(changed.map((events) => events.sheetId)))
    await markDirty(triggers, tx, sheetId);
}
