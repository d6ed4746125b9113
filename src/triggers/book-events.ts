import { watch } from '../approval/watch.ts';
import type { Triggers } from './triggers.ts';

/** What one of Intuit's notifications said; lower case: "invoice", "updated". */
export interface BookEvent {
  entity: string;
  id: string;
  operation: string;
}

/** They hold no values: whoever approved a posted invoice hears of its change from the same look as every quarter of an hour. */
export async function lookAtBooks({ way }: Triggers): Promise<void> {
  await watch(way);
}
