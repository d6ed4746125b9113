import { AsyncLocalStorage } from 'node:async_hooks';

const carried = new AsyncLocalStorage<() => Promise<void>>();

/** A request may wait for its turn: what must hold when it leaves is asked again then. `check` throws where it does not. */
export function withLastWord<T>(check: () => Promise<void>, work: () => T): T {
  return carried.run(check, work);
}

export async function lastWord(): Promise<void> {
  await carried.getStore()?.();
}
